// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasOverlay.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

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

} // namespace

void paintLegend(QPainter &painter, const CanvasPaint &paint, const QSizeF &size, bool withAttack,
    Qt::LayoutDirection direction)
{
    constexpr double sample = 20;
    constexpr double gap = 16;
    constexpr double height = 30;
    const QFontMetricsF metric(paint.fonts.detail);
    const QFontMetricsF titleMetric(paint.fonts.strongChip);
    const std::vector<LegendEntry> entries = entriesFor(paint, withAttack);
    const QString title = titleFor(paint.lens);
    const double titleWidth = title.isEmpty() ? 0 : std::ceil(titleMetric.horizontalAdvance(title)) + gap;
    double width = 12 + titleWidth;
    for (const LegendEntry &entry : entries)
        width += sample + 6 + std::ceil(metric.horizontalAdvance(entry.text)) + gap;
    width -= 4;
    const bool mirrored = direction == Qt::RightToLeft;
    const QRectF box(
        mirrored ? size.width() - width - 12.5 : 12.5, size.height() - height - 12.5, width, height);
    if (box.left() < 12 || box.right() > size.width() - 12)
        return;
    // What is `offset` from where reading begins, and `wide`.
    const auto cell = [&](double offset, double wide) {
        const double left = mirrored ? box.right() - offset - wide : box.left() + offset;
        return QRectF(left, box.top(), wide, height);
    };
    const Qt::Alignment aligned =
        Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(paint.theme.border, 1));
    painter.setBrush(paint.theme.card);
    painter.drawRoundedRect(box, 8, 8);
    double offset = 12;
    const double y = box.center().y();
    painter.setPen(paint.theme.text);
    painter.setFont(paint.fonts.strongChip);
    painter.drawText(cell(offset, titleWidth), aligned, title);
    offset += titleWidth;
    for (const LegendEntry &entry : entries) {
        const QRectF sampleCell = cell(offset, sample);
        if (entry.glyph == LegendEntry::Glyph::Band) {
            painter.fillRect(QRectF(mirrored ? sampleCell.left() : sampleCell.right() - entry.width, y - 7,
                                 entry.width, 14),
                entry.colour);
        } else {
            painter.setPen(QPen(entry.colour, entry.width, Qt::SolidLine, Qt::FlatCap));
            painter.drawLine(QPointF(sampleCell.left(), y), QPointF(sampleCell.right(), y));
        }
        if (entry.glyph == LegendEntry::Glyph::Blocked)
            paintBlockedGlyph(painter, QPointF(sampleCell.center().x(), y), 5, paint);
        else if (entry.glyph == LegendEntry::Glyph::Open)
            paintOpenGlyph(painter, QPointF(sampleCell.center().x(), y), 10, paint);
        else if (entry.glyph == LegendEntry::Glyph::Uncertain)
            paintStateGlyph(painter, paint, QPointF(sampleCell.center().x(), y), EdgeState::Uncertain);
        offset += sample + 6;
        painter.setPen(paint.theme.secondaryText);
        painter.setFont(paint.fonts.detail);
        const double textWidth = std::ceil(metric.horizontalAdvance(entry.text));
        painter.drawText(cell(offset, textWidth + 2), aligned, entry.text);
        offset += textWidth + gap;
    }
}

} // namespace fourplane::ui
