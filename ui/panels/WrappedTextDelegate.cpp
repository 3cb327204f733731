// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/WrappedTextDelegate.h"

#include <QAbstractItemView>

#include <algorithm>

namespace fourplane::ui {

QSize WrappedTextDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (!view)
        return QStyledItemDelegate::sizeHint(option, index);
    // Padding of the style sheet and the margin that styles leave beside text, on both sides.
    constexpr int besides = 2 * (6 + 4);
    constexpr int above = 2 * (4 + 2);
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const int width = std::max(60, view->viewport()->width());
    const QRect text = item.fontMetrics.boundingRect(
        QRect(0, 0, width - besides, 100000), Qt::TextWordWrap | Qt::AlignLeft, item.text);
    return { width, text.height() + above };
}

} // namespace fourplane::ui
