// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportProblems.h"

#include "ui/analysis/ProjectEvaluation.h"
#include "ui/panels/Words.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

#include <algorithm>
#include <utility>

namespace fourplane::ui {

namespace {

void addRemarks(const ExportRemarks &remarks, std::vector<ExportProblem> &problems)
{
    for (const ExportRemark &remark : remarks) {
        ExportProblem problem { remark.diagnostic, {} };
        for (const ElementId &id : remark.elements)
            problem.elements.push_back(id.value());
        problems.push_back(std::move(problem));
    }
}

} // namespace

std::vector<ExportProblem> problemsOf(const ExportPreview &preview)
{
    std::vector<ExportProblem> problems;
    for (const Diagnostic &diagnostic : preview.folderProblems)
        problems.push_back({ diagnostic, {} });
    addRemarks(preview.attempt.refusals, problems);
    addRemarks(preview.attempt.losses, problems);
    for (const Diagnostic &diagnostic : preview.evaluation->compiled.diagnostics)
        problems.push_back({ diagnostic, {} });
    std::stable_sort(problems.begin(), problems.end(), [](const ExportProblem &a, const ExportProblem &b) {
        return a.diagnostic.level > b.diagnostic.level;
    });
    return problems;
}

std::vector<ExportProblem> problemsOf(const Project &project)
{
    std::vector<ExportProblem> problems;
    for (const ProjectProblem &problem : findProblems(project)) {
        problems.push_back({ { DiagnosticLevel::Fatal, "design-problem", problem.message, problem.fix, {} },
            { problem.elementId.value() } });
    }
    return problems;
}

ExportProblemsList::ExportProblemsList(QWidget *parent)
    : QTreeWidget(parent)
    , m_theme(Theme::light())
{
    setAccessibleName(tr("Problems of the export"));
    setColumnCount(3);
    setHeaderLabels({ tr("Level"), tr("What"), tr("Remedy") });
    setRootIsDecorated(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(60);
    const auto tell = [this](QTreeWidgetItem *item) {
        if (!item)
            return;
        const ExportProblem &problem = m_problems[static_cast<std::size_t>(indexOfTopLevelItem(item))];
        if (!problem.elements.empty())
            Q_EMIT elementsChosen(problem.elements);
    };
    connect(this, &QTreeWidget::currentItemChanged, this, tell);
    connect(this, &QTreeWidget::itemClicked, this, tell);
}

void ExportProblemsList::setTheme(const Theme &theme)
{
    m_theme = theme;
    showProblems(std::exchange(m_problems, {}));
}

void ExportProblemsList::showProblems(const std::vector<ExportProblem> &problems)
{
    const QSignalBlocker blocker(this);
    m_problems = problems;
    clear();
    QList<QTreeWidgetItem *> items;
    for (const ExportProblem &problem : m_problems) {
        const QString fix = QString::fromStdString(problem.diagnostic.fix);
        auto *item = new QTreeWidgetItem({ displayWord(toString(problem.diagnostic.level)),
            QString::fromStdString(problem.diagnostic.message),
            fix.isEmpty() ? QString() : QStringLiteral("→ ") + fix });
        for (const int column : { 1, 2 })
            item->setToolTip(column, item->text(1) + QStringLiteral("\n") + item->text(2));
        // Before it is in the list, which measures a row anew whenever anything about it changes.
        const bool isQuiet = problem.diagnostic.level == DiagnosticLevel::Note;
        item->setForeground(0, isQuiet ? m_theme.secondaryText : m_theme.denied);
        item->setForeground(2, m_theme.secondaryText);
        items.append(item);
    }
    addTopLevelItems(items);
}

int ExportProblemsList::heightOfRows(int most) const
{
    int height = 2;
    for (int row = 0; row < topLevelItemCount() && height < most; ++row)
        height += heightOfRow(row);
    return std::min(height, most);
}

void ExportProblemsList::resizeEvent(QResizeEvent *event)
{
    setColumnWidth(0, 84);
    setColumnWidth(1, std::max(120, (viewport()->width() - 84) * 6 / 10));
    QTreeWidget::resizeEvent(event);
    scheduleDelayedItemsLayout(); // lines break elsewhere
    Q_EMIT heightChanged();
}

int ExportProblemsList::heightOfRow(int row) const
{
    const QModelIndex index = model()->index(row, 0);
    int height = 0;
    for (int column = 0; column < columnCount(); ++column) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        option.rect = QRect(0, 0, columnWidth(column), 0);
        height = std::max(height, itemDelegate()->sizeHint(option, index.siblingAtColumn(column)).height());
    }
    return height;
}

} // namespace fourplane::ui
