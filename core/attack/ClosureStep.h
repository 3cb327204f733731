// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CompiledSystem.h"
#include "core/attack/NodeBits.h"

#include <algorithm>

namespace fourplane {

/// What all searches of one world do with a node: take it, and go through the rows of the nodes taken, first
/// come first served. Made anew on the stack for each search; the plain pointers let the compiler keep them
/// in registers, where through members it must assume that every write changes them.
template <bool keepsParents, bool keepsPairs>
class ClosureStep
{
public:
    /// `parents` (arcs, by node) and `pairs` (the pair facts taken) are used as the parameters say; `queue`
    /// has room for every node.
    ClosureStep(const CompiledSystem &system, NodeBits &held, std::uint32_t *queue,
        std::uint32_t *parents = nullptr, std::uint32_t *pairs = nullptr)
        : m_system(system)
        , m_starts(system.starts.data() - system.pairEnd)
        , m_targets(system.targets.data())
        , m_pairEnd(system.pairEnd)
        , m_joinEnd(system.joinEnd)
        , m_held(held)
        , m_queue(queue)
        , m_parents(parents)
        , m_pairs(pairs)
    {
    }

    /// Takes the node that `arc` leads to, unless it holds or is a join that still waits for a premise.
    void take(std::uint32_t node, std::uint32_t arc)
    {
        while (!m_held.test(node)) {
            if (node >= m_pairEnd && node < m_joinEnd && !allHeld(m_system.premisesOf(node)))
                return;
            m_held.set(node);
            if constexpr (keepsParents)
                m_parents[node] = arc;
            if (node >= m_pairEnd) {
                m_queue[m_end++] = node;
                return;
            }
            if constexpr (keepsPairs)
                m_pairs[m_pairCount++] = node;
            if (!m_held.test(node ^ 1u))
                return;
            arc = node / 2;
            node = m_targets[arc];
        }
    }

    /// Puts a node that holds into the queue.
    void enqueue(std::uint32_t node) { m_queue[m_end++] = node; }

    std::uint32_t end() const { return m_end; }

    std::uint32_t pairCount() const { return m_pairCount; }

    /// Goes through the row of the queue's node number `next`; gives the number of its arcs.
    std::uint32_t expand(std::uint32_t next)
    {
        // Rows lie anywhere in memory: asking early for those of the next nodes halves the time of large
        // systems.
        __builtin_prefetch(m_starts + m_queue[std::min(next + 8, m_end - 1)]);
        const std::uint32_t *const soon = m_targets + m_starts[m_queue[std::min(next + 4, m_end - 1)]];
        __builtin_prefetch(soon);
        __builtin_prefetch(soon + 16);
        const std::uint32_t node = m_queue[next];
        const std::uint32_t first = m_starts[node];
        const std::uint32_t rowEnd = m_starts[node + 1];
        for (std::uint32_t arc = first; arc < rowEnd; ++arc)
            take(m_targets[arc], arc);
        return rowEnd - first;
    }

private:
    bool allHeld(std::span<const std::uint32_t> nodes) const
    {
        return std::all_of(
            nodes.begin(), nodes.end(), [this](std::uint32_t node) { return m_held.test(node); });
    }

    const CompiledSystem &m_system;
    const std::uint32_t *const m_starts;
    const std::uint32_t *const m_targets;
    const std::uint32_t m_pairEnd;
    const std::uint32_t m_joinEnd;
    NodeBits &m_held;
    std::uint32_t *const m_queue;
    std::uint32_t *const m_parents;
    std::uint32_t *const m_pairs;
    std::uint32_t m_end = 0;
    std::uint32_t m_pairCount = 0;
};

} // namespace fourplane
