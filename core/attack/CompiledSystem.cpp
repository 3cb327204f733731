// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CompiledSystem.h"

#include <algorithm>
#include <utility>

namespace fourplane {

namespace {

/// Facts in order of their numbers, without repetitions. Reuses its memory.
class Distinct
{
public:
    std::span<const std::uint32_t> operator()(std::span<const std::uint32_t> facts)
    {
        if (facts.size() < 2)
            return facts;
        m_facts.assign(facts.begin(), facts.end());
        std::sort(m_facts.begin(), m_facts.end());
        m_facts.erase(std::unique(m_facts.begin(), m_facts.end()), m_facts.end());
        return m_facts;
    }

private:
    std::vector<std::uint32_t> m_facts;
};

class Compiler
{
public:
    Compiler(const GroundSystem &system, std::span<const WorldMask> open, WorldMask worlds)
        : m_system(system)
        , m_open(open)
        , m_worlds(worlds)
        , m_factCount(static_cast<std::uint32_t>(system.factCount()))
        , m_pivotCount(static_cast<std::uint32_t>(system.pivotCount()))
    {
    }

    CompiledSystem run()
    {
        m_result.pivotCount = m_pivotCount;
        m_sourceOf.assign(m_pivotCount, noIndex);
        m_result.nodeOf.assign(m_factCount, noIndex);
        numberPairs();
        numberJoins();
        numberOthers();
        placeArcs();
        for (std::uint32_t fact = 0; fact < m_factCount; ++fact) {
            if (const auto worlds = static_cast<WorldMask>(m_system.initial[fact] & m_worlds)) {
                m_result.initialFacts.push_back(fact);
                m_result.initialWorlds.push_back(worlds);
            }
        }
        return std::move(m_result);
    }

private:
    WorldMask openOf(std::uint32_t pivot) const { return static_cast<WorldMask>(m_open[pivot] & m_worlds); }

    void numberPairs()
    {
        std::vector<std::uint32_t> uses(m_factCount, 0);
        for (std::uint32_t pivot = 0; pivot < m_pivotCount; ++pivot) {
            if (!openOf(pivot))
                continue;
            for (std::uint32_t fact : m_premises(m_system.premisesOf(pivot)))
                ++uses[fact];
        }
        for (std::uint32_t pivot = 0; pivot < m_pivotCount; ++pivot) {
            if (!openOf(pivot) || m_grants(m_system.grantsOf(pivot)).size() != 1)
                continue;
            const auto premises = m_premises(m_system.premisesOf(pivot));
            if (premises.size() != 2 || uses[premises[0]] != 1 || uses[premises[1]] != 1)
                continue;
            m_sourceOf[pivot] = m_result.pairEnd;
            m_result.nodeOf[premises[0]] = m_result.pairEnd++;
            m_result.nodeOf[premises[1]] = m_result.pairEnd++;
        }
    }

    void numberJoins()
    {
        m_result.joinEnd = m_result.pairEnd;
        m_result.joinStarts.push_back(0);
        for (std::uint32_t pivot = 0; pivot < m_pivotCount; ++pivot) {
            if (m_sourceOf[pivot] != noIndex || !openOf(pivot))
                continue;
            const auto premises = m_premises(m_system.premisesOf(pivot));
            if (premises.size() < 2)
                continue;
            m_sourceOf[pivot] = m_result.joinEnd++;
            m_result.joinPremises.insert(m_result.joinPremises.end(), premises.begin(), premises.end());
            m_result.joinStarts.push_back(static_cast<std::uint32_t>(m_result.joinPremises.size()));
        }
    }

    void numberOthers()
    {
        std::uint32_t next = m_result.joinEnd;
        for (std::uint32_t &node : m_result.nodeOf) {
            if (node == noIndex)
                node = next++;
        }
        m_result.root = next;
        m_result.sink = next + 1;
        for (std::uint32_t &premise : m_result.joinPremises)
            premise = m_result.nodeOf[premise];
        m_result.factOf.assign(m_result.nodeCount(), noIndex);
        for (std::uint32_t fact = 0; fact < m_factCount; ++fact)
            m_result.factOf[m_result.nodeOf[fact]] = fact;
        for (std::uint32_t pivot = 0; pivot < m_pivotCount; ++pivot) {
            if (m_sourceOf[pivot] == noIndex && openOf(pivot)) {
                const auto premises = m_system.premisesOf(pivot);
                m_sourceOf[pivot] = premises.empty() ? m_result.root : m_result.nodeOf[premises[0]];
            }
        }
    }

    /// Calls `visit(source, target, pivot, open)` for every arc; the source of a pair's arc is its first
    /// fact.
    template <typename Visit>
    void forEachArc(const Visit &visit)
    {
        for (std::uint32_t pivot = 0; pivot < m_pivotCount; ++pivot) {
            const std::uint32_t source = m_sourceOf[pivot];
            if (source == noIndex)
                continue;
            if (m_result.isJoin(source)) {
                for (std::uint32_t premise : m_result.premisesOf(source))
                    visit(premise, source, pivot, m_worlds);
            }
            for (std::uint32_t fact : m_grants(m_system.grantsOf(pivot))) {
                if (m_result.nodeOf[fact] != source || m_result.isPair(source))
                    visit(source, m_result.nodeOf[fact], pivot, openOf(pivot));
            }
        }
    }

    void placeArcs()
    {
        const std::uint32_t pairs = m_result.pairEnd / 2;
        std::vector<std::uint32_t> next(m_result.nodeCount() + 1, 0);
        forEachArc([&](std::uint32_t source, std::uint32_t, std::uint32_t, WorldMask) {
            ++next[m_result.isPair(source) ? source / 2 : source - pairs];
        });
        // Pairs and other nodes now stand one behind the other; each pair has one arc.
        std::uint32_t total = 0;
        for (std::uint32_t i = 0; i < m_result.nodeCount() - pairs; ++i)
            total += std::exchange(next[i], total);
        next[m_result.nodeCount() - pairs] = total;
        m_result.starts.assign(next.begin() + pairs, next.begin() + m_result.nodeCount() - pairs + 1);
        m_result.targets.resize(total);
        m_result.pivotOf.resize(total);
        m_result.open.resize(total);
        forEachArc([&](std::uint32_t source, std::uint32_t target, std::uint32_t pivot, WorldMask open) {
            const std::uint32_t arc = next[m_result.isPair(source) ? source / 2 : source - pairs]++;
            m_result.targets[arc] = target;
            m_result.pivotOf[arc] = pivot;
            m_result.open[arc] = open;
        });
    }

    const GroundSystem &m_system;
    std::span<const WorldMask> m_open;
    WorldMask m_worlds;
    std::uint32_t m_factCount;
    std::uint32_t m_pivotCount;
    CompiledSystem m_result;
    Distinct m_premises;
    Distinct m_grants;
    std::vector<std::uint32_t>
        m_sourceOf; ///< by pivot: the node whose arcs are its grants; noIndex = left out
};

} // namespace

CompiledSystem CompiledSystem::make(
    const GroundSystem &system, std::span<const WorldMask> open, WorldMask worlds)
{
    return Compiler(system, open, worlds).run();
}

} // namespace fourplane
