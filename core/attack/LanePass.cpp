// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/LanePass.h"

#include <algorithm>
#include <cassert>
#include <map>

namespace fourplane {

namespace {

constexpr std::size_t laneStopInterval = 1024;

} // namespace

LanePass::LanePass(CompiledSystem system)
    : m_system(std::move(system))
    , m_index(m_system)
    , m_targets(m_system.targets)
    , m_hasExceptions(m_system.nodeCount())
    , m_search(m_system)
    , m_common(m_system.nodeCount())
    , m_rowOf(m_system.nodeCount(), noIndex)
    , m_isWaiting(m_system.nodeCount(), 0)
{
    for (std::uint32_t arc = 0; arc < m_system.arcCount(); ++arc) {
        if (!(m_system.open[arc] & 1u) && !m_system.isJoin(m_system.targets[arc]))
            m_system.targets[arc] = m_system.sink;
    }
}

Result<void> LanePass::run(
    std::span<const std::uint32_t> facts, std::span<const WhatIf> lanes, const Job &job)
{
    setApart(lanes);
    const auto searched = m_search.run(facts, job);
    bool isDone = bool(searched);
    if (isDone) {
        m_common = m_search.heldNodes();
        isDone = spread(lanes, job);
    }
    putBack();
    if (!isDone)
        return failure("cancelled", "The simulation was stopped.");
    return {};
}

Result<void> LanePass::runFrom(const NodeBits &common, std::span<const WhatIf> lanes, const Job &job)
{
    m_common = common;
    if (!spread(lanes, job))
        return failure("cancelled", "The simulation was stopped.");
    return {};
}

/// Closes every arc that a lane closes or opens, and remembers in which lanes it is open.
void LanePass::setApart(std::span<const WhatIf> lanes)
{
    const LaneMask all = LaneMask::firstLanes(lanes.size());
    std::map<std::uint32_t, std::uint32_t> placeOf; // by arc
    const auto exception = [&](std::uint32_t arc) -> Exception & {
        const auto [known, isNew] = placeOf.emplace(arc, static_cast<std::uint32_t>(m_exceptions.size()));
        if (isNew)
            m_exceptions.push_back(
                { m_index.sourceOf(arc), arc, m_system.open[arc] & 1u ? all : LaneMask() });
        return m_exceptions[known->second];
    };
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        for (std::uint32_t pivot : lanes[lane].closed) {
            for (std::uint32_t arc : m_index.arcsOf(pivot))
                exception(arc).open.reset(lane);
        }
        for (std::uint32_t pivot : lanes[lane].opened) {
            for (std::uint32_t arc : m_index.arcsOf(pivot))
                exception(arc).open.set(lane);
        }
    }
    std::sort(m_exceptions.begin(), m_exceptions.end(), [](const Exception &first, const Exception &second) {
        return first.source != second.source ? first.source < second.source : first.arc < second.arc;
    });
    for (const Exception &apart : m_exceptions) {
        m_hasExceptions.set(apart.source);
        m_system.targets[apart.arc] = m_system.sink;
    }
}

void LanePass::putBack()
{
    for (const Exception &apart : m_exceptions) {
        m_hasExceptions.reset(apart.source);
        if (m_system.open[apart.arc] & 1u)
            m_system.targets[apart.arc] = m_targets[apart.arc];
    }
    m_exceptions.clear();
}

void LanePass::clearLanes()
{
    for (std::uint32_t node : m_touched)
        m_rowOf[node] = noIndex;
    m_touched.clear();
    m_lanes.clear();
    for (std::uint32_t node : m_queue)
        m_isWaiting[node] = 0;
    m_queue.clear();
}

bool LanePass::spread(std::span<const WhatIf> lanes, const Job &job)
{
    assert(lanes.size() <= LaneMask::width);
    clearLanes();
    m_laneCount = lanes.size();
    m_active = LaneMask::firstLanes(lanes.size());
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        LaneMask one;
        one.set(lane);
        for (std::uint32_t fact : lanes[lane].facts)
            take(m_system.nodeOf[fact], one);
    }
    for (const Exception &apart : m_exceptions) {
        LaneMask gained = lanesOf(apart.source) & apart.open;
        if (m_system.isPair(apart.source))
            gained &= lanesOf(apart.source ^ 1u);
        take(m_targets[apart.arc], gained);
    }
    for (std::size_t next = 0; next < m_queue.size(); ++next) {
        if (next % laneStopInterval == 0 && job.isStopped())
            return false;
        m_isWaiting[m_queue[next]] = 0;
        expand(m_queue[next]);
    }
    return !job.isStopped();
}

