// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasPaint.h"

#include "ui/canvas/CanvasMetrics.h"

#include <cmath>

namespace fourplane::ui {

namespace {

/// Strictness of a verdict for a line that stands for several connections.
int strictness(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Deny:
        return 3;
    case Verdict::Uncertain:
        return 2;
    case Verdict::NotEnforced:
        return 1;
    case Verdict::Permit:
        return 0;
    }
    return 0;
}

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

EdgeState edgeStateOf(const SceneEdge &edge, Lens lens, const CanvasDecisions *decisions)
{
    if (!decisions)
        return EdgeState::Declared;
    std::optional<Verdict> strictest;
    for (const ElementId &id : edge.elementIds()) {
        const auto found = decisions->connections.find(id);
        if (found == decisions->connections.end())
            continue;
        const Verdict verdict =
            lens == Lens::All ? found->second.joint() : found->second.on(*planeOf(lens)).verdict;
        if (!strictest || strictness(verdict) > strictness(*strictest))
            strictest = verdict;
    }
    if (!strictest)
        return EdgeState::Declared;
    if (lens == Lens::Data && !edge.reads && !edge.writes && !edge.toolCall
        && *strictest == Verdict::NotEnforced)
        return EdgeState::Faint;
    if (lens == Lens::Workload && *strictest == Verdict::NotEnforced)
        return EdgeState::Faint;
    switch (*strictest) {
    case Verdict::Permit:
        return EdgeState::Allowed;
    case Verdict::Deny:
        return EdgeState::Denied;
    case Verdict::NotEnforced:
        return EdgeState::Open;
    case Verdict::Uncertain:
        return EdgeState::Uncertain;
    }
    return EdgeState::Declared;
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

std::optional<Plane> planeOf(Lens lens)
{
    switch (lens) {
    case Lens::All:
        return std::nullopt;
    case Lens::Identity:
        return Plane::Identity;
    case Lens::Network:
        return Plane::Network;
    case Lens::Workload:
        return Plane::Workload;
    case Lens::Data:
        return Plane::Data;
    }
    return std::nullopt;
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
    paintContainers(painter, paint, sceneRect);
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
