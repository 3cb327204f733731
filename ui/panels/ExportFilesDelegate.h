// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/Theme.h"

#include <QStyledItemDelegate>

namespace fourplane::ui {

/// Paints a row of the tree of an export: name, number of problems, and how the file stands to the folder, in
/// a badge with a sign and words.
class ExportFilesDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ExportFilesDelegate(QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Paints a badge at the right end of `room` and gives what is left of it.
    QRect paintBadge(QPainter &painter, const QRect &room, const QString &words, const QColor &colour,
        bool isFilled) const;

    Theme m_theme;
};

} // namespace fourplane::ui
