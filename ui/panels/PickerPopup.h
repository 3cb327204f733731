// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QIcon>
#include <QList>
#include <QString>

class QLineEdit;
class QListWidget;

namespace fourplane::ui {

/// One line of a picker.
struct PickerEntry
{
    QString key; ///< what chosen() tells
    QString title;
    QString detail; ///< on the right: a shortcut or a kind
    QString keywords; ///< further words to find it by
    QIcon icon;
};

/// A search field with a list under it, floating over its parent: type, Enter takes the best match, Escape or
/// a click elsewhere closes. Used for quick-add and for the command palette.
class PickerPopup : public QFrame
{
    Q_OBJECT

public:
    explicit PickerPopup(QWidget *parent);

    /// Shows the entries with the popup's top left corner near `position` (parent coordinates, kept inside
    /// the parent).
    void open(const QString &placeholder, const QList<PickerEntry> &entries, const QPoint &position);

    QLineEdit *searchField() const { return m_search; }

    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void chosen(const QString &key);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &query);
    void take();

    QLineEdit *m_search;
    QListWidget *m_list;
    QList<PickerEntry> m_entries;
};

} // namespace fourplane::ui
