// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QMenuBar;

namespace fourplane::ui {

/// All keys at a glance: those of the menus, as they are in this window, and those of the canvas.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const QMenuBar &menus, QWidget *parent);
};

} // namespace fourplane::ui
