// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/diagram/Diagram.h"

#include <string>
#include <vector>

namespace fourplane {

/// A box to be placed; `containerId` empty = stands alone.
struct LayoutNode
{
    ElementId id;
    ElementId containerId;
    double width = 0;
    double height = 0;
};

struct LayoutEdge
{
    ElementId sourceId;
    ElementId targetId;
};

/// The smallest size of a container, in scene units.
struct LayoutContainer
{
    ElementId id;
    double minWidth = 0;
    double minHeight = 0;
};

/// What a layout works on. Containers are those that nodes name and those in `containers`; one without nodes
/// is placed at its smallest size.
struct LayoutGraph
{
    std::vector<LayoutNode> nodes;
    std::vector<LayoutContainer> containers;
    std::vector<LayoutEdge> edges;
    double containerPadding = 24; ///< between a container's border and its nodes, scene units
    double containerTitle = 36; ///< extra room at the top of a container
};

/// Top left corners of nodes and containers in scene units, with sizes for containers.
struct LayoutResult
{
    ElementMap<Placement2D> placements;
};

/// Places everything in rows without Graphviz: what is used when the layout program fails or takes too long.
/// Deterministic, no overlaps.
LayoutResult packInGrid(const LayoutGraph &graph);

} // namespace fourplane
