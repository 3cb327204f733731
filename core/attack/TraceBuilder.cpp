// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/TraceBuilder.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace fourplane {

namespace {

/// An attempt of world 0, by number of its ground pivot.
struct Attempt
{
    std::uint32_t pivot = 0;
    std::uint32_t step = 0;
    PlaneSet blocking;
};

class TraceBuilder
{
public:
    TraceBuilder(PreparedAttack &attack, const std::vector<WorldMask> &worlds)
        : m_attack(attack)
        , m_model(attack.model())
        , m_grounding(attack.grounding())
        , m_worlds(worlds)
    {
    }

    AttackTrace run()
    {
        m_levels = derivationLevels(m_grounding.system,
            [this](std::uint32_t pivot) { return (m_attack.passage(pivot).open & 1u) != 0; });
        collectAttempts();
        writeFacts();
        writePivots();
        linkFirstPivots();
        return std::move(m_trace);
    }

private:
    const PreparedRule &ruleOf(std::uint32_t pivot) const { return m_attack.ruleOf(pivot); }

    std::span<const EntityIndex> bindingsOf(std::uint32_t pivot) const { return m_attack.bindingsOf(pivot); }

    const ElementId &from(std::uint32_t pivot) const
    {
        return m_model.id(bindingsOf(pivot)[ruleOf(pivot).source]);
    }

    const ElementId &to(std::uint32_t pivot) const
    {
        return m_model.id(bindingsOf(pivot)[ruleOf(pivot).target]);
    }

    /// Elements of a pivot as ids, so that the order does not hang on numbering.
    std::vector<ElementId> ids(std::uint32_t pivot) const
    {
        std::vector<ElementId> list;
        for (EntityIndex entity : bindingsOf(pivot))
            list.push_back(m_model.id(entity));
        return list;
    }

    bool isBefore(const Attempt &first, const Attempt &second) const
    {
        const auto key = [this](const Attempt &attempt) {
            return std::tuple(attempt.step, ruleOf(attempt.pivot).technique->id, from(attempt.pivot),
                to(attempt.pivot), ids(attempt.pivot));
        };
        return key(first) < key(second);
    }

    void collectAttempts()
    {
        std::vector<Attempt> all;
        for (std::uint32_t pivot = 0; pivot < m_grounding.system.pivotCount(); ++pivot) {
            std::uint32_t step = 0;
            for (std::uint32_t fact : m_grounding.system.premisesOf(pivot))
                step = std::max(step, m_levels[fact]);
            if (step == noIndex)
                continue;
            const PlaneSet blocking = m_attack.passage(pivot).blocking;
            if (blocking.isEmpty() || givesMore(pivot, step + 1))
                all.push_back({ pivot, step + 1, blocking });
        }
        std::sort(all.begin(), all.end(),
            [this](const Attempt &first, const Attempt &second) { return isBefore(first, second); });
        keepDistinct(all);
    }

    /// Nobody tries hard for what is already held before the step.
    bool givesMore(std::uint32_t pivot, std::uint32_t step) const
    {
        const auto grants = m_grounding.system.grantsOf(pivot);
        return std::any_of(grants.begin(), grants.end(),
            [this, step](std::uint32_t fact) { return m_levels[fact] >= step; });
    }

    void keepDistinct(const std::vector<Attempt> &all)
    {
        using Gains = std::vector<std::uint32_t>;
        using Key = std::tuple<std::uint32_t, ElementId, ElementId, Gains>;
        std::map<Key, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::uint32_t pivot = all[i].pivot;
            const auto grants = m_grounding.system.grantsOf(pivot);
            Gains gains(grants.begin(), grants.end());
            std::sort(gains.begin(), gains.end());
            groups[{ m_grounding.ruleOf[pivot], from(pivot), to(pivot), gains }].push_back(i);
        }
        std::vector<std::size_t> kept;
        for (const auto &[key, members] : groups) {
            const auto success = std::find_if(
                members.begin(), members.end(), [&all](std::size_t i) { return all[i].blocking.isEmpty(); });
            if (success != members.end()) {
                kept.push_back(*success);
                continue;
            }
            std::map<std::uint8_t, std::size_t> byPlanes;
            for (std::size_t i : members)
                byPlanes.try_emplace(all[i].blocking.bits(), i);
            for (const auto &[planes, i] : byPlanes)
                kept.push_back(i);
        }
        std::sort(kept.begin(), kept.end());
        for (std::size_t i : kept)
            m_attempts.push_back(all[i]);
    }

