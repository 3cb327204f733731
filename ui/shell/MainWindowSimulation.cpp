// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ProjectEvaluation.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/DecisionUpdater.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/FindingsPanel.h"
#include "ui/panels/InspectorPanel.h"
#include "ui/panels/TimelinePanel.h"
#include "ui/panels/WhyCard.h"
#include "ui/panels/Words.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/ScenarioBar.h"
#include "ui/shell/StatusCounts.h"

#include <QDockWidget>
#include <QPushButton>
#include <QTabWidget>

#include <algorithm>
#include <numeric>

namespace fourplane::ui {

bool MainWindow::simulate(const ElementId &scenarioId, std::optional<Exploitability> exploitability)
{
    const Scenario *found = fourplane::find(m_document->project().scenarios, scenarioId);
    if (!found)
        return false;
    m_scenarioBar->chooseScenario(scenarioId);
    if (exploitability)
        m_scenarioBar->setExploitability(*exploitability);
    Scenario scenario = *found;
    scenario.exploitability = m_scenarioBar->exploitability();
    clearSimulation(tr("Running…"));
    m_scenarioBar->showRunning(true);
    m_bottom->setCurrentWidget(m_timeline);
    m_runner->start(m_document->project(), scenario);
    return true;
}

void MainWindow::simulateChosen()
{
    if (m_runner->isRunning())
        return;
    if (!findProblems(m_document->project()).empty()) {
        notice(tr("The project has problems; see Findings. Nothing was simulated."));
        m_bottom->setCurrentWidget(m_findings);
        return;
    }
    const ElementId id = m_scenarioBar->scenarioId();
    if (id.isEmpty()) {
        notice(tr("There is no scenario yet. Select a workload and choose Simulate › Start Breach Here."));
        return;
    }
    simulate(id, m_scenarioBar->exploitability());
}

void MainWindow::startBreachHere()
{
    const Project &project = m_document->project();
    const std::vector<ElementId> selection = m_stage->canvas()->selection();
    const Workload *workload =
        selection.size() == 1 ? fourplane::find(project.topology.workloads, selection.front()) : nullptr;
    if (!workload)
        return;
    Scenario scenario;
    scenario.id = unusedId(project, "breach-of-" + workload->id.value());
    scenario.name = tr("Breach of %1").arg(QString::fromStdString(workload->name)).toStdString();
    scenario.footholds.push_back({ FootholdKind::CodeExecution, workload->id, {} });
    for (const auto &[id, store] : project.topology.stores) {
        for (const Collection &collection : store.collections) {
            if (collection.classification >= Classification::Confidential)
                scenario.jewels.push_back(collection.id);
        }
    }
    std::sort(scenario.jewels.begin(), scenario.jewels.end());
    m_document->apply(
        { "Add scenario " + scenario.name, { ElementChange<Scenario> { scenario.id, scenario } } });
    m_scenarioBar->setScenarios(m_document->project());
    m_scenarioBar->chooseScenario(scenario.id);
    simulateChosen();
}

void MainWindow::simulationFinished(const SimulationResult &result)
{
    m_scenarioBar->showRunning(false);
    m_simulation = result;
    m_timeline->showResult(result, m_document->project());
    updateOverlay();
    updateOutcome();
    updateCounts();
}

void MainWindow::updateOverlay()
{
    if (!m_simulation)
        return;
    const AttackTrace &trace = *m_simulation->trace;
    std::vector<std::uint32_t> pivots;
    if (m_timeline->model()->filter() == PivotFilter::ToTheGoal) {
        pivots = m_timeline->model()->visiblePivots();
    } else {
        pivots.resize(trace.pivots.size());
        std::iota(pivots.begin(), pivots.end(), 0u);
    }
    m_stage->canvas()->setAttackOverlay(overlayOf(trace, m_document->project(), pivots));
}

void MainWindow::clearSimulation(const QString &hint)
{
    m_simulation.reset();
    m_pivot = -1;
    m_timeline->showNothing(hint);
    m_stage->canvas()->highlightPivot(-1);
    m_stage->canvas()->setAttackOverlay({});
    updateOutcome();
    updateWhy();
    updateCounts();
}

void MainWindow::markSimulationStale()
{
    if (!m_simulation)
        return;
    m_simulation.reset();
    m_pivot = -1;
    m_timeline->markStale();
    m_stage->canvas()->highlightPivot(-1);
    m_stage->canvas()->setAttackOverlay({});
    updateOutcome();
    updateCounts();
}

void MainWindow::pivotSelected(int index)
{
    m_pivot = m_simulation ? index : -1;
    m_stage->canvas()->highlightPivot(m_pivot);
    if (m_pivot >= 0) {
        const Pivot &pivot = m_simulation->trace->pivots[static_cast<std::size_t>(m_pivot)];
        m_stage->canvas()->select({ pivot.toId });
    }
    updateWhy();
}

ManifestPlace MainWindow::manifestPlaces() const
{
    const auto evaluation = m_evaluation->latest();
    if (!evaluation)
        return {};
    return [evaluation](const DecidingObject &object) { return manifestPlace(*evaluation, object); };
}

void MainWindow::choosePair(const ElementId &source, const ElementId &destination)
{
    m_pinned.clear();
    m_stage->canvas()->select({ source, destination });
    m_whySource = source;
    updateWhy();
}

void MainWindow::updateWhy()
{
    const Project &project = m_document->project();
    const CanvasView &canvas = *m_stage->canvas();
    const auto isGone = [&canvas](const ElementId &id) { return !canvas.scene().contains(id); };
    if (std::any_of(m_pinned.begin(), m_pinned.end(), isGone))
        m_pinned.clear();
    const std::vector<ElementId> selection = m_pinned.empty() ? canvas.selection() : m_pinned;
    const auto evaluation = m_evaluation->latest();
    WhyContent content;
    bool isPair = false;
    if (selection.size() == 2 && isEndpoint(project, selection[0]) && isEndpoint(project, selection[1])) {
        isPair = true;
        ElementId source = selection[0];
        ElementId destination = selection[1];
        const bool isDeclaredBackwards =
            std::any_of(project.topology.flows.begin(), project.topology.flows.end(), [&](const auto &entry) {
                return entry.second.sourceId == destination && entry.second.destinationId == source;
            });
        if (m_whySource.isEmpty())
            m_whySource = isDeclaredBackwards ? destination : source;
        if (m_whySource == destination)
            std::swap(source, destination);
        if (evaluation)
            content = whyConnection(project, *evaluation->decisions, source, destination, manifestPlaces());
    } else if (selection.size() == 1 && evaluation
        && (fourplane::find(project.topology.flows, selection[0])
            || fourplane::find(project.policy.allowRules, selection[0]))) {
        content = whyFlow(project, *evaluation->decisions, selection[0], manifestPlaces());
    } else if (m_pivot >= 0 && m_simulation) {
        content = whyPivot(project, *m_simulation->trace, *m_simulation->catalogue,
            static_cast<std::uint32_t>(m_pivot), manifestPlaces());
    }
    if (isPair && !evaluation) {
        content.title = tr("Not known: the project has problems, see Findings");
        content.verdict = Verdict::Uncertain;
    }
    if (!m_pinned.empty() && !content.isEmpty())
        content.title = tr("Kept in view: %1").arg(content.title);
    m_why->setContent(content);
    m_whySwap->setVisible(isPair && evaluation);
    m_whyPane->setVisible(!content.isEmpty());
}

/// Keeps the reasons shown while other things are selected, until the next call.
void MainWindow::pinWhy()
{
    if (!m_pinned.empty()) {
        m_pinned.clear();
        updateWhy();
        notice(tr("The reasons follow the selection again"));
        return;
    }
    updateWhy();
    if (!m_whyPane->isVisibleTo(m_whyPane->parentWidget())) {
        notice(tr("Select a connection, or two cards, to see why one may reach the other or not"));
        return;
    }
    m_pinned = m_stage->canvas()->selection();
    updateWhy();
    findChild<QDockWidget *>(QStringLiteral("rightDock"))->show();
    notice(tr("The reasons stay in view; W lets them go"));
}

void MainWindow::updateOutcome()
{
    if (!m_simulation) {
        m_scenarioBar->setOutcome(QString());
        return;
    }
    const AttackTrace &trace = *m_simulation->trace;
    const auto blocked = std::count_if(
        trace.pivots.begin(), trace.pivots.end(), [](const Pivot &pivot) { return !pivot.succeeded(); });
    const auto part = [](const QString &words, const QString &figure) {
        return words.toHtmlEscaped() + QStringLiteral(" <b>") + figure.toHtmlEscaped()
            + QStringLiteral("</b>");
    };
    QStringList parts;
    if (!trace.jewels.empty()) {
        parts.append(part(tr("crown jewels reached"),
            tr("%1 of %2").arg(trace.fallenJewels.size()).arg(trace.jewels.size())));
    }
    parts.append(
        part(tr("steps that succeed"), QString::number(static_cast<long>(trace.pivots.size()) - blocked)));
    parts.append(part(tr("blocked"), QString::number(blocked)));
    m_scenarioBar->setOutcome(parts.join(QStringLiteral(" · ")));
}

void MainWindow::updateCounts()
{
    const Project &project = m_document->project();
    const auto evaluation = m_evaluation->latest();
    QList<StatusCounts::Figure> figures {
        { QString::number(project.topology.workloads.size()), tr("workloads") },
    };
    QStringList notes;
    if (evaluation) {
        figures.append({ QString::number(evaluation->flowsPermitted),
            tr("flows permitted of %1 declared").arg(evaluation->flowsDeclared) });
        if (evaluation->undeclaredPaths)
            figures.append({ QString::number(*evaluation->undeclaredPaths), tr("undeclared paths") });
        figures.append({ QString::number(evaluation->findings.size()), tr("findings") });
        notes.append(tr("evaluated in %1 ms")
                         .arg(evaluation->milliseconds, 0, 'f', evaluation->milliseconds < 10 ? 1 : 0));
    } else {
        figures.append({ QString::number(project.topology.flows.size()), tr("flows declared") });
    }
    if (m_simulation && !m_simulation->trace->jewels.empty()) {
        figures.append({ QString::number(m_simulation->trace->fallenJewels.size()),
            tr("of %1 crown jewels reachable").arg(m_simulation->trace->jewels.size()) });
    }
    if (m_simulation)
        notes.append(tr("simulated in %1 ms").arg(m_simulation->milliseconds, 0, 'f', 0));
    notes.append(m_document->isModified()  ? tr("not saved")
            : m_document->path().isEmpty() ? tr("no file yet")
                                           : tr("saved"));
    m_counts->setFigures(figures);
    m_counts->setNotes(notes);
}

void MainWindow::updateFindings()
{
    const Project &project = m_document->project();
    const auto evaluation = m_evaluation->latest();
    m_findings->show(project, findProblems(project),
        evaluation ? evaluation->compiled.diagnostics : Diagnostics(),
        evaluation ? evaluation->findings : std::vector<Finding>());
    m_bottom->setTabText(m_bottom->indexOf(m_findings),
        m_findings->count() > 0 ? tr("Findings %1").arg(m_findings->count()) : tr("Findings"));
}

} // namespace fourplane::ui
