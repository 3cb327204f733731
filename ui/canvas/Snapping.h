// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/HitTest.h"

#include <QLineF>
#include <QPointF>
#include <QRectF>

#include <set>
#include <vector>

namespace fourplane::ui {

/// A line that says why a box stands where it stands; scene coordinates.
struct SnapGuide
{
    enum class Kind
    {
        Alignment, ///< along an edge or a centre that several boxes share
        Distance, ///< across one of several equal gaps
    };

    Kind kind = Kind::Alignment;
    QLineF line;

    bool operator==(const SnapGuide &) const = default;
};

/// Where a box that is being moved or resized lines up with its neighbours: edge with edge, centre with
/// centre, and gaps as wide as those beside it. Cards are compared with cards, containers with containers and
/// with what stands outside; notes with everything. The answer depends on where the neighbours and the box
/// are, not on the way that the box came.
class Snapping
{
public:
    /// `moved` are the ids that move; nothing outside `visible` counts as a neighbour.
    Snapping(const CanvasScene &scene, const std::set<ElementId> &moved, const QRectF &visible);

    /// By how much to correct `box` so that it lines up; at most `reach` on each axis, whole units.
    QPointF correctionOf(const QRectF &box, double reach) const;

    /// How far a step of `step` (negative: left or up) along one axis may go before it passes a place where
    /// `box` lines up; `step` itself when it passes none. Never zero.
    double stepOf(const QRectF &box, Qt::Orientation axis, double step) const;

    /// By how much to correct the sides that a resize moves.
    QPointF correctionOfSides(const QRectF &box, ResizedSides sides, double reach) const;

    /// What `box` lines up with where it is.
    std::vector<SnapGuide> guidesOf(const QRectF &box) const;
    /// What the sides that a resize moves line up with.
    std::vector<SnapGuide> guidesOfSides(const QRectF &box, ResizedSides sides) const;

private:
    std::vector<QRectF> m_neighbours;
};

/// What surrounds all that a drag takes along, in the scene; null when nothing of it has a box.
QRectF boxOf(const CanvasScene &scene, const std::set<ElementId> &moved);

} // namespace fourplane::ui
