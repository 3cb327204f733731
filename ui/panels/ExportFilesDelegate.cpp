// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportFilesDelegate.h"

#include "ui/panels/DifferenceText.h"
#include "ui/panels/ExportFilesModel.h"
#include "ui/theme/Icons.h"

#include <QPainter>

namespace fourplane::ui {

ExportFilesDelegate::ExportFilesDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(Theme::light())
{
}

QSize ExportFilesDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(24);
    return size;
}

QRect ExportFilesDelegate::paintBadge(
    QPainter &painter, const QRect &room, const QString &words, const QColor &colour, bool isFilled) const
{
    painter.setFont(interfaceFont(11, QFont::DemiBold));
    const int width = painter.fontMetrics().horizontalAdvance(words) + 12;
    const QRectF badge(room.right() - width + 0.5, room.center().y() - 7.5, width, 16);
    painter.setPen(colour);
    painter.setBrush(isFilled ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(badge, 4, 4);
    painter.setPen(isFilled ? m_theme.accentText : colour);
    painter.drawText(badge, Qt::AlignCenter, words);
    return room.adjusted(0, 0, -width - 5, 0);
}

void ExportFilesDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isHovered = option.state & QStyle::State_MouseOver;
    const bool isMarked = index.data(ExportFilesModel::MarkedRole).toBool();
    const bool isFile = index.data(ExportFilesModel::IsFileRole).toBool();
    if (isSelected || isHovered)
        painter->fillRect(option.rect, isSelected ? m_theme.selectionSurface : m_theme.hoverSurface);
    if (isMarked)
        painter->fillRect(
            QRect(option.rect.left(), option.rect.top() + 3, 3, option.rect.height() - 6), m_theme.accent);
    QRect room = option.rect.adjusted(7, 0, -6, 0);
    const QRect icon(room.left(), room.center().y() - 7, 15, 15);
    themedIcon(isFile ? QStringLiteral("rule") : QStringLiteral("open"), m_theme.secondaryText)
        .paint(painter, icon);
    room.setLeft(icon.right() + 7);
    if (const QVariant value = index.data(ExportFilesModel::StateRole); value.isValid()) {
        const auto state = static_cast<FileState>(value.toInt());
        const bool isQuiet = state == FileState::Same;
        const QColor colour = needsConsent(state) ? m_theme.denied
            : isQuiet                             ? m_theme.secondaryText
                                                  : m_theme.accent;
        if (isQuiet) {
            painter->setFont(interfaceFont(11));
            painter->setPen(colour);
            painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, stateWord(state));
            room.adjust(0, 0, -painter->fontMetrics().horizontalAdvance(stateWord(state)) - 6, 0);
        } else {
            room = paintBadge(*painter, room, stateWord(state), colour, needsConsent(state));
        }
    }
    if (const int problems = index.data(ExportFilesModel::ProblemsRole).toInt(); problems > 0)
        room = paintBadge(*painter, room, QStringLiteral("⚠ %1").arg(problems), m_theme.denied, false);
    painter->setFont(interfaceFont(13, isMarked ? QFont::DemiBold : QFont::Normal));
    painter->setPen(isFile ? m_theme.text : m_theme.secondaryText);
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(
            index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, room.width()));
    painter->restore();
}

} // namespace fourplane::ui
