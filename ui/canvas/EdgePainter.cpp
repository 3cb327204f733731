// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasPaint.h"

#include <QPainterPath>

#include <map>

namespace fourplane::ui {

namespace {

constexpr double glyphReach = 14; ///< no sign is drawn farther from its place

QPointF endDirection(const SceneEdge &edge)
{
    return -normalOf(edge.destinationSide);
}

/// The line up to the base of its arrow head; in dense designs coarser the smaller it is shown.
void addLine(QPainterPath &path, const SceneEdge &edge, double zoom, bool dense)
{
    const QPointF end = edge.curve[3] - metrics::arrowLength * 0.8 * endDirection(edge);
    path.moveTo(edge.curve[0]);
    if (dense && zoom < metrics::zoomBlocks) {
        path.lineTo(end);
    } else if (dense && zoom < metrics::zoomReduced) {
        for (int i = 1; i <= 6; ++i)
            path.lineTo(i == 6 ? end : edge.pointAt(i / 6.0));
    } else {
        path.cubicTo(edge.curve[1], edge.curve[2], end);
    }
}

/// Cosmetic widths are in device pixels.
QPen linePen(const QColor &colour, std::size_t count, bool strong, qreal devicePixelRatio)
{
    QPen pen(colour, count > denseEdges ? 1.0 : (strong ? 2.0 : 1.5) * devicePixelRatio);
    pen.setCosmetic(true);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

} // namespace

void paintStateGlyph(QPainter &painter, const CanvasPaint &paint, const QPointF &centre, EdgeState state)
{
    if (state == EdgeState::Denied) {
        paintBlockedGlyph(painter, centre, 6.5, paint);
    } else if (state == EdgeState::Open) {
        paintOpenGlyph(painter, centre, 11, paint);
    } else if (state == EdgeState::Uncertain) {
        painter.setPen(QPen(paint.theme.neutral, 1.2));
        painter.setBrush(paint.theme.card);
        painter.drawEllipse(centre, 7, 7);
        painter.setPen(paint.theme.secondaryText);
        painter.setFont(paint.fonts.label);
        painter.drawText(
            QRectF(centre.x() - 7, centre.y() - 7, 14, 14), Qt::AlignCenter, QStringLiteral("?"));
    }
}

void paintEdgeGlyph(QPainter &painter, const CanvasPaint &paint, const SceneEdge &edge, EdgeState state)
{
    paintStateGlyph(painter, paint, edge.glyphPlace, state);
}

void paintLabelBox(QPainter &painter, const CanvasPaint &paint, const QRectF &rect, const QString &text)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(blend(paint.theme.canvas, paint.theme.container, 0.5));
    painter.drawRoundedRect(rect, 4, 4);
    painter.setPen(paint.theme.secondaryText);
    painter.setFont(paint.fonts.chip);
    painter.drawText(rect, Qt::AlignCenter, text);
}

void paintEdgeLabel(QPainter &painter, const CanvasPaint &paint, const SceneEdge &edge)
{
    if (!edge.labelRect.isNull())
        paintLabelBox(painter, paint, edge.labelRect, edge.shownLabel);
}

void paintEdges(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    struct Group
    {
        EdgeState state = EdgeState::Declared;
        bool standsBack = false;
        std::vector<const SceneEdge *> edges;
    };

    std::map<std::pair<bool, int>, Group> groups; // those that stand back first
    const std::size_t count = paint.scene.edges().size();
    for (std::size_t index : paint.scene.edgesIn(sceneRect)) {
        const SceneEdge &edge = paint.scene.edges()[index];
        if (edge.across && paint.detail.trunks)
            continue;
        const EdgeState state = paint.states.edges[index];
        const bool standsBack =
            paint.detail.focus && edge.across && rankOf(state) <= rankOf(EdgeState::Allowed);
        Group &group = groups[{ !standsBack, rankOf(state) }];
        group.state = state;
        group.standsBack = standsBack;
        group.edges.push_back(&edge);
    }
    const bool fine = paint.zoom >= metrics::zoomReduced;
    painter.setRenderHint(QPainter::Antialiasing, fine || count < denseEdges);
    constexpr double headReach = metrics::arrowLength + 2;
    const QRectF headArea = sceneRect.adjusted(-headReach, -headReach, headReach, headReach);
    for (const auto &[key, group] : groups) {
        const QColor plain = colourOf(group.state, paint.theme);
        const QColor colour = group.standsBack ? blend(plain, paint.theme.canvas, 0.28) : plain;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(linePen(colour, count,
            group.state == EdgeState::Allowed || group.state == EdgeState::Denied, paint.devicePixelRatio));
        QPainterPath lines;
        QPainterPath heads;
        for (const SceneEdge *edge : group.edges) {
            addLine(lines, *edge, paint.zoom, count > denseEdges);
            if (count <= denseEdges) {
                // Stroking many wide lines as one path costs far more than one by one.
                painter.drawPath(lines);
                lines = QPainterPath();
            }
            if (paint.zoom >= metrics::zoomNoText && !group.standsBack && headArea.contains(edge->curve[3]))
                heads.addPolygon(arrowHead(edge->curve[3], endDirection(*edge), metrics::arrowLength));
        }
        painter.drawPath(lines);
        painter.fillPath(heads, colour);
    }
    if (!fine)
        return;
    // A line may pass here and have its words and its sign elsewhere.
    const QRectF glyphs = sceneRect.adjusted(-glyphReach, -glyphReach, glyphReach, glyphReach);
    for (const auto &[key, group] : groups) {
        if (group.standsBack)
            continue;
        for (const SceneEdge *edge : group.edges) {
            if (edge->labelRect.intersects(sceneRect))
                paintEdgeLabel(painter, paint, *edge);
            if (glyphs.contains(edge->glyphPlace))
                paintEdgeGlyph(painter, paint, *edge, group.state);
        }
    }
}

} // namespace fourplane::ui