    Fact factOf(std::uint32_t number) const
    {
        const AttackerFact &fact = m_grounding.facts[number];
        return { m_model.id(fact.subject), std::string(relations()[fact.relation].name), {} };
    }

    /// The first kept pivot that gives each fact in world 0, by its place in m_attempts.
    std::vector<std::uint32_t> firstAttempts() const
    {
        std::vector<std::uint32_t> first(m_grounding.facts.size(), noIndex);
        for (std::uint32_t i = 0; i < m_attempts.size(); ++i) {
            if (!m_attempts[i].blocking.isEmpty())
                continue;
            for (std::uint32_t fact : m_grounding.system.grantsOf(m_attempts[i].pivot)) {
                if (fact >= m_grounding.footholdCount && first[fact] == noIndex)
                    first[fact] = i;
            }
        }
        return first;
    }

    void writeFacts()
    {
        m_firstAttempts = firstAttempts();
        std::vector<std::uint32_t> order;
        for (std::uint32_t fact = 0; fact < m_worlds.size(); ++fact) {
            if (m_worlds[fact])
                order.push_back(fact);
        }
        const auto technique = [this](std::uint32_t fact) {
            const std::uint32_t attempt = m_firstAttempts[fact];
            return attempt == noIndex ? std::string() : ruleOf(m_attempts[attempt].pivot).technique->id;
        };
        std::sort(order.begin(), order.end(), [&](std::uint32_t first, std::uint32_t second) {
            return std::tuple(m_levels[first], technique(first), factOf(first))
                < std::tuple(m_levels[second], technique(second), factOf(second));
        });
        m_places.assign(m_worlds.size(), noIndex);
        for (std::uint32_t fact : order) {
            m_places[fact] = static_cast<std::uint32_t>(m_trace.facts.size());
            m_trace.facts.push_back(
                { factOf(fact), m_worlds[fact], fact < m_grounding.footholdCount, m_firstAttempts[fact] });
        }
    }

    std::vector<std::uint32_t> placesOf(std::span<const std::uint32_t> facts) const
    {
        std::vector<std::uint32_t> places;
        for (std::uint32_t fact : facts)
            places.push_back(m_places[fact]);
        return places;
    }

    void writePivots()
    {
        for (const Attempt &attempt : m_attempts) {
            const PreparedRule &rule = ruleOf(attempt.pivot);
            PassageReasons reasons = m_attack.gateKeeper().explain(rule, bindingsOf(attempt.pivot));
            Pivot pivot;
            pivot.techniqueId = rule.technique->id;
            pivot.fromId = from(attempt.pivot);
            pivot.toId = to(attempt.pivot);
            pivot.premises = placesOf(m_grounding.system.premisesOf(attempt.pivot));
            for (std::uint32_t fact : m_grounding.system.grantsOf(attempt.pivot)) {
                if (m_places[fact] != noIndex)
                    pivot.grants.push_back(m_places[fact]);
            }
            pivot.blocks = std::move(reasons.blocks);
            pivot.notes = std::move(reasons.notes);
            pivot.step = static_cast<int>(attempt.step);
            m_trace.pivots.push_back(std::move(pivot));
        }
    }

    /// Facts that hold only where planes fail have no first pivot.
    void linkFirstPivots()
    {
        for (AttackFact &fact : m_trace.facts) {
            if ((fact.worlds & 1u) == 0)
                fact.firstPivot = noIndex;
        }
    }

    PreparedAttack &m_attack;
    const DesignModel &m_model;
    const Grounding &m_grounding;
    const std::vector<WorldMask> &m_worlds;
    std::vector<std::uint32_t> m_levels;
    std::vector<Attempt> m_attempts;
    std::vector<std::uint32_t> m_firstAttempts;
    std::vector<std::uint32_t> m_places; ///< place in the trace, by fact number
    AttackTrace m_trace;
};

} // namespace

AttackTrace buildTrace(PreparedAttack &attack, const std::vector<WorldMask> &worlds)
{
    const Scenario &scenario = attack.scenario();
    AttackTrace trace = TraceBuilder(attack, worlds).run();
    trace.scenarioName = scenario.name;
    trace.exploitability = scenario.exploitability;
    trace.jewels = scenario.jewels;
    for (const ElementId &jewel : scenario.jewels) {
        if (defenceDepth(trace, jewel) == 0)
            trace.fallenJewels.push_back(jewel);
    }
    return trace;
}

} // namespace fourplane
