// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/SceneElements.h"

#include <vector>

namespace fourplane::ui {

/// One of several connections that are drawn as one line, on a line of its own.
struct FanMember
{
    ElementId id;
    QString label;
    std::array<QPointF, 4> curve;
    QRectF labelRect;
};

/// The connections behind a line side by side, each with its label; the labels do not cover each other. Empty
/// for a line that is one connection.
std::vector<FanMember> fanOf(const SceneEdge &edge);

/// The connection of an opened line at a point, or nullptr; `reach` in scene units.
const FanMember *memberAt(const std::vector<FanMember> &fan, const QPointF &scenePoint, double reach);

/// How far a point is from a curve.
double distanceToCurve(const std::array<QPointF, 4> &curve, const QPointF &point);

} // namespace fourplane::ui
