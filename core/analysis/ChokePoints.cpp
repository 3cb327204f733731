// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ChokePoints.h"

#include "core/analysis/GroundReach.h"
#include "core/attack/LanePass.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

/// A choke point to be tried: what is closed when it is taken out.
struct Trial
{
    ChokePoint point;
    std::function<bool(std::uint32_t pivot)> closes;
};

/// Whatever every derivation needs is in each single one, so only the parts of one derivation are tried.
class ChokeSearch
{
public:
    ChokeSearch(PreparedAttack &attack, const ElementId &goal)
        : m_attack(attack)
        , m_grounding(attack.grounding())
        , m_goal(goal)
        , m_reach(attack)
    {
    }

    Result<std::vector<ChokePoint>> run(const Job &job)
    {
        std::vector<ChokePoint> points;
        const auto fall = m_reach.firstFall(m_goal);
        if (!fall || m_reach.level(*fall) == 0)
            return points;
        const std::vector<Trial> trials = trialsOf(m_reach.derivation(*fall));
        const auto falling = fallingWithout(trials, job);
        if (!falling)
            return tl::make_unexpected(falling.error());
        for (std::size_t i = 0; i < trials.size(); ++i) {
            if (!(*falling)[i])
                points.push_back(trials[i].point);
        }
        std::stable_sort(points.begin(), points.end(),
            [](const ChokePoint &first, const ChokePoint &second) { return first.kind < second.kind; });
        return points;
    }

private:
    const ElementId &idOf(EntityIndex entity) const { return m_attack.model().id(entity); }

    std::vector<Trial> trialsOf(const std::vector<std::uint32_t> &derivation)
    {
        std::vector<Trial> trials;
        for (std::uint32_t pivot : derivation)
            addStep(pivot, trials);
        for (std::uint32_t pivot : derivation) {
            for (std::uint32_t fact : m_grounding.system.premisesOf(pivot))
                addFact(fact, trials);
            for (EntityIndex entity : m_attack.bindingsOf(pivot))
                addElement(entity, trials);
        }
        return trials;
    }

    void addStep(std::uint32_t pivot, std::vector<Trial> &trials)
    {
        const PreparedRule &rule = m_attack.ruleOf(pivot);
        const EntityIndex from = m_attack.bindingsOf(pivot)[rule.source];
        const EntityIndex to = m_attack.bindingsOf(pivot)[rule.target];
        const std::uint32_t number = m_grounding.ruleOf[pivot];
        if (m_steps.insert({ number, from, to }).second)
            trials.push_back({ { ChokeKind::Step, rule.technique->id, idOf(from), idOf(to), {}, {} },
                [this, number, from, to](std::uint32_t other) {
                    return m_grounding.ruleOf[other] == number
                        && m_attack.bindingsOf(other)[m_attack.ruleOf(other).source] == from
                        && m_attack.bindingsOf(other)[m_attack.ruleOf(other).target] == to;
                } });
        if (m_techniques.insert(number).second)
            trials.push_back({ { ChokeKind::Technique, rule.technique->id, {}, {}, {}, {} },
                [this, number](std::uint32_t other) { return m_grounding.ruleOf[other] == number; } });
    }

    void addFact(std::uint32_t number, std::vector<Trial> &trials)
    {
        const AttackerFact &fact = m_grounding.facts[number];
        if (number < m_grounding.footholdCount || !m_facts.insert(number).second)
            return;
        trials.push_back({ { ChokeKind::Fact, {}, {}, {}, {},
                               { idOf(fact.subject), std::string(relations()[fact.relation].name), {} } },
            [this, number](std::uint32_t other) {
                const auto premises = m_grounding.system.premisesOf(other);
                return std::find(premises.begin(), premises.end(), number) != premises.end();
            } });
    }

    bool isStart(EntityIndex entity) const
    {
        const auto end = m_grounding.facts.begin() + static_cast<std::ptrdiff_t>(m_grounding.footholdCount);
        return std::any_of(m_grounding.facts.begin(), end,
            [entity](const AttackerFact &fact) { return fact.subject == entity; });
    }

    void addElement(EntityIndex entity, std::vector<Trial> &trials)
    {
        if (idOf(entity) == m_goal || isStart(entity) || !m_elements.insert(entity).second)
            return;
        trials.push_back(
            { { ChokeKind::Element, {}, {}, {}, idOf(entity), {} }, [this, entity](std::uint32_t other) {
                 const auto bindings = m_attack.bindingsOf(other);
                 return std::find(bindings.begin(), bindings.end(), entity) != bindings.end();
             } });
    }

    /// By trial: whether the goal still falls without it. What is taken out only closes steps, so those that
    /// succeed now are all there is to search.
    Result<std::vector<bool>> fallingWithout(const std::vector<Trial> &trials, const Job &job)
    {
        const std::vector<std::uint32_t> successes = m_reach.successes();
        std::vector<WorldMask> open(m_grounding.system.pivotCount(), 0);
        std::vector<WhatIf> whatIfs(trials.size());
        for (std::uint32_t pivot : successes) {
            open[pivot] = 1;
            for (std::size_t i = 0; i < trials.size(); ++i) {
                if (trials[i].closes(pivot))
                    whatIfs[i].closed.push_back(pivot);
            }
        }
        std::vector<std::uint32_t> starts, falls;
        for (std::uint32_t fact = 0; fact < m_grounding.facts.size(); ++fact) {
            const AttackerFact &held = m_grounding.facts[fact];
            if (m_grounding.system.initial[fact] & 1u)
                starts.push_back(fact);
            if (idOf(held.subject) == m_goal && meansFall(relations()[held.relation].name))
                falls.push_back(fact);
        }
        LanePass pass(CompiledSystem::make(m_grounding.system, open, 1));
        const auto counts = countWhatIfs(pass, starts, whatIfs, falls, job);
        if (!counts)
            return tl::make_unexpected(counts.error());
        std::vector<bool> falling;
        for (std::uint32_t count : *counts)
            falling.push_back(count > 0);
        return falling;
    }

    PreparedAttack &m_attack;
    const Grounding &m_grounding;
    const ElementId &m_goal;
    GroundReach m_reach;
    std::set<std::tuple<std::uint32_t, EntityIndex, EntityIndex>> m_steps;
    std::set<std::uint32_t> m_techniques;
    std::set<std::uint32_t> m_facts;
    std::set<EntityIndex> m_elements;
};

} // namespace

Result<std::vector<ChokePoint>> findChokePoints(PreparedAttack &attack, const ElementId &goal, const Job &job)
{
    return ChokeSearch(attack, goal).run(job);
}

} // namespace fourplane
