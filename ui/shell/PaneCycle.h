// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace fourplane::ui {

/// Gives the keyboard to the next visible pane of the window, or to the one before: the canvas, what stands
/// on the left, the inspector, and the parts of the panel below.
void focusNextPane(QWidget &window, bool backwards);

} // namespace fourplane::ui
