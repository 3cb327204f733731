// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/Decision.h"
#include "ui/theme/Theme.h"

#include <QRectF>

class QPainter;

namespace fourplane::ui {

/// Draws the pip of a plane: its letter on a full surface where the plane permits, in an outline with the
/// colour of denial where it denies, in a dashed outline where nothing is enforced, with a question mark
/// where the answer is uncertain. Never told by colour alone.
void paintPlanePip(QPainter &painter, const QRectF &rect, Plane plane, Verdict verdict, const Theme &theme);

} // namespace fourplane::ui
