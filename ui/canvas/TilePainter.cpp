// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasPaint.h"

#include <QFontMetricsF>
#include <QObject>
#include <QPainterPath>

#include <cmath>
#include <map>

namespace fourplane::ui {

namespace {

constexpr double nameHeight = 16;
constexpr double countHeight = 14;
constexpr double tilePadding = 6;

QString countText(std::size_t workloads)
{
    return QObject::tr("%n workloads", nullptr, static_cast<int>(workloads));
}

/// "⊘ 3" and an open padlock with a number: what is wrong with the lines of a namespace, from the right edge.
/// Gives the place that is left for the text.
double paintWarnings(
    QPainter &painter, const CanvasPaint &paint, const StateCounts &counts, const QRectF &row)
{
    double right = row.right();
    painter.setFont(paint.fonts.label);
    const QFontMetricsF metric(paint.fonts.label);
    const auto warn = [&](int count, EdgeState state) {
        const QString text = QString::number(count);
        const double width = std::ceil(metric.horizontalAdvance(text));
        if (count == 0 || right - width - 16 < row.left())
            return;
        painter.setPen(paint.theme.text);
        painter.drawText(QRectF(right - width, row.top(), width + 1, row.height()), Qt::AlignCenter, text);
        const QPointF glyph(right - width - 8, row.center().y());
        if (state == EdgeState::Denied)
            paintBlockedGlyph(painter, glyph, 5, paint);
        else
            paintOpenGlyph(painter, glyph, 9, paint);
        right -= width + 20;
    };
    warn(counts.denied, EdgeState::Denied);
    warn(counts.open, EdgeState::Open);
    return right;
}

/// A namespace on the screen: as much of name, count and warnings as there is room for.
void paintTile(QPainter &painter, const CanvasPaint &paint, const SceneContainer &container,
    const StateCounts &counts, const QRectF &rect)
{
    const double radius = std::min({ 8.0, rect.width() / 6, rect.height() / 6 });
    painter.setPen(QPen(paint.theme.border, 1));
    painter.setBrush(paint.theme.card);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const QRectF room = rect.adjusted(tilePadding, 4, -tilePadding, -4);
    if (room.width() < 26 || room.height() < nameHeight - 4)
        return;
    painter.setPen(paint.theme.text);
    painter.setFont(paint.fonts.strongChip);
    painter.drawText(QRectF(room.left(), room.top(), room.width(), nameHeight),
        Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetricsF(paint.fonts.strongChip).elidedText(container.name, Qt::ElideMiddle, room.width()));
    if (room.height() < nameHeight + countHeight)
        return;
    QRectF row(room.left(), room.top() + nameHeight, room.width(), countHeight);
    const bool ownRow = room.height() >= nameHeight + 2 * countHeight;
    const QRectF warnings = ownRow ? row.translated(0, countHeight + 2) : row;
    const double left = paintWarnings(painter, paint, counts, warnings);
    if (!ownRow)
        row.setRight(left);
    painter.setPen(paint.theme.secondaryText);
    painter.setFont(paint.fonts.chip);
    const QFontMetricsF metric(paint.fonts.chip);
    QString text = countText(container.children.size());
    if (metric.horizontalAdvance(text) > row.width())
        text = QString::number(container.children.size());
    if (metric.horizontalAdvance(text) <= row.width())
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, text);
}

/// Wider the more lines it stands for; cosmetic, in device pixels.
QPen trunkPen(const CanvasPaint &paint, EdgeState state, std::size_t lines, bool wide)
{
    const double weight = state == EdgeState::Allowed || state == EdgeState::Declared ? 0.6 : 1;
    const double width =
        wide ? std::min(4.0, 1.2 + 0.5 * std::log2(static_cast<double>(lines))) * paint.devicePixelRatio : 1;
    QPen pen(blend(colourOf(state, paint.theme), paint.theme.canvas, weight), width);
    pen.setCosmetic(true);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

} // namespace

void paintTrunks(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    const std::vector<SceneTrunk> &trunks = paint.scene.trunks();
    const bool wide = trunks.size() <= denseEdges;
    painter.setRenderHint(QPainter::Antialiasing, wide);
    // What is wrong is painted last, over what is permitted.
    std::map<int, std::vector<std::size_t>> byRank;
    const double head = 7 / paint.zoom;
    for (std::size_t index : paint.scene.trunksIn(sceneRect.adjusted(-head, -head, head, head))) {
        if (trunks[index].hasRoom)
            byRank[rankOf(paint.states.trunks[index].worst())].push_back(index);
    }
    for (const auto &[rank, indexes] : byRank) {
        const EdgeState state = paint.states.trunks[indexes.front()].worst();
        QVector<QLineF> lines;
        QPainterPath heads;
        for (std::size_t index : indexes) {
            const SceneTrunk &trunk = trunks[index];
            const QLineF line(trunk.start, trunk.end);
            if (line.length() * paint.zoom < 1.5)
                continue;
            if (wide) {
                painter.setPen(trunkPen(paint, state, trunk.edges.size(), true));
                painter.drawLine(line);
                const QPointF along = QPointF(line.dx(), line.dy()) / line.length();
                if (trunk.forward)
                    heads.addPolygon(arrowHead(trunk.end, along, head));
                if (trunk.backward)
                    heads.addPolygon(arrowHead(trunk.start, -along, head));
            } else {
                lines.append(line);
            }
        }
        const QPen pen = trunkPen(paint, state, 1, false);
        painter.setPen(pen);
        painter.drawLines(lines);
        painter.fillPath(heads, pen.color());
    }
}

void paintTiles(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    painter.save();
    const QTransform toScreen = painter.transform();
    painter.setTransform(QTransform());
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (std::size_t index : paint.scene.nodesIn(sceneRect.adjusted(-2, -2, 2, 2))) {
        const SceneNode &node = paint.scene.nodes()[index];
        if (node.container)
            continue;
        const QRectF rect = toScreen.mapRect(node.rect);
        painter.setPen(QPen(paint.theme.neutral, 1));
        painter.setBrush(blend(paint.theme.neutral, paint.theme.canvas, 0.45));
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    }
    for (std::size_t index : paint.scene.containersIn(sceneRect.adjusted(-2, -2, 2, 2))) {
        const SceneContainer &container = paint.scene.containers()[index];
        paintTile(
            painter, paint, container, paint.states.containers[index], toScreen.mapRect(container.rect));
    }
    painter.restore();
}

} // namespace fourplane::ui
