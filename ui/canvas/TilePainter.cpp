// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasPaint.h"

#include <QFontMetricsF>
#include <QObject>
#include <QPainterPath>

#include <algorithm>
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

/// A text and how wide it is: measuring takes longer than drawing, and many tiles say the same.
struct MeasuredText
{
    QString text;
    double width = 0;
};

/// The counts that the tiles of one picture show.
class CountTexts
{
public:
    explicit CountTexts(const CanvasPaint &paint)
        : m_metric(paint.fonts.chip)
    {
    }

    const MeasuredText &of(std::size_t workloads)
    {
        const auto [found, isNew] = m_texts.try_emplace(workloads);
        if (isNew) {
            found->second.text = countText(workloads);
            found->second.width = m_metric.horizontalAdvance(found->second.text);
        }
        return found->second;
    }

private:
    QFontMetricsF m_metric;
    std::map<std::size_t, MeasuredText> m_texts;
};

/// Above this many tiles in a picture their corners are square: rounding costs more than all the rest.
constexpr std::size_t mostRounded = 150;

/// The name of a tile, cut off in the middle where it is too long. The title of the container was measured in
/// another size, which tells most names that fit without measuring again.
QString tileName(const CanvasPaint &paint, const SceneContainer &container, double width)
{
    const double ratio =
        static_cast<double>(paint.fonts.strongChip.pixelSize()) / paint.fonts.name.pixelSize();
    constexpr double unsure = 1.08;
    if (container.titleWidth * ratio * unsure <= width)
        return container.name;
    return QFontMetricsF(paint.fonts.strongChip).elidedText(container.name, Qt::ElideMiddle, width);
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
    const StateCounts &counts, const QRectF &rect, CountTexts &texts, bool rounded)
{
    const double radius = std::min({ 8.0, rect.width() / 6, rect.height() / 6 });
    painter.setPen(QPen(paint.theme.border, 1));
    painter.setBrush(paint.theme.card);
    painter.setRenderHint(QPainter::Antialiasing, rounded);
    if (rounded)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    else
        painter.drawRect(rect.toAlignedRect().adjusted(0, 0, -1, -1));
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF room = rect.adjusted(tilePadding, 4, -tilePadding, -4);
    if (room.width() < 26 || room.height() < nameHeight - 4)
        return;
    painter.setPen(paint.theme.text);
    painter.setFont(paint.fonts.strongChip);
    painter.drawText(QRectF(room.left(), room.top(), room.width(), nameHeight),
        Qt::AlignVCenter | Qt::AlignLeft, tileName(paint, container, room.width()));
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
    const MeasuredText &count = texts.of(container.children.size());
    if (count.width <= row.width()) {
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, count.text);
        return;
    }
    const QString number = QString::number(container.children.size());
    if (QFontMetricsF(paint.fonts.chip).horizontalAdvance(number) <= row.width())
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, number);
}

/// A folded namespace is a tile as any other from far away.
void paintFoldedTile(QPainter &painter, const CanvasPaint &paint, const SceneNode &node, const QRectF &rect,
    CountTexts &texts, bool rounded)
{
    SceneContainer tile;
    tile.id = node.id;
    tile.name = node.name;
    tile.titleWidth = QFontMetricsF(paint.fonts.name).horizontalAdvance(node.name);
    tile.children.resize(node.folded->members.size());
    StateCounts counts;
    for (std::size_t edge : paint.scene.edgesOf(node.id))
        counts.add(paint.states.edges[edge]);
    paintTile(painter, paint, tile, counts, rect, texts, rounded);
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

/// What the lines of the whole design are like.
StateCounts countsOf(const CanvasPaint &paint)
{
    StateCounts counts;
    for (EdgeState state : paint.states.edges)
        counts.add(state);
    return counts;
}

/// From what is outside to the border of the cluster, in the colour of the worst of its lines.
void paintLinesOutside(QPainter &painter, const CanvasPaint &paint, const QRectF &cluster)
{
    std::map<std::size_t, StateCounts> byOutsider;
    const std::vector<SceneTrunk> &trunks = paint.scene.trunks();
    for (std::size_t i = 0; i < trunks.size(); ++i) {
        for (const SceneTrunk::End &end : { trunks[i].first, trunks[i].second }) {
            if (!end.isContainer && !paint.scene.nodes()[end.index].folded) {
                for (std::size_t edge : trunks[i].edges)
                    byOutsider[end.index].add(paint.states.edges[edge]);
            }
        }
    }
    for (const auto &[node, counts] : byOutsider) {
        const QPointF from = paint.scene.nodes()[node].rect.center();
        const QPointF border(std::clamp(from.x(), cluster.left(), cluster.right()),
            std::clamp(from.y(), cluster.top(), cluster.bottom()));
        const QPointF to = cluster.contains(from) ? cluster.center() : border;
        painter.setPen(trunkPen(paint, counts.worst(), static_cast<std::size_t>(counts.total), true));
        painter.drawLine(from, to);
    }
}

} // namespace

