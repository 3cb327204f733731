// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"
#include "ui/canvas/SceneElements.h"

#include <vector>

namespace fourplane::ui {

/// Cards of all workloads and externals, by id, sized but not yet placed.
std::vector<SceneNode> makeNodes(const Project &project);

/// Containers of all namespaces, by id, with chips, not yet placed.
std::vector<SceneContainer> makeContainers(const Project &project, const std::vector<SceneNode> &nodes);

/// One line per ordered pair of cards that a flow or an allow rule joins, not yet routed.
std::vector<SceneEdge> makeEdges(const Project &project, const ElementMap<std::size_t> &nodeById);

} // namespace fourplane::ui
