// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/TimelineDelegate.h"

#include "core/policy/PlaneSet.h"
#include "ui/panels/TimelineModel.h"
#include "ui/theme/Icons.h"
#include "ui/theme/PlanePip.h"

#include <QPainter>

namespace fourplane::ui {

TimelineDelegate::TimelineDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(Theme::light())
{
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(29);
    return size;
}

void TimelineDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    painter->fillRect(option.rect,
        selected      ? m_theme.selectionSurface
            : hovered ? m_theme.hoverSurface
                      : m_theme.window);
    painter->setPen(m_theme.border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (m_stale)
        painter->setOpacity(0.55);

    const bool blocked = index.data(TimelineModel::BlockedRole).toBool();
    const QRect room = option.rect.adjusted(10, 0, -6, 0);
    const int column = index.column();
    if (column == TimelineModel::Step && blocked) {
        const QRect icon(room.left(), room.center().y() - 7, 15, 15);
        themedIcon(QStringLiteral("blocked"), m_theme.denied).paint(painter, icon);
    } else if (column == TimelineModel::Planes) {
        const PlaneSet planes(static_cast<std::uint8_t>(index.data(TimelineModel::PlanesRole).toUInt()));
        double x = room.left();
        for (std::size_t i = 0; i < planeCount; ++i) {
            if (!planes.contains(static_cast<Plane>(i)))
                continue;
            paintPlanePip(*painter, QRectF(x, room.center().y() - 6.5, 18, 14), static_cast<Plane>(i),
                Verdict::Deny, m_theme);
            x += 22;
        }
    } else {
        const bool strong = column == TimelineModel::Step || column == TimelineModel::Ends;
        const bool dim = column == TimelineModel::References || column == TimelineModel::Outcome;
        painter->setFont(interfaceFont(13, strong ? QFont::DemiBold : QFont::Normal));
        painter->setPen(column == TimelineModel::Step ? m_theme.attack
                : dim                                 ? m_theme.secondaryText
                                                      : m_theme.text);
        const QString text = painter->fontMetrics().elidedText(
            index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room.width());
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft, text);
    }
    painter->restore();
}

} // namespace fourplane::ui
