// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/GroundReach.h"

#include <algorithm>
#include <set>

namespace fourplane {

GroundReach::GroundReach(PreparedAttack &attack)
    : m_attack(attack)
    , m_levels(derivationLevels(attack.grounding().system,
          [&attack](std::uint32_t pivot) { return (attack.passage(pivot).open & 1u) != 0; }))
{
}

std::vector<std::uint32_t> GroundReach::fallFacts() const
{
    std::vector<std::uint32_t> facts;
    const std::vector<AttackerFact> &all = m_attack.grounding().facts;
    for (std::uint32_t fact = 0; fact < all.size(); ++fact) {
        if (holds(fact) && meansFall(relations()[all[fact].relation].name))
            facts.push_back(fact);
    }
    return facts;
}

std::vector<ElementId> GroundReach::fallen() const
{
    std::set<ElementId> elements;
    for (std::uint32_t fact : fallFacts())
        elements.insert(m_attack.model().id(m_attack.grounding().facts[fact].subject));
    return { elements.begin(), elements.end() };
}

std::optional<std::uint32_t> GroundReach::firstFall(const ElementId &element) const
{
    std::optional<std::uint32_t> first;
    for (std::uint32_t fact : fallFacts()) {
        if (m_attack.model().id(m_attack.grounding().facts[fact].subject) == element
            && (!first || m_levels[fact] < m_levels[*first]))
            first = fact;
    }
    return first;
}

bool GroundReach::succeeds(std::uint32_t pivot) const
{
    const auto premises = m_attack.grounding().system.premisesOf(pivot);
    return std::all_of(premises.begin(), premises.end(), [this](std::uint32_t fact) { return holds(fact); })
        && (m_attack.passage(pivot).open & 1u) != 0;
}

std::vector<std::uint32_t> GroundReach::successes() const
{
    std::vector<std::uint32_t> pivots;
    for (std::uint32_t pivot = 0; pivot < m_attack.grounding().system.pivotCount(); ++pivot) {
        if (succeeds(pivot))
            pivots.push_back(pivot);
    }
    return pivots;
}

std::vector<std::uint32_t> GroundReach::derivation(std::uint32_t fact) const
{
    const GroundSystem &system = m_attack.grounding().system;
    std::vector<std::uint32_t> first(system.factCount(), noIndex);
    for (std::uint32_t pivot : successes()) {
        std::uint32_t step = 0;
        for (std::uint32_t premise : system.premisesOf(pivot))
            step = std::max(step, m_levels[premise]);
        for (std::uint32_t given : system.grantsOf(pivot)) {
            if (m_levels[given] == step + 1 && first[given] == noIndex)
                first[given] = pivot;
        }
    }
    std::vector<std::uint32_t> pivots;
    std::vector<bool> seen(system.factCount(), false);
    collect(fact, first, seen, pivots);
    return pivots;
}

void GroundReach::collect(std::uint32_t fact, const std::vector<std::uint32_t> &first,
    std::vector<bool> &seen, std::vector<std::uint32_t> &pivots) const
{
    if (seen[fact])
        return;
    seen[fact] = true;
    const std::uint32_t pivot = first[fact];
    if (m_levels[fact] == 0 || pivot == noIndex)
        return;
    for (std::uint32_t premise : m_attack.grounding().system.premisesOf(pivot))
        collect(premise, first, seen, pivots);
    if (std::find(pivots.begin(), pivots.end(), pivot) == pivots.end())
        pivots.push_back(pivot);
}

} // namespace fourplane
