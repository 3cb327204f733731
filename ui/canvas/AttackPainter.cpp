// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasOverlay.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <QRegion>

#include <algorithm>
#include <cmath>

namespace fourplane::ui {

namespace {

using Curve = std::array<QPointF, 4>;

class AttackPainter
{
public:
    AttackPainter(QPainter &painter, const CanvasPaint &paint, const Viewport &viewport)
        : m_painter(painter)
        , m_paint(paint)
        , m_viewport(viewport)
        , m_scale(std::clamp(paint.zoom, 0.5, 1.25))
    {
    }

    void paint(const AttackOverlay &attack, int highlighted)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        for (const AttackLine &line : attack.lines) {
            if (const std::optional<Curve> curve = curveOf(line)) {
                m_painter.save();
                passBehindCards(*curve);
                paintLine(line, *curve, isHighlighted(line, highlighted));
                m_painter.restore();
            }
        }
        for (const auto &[id, step] : attack.fallen)
            paintFallen(id);
        for (const AttackLine &line : attack.lines)
            repaintLabel(line);
        for (const auto &[id, step] : attack.fallen)
            paintBadge(id, step);
        for (const AttackLine &line : attack.lines) {
            const std::optional<Curve> curve = line.blocked ? curveOf(line) : std::nullopt;
            if (curve)
                paintChip(line, *curve, isHighlighted(line, highlighted));
        }
    }

private:
    /// Along the declared connection where there is one; in view coordinates.
    std::optional<Curve> curveOf(const AttackLine &line) const
    {
        std::optional<Curve> curve = m_paint.scene.curveBetween(line.fromId, line.toId);
        if (curve) {
            for (QPointF &point : *curve)
                point = m_viewport.toView(point);
        }
        return curve;
    }

    /// Where no way leads around a card, the line disappears behind it: its words stay readable.
    void passBehindCards(const Curve &curve)
    {
        if (m_paint.zoom < metrics::zoomNoText)
            return;
        constexpr int samples = 40;
        QRegion hidden;
        for (int i = 1; i < samples; ++i) {
            const QPointF point = m_viewport.toScene(cubicAt(curve, i / double(samples)));
            for (std::size_t index : m_paint.scene.nodesIn(QRectF(point, QSizeF()).adjusted(-6, -6, 6, 6)))
                hidden += m_viewport.toView(m_paint.scene.nodes()[index].rect).toAlignedRect();
        }
        if (hidden.isEmpty())
            return;
        const QRect whole = QPolygonF(QVector<QPointF>(curve.begin(), curve.end()))
                                .boundingRect()
                                .toAlignedRect()
                                .united(hidden.boundingRect())
                                .adjusted(-40, -40, 40, 40);
        m_painter.setClipRegion(QRegion(whole) - hidden, Qt::IntersectClip);
    }

    /// The label and the sign of a connection that the attack path has painted over.
    void repaintLabel(const AttackLine &line)
    {
        const SceneEdge *edge = m_paint.scene.edgeBetween(line.fromId, line.toId);
        if (!edge || m_paint.zoom < metrics::zoomReduced)
            return;
        m_painter.save();
        m_painter.setTransform(m_viewport.transform(), true);
        paintEdgeLabel(m_painter, m_paint, *edge);
        const auto index = static_cast<std::size_t>(edge - m_paint.scene.edges().data());
        paintEdgeGlyph(m_painter, m_paint, *edge, m_paint.states.edges[index]);
        m_painter.restore();
    }

    static QPointF directionAtEnd(const Curve &curve)
    {
        const QPointF way = curve[3] - curve[2];
        const double length = std::hypot(way.x(), way.y());
        return length > 0 ? way / length : QPointF(1, 0);
    }

    void paintLine(const AttackLine &line, const Curve &curve, bool highlighted)
    {
        const QColor colour = line.blocked ? m_paint.theme.denied : m_paint.theme.attack;
        const double width = (line.blocked ? 2 : 4) * m_scale + (highlighted ? 2 : 0);
        const double head = (line.blocked ? 10 : 17) * m_scale;
        const QPointF direction = directionAtEnd(curve);
        QPainterPath path(curve[0]);
        if (line.blocked) {
            // A stub: it leaves, and ends where it is stopped.
            for (int i = 1; i <= 12; ++i)
                path.lineTo(cubicAt(curve, stubEnd * i / 12));
        } else {
            path.cubicTo(curve[1], curve[2], curve[3] - direction * head * 0.8);
        }
        if (highlighted) {
            QColor halo = colour;
            halo.setAlphaF(0.3F);
            m_painter.setBrush(Qt::NoBrush);
            m_painter.setPen(QPen(halo, width + 8, Qt::SolidLine, Qt::RoundCap));
            m_painter.drawPath(path);
        }
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawPath(path);
        if (!line.blocked) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(colour);
            m_painter.drawPolygon(arrowHead(curve[3], direction, head));
        }
    }

