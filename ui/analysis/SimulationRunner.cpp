// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/SimulationRunner.h"

#include "core/attack/AttackEngine.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "ui/analysis/ReportingJob.h"

#include <QElapsedTimer>
#include <QtConcurrentRun>

namespace fourplane::ui {

namespace {

using CataloguePtr = std::shared_ptr<const TechniqueCatalogue>;

Result<SimulationResult> run(
    const Project &project, const Scenario &scenario, CataloguePtr catalogue, const Job &job)
{
    QElapsedTimer clock;
    clock.start();
    if (!catalogue) {
        Result<TechniqueCatalogue> shipped = shippedCatalogue();
        if (!shipped)
            return tl::make_unexpected(shipped.error());
        catalogue = std::make_shared<const TechniqueCatalogue>(std::move(*shipped));
    }
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    Result<AttackTrace> trace = simulate(project, decisions, *catalogue, scenario, job);
    if (!trace)
        return tl::make_unexpected(trace.error());
    SimulationResult result;
    result.scenarioId = scenario.id;
    result.scenarioName = QString::fromStdString(scenario.name.empty() ? scenario.id.value() : scenario.name);
    result.exploitability = scenario.exploitability;
    result.trace = std::make_shared<const AttackTrace>(std::move(*trace));
    result.catalogue = catalogue;
    result.milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    return result;
}

} // namespace

SimulationRunner::SimulationRunner(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &SimulationRunner::take);
}

SimulationRunner::~SimulationRunner()
{
    m_watcher.disconnect(this);
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

void SimulationRunner::start(const Project &project, const Scenario &scenario)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    const Job job = reportingJob(this, m_stop);
    m_isRunning = true;
    m_watcher.setFuture(QtConcurrent::run([project, scenario, catalogue = m_catalogue, job] {
        return run(project, scenario, catalogue, job);
    }));
}

void SimulationRunner::cancel()
{
    m_stop.request_stop();
}

void SimulationRunner::take()
{
    m_isRunning = false;
    const Result<SimulationResult> result = m_watcher.result();
    if (result) {
        m_catalogue = result->catalogue;
        Q_EMIT finished(*result);
        return;
    }
    const Diagnostic &first = result.error().diagnostics.front();
    if (first.code == "cancelled") {
        Q_EMIT cancelled();
        return;
    }
    QString message = QString::fromStdString(first.message);
    if (!first.fix.empty())
        message += QStringLiteral(". ") + QString::fromStdString(first.fix);
    Q_EMIT failed(message);
}

} // namespace fourplane::ui
