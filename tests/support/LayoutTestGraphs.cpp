// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/LayoutTestGraphs.h"

#include <set>

namespace fourplane::test {

namespace {

struct Rect
{
    std::string name;
    double x, y, width, height;
};

std::string firstOverlap(const std::vector<Rect> &rects)
{
    for (std::size_t i = 0; i < rects.size(); ++i) {
        for (std::size_t j = i + 1; j < rects.size(); ++j) {
            const Rect &a = rects[i];
            const Rect &b = rects[j];
            if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
                return a.name + " overlaps " + b.name;
        }
    }
    return {};
}

} // namespace

LayoutGraph chainedContainers(int containers, int each)
{
    LayoutGraph graph;
    const auto nodeId = [](int container, int node) {
        return ElementId("n" + std::to_string(container) + "-" + std::to_string(node));
    };
    for (int c = 0; c < containers; ++c) {
        for (int n = 0; n < each; ++n) {
            graph.nodes.push_back({ nodeId(c, n), ElementId("c" + std::to_string(c)), 190, 66 });
            if (n > 0)
                graph.edges.push_back({ nodeId(c, n - 1), nodeId(c, n) });
            if (n % 3 == 0 && c + 1 < containers)
                graph.edges.push_back({ nodeId(c, n), nodeId(c + 1, n) });
        }
    }
    graph.containers.push_back({ ElementId("c0"), 900, 300 });
    graph.containers.push_back({ ElementId("empty"), 220, 120 });
    graph.nodes.push_back({ ElementId("internet"), {}, 120, 70 });
    graph.nodes.push_back({ ElementId("lonely"), {}, 120, 70 });
    graph.edges.push_back({ ElementId("internet"), nodeId(0, 0) });
    return graph;
}

std::string firstFault(const LayoutGraph &graph, const LayoutResult &result)
{
    std::vector<Rect> nodes;
    std::vector<Rect> outer;
    std::set<ElementId> containers;
    for (const LayoutContainer &container : graph.containers) {
        const auto found = result.placements.find(container.id);
        if (found == result.placements.end() || found->second.width < container.minWidth
            || found->second.height < container.minHeight)
            return container.id.value() + " has no place or is too small";
        containers.insert(container.id);
    }
    for (const LayoutNode &node : graph.nodes) {
        const auto found = result.placements.find(node.id);
        if (found == result.placements.end())
            return node.id.value() + " has no place";
        const Point corner = found->second.position;
        nodes.push_back({ node.id.value(), corner.x, corner.y, node.width, node.height });
        if (node.containerId.isEmpty()) {
            outer.push_back(nodes.back());
            continue;
        }
        containers.insert(node.containerId);
        const auto container = result.placements.find(node.containerId);
        if (container == result.placements.end())
            return node.containerId.value() + " has no place";
        const Placement2D &place = container->second;
        if (corner.x < place.position.x + graph.containerPadding
            || corner.y < place.position.y + graph.containerPadding + graph.containerTitle
            || corner.x + node.width > place.position.x + place.width - graph.containerPadding
            || corner.y + node.height > place.position.y + place.height - graph.containerPadding)
            return node.id.value() + " is not inside " + node.containerId.value();
    }
    for (const ElementId &container : containers) {
        const Placement2D &place = result.placements.at(container);
        outer.push_back({ container.value(), place.position.x, place.position.y, place.width, place.height });
    }
    if (result.placements.size() != graph.nodes.size() + containers.size())
        return "something that was not asked for was placed";
    const std::string inner = firstOverlap(nodes);
    return inner.empty() ? firstOverlap(outer) : inner;
}

} // namespace fourplane::test
