// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/ArcIndex.h"
#include "core/attack/ClosureSearch.h"
#include "core/attack/LaneMask.h"

namespace fourplane {

/// How one lane differs from the others.
struct WhatIf
{
    std::vector<std::uint32_t> closed; ///< pivots
    std::vector<std::uint32_t> opened; ///< pivots; those in both lists are open
    std::vector<std::uint32_t> facts; ///< held from the start besides the common ones
};

/// Up to 512 what-ifs of one world in one pass: single controls taken away or added, edited variants, many
/// footholds at once. What holds in every lane is searched once; only what differs carries a bit for each
/// lane. May run many times; its memory grows with what differs.
class LanePass
{
public:
    /// `system` has every pivot that a lane may open; those whose worlds lack world 0 are closed in all
    /// others. Takes a copy, since runs change it for a while.
    explicit LanePass(CompiledSystem system);

    LanePass(const LanePass &) = delete;
    LanePass &operator=(const LanePass &) = delete;

    /// Searches the lanes, at most LaneMask::width, from `facts`. Error: "cancelled".
    Result<void> run(
        std::span<const std::uint32_t> facts, std::span<const WhatIf> lanes, const Job &job = {});

    /// Searches the lanes from nodes that are known to hold in all of them together with all that follows
    /// from these. The lanes may differ in facts only. Error: "cancelled".
    Result<void> runFrom(const NodeBits &common, std::span<const WhatIf> lanes, const Job &job = {});

    bool holds(std::uint32_t fact, std::size_t lane) const;

    /// For each lane how many of the nodes hold, `counted` having been made by nodesOf.
    std::vector<std::uint32_t> count(const NodeBits &counted) const;

    NodeBits nodesOf(std::span<const std::uint32_t> facts) const;

private:
    /// An arc that is not open in the same way in all lanes.
    struct Exception
    {
        std::uint32_t source = 0;
        std::uint32_t arc = 0;
        LaneMask open;
    };

    void setApart(std::span<const WhatIf> lanes);
    void putBack();
    bool spread(std::span<const WhatIf> lanes, const Job &job);
    void clearLanes();
    std::span<const Exception> exceptionsAt(std::uint32_t source) const;
    LaneMask lanesOf(std::uint32_t node) const;
    LaneMask joined(std::uint32_t join) const;
    void take(std::uint32_t node, LaneMask lanes);
    void expand(std::uint32_t node);

    CompiledSystem m_system;
    ArcIndex m_index; ///< as the system was at first, all pivots open
    std::vector<std::uint32_t> m_targets; ///< by arc: where it leads when it is open
    std::vector<Exception> m_exceptions; ///< by source
    NodeBits m_hasExceptions; ///< by node
    ClosureSearch m_search;
    NodeBits m_common; ///< nodes that hold in every lane
    LaneMask m_active;
    std::size_t m_laneCount = 0;
    std::vector<std::uint32_t> m_rowOf; ///< by node: its place in m_lanes, or noIndex
    std::vector<std::uint32_t> m_touched; ///< nodes with a place
    std::vector<LaneMask> m_lanes;
    std::vector<char> m_isWaiting; ///< by node
    std::vector<std::uint32_t> m_queue;
};

/// What-ifs without a limit on their number: for each of them how many of the facts `counted` the attacker
/// holds, starting from `facts`. What-ifs that stand near one another should touch the same part of the
/// system: then most holds in all lanes of a pass. Error: "cancelled".
Result<std::vector<std::uint32_t>> countWhatIfs(LanePass &pass, std::span<const std::uint32_t> facts,
    std::span<const WhatIf> whatIfs, std::span<const std::uint32_t> counted, const Job &job = {});

} // namespace fourplane
