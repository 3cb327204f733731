// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/GroundSystem.h"

#include "core/attack/FactUses.h"

#include <algorithm>
#include <array>
#include <bit>
#include <deque>

namespace fourplane {

namespace {

constexpr std::size_t solveStopInterval = 1024;

WorldMask allOf(const std::vector<WorldMask> &worlds, std::span<const std::uint32_t> facts)
{
    WorldMask mask = everyWorld;
    for (std::uint32_t fact : facts)
        mask = static_cast<WorldMask>(mask & worlds[fact]);
    return mask;
}

/// Bit propagation to the least fix-point.
class Solver
{
public:
    Solver(const GroundSystem &system, const OpenWorlds &openWorlds)
        : m_system(system)
        , m_openWorlds(openWorlds)
        , m_uses(system)
        , m_worlds(system.initial)
        , m_isQueued(system.factCount(), false)
        , m_open(system.pivotCount(), 0)
        , m_isAsked(system.pivotCount(), false)
    {
    }

    bool run(const Job &job)
    {
        for (std::uint32_t fact = 0; fact < m_worlds.size(); ++fact) {
            if (m_worlds[fact])
                enqueue(fact);
        }
        for (std::uint32_t pivot = 0; pivot < m_system.pivotCount(); ++pivot) {
            if (m_system.premisesOf(pivot).empty())
                fire(pivot);
        }
        std::size_t steps = 0;
        while (!m_queue.empty()) {
            if (++steps % solveStopInterval == 0 && job.isStopped())
                return false;
            const std::uint32_t fact = m_queue.front();
            m_queue.pop_front();
            m_isQueued[fact] = false;
            for (std::uint32_t pivot : m_uses.of(fact))
                fire(pivot);
        }
        return !job.isStopped();
    }

    std::vector<WorldMask> takeWorlds() { return std::move(m_worlds); }

private:
    void fire(std::uint32_t pivot)
    {
        const WorldMask reached = allOf(m_worlds, m_system.premisesOf(pivot));
        const WorldMask held = allOf(m_worlds, m_system.grantsOf(pivot));
        if ((reached & ~held) == 0)
            return;
        if (!m_isAsked[pivot]) {
            m_open[pivot] = m_openWorlds(pivot);
            m_isAsked[pivot] = true;
        }
        const auto gained = static_cast<WorldMask>(reached & m_open[pivot]);
        for (std::uint32_t fact : m_system.grantsOf(pivot)) {
            const auto now = static_cast<WorldMask>(m_worlds[fact] | gained);
            if (now == m_worlds[fact])
                continue;
            m_worlds[fact] = now;
            enqueue(fact);
        }
    }

    void enqueue(std::uint32_t fact)
    {
        if (m_isQueued[fact])
            return;
        m_isQueued[fact] = true;
        m_queue.push_back(fact);
    }

    const GroundSystem &m_system;
    const OpenWorlds &m_openWorlds;
    FactUses m_uses;
    std::vector<WorldMask> m_worlds;
    std::vector<bool> m_isQueued;
    std::vector<WorldMask> m_open;
    std::vector<bool> m_isAsked;
    std::deque<std::uint32_t> m_queue;
};

} // namespace

std::uint32_t GroundSystem::addPivot(
    std::span<const std::uint32_t> premises, std::span<const std::uint32_t> grants)
{
    m_premises.insert(m_premises.end(), premises.begin(), premises.end());
    m_premiseEnds.push_back(static_cast<std::uint32_t>(m_premises.size()));
    m_grants.insert(m_grants.end(), grants.begin(), grants.end());
    m_grantEnds.push_back(static_cast<std::uint32_t>(m_grants.size()));
    return static_cast<std::uint32_t>(m_premiseEnds.size() - 1);
}

std::span<const std::uint32_t> GroundSystem::row(
    const std::vector<std::uint32_t> &all, const std::vector<std::uint32_t> &ends, std::uint32_t index)
{
    const std::uint32_t start = index == 0 ? 0 : ends[index - 1];
    return { all.data() + start, all.data() + ends[index] };
}

Result<std::vector<WorldMask>> solve(const GroundSystem &system, const OpenWorlds &openWorlds, const Job &job)
{
    Solver solver(system, openWorlds);
    if (!solver.run(job))
        return failure("cancelled", "The simulation was stopped.");
    return solver.takeWorlds();
}

std::vector<std::uint32_t> derivationLevels(const GroundSystem &system,
    const std::function<bool(std::uint32_t)> &isOpen, const std::function<bool(std::uint32_t)> &isFree)
{
    const FactUses uses(system);
    std::vector<std::uint32_t> levels(system.factCount(), noIndex);
    std::vector<std::uint32_t> missing(system.pivotCount());
    std::vector<std::uint32_t> current;
    std::vector<std::uint32_t> ready;
    for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
        missing[pivot] = static_cast<std::uint32_t>(system.premisesOf(pivot).size());
        if (missing[pivot] == 0)
            ready.push_back(pivot);
    }
    for (std::uint32_t fact = 0; fact < system.factCount(); ++fact) {
        if (system.initial[fact] & 1u) {
            levels[fact] = 0;
            current.push_back(fact);
        }
    }
    for (std::uint32_t level = 1; !current.empty() || !ready.empty(); ++level) {
        for (std::size_t next = 0; next < current.size(); ++next) { // grows by what comes free
            for (std::uint32_t pivot : uses.of(current[next])) {
                if (--missing[pivot] != 0)
                    continue;
                if (!isFree || !isFree(pivot)) {
                    ready.push_back(pivot);
                    continue;
                }
                for (std::uint32_t fact : system.grantsOf(pivot)) {
                    if (levels[fact] == noIndex && isOpen(pivot)) {
                        levels[fact] = level - 1;
                        current.push_back(fact);
                    }
                }
            }
        }
        current.clear();
        for (std::uint32_t pivot : ready) {
            const auto grants = system.grantsOf(pivot);
            const bool givesNew = std::any_of(grants.begin(), grants.end(),
                [&levels](std::uint32_t fact) { return levels[fact] == noIndex; });
            if (!givesNew || !isOpen(pivot))
                continue;
            for (std::uint32_t fact : grants) {
                if (levels[fact] == noIndex) {
                    levels[fact] = level;
                    current.push_back(fact);
                }
            }
        }
        ready.clear();
    }
    return levels;
}

WorldMask worldsWithout(PlaneSet blocking)
{
    static const std::array<WorldMask, 16> masks = [] {
        std::array<WorldMask, 16> all {};
        for (unsigned set = 0; set < 16; ++set) {
            for (unsigned world = 0; world < 16; ++world)
                all[set] = static_cast<WorldMask>(all[set] | ((set & ~world) == 0 ? 1u << world : 0u));
        }
        return all;
    }();
    return masks[blocking.bits()];
}

std::vector<PlaneSet> smallestPlaneSets(WorldMask worlds)
{
    std::vector<PlaneSet> sets;
    for (unsigned world = 0; world < 16; ++world) {
        if (worlds & (1u << world))
            sets.emplace_back(static_cast<std::uint8_t>(world));
    }
    std::stable_sort(sets.begin(), sets.end(), [](PlaneSet first, PlaneSet second) {
        return std::popcount(first.bits()) < std::popcount(second.bits());
    });
    std::vector<PlaneSet> smallest;
    for (PlaneSet set : sets) {
        if (std::none_of(smallest.begin(), smallest.end(),
                [set](PlaneSet smaller) { return smaller.isSubsetOf(set); }))
            smallest.push_back(set);
    }
    return smallest;
}

} // namespace fourplane