void paintCluster(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    const SceneZone &cluster = *paint.scene.cluster();
    const QRectF area = cluster.areas.front();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t index : paint.scene.containersIn(sceneRect))
        painter.fillRect(paint.scene.containers()[index].rect, paint.theme.card);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintLinesOutside(painter, paint, area);
    for (std::size_t index : paint.scene.nodesIn(sceneRect)) {
        const SceneNode &node = paint.scene.nodes()[index];
        if (!node.container)
            painter.fillRect(node.rect, node.folded ? paint.theme.card : paint.theme.neutral);
    }
    painter.save();
    const QRectF rect = painter.transform().mapRect(area);
    painter.setTransform(QTransform());
    const QFontMetricsF name(paint.fonts.name);
    const QFontMetricsF metric(paint.fonts.chip);
    const QString title = paint.scene.cluster()->name.isEmpty() ? QObject::tr("Cluster") : cluster.name;
    const QString counts = QObject::tr("%n namespaces", nullptr,
                               static_cast<int>(cluster.containers.size() + cluster.nodes.size()))
        + QStringLiteral(" · ") + countText(cluster.workloads);
    const double width = 2 * tilePadding
        + std::max({ name.horizontalAdvance(title), metric.horizontalAdvance(counts), 120.0 });
    const double height = 2 * tilePadding + nameHeight + 2 * countHeight + 2;
    QRectF box(rect.center().x() - width / 2, rect.center().y() - height / 2, width, height);
    painter.setPen(QPen(paint.theme.border, 1));
    painter.setBrush(paint.theme.card);
    painter.drawRoundedRect(box, 8, 8);
    box.adjust(tilePadding, tilePadding, -tilePadding, -tilePadding);
    painter.setPen(paint.theme.text);
    painter.setFont(paint.fonts.name);
    painter.drawText(
        QRectF(box.topLeft(), QSizeF(box.width(), nameHeight)), Qt::AlignVCenter | Qt::AlignLeft, title);
    painter.setPen(paint.theme.secondaryText);
    painter.setFont(paint.fonts.chip);
    painter.drawText(QRectF(box.left(), box.top() + nameHeight, box.width(), countHeight),
        Qt::AlignVCenter | Qt::AlignLeft, counts);
    paintWarnings(painter, paint, countsOf(paint),
        QRectF(box.left(), box.top() + nameHeight + countHeight + 2, box.width(), countHeight));
    painter.restore();
}

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
    CountTexts texts(paint);
    // What the design has, not what is in view, decides: strips that are panned into view must look alike.
    const bool rounded = paint.scene.containers().size() <= mostRounded;
    for (std::size_t index : paint.scene.nodesIn(sceneRect.adjusted(-2, -2, 2, 2))) {
        const SceneNode &node = paint.scene.nodes()[index];
        if (node.container)
            continue;
        const QRectF rect = toScreen.mapRect(node.rect);
        if (node.folded) {
            paintFoldedTile(painter, paint, node, rect, texts, rounded);
            continue;
        }
        painter.setPen(QPen(paint.theme.neutral, 1));
        painter.setBrush(blend(paint.theme.neutral, paint.theme.canvas, 0.45));
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    }
    for (std::size_t index : paint.scene.containersIn(sceneRect.adjusted(-2, -2, 2, 2))) {
        const SceneContainer &container = paint.scene.containers()[index];
        paintTile(painter, paint, container, paint.states.containers[index], toScreen.mapRect(container.rect),
            texts, rounded);
    }
    painter.restore();
}

} // namespace fourplane::ui
