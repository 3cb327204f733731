// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/PolicyMatrixDelegate.h"

#include "ui/panels/PolicyMatrixModel.h"
#include "ui/theme/Icons.h"
#include "ui/theme/PlanePip.h"

#include <QPainter>

namespace fourplane::ui {

namespace {

/// A tick, the blocked sign, an open padlock or a question mark.
void paintVerdictGlyph(QPainter &painter, const QRect &rect, Verdict verdict, const Theme &theme)
{
    switch (verdict) {
    case Verdict::Permit:
        themedIcon(QStringLiteral("check"), theme.allowed).paint(&painter, rect);
        break;
    case Verdict::Deny:
        themedIcon(QStringLiteral("blocked"), theme.denied).paint(&painter, rect);
        break;
    case Verdict::NotEnforced:
        themedIcon(QStringLiteral("lock-open"), theme.openByAbsence).paint(&painter, rect);
        break;
    case Verdict::Uncertain:
        themedIcon(QStringLiteral("help"), theme.text).paint(&painter, rect);
        break;
    }
}

} // namespace

PolicyMatrixDelegate::PolicyMatrixDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(Theme::light())
{
}

void PolicyMatrixDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const PolicyMatrixModel *>(index.model());
    const std::optional<MatrixCell> cell = model->cellAt(index);
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight); // glyph, planes and number stand in this order everywhere
    const QRect rect = option.rect;
    const bool isSelected = option.state & QStyle::State_Selected;
    if (!cell) {
        painter->fillRect(rect, m_theme.container);
        painter->restore();
        return;
    }
    const Verdict joint = cell->decision.joint();
    const bool isOpen = joint != Verdict::Deny;
    painter->fillRect(rect, isSelected ? m_theme.selectionSurface : m_theme.window);
    if (isOpen && !cell->isDeclared)
        painter->fillRect(rect, QBrush(m_theme.border, Qt::BDiagPattern));
    paintVerdictGlyph(*painter, QRect(rect.left() + 6, rect.center().y() - 6, 14, 14), joint, m_theme);
    double x = rect.left() + 26;
    for (std::size_t i = 0; i < planeCount; ++i) {
        paintPlanePip(*painter, QRectF(x, rect.center().y() - 6, 15, 14), static_cast<Plane>(i),
            cell->decision.planes[i].verdict, m_theme);
        x += 16;
    }
    if (cell->permissions > 0) {
        painter->setFont(interfaceFont(11, QFont::DemiBold));
        painter->setPen(m_theme.text);
        painter->drawText(rect.adjusted(0, 0, -7, 0), Qt::AlignVCenter | Qt::AlignRight,
            QString::number(cell->permissions));
    }
    if (cell->isDeclared) {
        painter->setPen(QPen(joint == Verdict::Deny ? m_theme.denied : m_theme.secondaryText, 1.2));
        painter->setBrush(Qt::NoBrush);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -2.5, -2.5), 4, 4);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(m_theme.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(rect).adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

} // namespace fourplane::ui
