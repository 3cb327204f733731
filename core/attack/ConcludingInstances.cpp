// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ConcludingInstances.h"

#include <algorithm>
#include <cassert>

namespace fourplane {

namespace {

constexpr std::size_t concludingStopInterval = 4096;

/// The element that all instances of a group share, or noIndex.
EntityIndex sharedElementOf(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    return rule.split->shared ? bindings[*rule.split->shared] : noIndex;
}

void addOnce(std::vector<std::uint32_t> &facts, std::uint32_t fact)
{
    if (std::find(facts.begin(), facts.end(), fact) == facts.end())
        facts.push_back(fact);
}

bool contains(std::span<const std::uint32_t> facts, std::uint32_t fact)
{
    return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

} // namespace

ConcludingInstances::ConcludingInstances(PreparedAttack &attack)
    : m_attack(attack)
    , m_grounding(attack.grounding())
{
    for (std::uint32_t i = 0; i < m_grounding.groups.size(); ++i) {
        const PairGroup &group = m_grounding.groups[i];
        if (group.far.size() > 0)
            m_groups[{ group.rule, sharedElementOf(attack.rules()[group.rule], group.far[0]) }] = i;
    }
}

std::uint32_t ConcludingInstances::nearFact(const PairGroup &group, std::size_t near) const
{
    const Atom &entry = m_attack.rules()[group.rule].split->near.trigger;
    return m_grounding.numberOf({ entry.relation, group.near[near][entry.subject] });
}

bool ConcludingInstances::forEach(
    std::uint32_t fact, const Job &job, const std::function<void(RuleInstance)> &visit) const
{
    for (std::uint32_t pivot = 0; pivot < m_grounding.system.pivotCount(); ++pivot) {
        if (pivot % concludingStopInterval == 0 && job.isStopped())
            return false;
        if (!m_grounding.isOfGroup[pivot] && contains(m_grounding.system.grantsOf(pivot), fact))
            visit(instanceOf(pivot));
    }
    for (const PairGroup &group : m_grounding.groups) {
        const std::vector<bool> &isNear = m_attack.rules()[group.rule].split->isNear;
        for (std::size_t far = 0; far < group.far.size(); ++far) {
            if (job.isStopped())
                return false;
            const auto bound = group.far[far];
            if (!contains(grantsOf({ group.rule, { bound.begin(), bound.end() } }), fact))
                continue;
            for (const NearRun &run : group.runsTo(far)) {
                for (std::size_t near = run.first; near < run.last; ++near)
                    visit({ group.rule, group.bindingsOf(isNear, near, far) });
            }
        }
    }
    return !job.isStopped();
}

RuleInstance ConcludingInstances::instanceOf(std::uint32_t pivot) const
{
    const auto bindings = m_attack.bindingsOf(pivot);
    return { m_grounding.ruleOf[pivot], { bindings.begin(), bindings.end() } };
}

RuleInstance ConcludingInstances::memberOf(std::uint32_t pivot, std::uint32_t nearFact, unsigned world) const
{
    RuleInstance instance = instanceOf(pivot);
    const PreparedRule &rule = m_attack.rules()[instance.rule];
    const PairGroup &group =
        m_grounding.groups[m_groups.at({ instance.rule, sharedElementOf(rule, instance.bindings) })];
    for (std::size_t near = 0; near < group.near.size(); ++near) {
        if (this->nearFact(group, near) != nearFact)
            continue;
        const auto member = group.near[near];
        for (std::size_t variable = 0; variable < instance.bindings.size(); ++variable) {
            if (rule.split->isNear[variable])
                instance.bindings[variable] = member[variable];
        }
        const bool isPair = std::none_of(
            rule.split->distinct.begin(), rule.split->distinct.end(), [&instance](const auto &pair) {
                return instance.bindings[pair.first] == instance.bindings[pair.second];
            });
        if (isPair && ((passage(instance).open >> world) & 1U) != 0)
            return instance;
    }
    assert(false && "a crowd is open only where one of its members is");
    return instance;
}

std::vector<std::uint32_t> ConcludingInstances::premisesOf(const RuleInstance &instance) const
{
    std::vector<std::uint32_t> facts;
    for (const Atom &atom : m_attack.rules()[instance.rule].attackerAtoms)
        addOnce(facts, m_grounding.numberOf({ atom.relation, instance.bindings[atom.subject] }));
    return facts;
}

std::vector<std::uint32_t> ConcludingInstances::grantsOf(const RuleInstance &instance) const
{
    std::vector<std::uint32_t> facts;
    for (const Atom &atom : m_attack.rules()[instance.rule].grants) {
        for (const AttackerFact &fact :
            withImplied(m_attack.model(), { atom.relation, instance.bindings[atom.subject] }))
            addOnce(facts, m_grounding.numberOf(fact));
    }
    return facts;
}

Passage ConcludingInstances::passage(const RuleInstance &instance) const
{
    return m_attack.gateKeeper().judge(m_attack.rules()[instance.rule], instance.bindings);
}

} // namespace fourplane
