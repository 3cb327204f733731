// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasOverlay.h"

#include <QFontMetricsF>
#include <QObject>
#include <QRegion>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace fourplane::ui {

namespace {

using End = SceneTrunk::End;

/// All lines of an attack from one namespace, or card outside, to another.
struct Bundle
{
    int succeeding = 0;
    bool highlighted = false;
};

class AttackTiles
{
public:
    AttackTiles(QPainter &painter, const CanvasPaint &paint, const Viewport &viewport)
        : m_painter(painter)
        , m_paint(paint)
        , m_viewport(viewport)
    {
    }

    void paint(const AttackOverlay &attack, int highlighted)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        for (const auto &[ends, bundle] : bundlesOf(attack, highlighted))
            paintBundle(ends.first, ends.second, bundle);
        for (const auto &[end, count] : fallenByEnd(attack))
            paintFallen(end, count);
        if (m_paint.detail.cluster)
            paintSum(attack);
    }

private:
    std::optional<End> endOf(const ElementId &id) const
    {
        const SceneNode *node = m_paint.scene.node(id);
        if (!node)
            return std::nullopt;
        if (node->container)
            return End { true, *node->container };
        return End { false, static_cast<std::size_t>(node - m_paint.scene.nodes().data()) };
    }

    QRectF rectOf(const End &end) const
    {
        return end.isContainer ? m_paint.scene.containers()[end.index].rect
                               : m_paint.scene.nodes()[end.index].rect;
    }

    std::map<std::pair<End, End>, Bundle> bundlesOf(const AttackOverlay &attack, int highlighted) const
    {
        std::map<std::pair<End, End>, Bundle> bundles;
        for (const AttackLine &line : attack.lines) {
            const std::optional<End> from = endOf(line.fromId);
            const std::optional<End> to = endOf(line.toId);
            if (!from || !to || from == to)
                continue;
            Bundle &bundle = bundles[{ *from, *to }];
            bundle.succeeding += line.blocked ? 0 : 1;
            bundle.highlighted |= isHighlighted(line, highlighted);
        }
        return bundles;
    }

    std::map<End, int> fallenByEnd(const AttackOverlay &attack) const
    {
        std::map<End, int> counts;
        for (const auto &[id, step] : attack.fallen) {
            if (const std::optional<End> end = endOf(id))
                ++counts[*end];
        }
        return counts;
    }

    /// A straight line that passes behind the tiles it does not lead to; a stub where nothing gets through.
    void paintBundle(const End &from, const End &to, const Bundle &bundle)
    {
        const QRectF source = m_viewport.toView(rectOf(from));
        const QRectF target = m_viewport.toView(rectOf(to));
        if (source.intersects(target))
            return;
        const QPointF start = borderPoint(source, target.center());
        const QPointF end = borderPoint(target, source.center());
        const double length = QLineF(start, end).length();
        if (length < 4)
            return;
        const bool blocked = bundle.succeeding == 0;
        const QColor colour = blocked ? m_paint.theme.denied : m_paint.theme.attack;
        const double width = (blocked ? 1.5 : std::min(4.0, 2.2 + 0.5 * std::log2(bundle.succeeding)))
            + (bundle.highlighted ? 2 : 0);
        const QPointF along = (end - start) / length;
        const double head = std::min(length, 7 + width);
        const QPointF tip = blocked ? start + (end - start) * 0.45 : end;
        m_painter.save();
        passBehindTiles(start, end);
        m_painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(start, blocked ? tip : end - along * head * 0.8);
        if (!blocked) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(colour);
            m_painter.drawPolygon(arrowHead(end, along, head));
        }
        m_painter.restore();
        if (blocked)
            paintBlockedGlyph(m_painter, tip, 5, m_paint);
    }

    void passBehindTiles(const QPointF &start, const QPointF &end)
    {
        constexpr int samples = 60;
        QRegion hidden;
        for (int i = 1; i < samples; ++i) {
            const QPointF point = m_viewport.toScene(start + (end - start) * i / samples);
            for (std::size_t index :
                m_paint.scene.containersIn(QRectF(point, QSizeF()).adjusted(-1, -1, 1, 1)))
                hidden += m_viewport.toView(m_paint.scene.containers()[index].rect).toAlignedRect();
        }
        const QRect whole = QRectF(start, end).normalized().toAlignedRect().united(hidden.boundingRect());
        m_painter.setClipRegion(QRegion(whole.adjusted(-20, -20, 20, 20)) - hidden, Qt::IntersectClip);
    }

    void paintFallen(const End &end, int count)
    {
        const QRectF rect = m_viewport.toView(rectOf(end));
        m_painter.setPen(QPen(m_paint.theme.attack, 2));
        m_painter.setBrush(Qt::NoBrush);
        const double radius =
            end.isContainer ? std::min({ 8.0, rect.width() / 6, rect.height() / 6 }) : rect.height() / 2;
        m_painter.drawRoundedRect(rect, radius, radius);
        if (!end.isContainer || m_paint.detail.cluster)
            return;
        const std::size_t all = m_paint.scene.containers()[end.index].children.size();
        paintPill(QPointF(rect.right(), rect.bottom()), rect.width(),
            { QObject::tr("%1 of %2 fall").arg(count).arg(all), QString::number(count) });
    }

    /// What falls in the whole cluster, below the box that names it.
    void paintSum(const AttackOverlay &attack)
    {
        const auto &nodes = m_paint.scene.nodes();
        const auto fallen = std::count_if(nodes.begin(), nodes.end(),
            [&](const SceneNode &node) { return node.container && attack.fallen.count(node.id) > 0; });
        const QRectF rect = m_viewport.toView(m_paint.scene.cluster()->areas.front());
        constexpr double belowBox = 48;
        paintPill(QPointF(rect.center().x() + belowBox, rect.center().y() + belowBox), 400,
            { QObject::tr("%1 of %2 fall").arg(fallen).arg(m_paint.scene.cluster()->workloads) });
    }

    /// The first of the texts that fits into `room`, in a pill whose right end is at `corner`.
    void paintPill(const QPointF &corner, double room, const QStringList &texts)
    {
        const QFontMetricsF metric(m_paint.fonts.strongChip);
        constexpr double height = 17;
        for (const QString &text : texts) {
            const double width = std::ceil(metric.horizontalAdvance(text)) + 12;
            if (width > room)
                continue;
            const QRectF pill(corner.x() - width + 4, corner.y() - height / 2, width, height);
            m_painter.setPen(QPen(m_paint.theme.card, 1.5));
            m_painter.setBrush(m_paint.theme.attack);
            m_painter.drawRoundedRect(pill, height / 2, height / 2);
            m_painter.setFont(m_paint.fonts.strongChip);
            m_painter.setPen(m_paint.theme.attackText);
            m_painter.drawText(pill, Qt::AlignCenter, text);
            return;
        }
    }

    QPainter &m_painter;
    const CanvasPaint &m_paint;
    const Viewport &m_viewport;
};

} // namespace

void paintAttackOnTiles(QPainter &painter, const CanvasPaint &paint, const Viewport &viewport,
    const AttackOverlay &attack, int highlighted)
{
    AttackTiles(painter, paint, viewport).paint(attack, highlighted);
}

} // namespace fourplane::ui
