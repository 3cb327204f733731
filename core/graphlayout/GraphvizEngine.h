// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/diagram/Diagram.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace fourplane {

/// A box without a place; sizes in scene units (1 unit = 1 point of Graphviz).
struct EngineBox
{
    double width = 0;
    double height = 0;
};

/// A connection between boxes, by index; heavier ones are kept shorter.
struct EngineEdge
{
    std::size_t source = 0;
    std::size_t target = 0;
    int weight = 1;
};

/// One call of a Graphviz engine. Boxes are numbered by their index, so equal input gives equal output.
struct EngineGraph
{
    std::vector<EngineBox> boxes;
    std::vector<EngineEdge> edges;
    double gap = 40; ///< wanted distance between boxes, scene units
};

enum class EngineKind
{
    DotDown, ///< dot, ranks from top to bottom
    DotRight, ///< dot, ranks from left to right
    Sfdp, ///< spring model for large graphs, overlaps removed by prism
};

/// Top left corners of the boxes, the leftmost at x = 0 and the topmost at y = 0. Uses no labels, fonts or
/// splines: only positions come from Graphviz. Not thread-safe, since libgvc is not. Error:
/// "graphviz-failed".
Result<std::vector<Point>> runGraphviz(const EngineGraph &graph, EngineKind kind);

} // namespace fourplane
