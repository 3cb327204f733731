// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/ReadingOrder.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace fourplane::ui {

namespace {

struct Item
{
    ElementId id;
    QRectF rect;

    /// Rows of 40 units, so that things a little out of line still count as one row.
    bool operator<(const Item &other) const
    {
        return std::tuple(std::floor(rect.top() / 40), rect.left(), id)
            < std::tuple(std::floor(other.rect.top() / 40), other.rect.left(), other.id);
    }
};

} // namespace

std::vector<ElementId> readingOrder(const CanvasScene &scene)
{
    std::vector<Item> outer;
    for (const SceneContainer &container : scene.containers())
        outer.push_back({ container.id, container.rect });
    for (const SceneNode &node : scene.nodes()) {
        if (!scene.container(node.containerId))
            outer.push_back({ node.id, node.rect });
    }
    for (const SceneNote &note : scene.annotations().notes())
        outer.push_back({ note.id, note.rect });
    for (const SceneStroke &stroke : scene.annotations().strokes())
        outer.push_back({ stroke.id, stroke.bounds });
    std::sort(outer.begin(), outer.end());
    std::vector<ElementId> order;
    for (const Item &item : outer) {
        order.push_back(item.id);
        const SceneContainer *container = scene.container(item.id);
        if (!container)
            continue;
        std::vector<Item> inner;
        for (std::size_t child : container->children)
            inner.push_back({ scene.nodes()[child].id, scene.nodes()[child].rect });
        std::sort(inner.begin(), inner.end());
        for (const Item &child : inner)
            order.push_back(child.id);
    }
    return order;
}

} // namespace fourplane::ui
