// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasPaint.h"

#include <QFontMetricsF>

namespace fourplane::ui {

namespace {

void paintNote(QPainter &painter, const CanvasPaint &paint, const SceneNote &note)
{
    painter.setPen(Qt::NoPen);
    if (paint.zoom < metrics::zoomNoText) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(paint.theme.note);
        painter.drawRect(note.rect);
        return;
    }
    const QPolygonF paper = note.paper();
    painter.setRenderHint(QPainter::Antialiasing, true);
    QColor shadow(Qt::black);
    shadow.setAlphaF(paint.theme.dark ? 0.35F : 0.09F);
    painter.setBrush(shadow);
    painter.drawPolygon(paper.translated(0, metrics::noteShadow));
    painter.setBrush(paint.theme.note);
    painter.drawPolygon(paper);
    painter.setPen(paint.theme.text);
    painter.setFont(paint.fonts.note);
    QPointF baseline = note.rect.topLeft() + QPointF(metrics::notePadding, metrics::notePadding);
    baseline.ry() += QFontMetricsF(paint.fonts.note).ascent();
    for (const QString &line : note.lines) {
        painter.drawText(baseline, line);
        baseline.ry() += metrics::noteLine;
    }
}

} // namespace

void paintAnnotations(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    const AnnotationLayer &layer = paint.scene.annotations();
    for (std::size_t index : layer.notesIn(sceneRect))
        paintNote(painter, paint, layer.notes()[index]);
    const bool coarse = paint.zoom < metrics::zoomBlocks;
    painter.setRenderHint(QPainter::Antialiasing, !coarse);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(paint.theme.secondaryText, metrics::inkWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (std::size_t index : layer.strokesIn(sceneRect)) {
        const SceneStroke &stroke = layer.strokes()[index];
        coarse ? painter.drawPolyline(stroke.points) : painter.drawPath(stroke.path);
    }
}

} // namespace fourplane::ui
