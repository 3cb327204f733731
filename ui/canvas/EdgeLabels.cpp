// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/EdgeLabels.h"

#include "ui/canvas/CanvasFonts.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace fourplane::ui {

namespace {

constexpr std::array<double, 9> places { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82 };

} // namespace

void placeLabels(std::vector<SceneEdge> &edges, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers, const GridIndex &nodeIndex)
{
    const QFontMetricsF metric(CanvasFonts().chip);
    GridIndex taken;
    std::vector<QRectF> labels;
    const auto isFree = [&](const QRectF &rect) {
        for (std::size_t node : nodeIndex.find(rect)) {
            if (nodes[node].rect.adjusted(-2, -2, 2, 2).intersects(rect))
                return false;
        }
        for (std::size_t label : taken.find(rect)) {
            if (labels[label].intersects(rect))
                return false;
        }
        return std::none_of(containers.begin(), containers.end(),
            [&](const SceneContainer &container) { return container.titleBar().intersects(rect); });
    };
    for (SceneEdge &edge : edges) {
        edge.labelRect = QRectF();
        if (edge.label.isEmpty())
            continue;
        const QSizeF size(std::ceil(metric.horizontalAdvance(edge.label)) + 10, 15);
        for (double place : places) {
            QRectF rect(QPointF(), size);
            rect.moveCenter(edge.pointAt(place));
            if (!isFree(rect))
                continue;
            edge.labelRect = rect;
            taken.insert(labels.size(), rect);
            labels.push_back(rect);
            break;
        }
    }
}

} // namespace fourplane::ui
