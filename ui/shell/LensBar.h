// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/Lens.h"

#include <QFrame>

class QButtonGroup;

namespace fourplane::ui {

/// The segmented control that chooses the lens.
class LensBar : public QFrame
{
    Q_OBJECT

public:
    explicit LensBar(QWidget *parent = nullptr);

    void setLens(Lens lens);

Q_SIGNALS:
    void lensChosen(fourplane::ui::Lens lens);

private:
    QButtonGroup *m_buttons;
};

/// What a lens is called.
QString lensName(Lens lens);

} // namespace fourplane::ui
