// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackTrace.h"

#include <algorithm>
#include <array>
#include <bit>
#include <set>

namespace fourplane {

namespace {

constexpr int neverFalls = 5;

/// Relations that mean that an element has fallen.
constexpr std::array<std::string_view, 5> fallRelations { "foothold", "read", "written", "host", "leaked" };

void collect(const AttackTrace &trace, std::uint32_t factIndex, std::set<std::uint32_t> &seenFacts,
    std::vector<std::uint32_t> &pivots)
{
    if (!seenFacts.insert(factIndex).second)
        return;
    const std::uint32_t first = trace.facts[factIndex].firstPivot;
    if (first == noIndex)
        return;
    for (std::uint32_t premise : trace.pivots[first].premises)
        collect(trace, premise, seenFacts, pivots);
    if (std::find(pivots.begin(), pivots.end(), first) == pivots.end())
        pivots.push_back(first);
}

} // namespace

std::string toString(const Fact &fact)
{
    std::string text = fact.subject.value() + " " + fact.relation;
    if (!fact.object.isEmpty())
        text += " " + fact.object.value();
    return text;
}

PlaneSet Pivot::blockingPlanes() const
{
    PlaneSet planes;
    for (const PivotBlock &block : blocks)
        planes.insert(block.plane);
    return planes;
}

bool meansFall(std::string_view relation)
{
    return std::find(fallRelations.begin(), fallRelations.end(), relation) != fallRelations.end();
}

WorldMask fallenWorlds(const AttackTrace &trace, const ElementId &element)
{
    WorldMask worlds = 0;
    for (const AttackFact &fact : trace.facts) {
        if (fact.fact.subject == element && meansFall(fact.fact.relation))
            worlds = static_cast<WorldMask>(worlds | fact.worlds);
    }
    return worlds;
}

std::vector<ElementId> blastRadius(const AttackTrace &trace)
{
    std::set<ElementId> fallen;
    for (const AttackFact &fact : trace.facts) {
        if ((fact.worlds & 1u) && meansFall(fact.fact.relation))
            fallen.insert(fact.fact.subject);
    }
    return { fallen.begin(), fallen.end() };
}

int defenceDepth(const AttackTrace &trace, const ElementId &jewel)
{
    const WorldMask worlds = fallenWorlds(trace, jewel);
    int depth = neverFalls;
    for (unsigned world = 0; world < 16; ++world) {
        if (worlds & (1u << world))
            depth = std::min(depth, std::popcount(world));
    }
    return depth;
}

std::vector<std::uint32_t> derivationOf(const AttackTrace &trace, std::uint32_t factIndex)
{
    std::vector<std::uint32_t> pivots;
    std::set<std::uint32_t> seenFacts;
    collect(trace, factIndex, seenFacts, pivots);
    return pivots;
}

std::vector<std::uint32_t> pivotsToGoals(const AttackTrace &trace)
{
    std::set<std::uint32_t> pivots;
    for (std::uint32_t i = 0; i < trace.facts.size(); ++i) {
        const Fact &fact = trace.facts[i].fact;
        const bool isFallenJewel =
            std::find(trace.fallenJewels.begin(), trace.fallenJewels.end(), fact.subject)
            != trace.fallenJewels.end();
        if (isFallenJewel && meansFall(fact.relation)) {
            const std::vector<std::uint32_t> derivation = derivationOf(trace, i);
            pivots.insert(derivation.begin(), derivation.end());
        }
    }
    return { pivots.begin(), pivots.end() };
}

} // namespace fourplane
