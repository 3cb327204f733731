// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ChangeRunner.h"

#include "core/analysis/FindingFix.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/ProjectEdits.h"
#include "ui/analysis/ReportingJob.h"

#include <QDate>
#include <QtConcurrentRun>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// Single changes that are listed beside the sets.
constexpr std::size_t mostSingleChanges = 6;

std::string today()
{
    return QDate::currentDate().toString(Qt::ISODate).toStdString();
}

Result<ChangeProposals> fixes(const Project &project, const Finding &finding, const Job &job)
{
    job.progress(0, 0, ChangeRunner::tr("Looking for changes that close it").toStdString());
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    ChangeProposals proposals;
    for (FindingFix &fix : fixesFor({ project, decisions, today() }, finding, job))
        proposals.changes.push_back({ QString::fromStdString(fix.title), {}, std::move(fix.changed) });
    if (job.isStopped())
        return failure("cancelled", "Cancelled");
    return proposals;
}

QString titleOf(const std::vector<ControlSetting> &settings)
{
    QStringList words;
    for (const ControlSetting &setting : settings)
        words += QString::fromStdString(describe(setting));
    return words.join(QStringLiteral("\n"));
}

QString openedNote(const std::vector<OpenedStep> &steps)
{
    return ChangeRunner::tr("careful: opens %n step(s)", nullptr, static_cast<int>(steps.size()));
}

QString noteOf(const FixSet &fix)
{
    QStringList parts { ChangeRunner::tr("%n change(s)", nullptr, static_cast<int>(fix.settings.size())),
        ChangeRunner::tr("effort %1").arg(fix.effort) };
    if (fix.isProvedBest)
        parts += ChangeRunner::tr("nothing smaller closes it");
    if (!fix.openedSteps.empty())
        parts += openedNote(fix.openedSteps);
    if (!fix.brokenFlows.empty())
        parts += ChangeRunner::tr(
            "refuses %n declared flow(s)", nullptr, static_cast<int>(fix.brokenFlows.size()));
    return parts.join(QStringLiteral(" · "));
}

Result<ChangeProposals> fixSets(
    const Project &project, const Scenario &scenario, const TechniqueCatalogue &catalogue, const Job &job)
{
    auto design = DesignRun::make(project, catalogue, scenario, job);
    if (!design)
        return tl::make_unexpected(design.error());
    const auto ranking = rankControls(**design, job);
    if (!ranking)
        return tl::make_unexpected(ranking.error());
    ChangeProposals proposals;
    std::vector<std::vector<ControlSetting>> known;
    for (const FixCost cost : { FixCost::Count, FixCost::Effort }) {
        FixOptions options;
        options.cost = cost;
        auto search = findFixSet(**design, *ranking, options, job);
        if (!search)
            return tl::make_unexpected(search.error());
        proposals.residual = search->residual;
        if (!search->fix || std::find(known.begin(), known.end(), search->fix->settings) != known.end())
            continue;
        known.push_back(search->fix->settings);
        proposals.changes.push_back(
            { titleOf(search->fix->settings), noteOf(*search->fix), std::move(search->fix->changed) });
    }
    std::size_t singles = 0;
    for (const ControlCandidate &candidate : ranking->candidates) {
        const std::vector<ControlSetting> settings { candidate.setting };
        if (candidate.closedGoals.empty() || singles == mostSingleChanges
            || std::find(known.begin(), known.end(), settings) != known.end())
            continue;
        ++singles;
        QStringList parts { ChangeRunner::tr("effort %1").arg(candidate.effort),
            ChangeRunner::tr("closes %1 of %2 goals")
                .arg(candidate.closedGoals.size())
                .arg(scenario.jewels.size()) };
        if (!candidate.openedSteps.empty())
            parts += openedNote(candidate.openedSteps);
        if (!candidate.brokenFlows.empty())
            parts += ChangeRunner::tr(
                "refuses %n declared flow(s)", nullptr, static_cast<int>(candidate.brokenFlows.size()));
        proposals.changes.push_back({ titleOf(settings), parts.join(QStringLiteral(" · ")),
            ranking->change.with(project, settings) });
    }
    return proposals;
}

} // namespace

ChangeRunner::ChangeRunner(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ChangeRunner::take);
}

ChangeRunner::~ChangeRunner()
{
    m_watcher.disconnect(this);
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

template <class Ask>
void ChangeRunner::start(Ask ask)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    const Job job = reportingJob(this, m_stop);
    m_isRunning = true;
    m_watcher.setFuture(QtConcurrent::run([ask = std::move(ask), job]() -> Result<Answer> {
        auto answer = ask(job);
        if (!answer)
            return tl::make_unexpected(answer.error());
        return Answer(std::move(*answer));
    }));
}

void ChangeRunner::findFixes(const Project &project, const Finding &finding)
{
    start([project, finding](const Job &job) { return fixes(project, finding, job); });
}

void ChangeRunner::findFixSets(const Project &project, const Scenario &scenario)
{
    start([project, scenario](const Job &job) -> Result<ChangeProposals> {
        const auto catalogue = shippedCatalogue();
        if (!catalogue)
            return tl::make_unexpected(catalogue.error());
        return fixSets(project, scenario, *catalogue, job);
    });
}

void ChangeRunner::findEffect(
    const Project &before, const Project &after, const std::vector<Scenario> &scenarios)
{
    start([before, after, scenarios](const Job &job) -> Result<ProposalEffect> {
        auto catalogue = shippedCatalogue();
        if (!catalogue)
            return tl::make_unexpected(catalogue.error());
        ProposalEffect found;
        found.catalogue = std::make_shared<const TechniqueCatalogue>(std::move(*catalogue));
        auto effect = effectOf(before, after, *found.catalogue, scenarios, today(), job);
        if (!effect)
            return tl::make_unexpected(effect.error());
        found.effect = std::move(*effect);
        if (auto edits = writtenEdits(before, after))
            found.edits = std::move(*edits);
        return found;
    });
}

void ChangeRunner::cancel()
{
    m_stop.request_stop();
}

void ChangeRunner::take()
{
    m_isRunning = false;
    Result<Answer> answer = m_watcher.result();
    if (answer) {
        if (const auto *proposals = std::get_if<ChangeProposals>(&*answer))
            Q_EMIT proposed(*proposals);
        else
            Q_EMIT effectFound(std::get<ProposalEffect>(*answer));
        return;
    }
    const Diagnostic &first = answer.error().diagnostics.front();
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
