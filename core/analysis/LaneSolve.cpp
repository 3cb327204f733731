// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/LaneSolve.h"

#include <deque>

namespace fourplane {

namespace {

constexpr std::size_t lanesStopInterval = 4096;

LaneBits allOf(const std::vector<LaneBits> &lanes, std::span<const std::uint32_t> facts)
{
    LaneBits mask = ~LaneBits { 0 };
    for (std::uint32_t fact : facts)
        mask &= lanes[fact];
    return mask;
}

/// Pivots by the facts that they need.
std::vector<std::vector<std::uint32_t>> usesOf(const GroundSystem &system)
{
    std::vector<std::vector<std::uint32_t>> uses(system.factCount());
    for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
        for (std::uint32_t fact : system.premisesOf(pivot))
            uses[fact].push_back(pivot);
    }
    return uses;
}

} // namespace

Result<std::vector<LaneBits>> solveLanes(const GroundSystem &system, const std::vector<LaneBits> &initial,
    const OpenLanes &openLanes, const Job &job)
{
    const std::vector<std::vector<std::uint32_t>> uses = usesOf(system);
    std::vector<LaneBits> lanes = initial;
    std::vector<bool> isQueued(system.factCount(), false);
    std::deque<std::uint32_t> queue;
    const auto enqueue = [&](std::uint32_t fact) {
        if (!isQueued[fact]) {
            isQueued[fact] = true;
            queue.push_back(fact);
        }
    };
    const auto fire = [&](std::uint32_t pivot) {
        const LaneBits reached = allOf(lanes, system.premisesOf(pivot));
        if ((reached & ~allOf(lanes, system.grantsOf(pivot))) == 0)
            return;
        const LaneBits gained = reached & openLanes(pivot);
        for (std::uint32_t fact : system.grantsOf(pivot)) {
            if ((gained & ~lanes[fact]) != 0) {
                lanes[fact] |= gained;
                enqueue(fact);
            }
        }
    };
    for (std::uint32_t fact = 0; fact < system.factCount(); ++fact) {
        if (lanes[fact] != 0)
            enqueue(fact);
    }
    for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
        if (system.premisesOf(pivot).empty())
            fire(pivot);
    }
    for (std::size_t steps = 1; !queue.empty(); ++steps) {
        if (steps % lanesStopInterval == 0 && job.isStopped())
            return failure("cancelled", "The analysis was stopped.");
        const std::uint32_t fact = queue.front();
        queue.pop_front();
        isQueued[fact] = false;
        for (std::uint32_t pivot : uses[fact])
            fire(pivot);
    }
    if (job.isStopped())
        return failure("cancelled", "The analysis was stopped.");
    return lanes;
}

} // namespace fourplane