std::span<const LanePass::Exception> LanePass::exceptionsAt(std::uint32_t source) const
{
    const auto first = std::lower_bound(m_exceptions.begin(), m_exceptions.end(), source,
        [](const Exception &apart, std::uint32_t node) { return apart.source < node; });
    auto end = first;
    while (end != m_exceptions.end() && end->source == source)
        ++end;
    return { first, end };
}

LaneMask LanePass::lanesOf(std::uint32_t node) const
{
    if (m_common.test(node))
        return m_active;
    return m_rowOf[node] == noIndex ? LaneMask() : m_lanes[m_rowOf[node]];
}

LaneMask LanePass::joined(std::uint32_t join) const
{
    LaneMask lanes = m_active;
    for (std::uint32_t premise : m_system.premisesOf(join))
        lanes &= lanesOf(premise);
    return lanes;
}

void LanePass::take(std::uint32_t node, LaneMask lanes)
{
    while (!m_common.test(node)) {
        if (m_system.isJoin(node))
            lanes = joined(node);
        std::uint32_t &place = m_rowOf[node];
        if (place != noIndex) {
            if (lanes.without(m_lanes[place]).isEmpty())
                return;
            m_lanes[place] |= lanes;
        } else if (lanes.isEmpty()) {
            return;
        } else {
            place = static_cast<std::uint32_t>(m_lanes.size());
            m_lanes.push_back(lanes);
            m_touched.push_back(node);
        }
        if (!m_system.isPair(node)) {
            if (!m_isWaiting[node])
                m_queue.push_back(node);
            m_isWaiting[node] = 1;
            return;
        }
        lanes = lanesOf(node) & lanesOf(node ^ 1u);
        const std::uint32_t source = node & ~1u;
        if (m_hasExceptions.test(source)) {
            lanes &= exceptionsAt(source).front().open;
            node = m_targets[source / 2];
        } else {
            node = m_system.targets[source / 2];
        }
    }
}

void LanePass::expand(std::uint32_t node)
{
    const LaneMask lanes = m_lanes[m_rowOf[node]];
    const std::uint32_t end = m_system.rowEnd(node);
    for (std::uint32_t arc = m_system.rowStart(node); arc < end; ++arc)
        take(m_system.targets[arc], lanes);
    if (m_hasExceptions.test(node)) {
        for (const Exception &apart : exceptionsAt(node))
            take(m_targets[apart.arc], lanes & apart.open);
    }
}

bool LanePass::holds(std::uint32_t fact, std::size_t lane) const
{
    return lanesOf(m_system.nodeOf[fact]).test(lane);
}

NodeBits LanePass::nodesOf(std::span<const std::uint32_t> facts) const
{
    NodeBits nodes(m_system.nodeCount());
    for (std::uint32_t fact : facts)
        nodes.set(m_system.nodeOf[fact]);
    return nodes;
}

std::vector<std::uint32_t> LanePass::count(const NodeBits &counted) const
{
    LaneCounters counters;
    for (std::uint32_t node : m_touched) {
        if (counted.test(node))
            counters.add(m_lanes[m_rowOf[node]]);
    }
    const auto common = static_cast<std::uint32_t>(m_common.countCommon(counted));
    std::vector<std::uint32_t> counts(m_laneCount);
    for (std::size_t lane = 0; lane < counts.size(); ++lane)
        counts[lane] = common + counters.count(lane);
    return counts;
}

Result<std::vector<std::uint32_t>> countWhatIfs(LanePass &pass, std::span<const std::uint32_t> facts,
    std::span<const WhatIf> whatIfs, std::span<const std::uint32_t> counted, const Job &job)
{
    const NodeBits nodes = pass.nodesOf(counted);
    std::vector<std::uint32_t> counts;
    counts.reserve(whatIfs.size());
    for (std::size_t first = 0; first < whatIfs.size(); first += LaneMask::width) {
        job.progress(first, whatIfs.size(), "Trying changes");
        const auto lanes = whatIfs.subspan(first, std::min(LaneMask::width, whatIfs.size() - first));
        if (const auto done = pass.run(facts, lanes, job); !done)
            return tl::make_unexpected(done.error());
        const auto here = pass.count(nodes);
        counts.insert(counts.end(), here.begin(), here.end());
    }
    return counts;
}

} // namespace fourplane
