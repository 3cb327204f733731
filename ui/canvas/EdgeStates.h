// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/CanvasDecisions.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/Lens.h"

#include <vector>

namespace fourplane::ui {

/// How a connection is drawn.
enum class EdgeState
{
    Declared, ///< nothing known
    Faint, ///< not what this lens is about
    Allowed,
    Denied,
    Open, ///< allowed by absence: nothing stands in the way
    Uncertain,
};

/// The plane a lens is about; nothing for Lens::All.
std::optional<Plane> planeOf(Lens lens);

/// From the verdicts of the flows and rules behind a line: the strictest one, on the lens's plane.
EdgeState edgeStateOf(const SceneEdge &edge, Lens lens, const CanvasDecisions *decisions);

/// The same for one of the flows or rules behind a line.
EdgeState memberStateOf(
    const SceneEdge &edge, const ElementId &id, Lens lens, const CanvasDecisions *decisions);

/// The lines that a trunk or a namespace stands for, by how they are drawn.
struct StateCounts
{
    int total = 0;
    int denied = 0;
    int open = 0;
    int uncertain = 0;
    int allowed = 0;

    void add(EdgeState state);

    /// The state that somebody must not miss: denied, uncertain, open, allowed, in this order.
    EdgeState worst() const;
};

/// How every line, trunk and namespace of a scene is drawn, by index. Looked up once, not in every frame.
struct EdgeStates
{
    std::vector<EdgeState> edges;
    std::vector<StateCounts> trunks;
    std::vector<StateCounts> containers; ///< lines that begin or end there
};

EdgeStates statesOf(const CanvasScene &scene, Lens lens, const CanvasDecisions *decisions);

} // namespace fourplane::ui
