// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ChangeEffect.h"

#include "core/analysis/AttackComparison.h"
#include "core/analysis/ControlRanking.h"
#include "core/analysis/FindingRule.h"
#include "core/analysis/WorkingFlows.h"
#include "core/enforcement/PlanCompiler.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

/// One of the two designs.
struct Side
{
    Side(const Project &given, const std::string &today)
        : project(given)
        , compiled(compilePlan(given))
        , decisions(compiled.plan)
        , findings(findFindings({ given, decisions, today }))
        , working(workingFlows(given, decisions))
    {
    }

    const Project &project;
    CompiledPlan compiled;
    PolicyDecisionPoint decisions;
    std::vector<Finding> findings;
    std::set<ElementId> working;
};

auto keyOf(const Finding &finding)
{
    return std::tie(finding.ruleId, finding.elements, finding.message);
}

std::vector<Finding> onlyIn(const std::vector<Finding> &some, const std::vector<Finding> &others)
{
    std::vector<Finding> only;
    std::copy_if(some.begin(), some.end(), std::back_inserter(only), [&others](const Finding &finding) {
        return std::none_of(others.begin(), others.end(),
            [&finding](const Finding &other) { return keyOf(other) == keyOf(finding); });
    });
    return only;
}

bool isUnknownElement(const Error &error)
{
    return error.diagnostics.front().code == "unknown-element";
}

} // namespace

bool ChangeEffect::opensSomething() const
{
    return opensSteps || std::any_of(attacks.begin(), attacks.end(), [](const TraceComparison &attack) {
        return attack.opensSomething();
    });
}

Result<ChangeEffect> effectOf(const Project &before, const Project &after,
    const TechniqueCatalogue &catalogue, const std::vector<Scenario> &scenarios, const std::string &today,
    const Job &job)
{
    Job silent; // the steps are told here
    silent.stop = job.stop;
    const std::size_t total = 1 + scenarios.size();
    std::size_t done = 0;
    job.progress(done++, total, "Asking the finding rules");
    const Side left(before, today);
    const Side right(after, today);
    ChangeEffect effect;
    effect.closedFindings = onlyIn(left.findings, right.findings);
    effect.newFindings = onlyIn(right.findings, left.findings);
    effect.refusedFlows = refusedFlows(left.working, right.project, right.working);
    effect.openedFlows = refusedFlows(right.working, left.project, left.working);
    const auto attackedBefore = std::make_shared<PreparedDesign>(before, left.decisions);
    const auto attackedAfter = std::make_shared<PreparedDesign>(after, right.decisions);
    const DesignModel modelBefore = attackedBefore->modelUnder(Exploitability::None);
    for (const Scenario &scenario : scenarios) {
        job.progress(done++, total, "Attacking without and with the change: " + scenario.name);
        auto attack = compareAttacks(attackedBefore, attackedAfter, catalogue, scenario, silent);
        if (attack) {
            effect.opensSteps = effect.opensSteps || !openedSteps(attack->opened, modelBefore).empty();
            effect.attacks.push_back(std::move(*attack));
        } else if (!isUnknownElement(attack.error())) {
            return tl::make_unexpected(attack.error());
        }
    }
    return effect;
}

} // namespace fourplane
