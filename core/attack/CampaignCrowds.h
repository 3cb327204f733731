// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedAttack.h"

#include <functional>
#include <map>

namespace fourplane {

/// Takes the crowds of a grounding apart again, into the instances of a rule that they stand for: only where
/// a crowd's pivot is open and only for members that are reached, both in world 0.
class CampaignCrowds
{
public:
    /// Keeps references. `worlds` says where each fact holds, crowds included.
    CampaignCrowds(const PreparedAttack &attack, const std::vector<WorldMask> &worlds);

    using Visit =
        std::function<void(std::span<const std::uint32_t> premises, std::span<const EntityIndex> bindings)>;

    /// Calls `visit` for each member of a Crowd pivot that is open in world 0, in a fixed order.
    void forEachMember(std::uint32_t pivot, const Visit &visit);

    /// How often forEachMember would call, or something more.
    std::size_t memberCount(std::uint32_t pivot);

private:
    struct Leaf
    {
        std::uint32_t fact = 0;
        bool isOpen = false;
    };

    void collectLeaves(std::uint32_t crowd);
    std::uint32_t crowdPremise(std::uint32_t pivot) const;
    std::size_t placeOf(const PairGroup &group, std::span<const EntityIndex> near);

    const PreparedAttack &m_attack;
    const Grounding &m_grounding;
    const std::vector<WorldMask> &m_worlds;
    std::vector<std::vector<std::uint32_t>> m_gatherings; ///< by crowd: its pivots, in the order of members
    std::vector<std::size_t> m_counts; ///< by crowd: members; 0 while not known
    std::map<std::pair<std::uint32_t, EntityIndex>, std::uint32_t> m_groups; ///< by rule and shared element
    /// Places of near sides, by group; made when first needed.
    std::map<const PairGroup *, std::map<std::vector<EntityIndex>, std::size_t>> m_places;
    std::vector<Leaf> m_leaves;
};

} // namespace fourplane
