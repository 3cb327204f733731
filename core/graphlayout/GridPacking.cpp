// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/graphlayout/BoxPacking.h"
#include "core/graphlayout/LayoutGraph.h"

#include <algorithm>

namespace fourplane {

namespace {

struct Box
{
    ElementId id;
    double width = 0;
    double height = 0;
};

/// Puts boxes in rows from `origin` on.
PackedRows placeRows(
    const std::vector<Box> &boxes, Point origin, double gap, ElementMap<Placement2D> &placements)
{
    std::vector<PackBox> sizes;
    for (const Box &box : boxes)
        sizes.push_back({ box.width, box.height });
    const PackedRows packed = packRows(sizes, gap, 1.6);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        placements[boxes[i].id] =
            Placement2D { { origin.x + packed.corners[i].x, origin.y + packed.corners[i].y }, 0, 0 };
    }
    return packed;
}

} // namespace

LayoutResult packInGrid(const LayoutGraph &graph)
{
    constexpr double gap = 40;
    ElementMap<std::vector<Box>> members;
    std::vector<Box> outside;
    std::vector<Box> outer;
    ElementMap<LayoutContainer> smallest;
    for (const LayoutContainer &container : graph.containers) {
        smallest[container.id] = container;
        members[container.id];
    }
    for (const LayoutNode &node : graph.nodes) {
        const Box box { node.id, node.width, node.height };
        if (node.containerId.isEmpty())
            outside.push_back(box);
        else
            members[node.containerId].push_back(box);
    }

    ElementMap<ElementMap<Placement2D>> inside;
    const Point inset { graph.containerPadding, graph.containerPadding + graph.containerTitle };
    for (const auto &[container, boxes] : members) {
        const PackedRows packed = placeRows(boxes, inset, gap, inside[container]);
        const LayoutContainer &least = smallest[container];
        outer.push_back({ container, std::max(least.minWidth, packed.width + 2 * graph.containerPadding),
            std::max(least.minHeight, packed.height + 2 * graph.containerPadding + graph.containerTitle) });
    }

    LayoutResult result;
    const PackedRows above = placeRows(outside, {}, 2 * gap, result.placements);
    placeRows(outer, { 0, outside.empty() ? 0 : above.height + 3 * gap }, 2 * gap, result.placements);
    for (const Box &box : outer) {
        const auto found = inside.find(box.id);
        if (found == inside.end())
            continue;
        Placement2D &place = result.placements[box.id];
        place.width = box.width;
        place.height = box.height;
        for (const auto &[id, inner] : found->second) {
            result.placements[id] =
                Placement2D { { place.position.x + inner.position.x, place.position.y + inner.position.y }, 0,
                    0 };
        }
    }
    return result;
}

} // namespace fourplane
