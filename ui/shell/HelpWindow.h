// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;
class QUrl;

namespace fourplane::ui {

/// The user guide: the pages of resources/help, which are built into the program. Does not block the window.
class HelpWindow : public QDialog
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget *parent = nullptr);

    /// Shows the page "window.md" and the like; an unknown one shows the first.
    void showPage(const QString &file);

    /// The pages, in the order of the list.
    QStringList pages() const;

private:
    void follow(const QUrl &link);

    QListWidget *m_list;
    QTextBrowser *m_text;
};

} // namespace fourplane::ui
