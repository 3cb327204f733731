// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasPaint.h"
#include "ui/canvas/CardWords.h"
#include "ui/theme/Icons.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QStringList>

#include <cmath>

namespace fourplane::ui {

namespace {

constexpr std::array<char, planeCount> letters { 'I', 'N', 'W', 'D' };

QString tr(const char *text)
{
    return QCoreApplication::translate("fourplane::ui", text);
}

void paintPip(QPainter &painter, const CanvasPaint &paint, const QRectF &rect, std::size_t plane,
    std::optional<Verdict> verdict)
{
    const Theme &theme = paint.theme;
    QString letter(QLatin1Char(letters[plane]));
    QColor ink = theme.secondaryText;
    painter.setBrush(Qt::NoBrush);
    if (!verdict || *verdict == Verdict::NotEnforced) {
        QPen pen(theme.neutral, 1);
        if (verdict)
            pen.setDashPattern({ 2, 2 });
        painter.setPen(pen);
    } else if (*verdict == Verdict::Permit) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.allowed);
        ink = theme.accentText;
    } else if (*verdict == Verdict::Deny) {
        painter.setPen(QPen(theme.denied, 1.2));
        ink = theme.denied;
    } else {
        painter.setPen(QPen(theme.neutral, 1));
        letter = QStringLiteral("?");
    }
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignCenter, letter);
}

void paintPips(QPainter &painter, const CanvasPaint &paint, const SceneNode &node, QPointF topLeft)
{
    const std::optional<Plane> emphasised = planeOf(paint.lens);
    const std::array<Verdict, planeCount> *verdicts = nullptr;
    if (paint.decisions) {
        if (const auto found = paint.decisions->nodes.find(node.id); found != paint.decisions->nodes.end())
            verdicts = &found->second;
    }
    painter.setFont(paint.fonts.pip);
    for (std::size_t plane = 0; plane < planeCount; ++plane) {
        const QRectF rect(topLeft, QSizeF(metrics::pipWidth, metrics::pipHeight));
        painter.setOpacity(emphasised && *emphasised != static_cast<Plane>(plane) ? 0.35 : 1);
        paintPip(painter, paint, rect, plane, verdicts ? std::optional((*verdicts)[plane]) : std::nullopt);
        topLeft.rx() += metrics::pipWidth + metrics::pipGap;
    }
    painter.setOpacity(1);
}

/// What the lens has to say about a card beyond its pips; short words.
QStringList badgesOf(const SceneNode &node, Lens lens)
{
    QStringList badges;
    if (lens == Lens::Identity) {
        if (node.sharesIdentity)
            badges << tr("shared sa");
        if (node.mountsToken)
            badges << tr("token");
    } else if (lens == Lens::Network) {
        if (node.exposed)
            badges << tr("exposed");
    } else if (lens == Lens::Workload) {
        if (node.privileged)
            badges << tr("privileged");
        else if (node.mayRunAsRoot)
            badges << tr("root");
        if (node.touchesHost)
            badges << tr("host");
    } else if (lens == Lens::Data && node.classification) {
        badges << wordFor(*node.classification);
    }
    return badges;
}

