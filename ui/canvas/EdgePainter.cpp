// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasPaint.h"

#include <QPainterPath>

#include <map>

namespace fourplane::ui {

namespace {

/// A project with more lines than this gets the cheap one-pixel pen: wider ones cost twenty times as much.
/// What is visible must not decide, or strips that are panned into view would look different.
constexpr std::size_t bulk = 300;

QPointF endDirection(const SceneEdge &edge)
{
    return -normalOf(edge.destinationSide);
}

/// The line up to the base of its arrow head; coarser the smaller it is shown.
void addLine(QPainterPath &path, const SceneEdge &edge, double zoom)
{
    const QPointF end = edge.curve[3] - metrics::arrowLength * 0.8 * endDirection(edge);
    path.moveTo(edge.curve[0]);
    if (zoom < metrics::zoomBlocks) {
        path.lineTo(end);
    } else if (zoom < metrics::zoomReduced) {
        for (int i = 1; i <= 6; ++i)
            path.lineTo(i == 6 ? end : edge.pointAt(i / 6.0));
    } else {
        path.cubicTo(edge.curve[1], edge.curve[2], end);
    }
}

/// Cosmetic widths are in device pixels.
QPen linePen(const QColor &colour, std::size_t count, bool strong, qreal devicePixelRatio)
{
    QPen pen(colour, count > bulk ? 1.0 : (strong ? 2.0 : 1.5) * devicePixelRatio);
    pen.setCosmetic(true);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

void paintGlyph(QPainter &painter, const CanvasPaint &paint, const SceneEdge &edge, EdgeState state)
{
    // Beside the label, which has the better place.
    double t = 0.5;
    for (double candidate : { 0.5, 0.36, 0.64, 0.24, 0.76 }) {
        const QPointF point = edge.pointAt(candidate);
        if (!edge.labelRect.adjusted(-10, -10, 10, 10).contains(point)) {
            t = candidate;
            break;
        }
    }
    if (state == EdgeState::Denied)
        paintBlockedGlyph(painter, edge.pointAt(t), 6.5, paint);
    else if (state == EdgeState::Open)
        paintOpenGlyph(painter, edge.pointAt(t), 11, paint);
    else if (state == EdgeState::Uncertain) {
        const QPointF centre = edge.pointAt(t);
        painter.setPen(QPen(paint.theme.neutral, 1.2));
        painter.setBrush(paint.theme.card);
        painter.drawEllipse(centre, 7, 7);
        painter.setPen(paint.theme.secondaryText);
        painter.setFont(paint.fonts.label);
        painter.drawText(
            QRectF(centre.x() - 7, centre.y() - 7, 14, 14), Qt::AlignCenter, QStringLiteral("?"));
    }
}

} // namespace

void paintEdgeLabel(QPainter &painter, const CanvasPaint &paint, const SceneEdge &edge)
{
    if (edge.labelRect.isNull())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(blend(paint.theme.canvas, paint.theme.container, 0.5));
    painter.drawRoundedRect(edge.labelRect, 4, 4);
    painter.setPen(paint.theme.secondaryText);
    painter.setFont(paint.fonts.chip);
    painter.drawText(edge.labelRect, Qt::AlignCenter, edge.label);
}

void paintEdges(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    std::map<EdgeState, std::vector<const SceneEdge *>> byState;
    const std::size_t count = paint.scene.edges().size();
    for (std::size_t index : paint.scene.edgesIn(sceneRect)) {
        const SceneEdge &edge = paint.scene.edges()[index];
        byState[edgeStateOf(edge, paint.lens, paint.decisions)].push_back(&edge);
    }
    const bool fine = paint.zoom >= metrics::zoomReduced;
    painter.setRenderHint(QPainter::Antialiasing, fine || count < bulk);
    for (const auto &[state, edges] : byState) {
        const QColor colour = colourOf(state, paint.theme);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(linePen(colour, count, state == EdgeState::Allowed || state == EdgeState::Denied,
            paint.devicePixelRatio));
        QPainterPath lines;
        QPainterPath heads;
        for (const SceneEdge *edge : edges) {
            addLine(lines, *edge, paint.zoom);
            if (count <= bulk) {
                // Stroking many wide lines as one path costs far more than one by one.
                painter.drawPath(lines);
                lines = QPainterPath();
            }
            if (paint.zoom >= metrics::zoomNoText)
                heads.addPolygon(arrowHead(edge->curve[3], endDirection(*edge), metrics::arrowLength));
        }
        painter.drawPath(lines);
        painter.fillPath(heads, colour);
    }
    if (!fine)
        return;
    for (const auto &[state, edges] : byState) {
        for (const SceneEdge *edge : edges) {
            paintEdgeLabel(painter, paint, *edge);
            paintGlyph(painter, paint, *edge, state);
        }
    }
}

} // namespace fourplane::ui
