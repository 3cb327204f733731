// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/ScenePlacement.h"

#include "core/graphlayout/LayoutGraph.h"
#include "ui/canvas/CanvasMetrics.h"

#include <set>

namespace fourplane::ui {

namespace {

QRectF rectAt(const SceneNode &node, const Placement2D &place)
{
    return { QPointF(place.position.x, place.position.y), node.rect.size() };
}

/// Packs `graph` and shifts the result to `origin`.
void packAt(const LayoutGraph &graph, QPointF origin, ElementMap<Placement2D> &placements)
{
    for (auto [id, place] : packInGrid(graph).placements) {
        place.position = { place.position.x + origin.x(), place.position.y + origin.y() };
        placements[id] = place;
    }
}

} // namespace

ElementMap<Placement2D> temporaryPlacements(const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers, const ElementMap<Placement2D> &known)
{
    ElementMap<Placement2D> placements;
    QRectF picture;
    ElementMap<QRectF> contents;
    std::set<ElementId> homes;
    for (const SceneContainer &container : containers) {
        homes.insert(container.id);
        if (const auto found = known.find(container.id); found != known.end()) {
            const Placement2D &place = found->second;
            const QRectF rect(place.position.x, place.position.y, place.width, place.height);
            picture |= rect;
            contents[container.id] =
                QRectF(rect.left() + metrics::containerPadding, rect.top() + metrics::containerTitle, 1, 1);
        }
    }
    for (const SceneNode &node : nodes) {
        if (const auto found = known.find(node.id); found != known.end()) {
            const QRectF rect = rectAt(node, found->second);
            picture |= rect;
            if (!node.containerId.isEmpty())
                contents[node.containerId] |= rect;
        }
    }

    LayoutGraph outside;
    outside.containerPadding = metrics::containerPadding;
    outside.containerTitle = metrics::containerTitle;
    ElementMap<LayoutGraph> inside;
    for (const SceneNode &node : nodes) {
        if (known.count(node.id) > 0)
            continue;
        const ElementId home = homes.count(node.containerId) > 0 ? node.containerId : ElementId();
        if (contents.count(home) > 0)
            inside[home].nodes.push_back({ node.id, {}, node.rect.width(), node.rect.height() });
        else
            outside.nodes.push_back({ node.id, home, node.rect.width(), node.rect.height() });
    }
    for (const SceneContainer &container : containers) {
        if (known.count(container.id) == 0 && container.children.empty()) {
            outside.nodes.push_back(
                { container.id, {}, metrics::containerMinWidth, metrics::containerMinHeight });
        }
    }
    for (const auto &[home, graph] : inside) {
        const QRectF &content = contents[home];
        packAt(graph, { content.left(), content.bottom() + (content.height() > 1 ? 40 : 8) }, placements);
    }
    for (const auto &[id, place] : placements)
        picture |= QRectF(place.position.x, place.position.y, metrics::cardMaxWidth, metrics::cardHeight);
    packAt(outside, picture.isNull() ? QPointF() : QPointF(picture.right() + 96, picture.top()), placements);
    return placements;
}

} // namespace fourplane::ui
