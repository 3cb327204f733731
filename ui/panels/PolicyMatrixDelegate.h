// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/Theme.h"

#include <QStyledItemDelegate>

namespace fourplane::ui {

/// Draws a cell of a PolicyMatrixModel: the joint verdict as a glyph, the four planes as pips, the number of
/// permissions. A declared pair is framed; an open pair that nothing declares is striped.
class PolicyMatrixDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int cellWidth = 112;
    static constexpr int cellHeight = 26;

    explicit PolicyMatrixDelegate(QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme m_theme;
};

} // namespace fourplane::ui
