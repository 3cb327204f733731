// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/Theme.h"

#include <QFrame>

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fourplane::ui {

/// What can be started from: a design that is built into the program.
struct StartTemplate
{
    QString resourcePath;
    QString title;
    QString description; ///< a sentence
    QString icon;
};

/// The designs worth starting from, in the order of the gallery.
std::vector<StartTemplate> startTemplates();

/// A card over the empty canvas: the projects opened last, designs to start from, and how to draw.
class StartPage : public QFrame
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);

    /// Paths of the projects opened last; at most five are shown.
    void setRecent(const QStringList &paths);

Q_SIGNALS:
    void recentChosen(const QString &path);
    void templateChosen(const QString &resourcePath);
    void openRequested();
    void importRequested();
    void describeRequested();

private:
    QPushButton *addChoice(
        QVBoxLayout *column, const QString &icon, const QString &title, const QString &detail);
    void colourIcons();

    QVBoxLayout *m_recent;
    QLabel *m_noRecent;
    std::vector<QPushButton *> m_recentButtons;
    Theme m_theme;
};

} // namespace fourplane::ui
