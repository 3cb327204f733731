// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/layout/SceneLayoutGraph.h"

#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasScene.h"

#include <algorithm>

namespace fourplane::ui {

LayoutGraph layoutGraphOf(const CanvasScene &scene)
{
    LayoutGraph graph;
    graph.containerPadding = metrics::containerPadding;
    graph.containerTitle = metrics::containerTitle;
    for (const SceneContainer &container : scene.containers()) {
        // Chips that do not fit into the title bar are drawn as a count, so they claim no room.
        graph.containers.push_back({ container.id,
            std::max(metrics::containerMinWidth, container.titleWidth + 32), metrics::containerMinHeight });
    }
    for (const SceneNode &node : scene.nodes()) {
        // A folded namespace stands within the cluster, as what is in a container does: it gets one of its
        // own.
        const ElementId home = node.folded ? ElementId("folded " + node.id.value()) : node.containerId;
        graph.nodes.push_back({ node.id, home, node.rect.width(), node.rect.height() });
    }
    for (const SceneEdge &edge : scene.edges())
        graph.edges.push_back({ scene.nodes()[edge.source].id, scene.nodes()[edge.destination].id });
    return graph;
}

bool needsLayout(const Project &project)
{
    const Topology &topology = project.topology;
    const auto hasPlace = [&project](const auto &entry) {
        return project.diagram.placements.count(entry.first) > 0;
    };
    if (topology.workloads.empty() && topology.externals.empty())
        return false;
    return std::none_of(topology.workloads.begin(), topology.workloads.end(), hasPlace)
        && std::none_of(topology.externals.begin(), topology.externals.end(), hasPlace)
        && std::none_of(topology.namespaces.begin(), topology.namespaces.end(), hasPlace);
}

} // namespace fourplane::ui
