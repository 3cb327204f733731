// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasPaint.h"

#include <QFontMetricsF>

#include <cmath>

namespace fourplane::ui {

namespace {

bool isShown(ChipKind kind, Lens lens)
{
    switch (kind) {
    case ChipKind::PodSecurity:
        return lens == Lens::All || lens == Lens::Workload;
    case ChipKind::NoPodSecurity:
        return lens == Lens::Workload;
    case ChipKind::DefaultDeny:
    case ChipKind::NetworkPolicies:
        return lens == Lens::All || lens == Lens::Network;
    case ChipKind::NoNetworkPolicy:
        return lens == Lens::Network;
    case ChipKind::MeshAllowList:
    case ChipKind::Mtls:
        return lens == Lens::All || lens == Lens::Identity;
    case ChipKind::Tenant:
        return lens == Lens::All || lens == Lens::Data;
    }
    return false;
}

bool isMissing(ChipKind kind)
{
    return kind == ChipKind::NoPodSecurity || kind == ChipKind::NoNetworkPolicy;
}

constexpr double moreWidth = 36; ///< room for "+2" and its gap

double chipWidth(const CanvasPaint &paint, const QString &text, bool shield)
{
    return std::ceil(QFontMetricsF(paint.fonts.chip).horizontalAdvance(text)) + 16 + (shield ? 12 : 0);
}

void paintShield(QPainter &painter, const QRectF &rect, const QColor &colour)
{
    QPainterPath path;
    const double w = rect.width();
    const double h = rect.height();
    path.moveTo(rect.left() + w / 2, rect.top());
    path.lineTo(rect.right(), rect.top() + h * 0.18);
    path.lineTo(rect.right(), rect.top() + h * 0.5);
    path.quadTo(rect.right(), rect.top() + h * 0.82, rect.left() + w / 2, rect.bottom());
    path.quadTo(rect.left(), rect.top() + h * 0.82, rect.left(), rect.top() + h * 0.5);
    path.lineTo(rect.left(), rect.top() + h * 0.18);
    path.closeSubpath();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(path);
}

/// One chip with its left edge at `x`; gives the place where the next one begins.
double paintChip(QPainter &painter, const CanvasPaint &paint, const QString &text, double x, double y,
    bool missing, bool shield)
{
    const Theme &theme = paint.theme;
    const QRectF rect(x, y, chipWidth(paint, text, shield), metrics::chipHeight);
    painter.setPen(QPen(missing ? theme.denied : theme.border, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 2, rect.height() / 2);
    if (shield)
        paintShield(painter, QRectF(rect.left() + 8, rect.top() + 4, 8, 9.5), theme.allowed);
    painter.setPen(missing ? theme.denied : theme.secondaryText);
    painter.drawText(rect.adjusted(shield ? 20 : 8, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
    return rect.right() + 5;
}

/// As many chips as fit; "+2" stands for those that do not.
void paintChips(QPainter &painter, const CanvasPaint &paint, const SceneContainer &container)
{
    std::vector<const SceneChip *> shown;
    for (const SceneChip &chip : container.chips) {
        if (isShown(chip.kind, paint.lens))
            shown.push_back(&chip);
    }
    const double end = foldButtonOf(container.rect).left() - 4;
    double x = container.rect.left() + 14 + container.titleWidth + 10;
    const double y = container.rect.top() + (metrics::containerTitle - metrics::chipHeight) / 2 + 1;
    painter.setFont(paint.fonts.chip);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const SceneChip &chip = *shown[i];
        const bool shield = chip.kind == ChipKind::DefaultDeny;
        const double rest = i + 1 < shown.size() ? moreWidth : 0;
        if (x + chipWidth(paint, chip.text, shield) + rest > end) {
            if (x + moreWidth <= end + 5)
                paintChip(painter, paint, QStringLiteral("+%1").arg(shown.size() - i), x, y, false, false);
            return;
        }
        x = paintChip(painter, paint, chip.text, x, y, isMissing(chip.kind), shield);
    }
}

/// What a name stands on, so that lines that pass under it do not strike it through.
void paintBehind(QPainter &painter, const CanvasPaint &paint, const QRectF &words)
{
    painter.fillRect(words.adjusted(-3, 0, 3, 0), paint.theme.container);
}

/// Names alone, at a size that can still be read on the screen.
void paintNames(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    painter.save();
    const QTransform toScreen = painter.transform();
    painter.setTransform(QTransform());
    painter.setPen(paint.theme.text);
    painter.setFont(paint.fonts.strongChip);
    const QFontMetricsF metric(paint.fonts.strongChip);
    for (std::size_t index : paint.scene.containersIn(sceneRect)) {
        const SceneContainer &container = paint.scene.containers()[index];
        const QRectF bar = toScreen.mapRect(container.titleBar().adjusted(0, 0, 0, 8));
        const QString name = metric.elidedText(container.name, Qt::ElideMiddle, bar.width() - 10);
        const QRectF words(bar.left() + 5, bar.center().y() - 7, metric.horizontalAdvance(name), 14);
        paintBehind(painter, paint, words);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, name);
    }
    painter.restore();
}

} // namespace

void paintFoldSign(QPainter &painter, const CanvasPaint &paint, const QRectF &rect, bool folded)
{
    const QPointF middle = foldButtonOf(rect).center();
    painter.setPen(QPen(paint.theme.secondaryText, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const double down = folded ? 2 : -2;
    painter.drawPolyline(
        QPolygonF { middle + QPointF(-4, -down), middle + QPointF(0, down), middle + QPointF(4, -down) });
}

void paintContainers(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (std::size_t index : paint.scene.containersIn(sceneRect)) {
        const SceneContainer &container = paint.scene.containers()[index];
        if (paint.zoom < metrics::zoomBlocks) {
            painter.fillRect(container.rect, paint.theme.container);
            continue;
        }
        QPen pen(paint.theme.border, paint.devicePixelRatio);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.setBrush(paint.theme.container);
        painter.drawRoundedRect(container.rect, metrics::containerRadius, metrics::containerRadius);
    }
}

void paintTitles(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect)
{
    if (paint.zoom < metrics::zoomNoText) {
        paintNames(painter, paint, sceneRect);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (std::size_t index : paint.scene.containersIn(sceneRect)) {
        const SceneContainer &container = paint.scene.containers()[index];
        const QRectF bar = container.titleBar();
        if (!bar.intersects(sceneRect))
            continue;
        painter.setPen(paint.theme.text);
        painter.setFont(paint.fonts.name);
        paintBehind(painter, paint, QRectF(bar.left() + 14, bar.center().y() - 8, container.titleWidth, 18));
        painter.drawText(bar.adjusted(14, 2, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, container.name);
        if (paint.zoom >= metrics::zoomReduced) {
            paintChips(painter, paint, container);
            paintFoldSign(painter, paint, container.rect, false);
        }
    }
}

} // namespace fourplane::ui
