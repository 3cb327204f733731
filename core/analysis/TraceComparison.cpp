// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/TraceComparison.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

using Ends = std::tuple<std::string, ElementId, ElementId>;
using StepKey = std::pair<Ends, std::vector<Fact>>;

Ends endsOf(const Pivot &pivot)
{
    return { pivot.techniqueId, pivot.fromId, pivot.toId };
}

std::vector<Fact> gainsOf(const AttackTrace &trace, const Pivot &pivot)
{
    std::vector<Fact> gains;
    for (std::uint32_t fact : pivot.grants)
        gains.push_back(trace.facts[fact].fact);
    std::sort(gains.begin(), gains.end());
    return gains;
}

/// The facts that hold where no plane has failed.
std::set<Fact> factsOf(const AttackTrace &trace)
{
    std::set<Fact> facts;
    for (const AttackFact &fact : trace.facts) {
        if (fact.worlds & 1u)
            facts.insert(fact.fact);
    }
    return facts;
}

std::set<StepKey> successesOf(const AttackTrace &trace)
{
    std::set<StepKey> keys;
    for (const Pivot &pivot : trace.pivots) {
        if (pivot.succeeded())
            keys.emplace(endsOf(pivot), gainsOf(trace, pivot));
    }
    return keys;
}

/// The first blocked attempt for each technique and ends.
std::map<Ends, const Pivot *> blockedOf(const AttackTrace &trace)
{
    std::map<Ends, const Pivot *> blocked;
    for (const Pivot &pivot : trace.pivots) {
        if (!pivot.succeeded())
            blocked.emplace(endsOf(pivot), &pivot);
    }
    return blocked;
}

/// Techniques of which a trace does not write down every success.
std::set<std::string> thinnedOf(const AttackTrace &trace)
{
    std::set<std::string> techniques;
    for (const FurtherAttempts &further : trace.further) {
        if (further.succeeded > 0)
            techniques.insert(further.techniqueId);
    }
    return techniques;
}

/// What succeeds in `trace` and not in `other`; counts in `uncompared` what may succeed there unwritten.
std::vector<ChangedStep> onlyIn(const AttackTrace &trace, const AttackTrace &other, std::size_t &uncompared)
{
    const std::set<std::string> thinned = thinnedOf(other);
    const std::set<StepKey> elsewhere = successesOf(other);
    const std::map<Ends, const Pivot *> blocked = blockedOf(other);
    const std::set<Fact> held = factsOf(other);
    std::vector<ChangedStep> steps;
    for (const Pivot &pivot : trace.pivots) {
        if (!pivot.succeeded())
            continue;
        std::vector<Fact> gains = gainsOf(trace, pivot);
        const Ends ends = endsOf(pivot);
        if (elsewhere.count({ ends, gains }) > 0)
            continue;
        if (thinned.count(pivot.techniqueId) > 0
            && std::all_of(
                gains.begin(), gains.end(), [&held](const Fact &gain) { return held.count(gain) > 0; })) {
            ++uncompared;
            continue;
        }
        ChangedStep step { pivot.techniqueId, pivot.fromId, pivot.toId, std::move(gains), pivot.step, {}, {},
            std::all_of(pivot.premises.begin(), pivot.premises.end(),
                [&](std::uint32_t fact) { return held.count(trace.facts[fact].fact) > 0; }) };
        for (std::uint32_t fact : pivot.grants) {
            if (held.count(trace.facts[fact].fact) == 0)
                step.newlyHeld.push_back(trace.facts[fact].fact.subject);
        }
        if (const auto found = blocked.find(ends); found != blocked.end())
            step.blocks = found->second->blocks;
        steps.push_back(std::move(step));
    }
    return steps;
}

std::vector<ElementId> differenceOf(const std::vector<ElementId> &all, const std::vector<ElementId> &some)
{
    std::vector<ElementId> rest;
    std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest));
    return rest;
}

} // namespace

bool TraceComparison::isEmpty() const
{
    const bool sameDepths = std::all_of(goals.begin(), goals.end(),
        [](const ChangedGoal &goal) { return goal.depthBefore == goal.depthAfter; });
    return sameDepths && saved.empty() && lost.empty() && closed.empty() && opened.empty();
}

bool TraceComparison::opensSomething() const
{
    return !lost.empty() || std::any_of(goals.begin(), goals.end(), [](const ChangedGoal &goal) {
        return goal.depthAfter < goal.depthBefore;
    });
}

TraceComparison compareTraces(const AttackTrace &before, const AttackTrace &after)
{
    TraceComparison result;
    result.scenarioName = before.scenarioName;
    result.exploitability = before.exploitability;
    std::set<ElementId> goals(before.jewels.begin(), before.jewels.end());
    goals.insert(after.jewels.begin(), after.jewels.end());
    for (const ElementId &goal : goals)
        result.goals.push_back({ goal, defenceDepth(before, goal), defenceDepth(after, goal) });
    const std::vector<ElementId> fallenBefore = blastRadius(before);
    const std::vector<ElementId> fallenAfter = blastRadius(after);
    result.fallenBefore = fallenBefore.size();
    result.fallenAfter = fallenAfter.size();
    result.saved = differenceOf(fallenBefore, fallenAfter);
    result.lost = differenceOf(fallenAfter, fallenBefore);
    result.closed = onlyIn(before, after, result.uncompared);
    result.opened = onlyIn(after, before, result.uncompared);
    return result;
}

} // namespace fourplane
