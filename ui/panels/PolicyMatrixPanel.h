// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Permissions.h"
#include "ui/analysis/ProjectEvaluation.h"
#include "ui/theme/Theme.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTableView;

namespace fourplane::ui {

class PolicyMatrixDelegate;
class PolicyMatrixModel;
class ProjectDocument;

/// The policy matrix: who reaches whom, plane by plane, as a table of sources and destinations. Choosing a
/// cell asks the window to explain it; Space permits what is denied or takes the permission away, for all
/// chosen cells in one undo step.
class PolicyMatrixPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PolicyMatrixPanel(QWidget *parent = nullptr);

    void setDocument(ProjectDocument *document) { m_document = document; }

    void setTheme(const Theme &theme);

    /// Shows what is known now; nullptr = the project has problems.
    void showEvaluation(std::shared_ptr<const ProjectEvaluation> evaluation);

    PolicyMatrixModel *model() const { return m_model; }

    QTableView *table() const { return m_table; }

Q_SIGNALS:
    /// A cell became the current one.
    void pairChosen(const fourplane::ElementId &source, const fourplane::ElementId &destination);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::vector<EndPair> chosenPairs() const;
    void toggle();
    void permit(const std::vector<EndPair> &pairs);
    void withdraw(const std::vector<EndPair> &pairs);
    void openMenu(const QPoint &where);

    ProjectDocument *m_document = nullptr;
    PolicyMatrixModel *m_model;
    PolicyMatrixDelegate *m_delegate;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QLineEdit *m_sources;
    QLineEdit *m_destinations;
    QLabel *m_legend;
    QTableView *m_table;
};

} // namespace fourplane::ui
