// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QDialog;

namespace fourplane::ui {

class MainWindow;

/// Dialogs that no entry of the menus opens, filled with an example, for pictures: "recovery", "merge",
/// "message". nullptr for another name. The window owns it.
QDialog *exampleDialog(const QString &name, MainWindow &window);

} // namespace fourplane::ui
