// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedAttack.h"

#include <functional>
#include <map>

namespace fourplane {

/// The attempts of a technique that gain the same from the same premises, but for the one fact that each of
/// them starts from.
struct AttemptsAlike
{
    std::uint32_t rule = 0;
    std::vector<EntityIndex> elements; ///< that they have in common, in the order of the rule's variables
    std::vector<std::uint32_t> premises; ///< that all of them need
    std::vector<std::uint32_t> grants;
    /// By attempt: the fact that it starts from; noIndex where the rule needs none, which makes it the only
    /// one.
    std::vector<std::uint32_t> starts;
    std::vector<EntityIndex> bindings; ///< by attempt, and variable of the rule

    std::span<const EntityIndex> bindingsOf(std::size_t attempt) const
    {
        const std::size_t width = bindings.size() / starts.size();
        return { bindings.data() + attempt * width, width };
    }
};

/// Everything that the attacker can try with success in world 0, put together by what it gains. The crowds of
/// a grounding are taken apart for that; how a rule was grounded makes no difference.
class CampaignAttempts
{
public:
    /// Keeps references. `worlds` says where each fact holds.
    CampaignAttempts(PreparedAttack &attack, const std::vector<WorldMask> &worlds);

    /// False ends the visits.
    using Visit = std::function<bool(const AttemptsAlike &attempts)>;

    /// In a fixed order, by rule and elements. False when the job was stopped or a visit said so.
    bool forEach(const Visit &visit, const Job &job);

    /// Which variables of a rule tell those apart that are not alike.
    static std::vector<bool> tellingVariables(const PreparedRule &rule);

private:
    /// Where attempts stand in the grounding: a pivot, or all pairs of one on the far side of a group.
    struct Place
    {
        std::vector<EntityIndex> elements;
        std::uint32_t group = 0; ///< noIndex for a pivot
        std::uint32_t number = 0; ///< of the pivot or the far one
    };

    bool holds(std::uint32_t fact) const { return fact != noIndex && (m_worlds[fact] & 1U) != 0; }

    bool sortPivots(const Job &job);
    std::vector<Place> placesOf(std::uint32_t rule);
    bool isFarOpen(const PreparedRule &rule, std::span<const EntityIndex> far);
    const std::vector<std::uint32_t> &startsOf(std::uint32_t group);
    void addAttempts(const Place &place, AttemptsAlike &attempts);
    void describe(std::span<const EntityIndex> bindings, AttemptsAlike &attempts) const;
    std::uint32_t factOf(const Atom &atom, std::span<const EntityIndex> bindings) const;

    PreparedAttack &m_attack;
    const Grounding &m_grounding;
    const std::vector<WorldMask> &m_worlds;
    std::vector<std::vector<std::uint32_t>> m_pivots; ///< by rule: the open ones that stand for themselves
    std::vector<std::vector<std::uint32_t>> m_groups; ///< by rule
    /// By group of the current rule and place on its near side: the fact that attempts from there start from;
    /// noIndex where it cannot be held or a control stands in the way.
    std::map<std::uint32_t, std::vector<std::uint32_t>> m_starts;
};

} // namespace fourplane
