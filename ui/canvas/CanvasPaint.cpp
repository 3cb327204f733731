// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasPaint.h"

#include "ui/canvas/CanvasMetrics.h"

#include <cmath>

namespace fourplane::ui {

namespace {

void paintGrid(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    constexpr double step = 24;
    if (paint.zoom < metrics::zoomReduced)
        return;
    std::vector<QPointF> dots;
    for (double y = std::floor(sceneRect.top() / step) * step; y <= sceneRect.bottom(); y += step) {
        for (double x = std::floor(sceneRect.left() / step) * step; x <= sceneRect.right(); x += step)
            dots.emplace_back(x, y);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    QPen pen(paint.theme.gridDot, 2 * paint.devicePixelRatio);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.drawPoints(dots.data(), static_cast<int>(dots.size()));
}

} // namespace

int rankOf(EdgeState state)
{
    switch (state) {
    case EdgeState::Faint:
        return 0;
    case EdgeState::Declared:
        return 1;
    case EdgeState::Allowed:
        return 2;
    case EdgeState::Open:
        return 3;
    case EdgeState::Uncertain:
        return 4;
    case EdgeState::Denied:
        return 5;
    }
    return 0;
}

QColor colourOf(EdgeState state, const Theme &theme)
{
    switch (state) {
    case EdgeState::Declared:
    case EdgeState::Uncertain:
        return theme.neutral;
    case EdgeState::Faint:
        return blend(theme.neutral, theme.canvas, 0.4);
    case EdgeState::Allowed:
        return theme.allowed;
    case EdgeState::Denied:
        return theme.denied;
    case EdgeState::Open:
        return theme.openByAbsence;
    }
    return theme.neutral;
}

QColor blend(const QColor &colour, const QColor &surface, double weight)
{
    const auto mix = [weight](double a, double b) { return a * weight + b * (1 - weight); };
    return QColor::fromRgbF(static_cast<float>(mix(colour.redF(), surface.redF())),
        static_cast<float>(mix(colour.greenF(), surface.greenF())),
        static_cast<float>(mix(colour.blueF(), surface.blueF())));
}

void paintScene(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    painter.fillRect(sceneRect.adjusted(-1, -1, 1, 1), paint.theme.canvas);
    paintGrid(painter, paint, sceneRect);
    paintZones(painter, paint, sceneRect, false);
    if (paint.detail.cluster) {
        paintAnnotations(painter, paint, sceneRect);
        paintCluster(painter, paint, sceneRect);
        return;
    }
    // Trunks pass behind what they do not lead to.
    if (paint.detail.trunks)
        paintTrunks(painter, paint, sceneRect);
    if (paint.detail.tiles) {
        paintTiles(painter, paint, sceneRect);
        paintAnnotations(painter, paint, sceneRect);
        return;
    }
    paintContainers(painter, paint, sceneRect);
    paintZones(painter, paint, sceneRect, true);
    paintAnnotations(painter, paint, sceneRect);
    paintEdges(painter, paint, sceneRect);
    paintTitles(painter, paint, sceneRect);
    paintCards(painter, paint, sceneRect);
}

QPolygonF arrowHead(const QPointF &tip, const QPointF &direction, double size)
{
    const QPointF across(-direction.y(), direction.x());
    const QPointF base = tip - size * direction;
    return QPolygonF({ tip, base + across * size * 0.45, base - across * size * 0.45 });
}

void paintBlockedGlyph(QPainter &painter, const QPointF &centre, double radius, const CanvasPaint &paint)
{
    painter.setPen(QPen(paint.theme.denied, radius * 0.28));
    painter.setBrush(paint.theme.card);
    painter.drawEllipse(centre, radius, radius);
    const QPointF slant(radius * 0.66, radius * 0.66);
    painter.drawLine(centre - slant, centre + slant);
}

void paintOpenGlyph(QPainter &painter, const QPointF &centre, double size, const CanvasPaint &paint)
{
    const QRectF body(centre.x() - size * 0.4, centre.y() - size * 0.05, size * 0.8, size * 0.55);
    painter.setPen(Qt::NoPen);
    painter.setBrush(paint.theme.canvas);
    painter.drawEllipse(centre, size * 0.85, size * 0.85);
    painter.setPen(QPen(paint.theme.openByAbsence, size * 0.14));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(body, size * 0.1, size * 0.1);
    // A shackle that is open on the right.
    const QRectF arc(centre.x() - size * 0.26, centre.y() - size * 0.5, size * 0.52, size * 0.56);
    painter.drawArc(arc, 40 * 16, 140 * 16);
    painter.drawLine(QPointF(arc.left(), arc.center().y()), QPointF(arc.left(), body.top()));
}

} // namespace fourplane::ui
