// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignCrowds.h"

#include <algorithm>
#include <cassert>

namespace fourplane {

namespace {

/// The element that all instances of a group share, or noIndex.
EntityIndex sharedOf(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    return rule.split->shared ? bindings[*rule.split->shared] : noIndex;
}

} // namespace

CampaignCrowds::CampaignCrowds(const PreparedAttack &attack, const std::vector<WorldMask> &worlds)
    : m_attack(attack)
    , m_grounding(attack.grounding())
    , m_worlds(worlds)
    , m_gatherings(m_grounding.system.factCount() - m_grounding.facts.size())
    , m_counts(m_gatherings.size(), 0)
{
    for (std::uint32_t pivot = 0; pivot < m_grounding.kinds.size(); ++pivot) {
        if (m_grounding.kinds[pivot] == PivotKind::Gathering)
            m_gatherings[m_grounding.system.grantsOf(pivot).front() - m_grounding.facts.size()].push_back(
                pivot);
    }
    for (std::uint32_t i = 0; i < m_grounding.groups.size(); ++i) {
        const PairGroup &group = m_grounding.groups[i];
        const PreparedRule &rule = attack.rules()[group.rule];
        m_groups[{ group.rule, sharedOf(rule, group.far[0]) }] = i;
    }
}

std::uint32_t CampaignCrowds::crowdPremise(std::uint32_t pivot) const
{
    for (std::uint32_t fact : m_grounding.system.premisesOf(pivot)) {
        if (fact >= m_grounding.facts.size())
            return fact;
    }
    return noIndex;
}

void CampaignCrowds::collectLeaves(std::uint32_t crowd)
{
    for (std::uint32_t pivot : m_gatherings[crowd - m_grounding.facts.size()]) {
        const std::uint32_t fact = m_grounding.system.premisesOf(pivot).front();
        if (fact >= m_grounding.facts.size())
            collectLeaves(fact);
        else
            m_leaves.push_back({ fact, (m_worlds[fact] & m_grounding.openOf[pivot] & 1U) != 0 });
    }
}

std::size_t CampaignCrowds::memberCount(std::uint32_t pivot)
{
    const std::uint32_t crowd = crowdPremise(pivot);
    std::size_t &count = m_counts[crowd - m_grounding.facts.size()];
    if (count == 0) {
        m_leaves.clear();
        collectLeaves(crowd);
        count = m_leaves.size();
    }
    return count;
}

std::size_t CampaignCrowds::placeOf(const PairGroup &group, std::span<const EntityIndex> near)
{
    auto &places = m_places[&group];
    if (places.empty()) {
        for (std::size_t place = 0; place < group.near.size(); ++place) {
            const auto side = group.near[place];
            places.try_emplace({ side.begin(), side.end() }, place);
        }
    }
    return places.at({ near.begin(), near.end() });
}

void CampaignCrowds::forEachMember(std::uint32_t pivot, const Visit &visit)
{
    const PreparedRule &rule = m_attack.ruleOf(pivot);
    const std::vector<bool> &isNear = rule.split->isNear;
    const auto own = m_attack.bindingsOf(pivot);
    const PairGroup &group =
        m_grounding.groups[m_groups.at({ m_grounding.ruleOf[pivot], sharedOf(rule, own) })];
    // A crowd is a run of the near side; the pivot is bound to the first of it.
    std::vector<EntityIndex> near(group.near[0].begin(), group.near[0].end());
    for (std::size_t variable = 0; variable < near.size(); ++variable) {
        if (isNear[variable])
            near[variable] = own[variable];
    }
    const std::size_t first = placeOf(group, near);
    const std::uint32_t crowd = crowdPremise(pivot);
    m_leaves.clear();
    collectLeaves(crowd);
    assert(first + m_leaves.size() <= group.near.size());
    const auto premises = m_grounding.system.premisesOf(pivot);
    for (std::size_t i = 0; i < m_leaves.size(); ++i) {
        if (!m_leaves[i].isOpen)
            continue;
        std::vector<std::uint32_t> memberPremises(premises.begin(), premises.end());
        std::replace(memberPremises.begin(), memberPremises.end(), crowd, m_leaves[i].fact);
        std::vector<EntityIndex> bindings(own.begin(), own.end());
        const auto member = group.near[first + i];
        for (std::size_t variable = 0; variable < bindings.size(); ++variable) {
            if (isNear[variable])
                bindings[variable] = member[variable];
        }
        visit(memberPremises, bindings);
    }
}

} // namespace fourplane
