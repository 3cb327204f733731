// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"

#include <QDialog>

class QDialogButtonBox;

namespace fourplane::ui {

/// Lists what the reader of a file had to say, each with file:line:column and the fix.
class DiagnosticsDialog : public QDialog
{
    Q_OBJECT

public:
    DiagnosticsDialog(
        const QString &title, const QString &summary, const Diagnostics &diagnostics, QWidget *parent);

    /// Adds a button that accepts the dialog; without it one can only close it. Return still closes.
    void offer(const QString &choice);

private:
    QDialogButtonBox *m_buttons;
};

} // namespace fourplane::ui
