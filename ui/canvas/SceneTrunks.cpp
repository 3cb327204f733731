// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/SceneTrunks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace fourplane::ui {

namespace {

SceneTrunk::End endOf(const std::vector<SceneNode> &nodes, std::size_t node)
{
    const std::optional<std::size_t> home = nodes[node].container;
    return home ? SceneTrunk::End { true, *home } : SceneTrunk::End { false, node };
}

} // namespace

QPointF borderPoint(const QRectF &rect, const QPointF &point)
{
    const QPointF way = point - rect.center();
    const double horizontal = way.x() != 0 ? rect.width() / 2 / std::abs(way.x()) : 1e9;
    const double vertical = way.y() != 0 ? rect.height() / 2 / std::abs(way.y()) : 1e9;
    return rect.center() + std::min({ horizontal, vertical, 1.0 }) * way;
}

std::vector<SceneTrunk> makeTrunks(const std::vector<SceneNode> &nodes, std::vector<SceneEdge> &edges)
{
    std::map<std::pair<SceneTrunk::End, SceneTrunk::End>, SceneTrunk> trunks;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        SceneTrunk::End from = endOf(nodes, edges[i].source);
        SceneTrunk::End to = endOf(nodes, edges[i].destination);
        edges[i].across = from != to;
        if (from == to)
            continue;
        const bool forward = from < to;
        if (!forward)
            std::swap(from, to);
        SceneTrunk &trunk = trunks[{ from, to }];
        trunk.first = from;
        trunk.second = to;
        trunk.edges.push_back(i);
        (forward ? trunk.forward : trunk.backward) = true;
    }
    std::vector<SceneTrunk> list;
    list.reserve(trunks.size());
    for (auto &entry : trunks)
        list.push_back(std::move(entry.second));
    return list;
}

void placeTrunks(std::vector<SceneTrunk> &trunks, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers)
{
    const auto rectOf = [&](const SceneTrunk::End &end) {
        return end.isContainer ? containers[end.index].rect : nodes[end.index].rect;
    };
    for (SceneTrunk &trunk : trunks) {
        const QRectF first = rectOf(trunk.first);
        const QRectF second = rectOf(trunk.second);
        trunk.hasRoom = !first.intersects(second);
        trunk.start = borderPoint(first, second.center());
        trunk.end = borderPoint(second, first.center());
    }
}

} // namespace fourplane::ui
