// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"
#include "ui/canvas/SceneElements.h"

#include <set>
#include <vector>

namespace fourplane::ui {

/// The namespaces that are shown as one card.
std::set<ElementId> foldedNamespaces(const Project &project);

/// Cards of all workloads and externals, by id, then of folded namespaces, sized but not yet placed. What is
/// in a folded namespace has no card.
std::vector<SceneNode> makeNodes(const Project &project, const std::set<ElementId> &folded);

/// Containers of all other namespaces, by id, with chips, not yet placed.
std::vector<SceneContainer> makeContainers(
    const Project &project, const std::vector<SceneNode> &nodes, const std::set<ElementId> &folded);

/// One line per ordered pair of cards that a flow or an allow rule joins, not yet routed. `nodeById` also
/// says which card stands for a workload that has none; lines within one card are left out.
std::vector<SceneEdge> makeEdges(
    const Project &project, const std::vector<SceneNode> &nodes, const ElementMap<std::size_t> &nodeById);

} // namespace fourplane::ui
