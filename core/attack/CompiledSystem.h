// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GroundSystem.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fourplane {

/// A ground system laid out for searches that run many times over it. A node is a fact or a join; a search
/// goes through the row of arcs of each node that holds. An arc leads to one node and belongs to one pivot.
/// Nodes are, by number:
/// - below `pairEnd`, facts two by two: 2i and 2i+1 are the only premises of one pivot and are used by
/// nothing
///   else. They have no row: once both hold, so does the target of arc i.
/// - from `pairEnd` to `joinEnd`, joins: one for each other pivot with several premises. Each premise has an
///   arc to it; it holds once all of `premisesOf` do; its row is the pivot's grants.
/// - from `joinEnd` to `root`, all other facts. A pivot with one premise is an arc for each grant.
/// - `root`, which always holds: its row is the grants of pivots without premises.
/// - `sink`, which always holds too and has no arcs. An arc that leads there is closed and costs a search
///   nothing.
/// Premises and grants that are written twice, and arcs from a node to itself, are left out.
struct CompiledSystem
{
    /// Leaves out pivots and initial facts that are in none of `worlds`. `open` has the worlds in which each
    /// pivot succeeds.
    static CompiledSystem make(
        const GroundSystem &system, std::span<const WorldMask> open, WorldMask worlds = everyWorld);

    std::uint32_t nodeCount() const { return sink + 1; }

    std::uint32_t arcCount() const { return static_cast<std::uint32_t>(targets.size()); }

    bool isPair(std::uint32_t node) const { return node < pairEnd; }

    bool isJoin(std::uint32_t node) const { return node >= pairEnd && node < joinEnd; }

    std::span<const std::uint32_t> premisesOf(std::uint32_t join) const
    {
        const std::uint32_t index = join - pairEnd;
        return { joinPremises.data() + joinStarts[index], joinPremises.data() + joinStarts[index + 1] };
    }

    /// The arcs of a node's row, which is no pair, are those from here...
    std::uint32_t rowStart(std::uint32_t node) const { return starts[node - pairEnd]; }

    /// ... to before this one.
    std::uint32_t rowEnd(std::uint32_t node) const { return starts[node - pairEnd + 1]; }

    std::uint32_t pairEnd = 0;
    std::uint32_t joinEnd = 0;
    std::uint32_t root = 0;
    std::uint32_t sink = 0;
    std::vector<std::uint32_t> starts; ///< by node from `pairEnd`, and one more: where its row starts
    std::vector<std::uint32_t> targets; ///< by arc; those of pairs come first
    std::vector<std::uint32_t> pivotOf; ///< by arc: the pivot's number in the ground system
    std::vector<WorldMask> open; ///< by arc: worlds in which its pivot succeeds; all for arcs into joins
    std::vector<std::uint32_t> joinStarts; ///< by join from `pairEnd`, and one more
    std::vector<std::uint32_t> joinPremises; ///< nodes
    std::vector<std::uint32_t> nodeOf; ///< by fact
    std::vector<std::uint32_t> factOf; ///< by node; noIndex for joins, root and sink
    std::size_t pivotCount = 0; ///< that of the ground system
    std::vector<std::uint32_t> initialFacts;
    std::vector<WorldMask> initialWorlds; ///< for each of `initialFacts`
};

} // namespace fourplane
