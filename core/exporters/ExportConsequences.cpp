// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportConsequences.h"

#include "core/attack/AttackEngine.h"
#include "core/attack/PreparedDesign.h"
#include "core/enforcement/PlanCompiler.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace fourplane {

namespace {

/// The facts that hold as the design is, with no plane failed.
std::set<std::string> factsOf(const AttackTrace &trace)
{
    std::set<std::string> facts;
    for (const AttackFact &fact : trace.facts) {
        if ((fact.worlds & 1u) != 0)
            facts.insert(toString(fact.fact));
    }
    return facts;
}

class ConsequenceRunner
{
public:
    ConsequenceRunner(const Project &project, const TechniqueCatalogue &catalogue, const Job &job,
        const GroundingLimits &limits)
        : m_project(project)
        , m_catalogue(catalogue)
        , m_job(job)
        , m_limits(limits)
    {
        for (const auto &[id, scenario] : project.scenarios) {
            m_consequences.scenarios.push_back(scenario);
            if (scenario.exploitability == Exploitability::All)
                continue;
            m_consequences.scenarios.push_back(scenario);
            m_consequences.scenarios.back().exploitability = Exploitability::All;
        }
    }

    Result<ExportConsequences> run(const ExportTargets &targets)
    {
        const auto controls = withheldControls(m_project, compilePlan(m_project).plan, targets);
        m_total = controls.size() + 2;
        auto before = tracesOf(m_project);
        if (!before)
            return tl::make_unexpected(before.error());
        Project bare = m_project;
        for (const WithheldControl &control : controls) {
            control.withhold(bare);
            Project without = m_project;
            control.withhold(without);
            auto runs = compared(*before, without);
            if (!runs)
                return tl::make_unexpected(runs.error());
            m_consequences.controls.push_back(
                { control.id, control.title, control.assumption, std::move(*runs) });
        }
        m_consequences.altogether = { "altogether", "All of these at once", "As above, each.", {} };
        if (!controls.empty()) {
            auto runs = compared(*before, bare);
            if (!runs)
                return tl::make_unexpected(runs.error());
            m_consequences.altogether.runs = std::move(*runs);
        }
        return std::move(m_consequences);
    }

private:
    Result<std::vector<AttackTrace>> tracesOf(const Project &project)
    {
        m_job.progress(m_done++, m_total, "Attacking what is shipped");
        const EnforcementPlan plan = compilePlan(project).plan;
        const PolicyDecisionPoint decisions(plan);
        const auto attacked = std::make_shared<PreparedDesign>(project, decisions);
        std::vector<AttackTrace> traces;
        for (const Scenario &scenario : m_consequences.scenarios) {
            auto trace = simulate(attacked, m_catalogue, scenario, { m_job.stop, {} }, m_limits);
            if (!trace)
                return tl::make_unexpected(trace.error());
            traces.push_back(std::move(*trace));
        }
        return traces;
    }

    Result<std::vector<ConsequenceRun>> compared(
        const std::vector<AttackTrace> &before, const Project &without)
    {
        auto after = tracesOf(without);
        if (!after)
            return tl::make_unexpected(after.error());
        std::vector<ConsequenceRun> runs;
        for (std::size_t i = 0; i < before.size(); ++i) {
            ConsequenceRun run;
            run.scenarioId = m_consequences.scenarios[i].id;
            run.comparison = compareTraces(before[i], (*after)[i]);
            const std::set<std::string> held = factsOf(before[i]), reached = factsOf((*after)[i]);
            std::set_difference(
                reached.begin(), reached.end(), held.begin(), held.end(), std::back_inserter(run.newFacts));
            runs.push_back(std::move(run));
        }
        return runs;
    }

    const Project &m_project;
    const TechniqueCatalogue &m_catalogue;
    const Job &m_job;
    const GroundingLimits &m_limits;
    std::size_t m_done = 0;
    std::size_t m_total = 0;
    ExportConsequences m_consequences;
};

} // namespace

bool ConsequenceRun::opensAnything() const
{
    return !newFacts.empty() || !comparison.opened.empty() || !comparison.lost.empty()
        || std::any_of(comparison.goals.begin(), comparison.goals.end(),
            [](const ChangedGoal &goal) { return goal.depthAfter < goal.depthBefore; });
}

bool ControlConsequence::opensAnything() const
{
    return std::any_of(
        runs.begin(), runs.end(), [](const ConsequenceRun &run) { return run.opensAnything(); });
}

Result<ExportConsequences> exportConsequences(const Project &project, const ExportTargets &targets,
    const TechniqueCatalogue &catalogue, const Job &job, const GroundingLimits &limits)
{
    return ConsequenceRunner(project, catalogue, job, limits).run(targets);
}

} // namespace fourplane
