// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/Finding.h"
#include "core/project/Project.h"
#include "ui/theme/Theme.h"

#include <QWidget>

#include <vector>

class QLabel;
class QStackedWidget;
class QTreeWidget;

namespace fourplane::ui {

/// What is wrong: problems of the project itself (nothing can be evaluated while there are any), notes of the
/// compiler, and findings of the rules.
class FindingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }

    /// Shows all of it; texts name elements of `project`.
    void show(const Project &project, const std::vector<ProjectProblem> &problems, const Diagnostics &notes,
        const std::vector<Finding> &findings);

    /// Number of problems and findings.
    int count() const { return m_count; }

    QTreeWidget *list() const { return m_list; }

Q_SIGNALS:
    /// The elements a chosen line is about.
    void elementsChosen(const std::vector<fourplane::ElementId> &ids);

private:
    void addLine(const QString &severity, const QColor &colour, const QString &plane, const QString &element,
        const QString &message, const QString &remedy, const std::vector<ElementId> &ids);

    QStackedWidget *m_stack;
    QTreeWidget *m_list;
    Theme m_theme;
    int m_count = 0;
};

} // namespace fourplane::ui
