// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CompiledSystem.h"
#include "core/attack/NodeBits.h"
#include "core/base/Job.h"
#include "core/base/Result.h"

namespace fourplane {

/// The least fix-point of one world, with the first derivation of every fact: compile the system for one
/// world first. May run many times; holds memory for one run. Searches breadth first, so that derivations are
/// short.
class ClosureSearch
{
public:
    /// `system` must outlive the search and may have arcs closed between runs.
    explicit ClosureSearch(const CompiledSystem &system);

    /// What follows from `facts` (usually `initialFacts` of the system). Replaces the result of earlier runs.
    /// Error: "cancelled".
    Result<void> run(std::span<const std::uint32_t> facts, const Job &job = {});

    bool holds(std::uint32_t fact) const { return m_held.test(m_system.nodeOf[fact]); }

    /// The pivot by which the fact was first given; its premises were held before. noIndex for the facts that
    /// the run started from and for those that do not hold.
    std::uint32_t parentOf(std::uint32_t fact) const;

    const NodeBits &heldNodes() const { return m_held; }

private:
    bool search(std::span<const std::uint32_t> facts, const Job &job);

    const CompiledSystem &m_system;
    NodeBits m_held;
    std::vector<std::uint32_t> m_parents; ///< by node: an arc
    std::vector<std::uint32_t> m_queue; ///< each node is put here at most once
};

} // namespace fourplane
