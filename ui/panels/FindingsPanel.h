// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/Finding.h"
#include "core/project/Project.h"
#include "ui/theme/Theme.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace fourplane::ui {

/// What is wrong: problems of the project itself (nothing can be evaluated while there are any), notes of the
/// compiler, and findings of the rules; those that are accepted come last. A finding can be fixed or
/// accepted.
class FindingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }

    /// Shows all of it; texts name elements of `project`, whose register says what is accepted. The chosen
    /// line stays chosen where it is still there.
    void show(const Project &project, const std::vector<ProjectProblem> &problems, const Diagnostics &notes,
        const std::vector<Finding> &findings);

    /// Number of problems and findings that nobody has accepted.
    int count() const { return m_count; }

    QTreeWidget *list() const { return m_list; }

    /// The finding of the chosen line; nullptr when it is none.
    const Finding *chosenFinding() const;

    /// Chooses the first line of a finding when none is chosen. False when there is none.
    bool chooseFinding();

Q_SIGNALS:
    /// The elements a chosen line is about.
    void elementsChosen(const std::vector<fourplane::ElementId> &ids);
    /// Enter or a double click: show them.
    void elementsActivated(const std::vector<fourplane::ElementId> &ids);
    void fixRequested();
    void acceptRequested();

private:
    QTreeWidgetItem *addLine(const QString &severity, const QColor &colour, const QString &plane,
        const QString &element, const QString &message, const QString &remedy,
        const std::vector<ElementId> &ids);
    void addFinding(const Project &project, std::size_t index, const std::string &today, bool wantsAccepted);
    void updateButtons();

    QStackedWidget *m_stack;
    QTreeWidget *m_list;
    QPushButton *m_fix;
    QPushButton *m_accept;
    QLabel *m_why;
    Theme m_theme;
    std::vector<Finding> m_findings;
    int m_count = 0;
};

} // namespace fourplane::ui
