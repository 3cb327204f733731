// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FindingAcceptance.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/AcceptDialog.h"
#include "ui/panels/ChangeDialog.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/FindingsPanel.h"
#include "ui/panels/TimelinePanel.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/MainWindow.h"

#include <QTabWidget>

#include <algorithm>

namespace fourplane::ui {

void MainWindow::connectFixes()
{
    CanvasView *canvas = m_stage->canvas();
    connect(m_findings, &FindingsPanel::elementsActivated, this, [canvas](const std::vector<ElementId> &ids) {
        canvas->select(ids);
        canvas->zoomToSelection();
    });
    connect(m_findings, &FindingsPanel::fixRequested, this, &MainWindow::fixFinding);
    connect(m_findings, &FindingsPanel::acceptRequested, this, &MainWindow::acceptFinding);
    connect(m_timeline, &TimelinePanel::closeRequested, this, &MainWindow::closePath);
}

ChangeDialog *MainWindow::openChanges(const QString &title, const QString &question)
{
    auto *dialog = new ChangeDialog(*m_document, m_theme, title, question, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ChangeDialog::applied, this,
        [this](const QString &what) { notice(tr("%1. Undo takes it back.").arg(what)); });
    return dialog;
}

/// Shows which changes close the chosen finding.
void MainWindow::fixFinding()
{
    m_bottom->setCurrentWidget(m_findings);
    if (!findProblems(m_document->project()).empty()) {
        notice(tr("The project has problems; see Findings. They have to be repaired first."));
        return;
    }
    if (!m_findings->chooseFinding()) {
        notice(tr("There is no finding to be fixed."));
        return;
    }
    const Finding finding = *m_findings->chosenFinding();
    ChangeDialog *dialog = openChanges(tr("Fix Finding"), QString::fromStdString(finding.message));
    dialog->fixFinding(finding);
    dialog->open();
}

/// Enters the chosen finding into the register of exceptions.
void MainWindow::acceptFinding()
{
    m_bottom->setCurrentWidget(m_findings);
    const Finding *finding = m_findings->chooseFinding() ? m_findings->chosenFinding() : nullptr;
    if (!finding || !canBeAccepted(m_document->project(), *finding)) {
        notice(tr("Choose a finding about an element of the project to accept it."));
        return;
    }
    auto *dialog = new AcceptDialog(m_document->project(), *finding, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_document->apply(dialog->edit()); });
    dialog->open();
}

/// Shows which changes close the way to the target of the chosen step, or to all goals that fall.
void MainWindow::closePath()
{
    const Scenario *run =
        m_simulation ? fourplane::find(m_document->project().scenarios, m_simulation->scenarioId) : nullptr;
    if (!run) {
        notice(tr("Run a scenario first (F5); then Fourplane looks for what closes it."));
        return;
    }
    const AttackTrace &trace = *m_simulation->trace;
    Scenario scenario = *run;
    scenario.exploitability = m_simulation->exploitability;
    scenario.jewels = trace.fallenJewels;
    if (m_pivot >= 0) {
        const Pivot &pivot = trace.pivots[static_cast<std::size_t>(m_pivot)];
        const bool isFoothold = std::any_of(run->footholds.begin(), run->footholds.end(),
            [&pivot](const Foothold &foothold) { return foothold.elementId == pivot.toId; });
        if (pivot.succeeded() && !isFoothold && (fallenWorlds(trace, pivot.toId) & 1) != 0)
            scenario.jewels = { pivot.toId };
    }
    if (scenario.jewels.empty()) {
        notice(tr("No goal falls. Choose a step that succeeds to see what closes the way to its target."));
        return;
    }
    QStringList goals;
    for (const ElementId &goal : scenario.jewels)
        goals += elementName(m_document->project(), goal);
    ChangeDialog *dialog = openChanges(
        tr("Close This Path"), tr("What keeps %1 from falling?").arg(goals.join(QStringLiteral(", "))));
    dialog->closeGoals(scenario);
    dialog->open();
}

} // namespace fourplane::ui
