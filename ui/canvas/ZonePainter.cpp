// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasPaint.h"

#include <QFontMetricsF>
#include <QObject>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr double titleHeight = 14; ///< on the screen

QString titleOf(const SceneZone &zone)
{
    switch (zone.kind) {
    case SceneZone::Kind::Cluster:
        return QObject::tr("Cluster: inside the boundary of trust");
    case SceneZone::Kind::Tenant:
        return QObject::tr("Tenant %1").arg(zone.name);
    case SceneZone::Kind::NodePool:
        return QObject::tr("Nodes: %1").arg(zone.name);
    }
    return {};
}

/// The room between the border and the members where the title stands, in scene units.
double bandOf(const SceneZone &zone, const CanvasPaint &paint)
{
    const QRectF members = zone.membersRect(paint.scene.nodes(), paint.scene.containers());
    const QRectF area = zone.areas.front();
    return zone.kind == SceneZone::Kind::Cluster ? area.bottom() - members.bottom()
                                                 : members.top() - area.top();
}

/// At the size of the screen, so that it is read from far away.
void paintZoneTitle(QPainter &painter, const CanvasPaint &paint, const SceneZone &zone, const QRectF &area)
{
    const QTransform toScreen = painter.transform();
    painter.save();
    painter.setTransform(QTransform());
    const QRectF rect = toScreen.mapRect(area);
    const double ratio = toScreen.m11() / paint.zoom; // what one unit of the screen is there
    const bool isPool = zone.kind == SceneZone::Kind::NodePool;
    QFont font = isPool ? paint.fonts.pip : paint.fonts.strongChip;
    font.setPixelSize(qRound(font.pixelSize() * ratio * std::max(1.0, isPool ? paint.zoom : 1.0)));
    const QFontMetricsF metric(font);
    const QString title = metric.elidedText(titleOf(zone), Qt::ElideRight, rect.width() - 20 * ratio);
    // In the band between the border and the members: of the cluster the lower one, since bars of the window
    // lie over its upper border.
    const double band = bandOf(zone, paint) * toScreen.m22();
    double top = rect.top() - metric.height() / 2;
    if (zone.kind == SceneZone::Kind::Tenant)
        top = rect.top() + (band - metric.height()) / 2;
    else if (zone.kind == SceneZone::Kind::Cluster)
        top = rect.bottom() - (band + metric.height()) / 2;
    const QRectF words(rect.left() + 12 * ratio, top, metric.horizontalAdvance(title), metric.height());
    if (isPool)
        painter.fillRect(words.adjusted(-3, 0, 3, 0), paint.theme.container);
    painter.setFont(font);
    painter.setPen(paint.theme.secondaryText);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, title);
    painter.restore();
}

} // namespace

bool showsZones(SceneZone::Kind kind, const CanvasPaint &paint)
{
    // Where pods run is a matter of the workload plane; at a distance cards are not seen.
    return kind != SceneZone::Kind::NodePool
        || (paint.lens == Lens::Workload && paint.zoom >= metrics::zoomNoText);
}

QPen zonePen(SceneZone::Kind kind, const CanvasPaint &paint)
{
    QPen pen(paint.theme.neutral, 1.2 * paint.devicePixelRatio);
    pen.setCosmetic(true);
    if (kind == SceneZone::Kind::Tenant)
        pen.setDashPattern({ 7, 4 });
    else if (kind == SceneZone::Kind::NodePool)
        pen.setDashPattern({ 1, 3 });
    return pen;
}

void paintZones(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect, bool overContainers)
{
    for (const SceneZone &zone : paint.scene.zones()) {
        const bool isPool = zone.kind == SceneZone::Kind::NodePool;
        if (isPool != overContainers || !showsZones(zone.kind, paint) || !zone.bounds().intersects(sceneRect))
            continue;
        painter.setRenderHint(QPainter::Antialiasing, paint.zoom >= metrics::zoomNoText);
        painter.setPen(zonePen(zone.kind, paint));
        painter.setBrush(zone.kind == SceneZone::Kind::Cluster
                ? QBrush(blend(paint.theme.container, paint.theme.canvas, 0.4))
                : QBrush(Qt::NoBrush));
        const double radius = isPool ? metrics::cardRadius + 4 : metrics::containerRadius + 8;
        for (const QRectF &area : zone.areas) {
            if (area.intersects(sceneRect))
                painter.drawRoundedRect(area, radius, radius);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(paint.theme.canvas);
        for (const QRectF &hole : zone.holes) {
            if (hole.intersects(sceneRect))
                painter.drawRoundedRect(hole, radius, radius);
        }
        // Farther away there is no room beside the members.
        if (zone.areas.empty())
            continue;
        const bool hasRoom =
            isPool ? paint.zoom >= metrics::zoomReduced : bandOf(zone, paint) * paint.zoom >= titleHeight;
        if (hasRoom)
            paintZoneTitle(painter, paint, zone, zone.areas.front());
    }
}

} // namespace fourplane::ui
