// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/WorldPass.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr WorldMask passWorlds = 0xFFFF;
constexpr std::size_t worldStopInterval = 4096;

/// Bits of worlds that spread along the arcs. A node is gone through again whenever worlds were added to it;
/// nodes that gained world 0 go first, because usually they have then gained all.
class WorldPass
{
public:
    explicit WorldPass(const CompiledSystem &system)
        : m_system(system)
        , m_worlds(system.nodeCount(), 0)
        , m_isWaiting(system.nodeCount(), 0)
    {
        m_worlds[system.root] = passWorlds;
        m_worlds[system.sink] = passWorlds;
    }

    bool run(const Job &job)
    {
        wait(m_system.root, passWorlds);
        for (std::size_t i = 0; i < m_system.initialFacts.size(); ++i)
            take(m_system.nodeOf[m_system.initialFacts[i]], m_system.initialWorlds[i]);
        std::size_t nextFirst = 0, nextLater = 0;
        for (std::size_t step = 0;; ++step) {
            if (step % worldStopInterval == 0 && job.isStopped())
                return false;
            if (nextFirst < m_first.size())
                expand(m_first, nextFirst++);
            else if (nextLater < m_later.size())
                expand(m_later, nextLater++);
            else
                return true;
        }
    }

    std::vector<WorldMask> byFact() const
    {
        std::vector<WorldMask> worlds(m_system.nodeOf.size());
        for (std::size_t fact = 0; fact < worlds.size(); ++fact)
            worlds[fact] = m_worlds[m_system.nodeOf[fact]];
        return worlds;
    }

private:
    void take(std::uint32_t node, WorldMask worlds)
    {
        for (;;) {
            if (m_system.isJoin(node)) {
                worlds = passWorlds;
                for (std::uint32_t premise : m_system.premisesOf(node))
                    worlds = static_cast<WorldMask>(worlds & m_worlds[premise]);
            }
            const auto added = static_cast<WorldMask>(worlds & ~m_worlds[node]);
            if (!added)
                return;
            m_worlds[node] = static_cast<WorldMask>(m_worlds[node] | added);
            if (!m_system.isPair(node)) {
                wait(node, added);
                return;
            }
            const std::uint32_t arc = node / 2;
            worlds = static_cast<WorldMask>(m_worlds[node] & m_worlds[node ^ 1u] & m_system.open[arc]);
            node = m_system.targets[arc];
        }
    }

    void wait(std::uint32_t node, WorldMask added)
    {
        const bool isFirst = (added & 1u) != 0;
        if (m_isWaiting[node] && !isFirst)
            return;
        m_isWaiting[node] = 1;
        (isFirst ? m_first : m_later).push_back(node);
    }

    void expand(const std::vector<std::uint32_t> &queue, std::size_t next)
    {
        const std::uint32_t *const starts = m_system.starts.data() - m_system.pairEnd;
        __builtin_prefetch(starts + queue[std::min(next + 8, queue.size() - 1)]);
        const std::uint32_t soon = starts[queue[std::min(next + 4, queue.size() - 1)]];
        __builtin_prefetch(m_system.targets.data() + soon);
        __builtin_prefetch(m_system.open.data() + soon);
        const std::uint32_t node = queue[next];
        if (!m_isWaiting[node])
            return; // gone through since, from the other queue
        m_isWaiting[node] = 0;
        const WorldMask worlds = m_worlds[node];
        const std::uint32_t end = starts[node + 1];
        for (std::uint32_t arc = starts[node]; arc < end; ++arc) {
            const auto gained = static_cast<WorldMask>(worlds & m_system.open[arc]);
            const std::uint32_t target = m_system.targets[arc];
            if (gained & ~m_worlds[target])
                take(target, gained);
        }
    }

    const CompiledSystem &m_system;
    std::vector<WorldMask> m_worlds; ///< by node
    std::vector<char> m_isWaiting; ///< by node
    std::vector<std::uint32_t> m_first;
    std::vector<std::uint32_t> m_later;
};

} // namespace

Result<std::vector<WorldMask>> solveWorlds(const CompiledSystem &system, const Job &job)
{
    WorldPass pass(system);
    if (!pass.run(job))
        return failure("cancelled", "The simulation was stopped.");
    return pass.byFact();
}

} // namespace fourplane