void paintBadges(QPainter &painter, const CanvasPaint &paint, const SceneNode &node, double top)
{
    const QFontMetricsF metric(paint.fonts.pip);
    double right = node.rect.right() - 8;
    const double leftmost = node.rect.left() + metrics::cardTextLeft
        + (node.external ? 0 : 4 * (metrics::pipWidth + metrics::pipGap));
    painter.setFont(paint.fonts.pip);
    for (const QString &badge : badgesOf(node, paint.lens)) {
        const double width = std::ceil(metric.horizontalAdvance(badge)) + 10;
        if (right - width < leftmost)
            break;
        const QRectF rect(right - width, top - 1, width, metrics::pipHeight + 2);
        painter.setPen(QPen(paint.theme.text, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter.setPen(paint.theme.text);
        painter.drawText(rect, Qt::AlignCenter, badge);
        right = rect.left() - 4;
    }
}

/// Under the data lens a band on the left edge, the thicker the more sensitive.
void paintClassification(QPainter &painter, const CanvasPaint &paint, const SceneNode &node)
{
    if (paint.lens != Lens::Data || !node.classification)
        return;
    const double width = 3 + 2 * static_cast<double>(*node.classification);
    QPainterPath card;
    card.addRoundedRect(node.rect, metrics::cardRadius, metrics::cardRadius);
    QPainterPath band;
    band.addRect(QRectF(node.rect.topLeft(), QSizeF(width, node.rect.height())));
    painter.fillPath(card & band, paint.theme.text);
}

void paintTexts(QPainter &painter, const CanvasPaint &paint, const SceneNode &node)
{
    const Theme &theme = paint.theme;
    const double left = node.rect.left() + metrics::cardTextLeft;
    const double width = node.rect.right() - left - (node.folded ? 30 : 8);
    const double top = node.rect.top() + (node.external ? 5 : 6);
    painter.setPen(theme.text);
    painter.setFont(paint.fonts.name);
    painter.drawText(QRectF(left, top, width, 17), Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetricsF(paint.fonts.name).elidedText(node.name, Qt::ElideMiddle, width));
    painter.setPen(theme.secondaryText);
    painter.setFont(paint.fonts.detail);
    painter.drawText(QRectF(left, top + 17, width, 15), Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetricsF(paint.fonts.detail).elidedText(node.secondLine(paint.lens), Qt::ElideRight, width));
}

void paintCard(QPainter &painter, const CanvasPaint &paint, const SceneNode &node)
{
    const Theme &theme = paint.theme;
    QPen pen(theme.border, paint.devicePixelRatio);
    pen.setCosmetic(true);
    if (node.external)
        pen.setColor(theme.neutral);
    painter.setPen(pen);
    painter.setBrush(node.external ? theme.canvas : theme.card);
    const double radius = node.external ? node.rect.height() / 2 : metrics::cardRadius;
    if (node.folded) // a second card behind it: there is more within
        painter.drawRoundedRect(node.rect.translated(4, 4), radius, radius);
    painter.drawRoundedRect(node.rect, radius, radius);
    paintClassification(painter, paint, node);
    if (paint.zoom < metrics::zoomNoText && paint.zoom >= metrics::zoomNameOnly) {
        // The name alone, at a size that can still be read on the screen.
        painter.setFont(interfaceFont(qRound(10 / paint.zoom), QFont::DemiBold));
        painter.setPen(theme.text);
        const QRectF room = node.rect.adjusted(12, 0, -8, 0);
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
            painter.fontMetrics().elidedText(node.name, Qt::ElideRight, static_cast<int>(room.width())));
        return;
    }
    if (paint.zoom < metrics::zoomNoText) {
        painter.fillRect(
            QRectF(node.rect.left() + 10, node.rect.top() + 10, node.rect.width() * 0.6, 10), theme.neutral);
        return;
    }
    const QPixmap icon = iconPixmap(node.icon, theme.text, 20, paint.zoom * paint.devicePixelRatio);
    painter.drawPixmap(QRectF(node.rect.left() + 13, node.rect.top() + (node.external ? 13 : 11), 20, 20),
        icon, QRectF(QPointF(), QSizeF(icon.size())));
    paintTexts(painter, paint, node);
    if (paint.zoom < metrics::zoomReduced || node.external)
        return;
    if (node.folded) {
        paintFoldSign(painter, paint, node.rect, true);
        const QRectF row(node.rect.left() + metrics::cardTextLeft, node.rect.bottom() - 23,
            node.rect.width() - metrics::cardTextLeft - 10, 15);
        painter.setFont(paint.fonts.chip);
        painter.setPen(theme.secondaryText);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft,
            QFontMetricsF(paint.fonts.chip).elidedText(node.folded->controls, Qt::ElideRight, row.width()));
        return;
    }
    const double pipTop = node.rect.bottom() - metrics::pipHeight - 9;
    paintPips(painter, paint, node, { node.rect.left() + metrics::cardTextLeft, pipTop });
    paintBadges(painter, paint, node, pipTop);
}

} // namespace

void paintCards(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, true);
    for (std::size_t index : paint.scene.nodesIn(sceneRect.adjusted(-2, -2, 2, 2))) {
        const SceneNode &node = paint.scene.nodes()[index];
        if (paint.zoom < metrics::zoomBlocks)
            painter.fillRect(node.rect, paint.theme.neutral);
        else
            paintCard(painter, paint, node);
    }
}

} // namespace fourplane::ui
