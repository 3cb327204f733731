// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/GroundReach.h"
#include "core/analysis/OpenedStep.h"
#include "core/attack/LanePass.h"

#include <map>
#include <optional>
#include <unordered_map>

namespace fourplane {

/// A design and changed ones under the same attack, solved in one pass: the ground pivots of all of them form
/// one hypergraph, and in the lane of a design those are open that it has. So the answer for each design is
/// exactly that of an attack on it alone. A changed design is read when it is added and not needed any more,
/// so that the pass takes no more memory than what differs.
class VariantLanes
{
public:
    /// Changed designs of one pass: the design itself has lane 0.
    static constexpr std::size_t mostVariants = LaneMask::width - 1;

    /// `design` keeps its successes only (GroundingLimits::onlySuccesses), and `reach` is its own. Both must
    /// outlive the pass.
    VariantLanes(PreparedAttack &design, const GroundReach &reach);

    /// Adds a design that PreparedAttack::onChanged made of the first. Gives its lane.
    std::size_t add(PreparedAttack &variant);

    /// Solves. Error: "cancelled".
    Result<void> run(const Job &job = {});

    /// After `run`: what falls in a lane, sorted.
    std::vector<ElementId> fallen(std::size_t lane) const;

    /// Pivots of the design that succeed in it and not in `lane`, because they are blocked there or not there
    /// at all, ascending. What is out of reach in `lane` is asked of it all the same.
    const std::vector<std::uint32_t> &closedBy(std::size_t lane) const { return m_closedBy[lane]; }

    /// After `run`: steps of `lane` among elements of the design, sorted. What is out of reach in the design
    /// is asked of it all the same.
    std::vector<OpenedStep> openedBy(std::size_t lane) const;

private:
    /// The rule of a pivot, its elements, noIndex, and the facts that it gives, which may hang on types of
    /// its elements.
    using Key = std::vector<std::uint32_t>;

    struct KeyHash
    {
        std::size_t operator()(const Key &key) const;
    };

    /// A pivot that the design does not have.
    struct NewPivot
    {
        std::vector<std::uint32_t> premises; ///< facts
        std::vector<std::uint32_t> grants;
        std::optional<OpenedStep> step; ///< where it is one as soon as it is reached and gives something new
    };

    /// The numbers of a variant's elements and facts among those of all designs.
    struct Numbers
    {
        std::vector<std::uint32_t> entities;
        std::vector<std::uint32_t> facts;
    };

    Numbers numbersOf(const PreparedAttack &variant);
    std::uint32_t factOf(const AttackerFact &fact);
    static Key keyOf(const PreparedAttack &attack, std::uint32_t pivot, const Numbers &numbers);
    std::uint32_t newPivot(
        const PreparedAttack &variant, std::uint32_t pivot, const Numbers &numbers, const Key &key);
    std::optional<OpenedStep> stepOf(const PreparedAttack &variant, std::uint32_t pivot);
    bool isReached(std::uint32_t pivot) const;
    bool holdsAll(std::span<const std::uint32_t> facts, std::size_t lane) const;

    PreparedAttack &m_design;
    const GroundReach &m_reach;
    Numbers m_own; ///< of the design
    std::map<ElementId, std::uint32_t> m_newEntities; ///< that only variants have
    std::vector<ElementId> m_newIds; ///< in the order of their numbers
    std::vector<AttackerFact> m_facts; ///< by number; the subject is one of all elements
    std::unordered_map<std::uint64_t, std::uint32_t> m_factNumbers;
    std::vector<LaneMask> m_initial; ///< by fact: lanes in which it holds from the start
    std::unordered_map<Key, std::uint32_t, KeyHash> m_newNumbers; ///< places in m_newPivots
    std::vector<NewPivot> m_newPivots; ///< numbered after those of the design
    std::vector<WhatIf> m_lanes;
    std::vector<std::vector<std::uint32_t>> m_closedBy; ///< by lane
    std::optional<LanePass> m_pass;
};

} // namespace fourplane
