// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/SceneElements.h"

#include <vector>

namespace fourplane::ui {

/// All lines between two namespaces, or between a namespace and a card outside, or between two such cards.
struct SceneTrunk
{
    /// One end of a trunk: a container, or a card that is in none.
    struct End
    {
        bool isContainer = false;
        std::size_t index = 0; ///< of the container or node

        auto operator<=>(const End &) const = default;
    };

    End first;
    End second;
    std::vector<std::size_t> edges; ///< indexes, ascending
    bool forward = false; ///< some line leads from the first end to the second
    bool backward = false;
    QPointF start; ///< on the border of the first end
    QPointF end; ///< on the border of the second end
    bool hasRoom = false; ///< the ends do not overlap, so that there is a line to draw
};

/// Where a ray from the middle of `rect` towards `point` leaves it.
QPointF borderPoint(const QRectF &rect, const QPointF &point);

/// The trunks of these lines, in the order of their ends. Marks the lines that a trunk stands for as
/// `across`.
std::vector<SceneTrunk> makeTrunks(const std::vector<SceneNode> &nodes, std::vector<SceneEdge> &edges);

/// Puts the ends of every trunk where the straight line between the middles of what it joins meets the
/// borders.
void placeTrunks(std::vector<SceneTrunk> &trunks, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers);

} // namespace fourplane::ui
