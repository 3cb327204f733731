// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <QString>

class QWidget;

namespace fourplane::ui {

class CanvasView;

/// Tells Qt how to describe a CanvasView to assistive technology: one child per visible card, container and
/// connection, with name, role and description. Harmless when called again.
void installCanvasAccessibility();

/// What an element on the canvas is, in words: what a screen reader says after its name, and what a tool tip
/// shows where the picture has no room for it.
QString describeOnCanvas(const CanvasView &view, const ElementId &id);

/// Tells assistive technology that the selection changed.
void announceSelection(CanvasView &view);

} // namespace fourplane::ui
