// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ClosureSearch.h"

#include "core/attack/ClosureStep.h"

namespace fourplane {

namespace {

constexpr std::uint32_t searchStopInterval = 4096;

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
    ClosureStep<true, false> step(m_system, m_held, m_queue.data(), m_parents.data());
    step.enqueue(m_system.root);
    for (std::uint32_t fact : facts)
        step.take(m_system.nodeOf[fact], noIndex);
    for (std::uint32_t next = 0; next < step.end(); ++next) {
        if (next % searchStopInterval == 0 && job.isStopped())
            return false;
        step.expand(next);
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
