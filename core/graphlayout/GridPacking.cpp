// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/graphlayout/LayoutGraph.h"

#include <algorithm>
#include <cmath>

namespace fourplane {

namespace {

struct Box
{
    ElementId id;
    double width = 0;
    double height = 0;
};

struct Packed
{
    double width = 0;
    double height = 0;
};

/// Puts boxes in rows about as wide as high, from `origin` on.
Packed packRows(const std::vector<Box> &boxes, Point origin, double gap, ElementMap<Placement2D> &placements)
{
    double area = 0;
    double widest = 0;
    for (const Box &box : boxes) {
        area += (box.width + gap) * (box.height + gap);
        widest = std::max(widest, box.width);
    }
    const double rowWidth = std::max(widest, std::sqrt(area * 1.6));
    Packed packed;
    double x = 0;
    double y = 0;
    double rowHeight = 0;
    for (const Box &box : boxes) {
        if (x > 0 && x + box.width > rowWidth) {
            x = 0;
            y += rowHeight + gap;
            rowHeight = 0;
        }
        placements[box.id] = Placement2D { { origin.x + x, origin.y + y }, 0, 0 };
        packed.width = std::max(packed.width, x + box.width);
        rowHeight = std::max(rowHeight, box.height);
        packed.height = y + rowHeight;
        x += box.width + gap;
    }
    return packed;
}

} // namespace

LayoutResult packInGrid(const LayoutGraph &graph)
{
    constexpr double gap = 40;
    ElementMap<std::vector<Box>> members;
    std::vector<Box> outer;
    for (const LayoutNode &node : graph.nodes) {
        const Box box { node.id, node.width, node.height };
        if (node.containerId.isEmpty())
            outer.push_back(box);
        else
            members[node.containerId].push_back(box);
    }

    ElementMap<ElementMap<Placement2D>> inside;
    const Point inset { graph.containerPadding, graph.containerPadding + graph.containerTitle };
    for (const auto &[container, boxes] : members) {
        const Packed packed = packRows(boxes, inset, gap, inside[container]);
        outer.push_back({ container, packed.width + 2 * graph.containerPadding,
            packed.height + 2 * graph.containerPadding + graph.containerTitle });
    }

    LayoutResult result;
    packRows(outer, {}, 2 * gap, result.placements);
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
