// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/EdgeLabels.h"

#include "ui/canvas/CanvasFonts.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace fourplane::ui {

namespace {

constexpr std::array<double, 9> alongLine { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82 };
constexpr double labelHeight = 15;
constexpr double glyphSize = 16;

} // namespace

void placeLabels(std::vector<SceneEdge> &edges, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers, const GridIndex &nodeIndex)
{
    const QFontMetricsF metric(CanvasFonts().chip);
    GridIndex taken;
    std::vector<QRectF> places;
    GridIndex titles;
    for (std::size_t i = 0; i < containers.size(); ++i)
        titles.insert(i, containers[i].titleBar());
    const auto isFree = [&](const QRectF &rect) {
        for (std::size_t node : nodeIndex.find(rect.adjusted(-2, -2, 2, 2))) {
            if (nodes[node].rect.adjusted(-2, -2, 2, 2).intersects(rect))
                return false;
        }
        for (std::size_t place : taken.find(rect)) {
            if (places[place].intersects(rect))
                return false;
        }
        const std::vector<std::size_t> near = titles.find(rect);
        return std::none_of(near.begin(), near.end(),
            [&](std::size_t title) { return containers[title].titleBar().intersects(rect); });
    };
    const auto take = [&](const QRectF &rect) {
        taken.insert(places.size(), rect);
        places.push_back(rect);
    };
    // The first place along the line that is free, for something of this size.
    const auto placeOn = [&](const SceneEdge &edge, const QSizeF &size) {
        QRectF rect(QPointF(), size);
        for (double place : alongLine) {
            rect.moveCenter(edge.pointAt(place));
            if (isFree(rect))
                return rect;
        }
        return QRectF();
    };
    for (SceneEdge &edge : edges) {
        edge.labelRect = QRectF();
        edge.shownLabel = edge.label;
        if (edge.label.isEmpty())
            continue;
        const auto sizeOf = [&metric](const QString &text) {
            return QSizeF(std::ceil(metric.horizontalAdvance(text)) + 10, labelHeight);
        };
        edge.labelRect = placeOn(edge, sizeOf(edge.label));
        if (edge.labelRect.isNull() && edge.elementIds().size() > 1) {
            edge.shownLabel = QStringLiteral("×%1").arg(edge.elementIds().size());
            edge.labelRect = placeOn(edge, sizeOf(edge.shownLabel));
        }
        if (!edge.labelRect.isNull())
            take(edge.labelRect);
    }
    // Where a line is too short for both, the sign stands beside the label.
    const auto besideLabel = [&](const SceneEdge &edge) {
        const QRectF &label = edge.labelRect;
        QRectF rect(QPointF(), QSizeF(glyphSize, glyphSize));
        if (!label.isNull()) {
            const double across = (label.width() + glyphSize) / 2 + 1;
            const double down = (label.height() + glyphSize) / 2 + 1;
            for (const QPointF &off :
                { QPointF(across, 0), QPointF(-across, 0), QPointF(0, down), QPointF(0, -down) }) {
                rect.moveCenter(label.center() + off);
                if (isFree(rect))
                    return rect.center();
            }
        }
        return edge.pointAt(label.isNull() ? 0.5 : 0.85);
    };
    // Signs come after all labels: they may only use what these have left.
    for (SceneEdge &edge : edges) {
        const QRectF place = placeOn(edge, QSizeF(glyphSize, glyphSize));
        edge.glyphPlace = place.isNull() ? besideLabel(edge) : place.center();
        take(QRectF(edge.glyphPlace - QPointF(glyphSize / 2, glyphSize / 2), QSizeF(glyphSize, glyphSize)));
    }
}

} // namespace fourplane::ui
