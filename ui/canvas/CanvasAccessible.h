// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace fourplane::ui {

class CanvasView;

/// Tells Qt how to describe a CanvasView to assistive technology: one child per visible card, container and
/// connection, with name, role and description. Harmless when called again.
void installCanvasAccessibility();

/// Tells assistive technology that the selection changed.
void announceSelection(CanvasView &view);

} // namespace fourplane::ui
