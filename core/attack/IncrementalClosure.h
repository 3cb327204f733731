// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/ArcIndex.h"
#include "core/attack/NodeBits.h"
#include "core/base/Job.h"
#include "core/base/Result.h"

namespace fourplane {

/// The fix-point of one world that follows edits: pivots are closed and opened, and only what depends on them
/// is searched again. Closing takes back everything that was derived through the closed pivots and derives
/// anew what has another derivation; opening continues the search. Where an edit would take back more than
/// about a quarter of all work, everything is computed afresh instead, so that no edit costs much more than
/// that. After every edit the result equals that of ClosureSearch; parents may be others, and are a
/// derivation.
class IncrementalClosure
{
public:
    /// `system` has every pivot that may ever be open; those whose worlds lack world 0 start closed.
    /// Takes a copy, since edits change it.
    explicit IncrementalClosure(CompiledSystem system);

    /// Computes what follows from `facts`. Before it, edits only note what is open. Error: "cancelled".
    Result<void> start(std::span<const std::uint32_t> facts, const Job &job = {});

    void close(std::span<const std::uint32_t> pivots);
    void open(std::span<const std::uint32_t> pivots);

    bool isOpen(std::uint32_t pivot) const { return !m_isClosed.test(pivot); }

    bool holds(std::uint32_t fact) const { return m_held.test(m_system.nodeOf[fact]); }

    /// As ClosureSearch::parentOf.
    std::uint32_t parentOf(std::uint32_t fact) const;

    /// Whether the last edit was answered by computing everything afresh.
    bool wasComputedAfresh() const { return m_wasComputedAfresh; }

private:
    bool computeAfresh(const Job &job);
    void drop(std::uint32_t node);
    bool dropDependents();
    bool isSupported(std::uint32_t arc) const;
    void deriveAnew();

    CompiledSystem m_system;
    ArcIndex m_index; ///< as the system was at first
    std::vector<std::uint32_t> m_targets; ///< by arc: where it leads when it is open
    NodeBits m_isClosed; ///< by pivot
    NodeBits m_held;
    std::vector<std::uint32_t> m_parents; ///< by node: an arc
    std::vector<std::uint32_t> m_queue;
    std::vector<std::uint32_t> m_dropped;
    std::vector<std::uint32_t> m_facts;
    std::size_t m_work = 0; ///< arcs gone through by the last computation from the start
    bool m_isStarted = false;
    bool m_wasComputedAfresh = false;
};

} // namespace fourplane
