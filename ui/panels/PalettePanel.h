// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/Theme.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace fourplane::ui {

/// All kinds of element with a search field. Dragging puts the kind on the canvas (kindMimeType); a double
/// click or Enter asks for it to be added.
class PalettePanel : public QWidget
{
    Q_OBJECT

public:
    explicit PalettePanel(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);

    QLineEdit *searchField() const { return m_search; }

Q_SIGNALS:
    /// `kind` is a kebab-case word as in KindEntry.
    void kindActivated(const QString &kind);

private:
    void fill();
    void filter(const QString &query);
    void activate(const QListWidgetItem *item);

    QLineEdit *m_search;
    QListWidget *m_list;
    Theme m_theme;
};

} // namespace fourplane::ui
