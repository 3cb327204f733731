// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasOverlay.h"
#include "ui/canvas/EdgeRouter.h"
#include "ui/canvas/HitTest.h"

#include <QPainterPath>

namespace fourplane::ui {

namespace {

QPainterPath pathOf(const std::array<QPointF, 4> &curve, const Viewport &viewport)
{
    QPainterPath path(viewport.toView(curve[0]));
    path.cubicTo(viewport.toView(curve[1]), viewport.toView(curve[2]), viewport.toView(curve[3]));
    return path;
}

void paintSelection(
    QPainter &painter, const CanvasPaint &paint, const Viewport &viewport, const ElementId &id)
{
    painter.setBrush(Qt::NoBrush);
    const SceneEdge *edge = paint.scene.edgeOf(id);
    const SceneStroke *stroke = paint.scene.annotations().stroke(id);
    if (edge || stroke) {
        QColor halo = paint.theme.accent;
        halo.setAlphaF(0.28F);
        painter.setPen(QPen(halo, 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(edge ? pathOf(edge->curve, viewport) : viewport.transform().map(stroke->path));
        return;
    }
    const double width = paint.zoom < metrics::zoomNoText ? 1.5 : 2.5;
    if (const SceneNote *note = paint.scene.annotations().note(id)) {
        painter.setPen(QPen(paint.theme.accent, width, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin));
        painter.drawPolygon(viewport.transform().map(note->paper()));
        return;
    }
    const SceneNode *node = paint.scene.node(id);
    const bool isContainer = !node;
    const QRectF rect = viewport.toView(paint.scene.rectOf(id)).adjusted(-1.5, -1.5, 1.5, 1.5);
    const double radius = paint.zoom
        * (isContainer           ? metrics::containerRadius
                : node->external ? node->rect.height() / 2
                                 : metrics::cardRadius);
    painter.setPen(QPen(paint.theme.accent, width));
    painter.drawRoundedRect(rect, radius + 1, radius + 1);
}

void paintHandles(
    QPainter &painter, const CanvasPaint &paint, const Viewport &viewport, const SceneNode &node)
{
    if (paint.zoom < metrics::zoomNoText)
        return;
    for (const QPointF &handle : handlesOf(node, paint.zoom)) {
        const QPointF centre = viewport.toView(handle);
        painter.setPen(QPen(paint.theme.accent, 1.5));
        painter.setBrush(paint.theme.card);
        painter.drawEllipse(centre, 6, 6);
        painter.drawLine(centre - QPointF(3, 0), centre + QPointF(3, 0));
        painter.drawLine(centre - QPointF(0, 3), centre + QPointF(0, 3));
    }
}

/// Where a selected container or note can be taken to resize it: two short strokes in its corner.
void paintGrip(QPainter &painter, const CanvasPaint &paint, const Viewport &viewport, const ElementId &id)
{
    if (paint.zoom < metrics::zoomNoText
        || !(paint.scene.container(id) || paint.scene.annotations().note(id)))
        return;
    const QPointF corner = viewport.toView(paint.scene.rectOf(id)).bottomRight() - QPointF(4, 4);
    painter.setPen(QPen(paint.theme.accent, 1.5));
    for (double size : { 5.0, 9.0 })
        painter.drawLine(corner - QPointF(size, 0), corner - QPointF(0, size));
}

/// Thin lines along what is aligned; measures with end strokes across equal gaps.
void paintGuides(QPainter &painter, const CanvasPaint &paint, const Viewport &viewport,
    const std::vector<SnapGuide> &guides)
{
    constexpr double beyond = 8; ///< that an alignment sticks out of the boxes
    constexpr double tick = 4;
    painter.setRenderHint(QPainter::Antialiasing, false); // they are upright or level: sharp
    painter.setPen(QPen(paint.theme.accent, 1));
    for (const SnapGuide &guide : guides) {
        QLineF line(viewport.toView(guide.line.p1()), viewport.toView(guide.line.p2()));
        if (line.length() <= 0)
            continue;
        const QPointF along = QPointF(line.dx(), line.dy()) / line.length();
        if (guide.kind == SnapGuide::Kind::Alignment) {
            painter.drawLine(line.p1() - beyond * along, line.p2() + beyond * along);
            continue;
        }
        const QPointF across = tick * QPointF(-along.y(), along.x());
        painter.drawLine(line);
        for (const QPointF &end : { line.p1(), line.p2() })
            painter.drawLine(end - across, end + across);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
}

} // namespace

void paintOverlay(
    QPainter &painter, const CanvasPaint &paint, const Viewport &viewport, const OverlayState &state)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF visible = viewport.toScene(QRectF(painter.window()));
    paintFocus(painter, paint, viewport, state);
    const auto isOpenLine = [&](const ElementId &id) {
        const SceneEdge *edge = paint.scene.edgeOf(id);
        return edge && edge->elementIds().size() > 1 && paint.zoom >= metrics::zoomReduced;
    };
    for (const ElementId &id : state.selected) {
        if (isOpenLine(id))
            continue; // paintFocus() shows which of its connections are selected
        if (paint.scene.rectOf(id).intersects(visible))
            paintSelection(painter, paint, viewport, id);
    }
    if (state.selected.size() == 1)
        paintGrip(painter, paint, viewport, *state.selected.begin());
    paintGuides(painter, paint, viewport, state.guides);
    if (const SceneNode *hovered = paint.scene.node(state.hovered);
        hovered && !hovered->folded && !state.connecting)
        paintHandles(painter, paint, viewport, *hovered);
    if (!state.dropTarget.isEmpty())
        paintSelection(painter, paint, viewport, state.dropTarget);
    for (const SceneZone &zone : paint.scene.zones()) {
        if (state.dropPool.isEmpty() || !(zone.poolId == state.dropPool))
            continue;
        painter.setPen(QPen(paint.theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        for (const QRectF &area : zone.areas)
            painter.drawRoundedRect(viewport.toView(area), metrics::cardRadius, metrics::cardRadius);
    }
    if (state.connecting) {
        if (const SceneNode *source = paint.scene.node(state.connecting->first)) {
            const SceneNode *target = paint.scene.node(state.dropTarget);
            const QPointF point = state.connecting->second;
            const QRectF end = target ? target->rect : QRectF(point - QPointF(2, 2), QSizeF(4, 4));
            const auto curve = curveBetween(source->rect, end);
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(paint.theme.accent, 2));
            painter.drawPath(pathOf(curve, viewport));
            painter.setPen(Qt::NoPen);
            painter.setBrush(paint.theme.accent);
            painter.drawEllipse(viewport.toView(curve[3]), 4, 4);
        }
    }
    if (state.stroke.size() > 1) {
        painter.setPen(QPen(paint.theme.secondaryText, metrics::inkWidth * viewport.zoom(), Qt::SolidLine,
            Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(viewport.transform().map(state.stroke));
    }
    if (state.rubberBand) {
        QColor fill = paint.theme.accent;
        fill.setAlphaF(0.1F);
        painter.setPen(QPen(paint.theme.accent, 1));
        painter.setBrush(fill);
        painter.drawRect(viewport.toView(*state.rubberBand));
    }
}

} // namespace fourplane::ui
