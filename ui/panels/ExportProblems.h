// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"
#include "ui/analysis/ExportPreview.h"
#include "ui/theme/Theme.h"

#include <QTreeWidget>

#include <string>
#include <vector>

namespace fourplane::ui {

/// Something an export cannot do, or that one has to know before shipping it.
struct ExportProblem
{
    Diagnostic diagnostic;
    std::vector<std::string> elements; ///< draft elements it is about, as far as known
};

/// What is wrong with an export: what targets refuse, what they cannot express, what the compiler says, and
/// why the folder cannot be compared. The worst first, otherwise as they were found.
std::vector<ExportProblem> problemsOf(const ExportPreview &preview);

/// What is wrong with a design that cannot be exported at all.
std::vector<ExportProblem> problemsOf(const Project &project);

/// Lists problems, each with its remedy.
class ExportProblemsList : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ExportProblemsList(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);

    void showProblems(const std::vector<ExportProblem> &problems);

    /// What all rows need, with their lines broken at the present width, but not more than `most`.
    int heightOfRows(int most) const;

Q_SIGNALS:
    /// The width changed, and with it heightOfRows().
    void heightChanged();
    /// The draft elements of a line that somebody chose; never empty.
    void elementsChosen(const std::vector<std::string> &draftIds);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int heightOfRow(int row) const;

    std::vector<ExportProblem> m_problems;
    Theme m_theme;
};

} // namespace fourplane::ui
