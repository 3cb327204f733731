// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/GridIndex.h"
#include "ui/canvas/SceneElements.h"

#include <vector>

namespace fourplane::ui {

/// Gives every edge a smooth curve. Edges that are not `routed` first get the pair of card sides whose curve
/// crosses the fewest other cards; then the ends on each side are spread, so that no two lines share an end.
/// A curve leaves and enters at right angles to the side and never crosses its own two cards.
void routeEdges(std::vector<SceneEdge> &edges, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers, const GridIndex &nodeIndex);

/// A curve between two cards that no edge joins, around other cards where possible: for pivots along paths
/// that nobody declared.
std::array<QPointF, 4> routeBetween(std::size_t source, std::size_t destination,
    const std::vector<SceneNode> &nodes, const std::vector<SceneContainer> &containers,
    const GridIndex &nodeIndex);

/// A curve between two rectangles, whatever lies between them.
std::array<QPointF, 4> curveBetween(const QRectF &source, const QRectF &destination);

} // namespace fourplane::ui
