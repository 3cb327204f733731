// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasOverlay.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <optional>

namespace fourplane::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("fourplane::ui", text);
}

struct LegendEntry
{
    QString text;
    QColor colour;
    double width = 1.5;
    enum class Glyph
    {
        None,
        Blocked,
        Open,
        Uncertain,
        Band,
        Cluster,
        Tenant,
        NodePool,
    } glyph = Glyph::None;
};

std::vector<LegendEntry> entriesFor(const CanvasPaint &paint, bool withAttack)
{
    const Theme &theme = paint.theme;
    using Glyph = LegendEntry::Glyph;
    std::vector<LegendEntry> entries;
    if (paint.decisions) {
        entries.push_back({ tr("permitted"), theme.allowed, 2, Glyph::None });
        entries.push_back({ tr("denied"), theme.denied, 2, Glyph::Blocked });
        entries.push_back({ paint.lens == Lens::All ? tr("open by absence") : tr("not enforced"),
            theme.openByAbsence, 1.5, Glyph::Open });
    } else {
        entries.push_back({ tr("declared"), theme.neutral, 1.5, Glyph::None });
    }
    // Only what is on the picture.
    const auto shows = [&paint](EdgeState state) {
        const std::vector<EdgeState> &edges = paint.states.edges;
        return std::find(edges.begin(), edges.end(), state) != edges.end();
    };
    if (shows(EdgeState::Uncertain))
        entries.push_back({ tr("uncertain"), theme.neutral, 1.5, Glyph::Uncertain });
    if (shows(EdgeState::Faint))
        entries.push_back(
            { tr("not about this plane"), colourOf(EdgeState::Faint, theme), 1.5, Glyph::None });
    if (paint.lens == Lens::Data)
        entries.push_back({ tr("sensitivity"), theme.text, 6, Glyph::Band });
    const auto addZones = [&](SceneZone::Kind kind, const QString &text, Glyph glyph) {
        const std::vector<SceneZone> &zones = paint.scene.zones();
        const bool has = std::any_of(
            zones.begin(), zones.end(), [kind](const SceneZone &zone) { return zone.kind == kind; });
        if (has && showsZones(kind, paint))
            entries.push_back({ text, theme.neutral, 1.2, glyph });
    };
    addZones(SceneZone::Kind::Cluster, tr("cluster"), Glyph::Cluster);
    addZones(SceneZone::Kind::Tenant, tr("tenant"), Glyph::Tenant);
    addZones(SceneZone::Kind::NodePool, tr("nodes"), Glyph::NodePool);
    if (withAttack)
        entries.push_back({ tr("attack path"), theme.attack, 4, Glyph::None });
    return entries;
}

QString titleFor(Lens lens)
{
    switch (lens) {
    case Lens::All:
        return {};
    case Lens::Identity:
        return tr("Identity");
    case Lens::Network:
        return tr("Network");
    case Lens::Workload:
        return tr("Workload");
    case Lens::Data:
        return tr("Data");
    }
    return {};
}

constexpr double sample = 20;
constexpr double gap = 16;
constexpr double rowHeight = 30;
constexpr double edge = 12;

/// The border of a zone of the entry's kind, if it is about one.
std::optional<SceneZone::Kind> zoneOf(const LegendEntry &entry)
{
    switch (entry.glyph) {
    case LegendEntry::Glyph::Cluster:
        return SceneZone::Kind::Cluster;
    case LegendEntry::Glyph::Tenant:
        return SceneZone::Kind::Tenant;
    case LegendEntry::Glyph::NodePool:
        return SceneZone::Kind::NodePool;
    default:
        return std::nullopt;
    }
}

/// What stands for an entry, in `cell`.
void paintSample(
    QPainter &painter, const CanvasPaint &paint, const LegendEntry &entry, const QRectF &cell, bool mirrored)
{
    const double y = cell.center().y();
    if (const std::optional<SceneZone::Kind> zone = zoneOf(entry)) {
        painter.setPen(zonePen(*zone, paint));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(cell.left(), y - 7, cell.width(), 14), 4, 4);
        return;
    }
    if (entry.glyph == LegendEntry::Glyph::Band) {
        painter.fillRect(QRectF(mirrored ? cell.left() : cell.right() - entry.width, y - 7, entry.width, 14),
            entry.colour);
        return;
    }
    painter.setPen(QPen(entry.colour, entry.width, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(cell.left(), y), QPointF(cell.right(), y));
    const QPointF middle(cell.center().x(), y);
    if (entry.glyph == LegendEntry::Glyph::Blocked)
        paintBlockedGlyph(painter, middle, 5, paint);
    else if (entry.glyph == LegendEntry::Glyph::Open)
        paintOpenGlyph(painter, middle, 10, paint);
    else if (entry.glyph == LegendEntry::Glyph::Uncertain)
        paintStateGlyph(painter, paint, middle, EdgeState::Uncertain);
}

} // namespace

void paintLegend(QPainter &painter, const CanvasPaint &paint, const QSizeF &size, bool withAttack,
    Qt::LayoutDirection direction)
{
    const QFontMetricsF metric(paint.fonts.detail);
    const QFontMetricsF titleMetric(paint.fonts.strongChip);
    const std::vector<LegendEntry> entries = entriesFor(paint, withAttack);
    const QString title = titleFor(paint.lens);
    const double titleWidth = title.isEmpty() ? 0 : std::ceil(titleMetric.horizontalAdvance(title)) + gap;

    struct Place
    {
        double offset = 0; ///< from where reading begins
        int row = 0;
        double textWidth = 0;
    };

    // As many rows as the entries need.
    const double room = size.width() - 2 * edge - 1;
    std::vector<Place> places;
    double offset = edge + titleWidth;
    double width = offset;
    int row = 0;
    for (const LegendEntry &entry : entries) {
        const double textWidth = std::ceil(metric.horizontalAdvance(entry.text));
        const double wanted = sample + 6 + textWidth;
        if (offset + wanted + edge > room && offset > edge + titleWidth) {
            offset = edge + titleWidth;
            ++row;
        }
        places.push_back({ offset, row, textWidth });
        width = std::max(width, offset + wanted + edge);
        offset += wanted + gap;
    }
    if (width > room || row > 2)
        return; // a view that narrow has no room for it
    const bool mirrored = direction == Qt::RightToLeft;
    const double height = rowHeight + row * (rowHeight - 8);
    const QRectF box(mirrored ? size.width() - width - edge - 0.5 : edge + 0.5,
        size.height() - height - edge - 0.5, width, height);
    const auto cell = [&](double from, int line, double wide) {
        const double left = mirrored ? box.right() - from - wide : box.left() + from;
        return QRectF(left, box.top() + line * (rowHeight - 8), wide, rowHeight);
    };
    const Qt::Alignment aligned =
        Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(paint.theme.border, 1));
    painter.setBrush(paint.theme.card);
    painter.drawRoundedRect(box, 8, 8);
    painter.setPen(paint.theme.text);
    painter.setFont(paint.fonts.strongChip);
    painter.drawText(cell(edge, 0, titleWidth), aligned, title);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Place &place = places[i];
        paintSample(painter, paint, entries[i], cell(place.offset, place.row, sample), mirrored);
        painter.setPen(paint.theme.secondaryText);
        painter.setFont(paint.fonts.detail);
        painter.drawText(
            cell(place.offset + sample + 6, place.row, place.textWidth + 2), aligned, entries[i].text);
    }
}

} // namespace fourplane::ui
