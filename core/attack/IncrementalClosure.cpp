// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/IncrementalClosure.h"

#include "core/attack/ClosureStep.h"

namespace fourplane {

namespace {

constexpr std::uint32_t closureStopInterval = 4096;
/// Taking back costs each arc once, deriving anew up to twice more: beyond a part of this size, computing
/// afresh is the better half of the time.
constexpr std::size_t shareTakenBack = 10;

} // namespace

IncrementalClosure::IncrementalClosure(CompiledSystem system)
    : m_system(std::move(system))
    , m_index(m_system)
    , m_targets(m_system.targets)
    , m_isClosed(m_system.pivotCount)
    , m_held(m_system.nodeCount())
    , m_parents(m_system.nodeCount(), noIndex)
    , m_queue(m_system.nodeCount())
{
    for (std::uint32_t pivot = 0; pivot < m_system.pivotCount; ++pivot) {
        const auto arcs = m_index.arcsOf(pivot);
        if (arcs.empty() || (m_system.open[arcs.front()] & 1u))
            continue;
        m_isClosed.set(pivot);
        for (std::uint32_t arc : arcs)
            m_system.targets[arc] = m_system.sink;
    }
}

Result<void> IncrementalClosure::start(std::span<const std::uint32_t> facts, const Job &job)
{
    m_facts.assign(facts.begin(), facts.end());
    m_isStarted = computeAfresh(job);
    if (!m_isStarted)
        return failure("cancelled", "The simulation was stopped.");
    return {};
}

bool IncrementalClosure::computeAfresh(const Job &job)
{
    m_held.clear();
    m_held.set(m_system.root);
    m_held.set(m_system.sink);
    ClosureStep<true, false> step(m_system, m_held, m_queue.data(), m_parents.data());
    step.enqueue(m_system.root);
    for (std::uint32_t fact : m_facts)
        step.take(m_system.nodeOf[fact], noIndex);
    m_work = 0;
    for (std::uint32_t next = 0; next < step.end(); ++next) {
        if (next % closureStopInterval == 0 && job.isStopped())
            return false;
        m_work += step.expand(next);
    }
    return true;
}

void IncrementalClosure::close(std::span<const std::uint32_t> pivots)
{
    m_dropped.clear();
    m_wasComputedAfresh = false;
    for (std::uint32_t pivot : pivots) {
        if (m_isClosed.test(pivot))
            continue;
        m_isClosed.set(pivot);
        for (std::uint32_t arc : m_index.arcsOf(pivot)) {
            m_system.targets[arc] = m_system.sink;
            if (m_isStarted && m_parents[m_targets[arc]] == arc)
                drop(m_targets[arc]);
        }
    }
    if (m_dropped.empty())
        return;
    if (dropDependents()) {
        deriveAnew();
    } else {
        computeAfresh({});
        m_wasComputedAfresh = true;
    }
}

void IncrementalClosure::drop(std::uint32_t node)
{
    if (!m_held.test(node))
        return;
    m_held.reset(node);
    m_dropped.push_back(node);
}

/// Everything whose derivation went through what was dropped. False when it becomes too much.
bool IncrementalClosure::dropDependents()
{
    std::size_t work = 0;
    for (std::size_t next = 0; next < m_dropped.size(); ++next) {
        const std::uint32_t node = m_dropped[next];
        const bool isPair = m_system.isPair(node);
        const std::uint32_t first = isPair ? node / 2 : m_system.rowStart(node);
        const std::uint32_t end = isPair ? first + 1 : m_system.rowEnd(node);
        work += end - first;
        if (work * shareTakenBack > m_work)
            return false;
        for (std::uint32_t arc = first; arc < end; ++arc) {
            const std::uint32_t target = m_system.targets[arc];
            if (m_parents[target] == arc || m_system.isJoin(target))
                drop(target);
        }
    }
    return true;
}

bool IncrementalClosure::isSupported(std::uint32_t arc) const
{
    if (m_system.targets[arc] == m_system.sink)
        return false;
    const std::uint32_t source = m_index.sourceOf(arc);
    return m_held.test(source) && (!m_system.isPair(source) || m_held.test(source ^ 1u));
}

void IncrementalClosure::deriveAnew()
{
    ClosureStep<true, false> step(m_system, m_held, m_queue.data(), m_parents.data());
    for (std::uint32_t node : m_dropped) {
        if (m_system.isJoin(node))
            continue; // taken again when its premises are
        for (std::uint32_t arc : m_index.arcsTo(node)) {
            if (isSupported(arc)) {
                step.take(node, arc);
                break;
            }
        }
    }
    for (std::uint32_t next = 0; next < step.end(); ++next)
        step.expand(next);
}

void IncrementalClosure::open(std::span<const std::uint32_t> pivots)
{
    m_wasComputedAfresh = false;
    ClosureStep<true, false> step(m_system, m_held, m_queue.data(), m_parents.data());
    for (std::uint32_t pivot : pivots) {
        if (!m_isClosed.test(pivot))
            continue;
        m_isClosed.reset(pivot);
        for (std::uint32_t arc : m_index.arcsOf(pivot)) {
            m_system.targets[arc] = m_targets[arc];
            if (m_isStarted && isSupported(arc))
                step.take(m_targets[arc], arc);
        }
    }
    for (std::uint32_t next = 0; next < step.end(); ++next)
        step.expand(next);
}

std::uint32_t IncrementalClosure::parentOf(std::uint32_t fact) const
{
    const std::uint32_t node = m_system.nodeOf[fact];
    if (!m_held.test(node) || m_parents[node] == noIndex)
        return noIndex;
    return m_system.pivotOf[m_parents[node]];
}

} // namespace fourplane