    void paintFallen(const ElementId &id)
    {
        const SceneNode *node = m_paint.scene.node(id);
        if (!node)
            return;
        const QRectF rect = m_viewport.toView(node->rect);
        const double radius = m_paint.zoom * (node->external ? node->rect.height() / 2 : metrics::cardRadius);
        m_painter.setPen(QPen(m_paint.theme.attack, 2 * m_scale));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(rect, radius, radius);
        if (!node->external) {
            QPainterPath card;
            card.addRoundedRect(rect, radius, radius);
            QPainterPath bar;
            bar.addRect(QRectF(rect.topLeft(), QSizeF(5 * m_paint.zoom, rect.height())));
            m_painter.fillPath(card & bar, m_paint.theme.attack);
        }
    }

    void paintBadge(const ElementId &id, int step)
    {
        const SceneNode *node = m_paint.scene.node(id);
        if (!node || m_paint.zoom < metrics::zoomNoText)
            return;
        const QPointF centre = m_viewport.toView(node->rect.topRight()) + QPointF(-6, 1) * m_scale;
        const double radius = 10 * m_scale;
        m_painter.setPen(QPen(m_paint.theme.card, 1.5));
        m_painter.setBrush(m_paint.theme.attack);
        m_painter.drawEllipse(centre, radius, radius);
        const QRectF box(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
        QFont font = m_paint.fonts.strongChip;
        font.setPixelSize(std::max(7, static_cast<int>(std::lround(11 * m_scale))));
        m_painter.setFont(font);
        m_painter.setPen(m_paint.theme.attackText);
        // A foothold is where it starts: a dot instead of a number.
        m_painter.drawText(box, Qt::AlignCenter, step == 0 ? QStringLiteral("●") : QString::number(step));
    }

    void paintChip(const AttackLine &line, const Curve &curve, bool highlighted)
    {
        const QPointF end = cubicAt(curve, stubEnd);
        const double height = 20 * m_scale;
        if (m_paint.zoom < metrics::zoomReduced && !highlighted) {
            paintBlockedGlyph(m_painter, end, 6 * m_scale, m_paint);
            return;
        }
        QFont font = m_paint.fonts.strongChip;
        font.setPixelSize(std::max(8, static_cast<int>(std::lround(11 * m_scale))));
        const QFontMetricsF metric(font);
        const QString text = metric.elidedText(
            QString::fromStdString(line.chip), Qt::ElideRight, (highlighted ? 420 : 150) * m_scale);
        const QSizeF size(std::ceil(metric.horizontalAdvance(text)) + 33 * m_scale, height);
        const QRectF rect = freePlace(curve, size);
        m_chips.push_back(rect);
        m_painter.setPen(QPen(m_paint.theme.denied, highlighted ? 2.2 : 1.3));
        m_painter.setBrush(m_paint.theme.card);
        m_painter.drawRoundedRect(rect, height / 2, height / 2);
        paintBlockedGlyph(
            m_painter, QPointF(rect.left() + 12 * m_scale, rect.center().y()), 5.5 * m_scale, m_paint);
        m_painter.setFont(font);
        m_painter.setPen(m_paint.theme.denied);
        m_painter.drawText(rect.adjusted(22 * m_scale, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
    }

    /// Near the end of the stub, where it hides no card and no other chip if there is such a place.
    QRectF freePlace(const Curve &curve, const QSizeF &size) const
    {
        QRectF first;
        for (double t : { stubEnd, 0.55, 0.35, 0.65, 0.25, 0.75 }) {
            for (double lift : { 0.0, -0.8, 0.8, -1.6, 1.6 }) {
                QRectF rect(QPointF(), size);
                rect.moveCenter(cubicAt(curve, t) + QPointF(0, lift * size.height()));
                if (first.isNull())
                    first = rect;
                const bool hidesChip = std::any_of(m_chips.begin(), m_chips.end(),
                    [&](const QRectF &chip) { return chip.intersects(rect); });
                if (!hidesChip && m_paint.scene.nodesIn(m_viewport.toScene(rect)).empty())
                    return rect;
            }
        }
        return first;
    }

    static constexpr double stubEnd = 0.45;

    QPainter &m_painter;
    const CanvasPaint &m_paint;
    const Viewport &m_viewport;
    double m_scale = 1;
    std::vector<QRectF> m_chips;
};

} // namespace

void paintAttack(QPainter &painter, const CanvasPaint &paint, const Viewport &viewport,
    const AttackOverlay &attack, int highlighted)
{
    if (paint.detail.tiles)
        paintAttackOnTiles(painter, paint, viewport, attack, highlighted);
    else
        AttackPainter(painter, paint, viewport).paint(attack, highlighted);
}

} // namespace fourplane::ui
