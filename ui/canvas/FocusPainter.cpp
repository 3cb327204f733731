// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasOverlay.h"
#include "ui/canvas/EdgeFan.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace fourplane::ui {

namespace {

constexpr std::size_t mostLines = 400; ///< of one card that are drawn wide

QPainterPath pathOf(const std::array<QPointF, 4> &curve)
{
    QPainterPath path(curve[0]);
    path.cubicTo(curve[1], curve[2], curve[3]);
    return path;
}

/// The lines that stand back for the sake of the picture, while one of their cards is chosen.
void paintLinesOf(QPainter &painter, const CanvasPaint &paint, const QRectF &visible, const SceneNode &node)
{
    const std::vector<std::size_t> &edges = paint.scene.edgesOf(node.id);
    painter.setBrush(Qt::NoBrush);
    for (std::size_t index : edges) {
        const SceneEdge &edge = paint.scene.edges()[index];
        if (!edge.across || !edge.bounds.intersects(visible))
            continue;
        const EdgeState state = paint.states.edges[index];
        QPen pen(colourOf(state, paint.theme), edges.size() > mostLines ? 1 : 2 * paint.devicePixelRatio);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawPath(pathOf(edge.curve));
        painter.setPen(Qt::NoPen);
        painter.setBrush(pen.color());
        painter.drawPolygon(arrowHead(edge.curve[3], -normalOf(edge.destinationSide), metrics::arrowLength));
        painter.setBrush(Qt::NoBrush);
        if (paint.zoom >= metrics::zoomReduced) {
            paintEdgeLabel(painter, paint, edge);
            paintEdgeGlyph(painter, paint, edge, state);
        }
    }
}

/// The trunks of one end, strong, with the number of lines near the other end. View coordinates.
void paintTrunksOf(
    QPainter &painter, const CanvasPaint &paint, const Viewport &viewport, const SceneTrunk::End &end)
{
    const QFontMetricsF metric(paint.fonts.label);
    std::vector<QRectF> taken;
    for (std::size_t index : paint.scene.trunksOf(end)) {
        const SceneTrunk &trunk = paint.scene.trunks()[index];
        if (!trunk.hasRoom)
            continue;
        const StateCounts &counts = paint.states.trunks[index];
        QLineF line(viewport.toView(trunk.start), viewport.toView(trunk.end));
        if (trunk.first != end)
            line = QLineF(line.p2(), line.p1());
        painter.setPen(QPen(colourOf(counts.worst(), paint.theme), 2.5));
        painter.drawLine(line);
        const QString total = QString::number(counts.total);
        const QString denied = counts.denied > 0 ? QString::number(counts.denied) : QString();
        const double totalWidth = std::ceil(metric.horizontalAdvance(total));
        const double deniedWidth = denied.isEmpty() ? 0 : std::ceil(metric.horizontalAdvance(denied)) + 20;
        QRectF pill(QPointF(), QSizeF(totalWidth + deniedWidth + 12, 17));
        for (double place : { 0.8, 0.65, 0.5, 0.35 }) {
            pill.moveCenter(line.pointAt(place));
            if (std::none_of(taken.begin(), taken.end(), [&](const QRectF &r) { return r.intersects(pill); }))
                break;
        }
        taken.push_back(pill);
        painter.setPen(QPen(paint.theme.border, 1));
        painter.setBrush(paint.theme.card);
        painter.drawRoundedRect(pill, 8, 8);
        painter.setPen(paint.theme.text);
        painter.setFont(paint.fonts.label);
        painter.drawText(
            QRectF(pill.left() + 6, pill.top(), totalWidth, pill.height()), Qt::AlignCenter, total);
        if (!denied.isEmpty()) {
            painter.drawText(pill.adjusted(0, 0, -6, 0), Qt::AlignVCenter | Qt::AlignRight, denied);
            paintBlockedGlyph(painter, { pill.left() + totalWidth + 15, pill.center().y() }, 5, paint);
        }
        painter.setBrush(Qt::NoBrush);
    }
}

void paintFan(QPainter &painter, const CanvasPaint &paint, const SceneEdge &edge, const OverlayState &state)
{
    const std::vector<FanMember> fan = fanOf(edge);
    const auto penOf = [&paint](const QColor &colour, double width) {
        QPen pen(colour, width * paint.devicePixelRatio);
        pen.setCosmetic(true);
        return pen;
    };
    // The trunk makes room for its members.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(blend(paint.theme.canvas, paint.theme.container, 0.5), 5));
    painter.drawPath(pathOf(edge.curve));
    for (const FanMember &member : fan) {
        const EdgeState memberState = memberStateOf(edge, member.id, paint.lens, paint.decisions);
        if (state.selected.count(member.id) > 0) {
            QColor halo = paint.theme.accent;
            halo.setAlphaF(0.28F);
            painter.setPen(penOf(halo, 8));
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(pathOf(member.curve));
        }
        const QColor colour = colourOf(memberState, paint.theme);
        painter.setPen(penOf(colour, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(pathOf(member.curve));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(
            arrowHead(member.curve[3], -normalOf(edge.destinationSide), metrics::arrowLength));
    }
    for (const FanMember &member : fan) {
        paintLabelBox(painter, paint, member.labelRect, member.label);
        const EdgeState memberState = memberStateOf(edge, member.id, paint.lens, paint.decisions);
        paintStateGlyph(
            painter, paint, { member.labelRect.left() - 9, member.labelRect.center().y() }, memberState);
    }
}

} // namespace

std::vector<const SceneEdge *> openBundles(const CanvasScene &scene, const OverlayState &state, double zoom)
{
    std::vector<const SceneEdge *> open;
    if (zoom < metrics::zoomReduced)
        return open;
    const auto add = [&](const ElementId &id) {
        const SceneEdge *edge = scene.edgeOf(id);
        if (edge && edge->elementIds().size() > 1 && std::find(open.begin(), open.end(), edge) == open.end())
            open.push_back(edge);
    };
    add(state.hoveredBundle);
    // Not when everything is selected.
    if (state.selected.size() <= 50) {
        for (const ElementId &id : state.selected)
            add(id);
    }
    return open;
}

void paintFocus(
    QPainter &painter, const CanvasPaint &paint, const Viewport &viewport, const OverlayState &state)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF visible = viewport.toScene(QRectF(painter.window()));
    std::vector<ElementId> chosen;
    if (state.selected.size() <= 50)
        chosen.assign(state.selected.begin(), state.selected.end());
    if (!state.hovered.isEmpty() && state.selected.count(state.hovered) == 0)
        chosen.push_back(state.hovered);
    painter.setTransform(viewport.transform(), true);
    const bool lines = paint.detail.focus || (paint.detail.trunks && !paint.detail.tiles);
    for (const ElementId &id : chosen) {
        if (const SceneNode *node = lines ? paint.scene.node(id) : nullptr)
            paintLinesOf(painter, paint, visible, *node);
    }
    for (const SceneEdge *edge : openBundles(paint.scene, state, paint.zoom))
        paintFan(painter, paint, *edge, state);
    painter.restore();
    if (!paint.detail.trunks)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const ElementId &id : chosen) {
        if (const std::optional<SceneTrunk::End> end = paint.scene.trunkEndOf(id);
            end && (end->isContainer || paint.detail.tiles))
            paintTrunksOf(painter, paint, viewport, *end);
    }
    painter.restore();
}

} // namespace fourplane::ui
