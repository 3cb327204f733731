// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ChokePoints.h"

#include "core/analysis/GroundReach.h"
#include "core/analysis/LaneSolve.h"

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
        for (std::size_t start = 0; start < trials.size(); start += laneCount) {
            const std::size_t end = std::min(trials.size(), start + laneCount);
            const auto falling = lanesThatFall(trials, start, end, job);
            if (!falling)
                return tl::make_unexpected(falling.error());
            for (std::size_t i = start; i < end; ++i) {
                if (((*falling >> (i - start)) & 1u) == 0)
                    points.push_back(trials[i].point);
            }
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

    /// Bit n: the goal still falls without trial `start` + n.
    Result<LaneBits> lanesThatFall(
        const std::vector<Trial> &trials, std::size_t start, std::size_t end, const Job &job)
    {
        std::vector<LaneBits> initial(m_grounding.system.factCount(), 0);
        for (std::size_t fact = 0; fact < initial.size(); ++fact) {
            if (m_grounding.system.initial[fact] & 1u)
                initial[fact] = ~LaneBits { 0 };
        }
        const auto open = [&](std::uint32_t pivot) {
            LaneBits lanes = (m_attack.passage(pivot).open & 1u) != 0 ? ~LaneBits { 0 } : 0;
            for (std::size_t i = start; lanes != 0 && i < end; ++i) {
                if (trials[i].closes(pivot))
                    lanes &= ~(LaneBits { 1 } << (i - start));
            }
            return lanes;
        };
        const auto lanes = solveLanes(m_grounding.system, initial, open, job);
        if (!lanes)
            return tl::make_unexpected(lanes.error());
        LaneBits falling = 0;
        for (std::uint32_t fact = 0; fact < lanes->size(); ++fact) {
            const AttackerFact &held = m_grounding.facts[fact];
            if (idOf(held.subject) == m_goal && meansFall(relations()[held.relation].name))
                falling |= (*lanes)[fact];
        }
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
