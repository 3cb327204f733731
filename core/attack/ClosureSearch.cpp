// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ClosureSearch.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::uint32_t stopCheckInterval = 4096;

} // namespace

ClosureSearch::ClosureSearch(const CompiledSystem &system)
    : m_system(system)
    , m_held(system.nodeCount())
    , m_parents(system.nodeCount(), noIndex)
    , m_queue(system.nodeCount())
{
}

Result<void> ClosureSearch::run(std::span<const std::uint32_t> facts, const Job &job)
{
    m_held.clear();
    m_held.set(m_system.root);
    m_held.set(m_system.sink);
    if (!search(facts, job))
        return failure("cancelled", "The simulation was stopped.");
    return {};
}

bool ClosureSearch::search(std::span<const std::uint32_t> facts, const Job &job)
{
    // Local copies: the compiler must assume that a write through one array changes members.
    const CompiledSystem &system = m_system;
    const std::uint32_t *const starts = system.starts.data() - system.pairEnd;
    const std::uint32_t *const targets = system.targets.data();
    const std::uint32_t pairEnd = system.pairEnd;
    const std::uint32_t joinEnd = system.joinEnd;
    NodeBits &held = m_held;
    std::uint32_t *const parents = m_parents.data();
    std::uint32_t *const queue = m_queue.data();
    std::uint32_t end = 0;

    const auto take = [&](std::uint32_t node, std::uint32_t arc) {
        while (!held.test(node)) {
            if (node >= joinEnd) {
                held.set(node);
                parents[node] = arc;
                queue[end++] = node;
                return;
            }
            if (node >= pairEnd) {
                const auto premises = system.premisesOf(node);
                if (std::all_of(premises.begin(), premises.end(),
                        [&held](std::uint32_t premise) { return held.test(premise); })) {
                    held.set(node);
                    queue[end++] = node;
                }
                return;
            }
            held.set(node);
            parents[node] = arc;
            if (!held.test(node ^ 1u))
                return;
            arc = node / 2;
            node = targets[arc];
        }
    };

    queue[end++] = system.root;
    for (std::uint32_t fact : facts)
        take(system.nodeOf[fact], noIndex);
    for (std::uint32_t next = 0; next < end; ++next) {
        if (next % stopCheckInterval == 0 && job.isStopped())
            return false;
        // Rows lie anywhere in memory: asking early for those of the next nodes halves the time of large
        // systems.
        __builtin_prefetch(starts + queue[std::min(next + 8, end - 1)]);
        const std::uint32_t *const soon = targets + starts[queue[std::min(next + 4, end - 1)]];
        __builtin_prefetch(soon);
        __builtin_prefetch(soon + 16);
        const std::uint32_t node = queue[next];
        const std::uint32_t rowEnd = starts[node + 1];
        for (std::uint32_t arc = starts[node]; arc < rowEnd; ++arc)
            take(targets[arc], arc);
    }
    return true;
}

std::uint32_t ClosureSearch::parentOf(std::uint32_t fact) const
{
    const std::uint32_t node = m_system.nodeOf[fact];
    if (!m_held.test(node) || m_parents[node] == noIndex)
        return noIndex;
    return m_system.pivotOf[m_parents[node]];
}

} // namespace fourplane
