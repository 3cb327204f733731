// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace fourplane::ui {

/// Gives each item of a list as much height as its text needs in the width of the view. Qt leaves out of its
/// own reckoning the padding that a style sheet adds, so that last lines are cut off.
class WrappedTextDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace fourplane::ui
