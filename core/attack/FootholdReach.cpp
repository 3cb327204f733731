// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/FootholdReach.h"

#include "core/attack/ClosureStep.h"
#include "core/attack/Components.h"
#include "core/attack/LanePass.h"

#include <algorithm>
#include <numeric>

namespace fourplane {

namespace {

constexpr std::size_t reachStopInterval = 256;
constexpr std::size_t mostHubs = 8;
constexpr std::uint32_t fewestInHub = 8; ///< footholds in a component that is worth a closure of its own
constexpr std::size_t fewestInLanes = 16; ///< long searches that are worth lanes

/// What follows from a fact beyond what holds already, and takes it back.
class Difference
{
public:
    Difference(const CompiledSystem &system, NodeBits held)
        : m_system(system)
        , m_held(std::move(held))
        , m_queue(system.nodeCount())
        , m_pairs(system.pairEnd)
    {
    }

    /// Searches from the facts. Goes no further from nodes that `halts` picks. False when more than `limit`
    /// nodes are taken; those taken then follow, and more do.
    template <typename Halts>
    bool grow(std::span<const std::uint32_t> facts, std::uint32_t limit, const Halts &halts)
    {
        ClosureStep<false, true> step(m_system, m_held, m_queue.data(), nullptr, m_pairs.data());
        for (std::uint32_t fact : facts)
            step.take(m_system.nodeOf[fact], noIndex);
        bool isDone = true;
        for (std::uint32_t next = 0; isDone && next < step.end(); ++next) {
            if (!halts(m_queue[next]))
                step.expand(next);
            isDone = step.end() <= limit;
        }
        m_taken = step.end();
        m_pairsTaken = step.pairCount();
        return isDone;
    }

    bool grow(std::span<const std::uint32_t> facts, std::uint32_t limit)
    {
        return grow(facts, limit, [](std::uint32_t) { return false; });
    }

    template <typename Visit>
    void forEachTaken(const Visit &visit) const
    {
        std::for_each(m_queue.begin(), m_queue.begin() + m_taken, visit);
        std::for_each(m_pairs.begin(), m_pairs.begin() + m_pairsTaken, visit);
    }

    std::uint32_t count(const NodeBits &counted) const
    {
        std::uint32_t count = 0;
        forEachTaken([&](std::uint32_t node) { count += counted.test(node); });
        return count;
    }

    void takeBack()
    {
        forEachTaken([this](std::uint32_t node) { m_held.reset(node); });
    }

    const NodeBits &held() const { return m_held; }

private:
    const CompiledSystem &m_system;
    NodeBits m_held;
    std::vector<std::uint32_t> m_queue;
    std::vector<std::uint32_t> m_pairs;
    std::uint32_t m_taken = 0;
    std::uint32_t m_pairsTaken = 0;
};

/// A closure that others build upon.
struct Hub
{
    NodeBits held;
    std::uint32_t reach = 0;
    std::vector<std::uint32_t> components; ///< that lead to it, without its own
};

class Survey
{
public:
    Survey(const CompiledSystem &system, const FootholdQuestion &question, const Job &job)
        : m_system(system)
        , m_question(question)
        , m_job(job)
        , m_counted(system.nodeCount())
    {
        for (std::uint32_t fact : question.counted)
            m_counted.set(system.nodeOf[fact]);
    }

    bool run()
    {
        ClosureSearch search(m_system);
        if (!search.run(m_question.common, m_job))
            return false;
        m_common = search.heldNodes();
        if (!findComponents() || !findHubs())
            return false;
        // Narrow hubs first: a search that grows wide may turn out to lead to a wider one.
        std::vector<std::uint32_t> order(m_hubs.size());
        std::iota(order.begin(), order.end(), 0u);
        std::stable_sort(order.begin(), order.end(), [this](std::uint32_t first, std::uint32_t second) {
            return m_hubs[first].reach < m_hubs[second].reach;
        });
        for (std::uint32_t hub : order) {
            if (!answer(m_hubs[hub]))
                return false;
        }
        for (std::uint32_t component : m_result.component)
            m_result.reach.push_back(m_reachOf[component]);
        return true;
    }

    FootholdReach takeResult() { return std::move(m_result); }

private:
    std::size_t footholdCount() const { return m_question.footholds.size(); }

    void noteOwners()
    {
        m_keyOf.assign(m_system.nodeCount(), noIndex);
        m_ownerOf.assign(m_system.nodeCount(), noIndex);
        for (std::uint32_t i = 0; i < footholdCount(); ++i) {
            for (std::uint32_t fact : m_question.footholds[i])
                m_ownerOf[m_system.nodeOf[fact]] = i;
        }
        for (std::uint32_t i = 0; i < footholdCount(); ++i) {
            if (!m_question.footholds[i].empty())
                m_keyOf[keyNode(i)] = m_ownerOf[keyNode(i)] = i;
        }
    }

    std::uint32_t keyNode(std::uint32_t foothold) const
    {
        return m_system.nodeOf[m_question.footholds[foothold].front()];
    }

    /// Calls `visit` with each foothold that what was taken completes.
    template <typename Visit>
    void forEachTakenFoothold(const Difference &difference, const Visit &visit) const
    {
        difference.forEachTaken([&](std::uint32_t node) {
            const std::uint32_t foothold = m_keyOf[node];
            if (foothold == noIndex)
                return;
            const auto &facts = m_question.footholds[foothold];
            if (std::all_of(facts.begin(), facts.end(),
                    [&](std::uint32_t fact) { return difference.held().test(m_system.nodeOf[fact]); }))
                visit(foothold);
        });
    }

    /// The footholds that each of them suffices for alone, as far as possible without going through yet
    /// another.
    bool findComponents()
    {
        noteOwners();
        Difference local(m_system, m_common);
        for (std::uint32_t i = 0; i < footholdCount(); ++i) {
            if (i % reachStopInterval == 0) {
                if (m_job.isStopped())
                    return false;
                m_job.progress(i, 2 * footholdCount(), "Finding footholds that lead to one another");
            }
            m_edgeStarts.push_back(static_cast<std::uint32_t>(m_edges.size()));
            local.grow(m_question.footholds[i], m_question.stepLimit, [&](std::uint32_t node) {
                const std::uint32_t owner = m_ownerOf[node];
                return owner != noIndex && owner != i && local.held().test(keyNode(owner));
            });
            forEachTakenFoothold(local, [&](std::uint32_t foothold) {
                if (foothold != i)
                    m_edges.push_back(foothold);
            });
            local.takeBack();
        }
        m_edgeStarts.push_back(static_cast<std::uint32_t>(m_edges.size()));
        Components components = Components::of(m_edgeStarts, m_edges);
        m_result.component = std::move(components.componentOf);
        m_result.componentCount = components.count;
        m_reachOf.assign(components.count, 0);
        m_memberOf.assign(components.count, noIndex);
        for (std::uint32_t i = 0; i < footholdCount(); ++i)
            m_memberOf[m_result.component[i]] = i;
        return true;
    }

    const std::vector<std::uint32_t> &factsOf(std::uint32_t component) const
    {
        return m_question.footholds[m_memberOf[component]];
    }

    /// The closures of the largest components, and which of them each component leads to.
    bool findHubs()
    {
        std::vector<std::uint32_t> sizes(m_result.componentCount, 0);
        for (std::uint32_t component : m_result.component)
            ++sizes[component];
        std::vector<std::uint32_t> bySize(sizes.size());
        std::iota(bySize.begin(), bySize.end(), 0u);
        const std::size_t wanted = std::min(mostHubs, bySize.size());
        std::partial_sort(bySize.begin(), bySize.begin() + static_cast<std::ptrdiff_t>(wanted), bySize.end(),
            [&sizes](std::uint32_t first, std::uint32_t second) {
                return sizes[first] != sizes[second] ? sizes[first] > sizes[second] : first < second;
            });
        // Number 0 is what holds anyway.
        m_hubs.push_back({ m_common, static_cast<std::uint32_t>(m_common.countCommon(m_counted)), {} });
        std::vector<std::uint32_t> hubOf(sizes.size(), 0);
        for (std::size_t i = 0; i < wanted && sizes[bySize[i]] >= fewestInHub; ++i) {
            if (m_job.isStopped())
                return false;
            Difference closure(m_system, m_common);
            closure.grow(factsOf(bySize[i]), noIndex);
            hubOf[bySize[i]] = static_cast<std::uint32_t>(m_hubs.size());
            m_hubs.push_back({ closure.held(), m_hubs[0].reach + closure.count(m_counted), {} });
        }
        assignToHubs(hubOf);
        return true;
    }

    /// Each component to the hub of the widest reach that it leads to: edges lead to lower numbers, so that
    /// what they lead to is known.
    void assignToHubs(const std::vector<std::uint32_t> &hubOf)
    {
        std::vector<std::uint32_t> byComponent(footholdCount());
        std::iota(byComponent.begin(), byComponent.end(), 0u);
        std::sort(byComponent.begin(), byComponent.end(), [this](std::uint32_t first, std::uint32_t second) {
            return m_result.component[first] < m_result.component[second];
        });
        std::vector<std::uint32_t> &best = m_bestHub = hubOf;
        for (std::uint32_t foothold : byComponent) {
            const std::uint32_t component = m_result.component[foothold];
            for (std::uint32_t edge = m_edgeStarts[foothold]; edge < m_edgeStarts[foothold + 1]; ++edge) {
                const std::uint32_t hub = best[m_result.component[m_edges[edge]]];
                if (m_hubs[hub].reach > m_hubs[best[component]].reach)
                    best[component] = hub;
            }
        }
        for (std::uint32_t component = 0; component < best.size(); ++component) {
            if (hubOf[component] != 0)
                m_reachOf[component] = m_hubs[hubOf[component]].reach;
            else
                m_hubs[best[component]].components.push_back(component);
        }
    }

    bool answer(const Hub &hub)
    {
        Difference difference(m_system, hub.held);
        std::vector<std::uint32_t> wide;
        for (std::size_t i = 0; i < hub.components.size(); ++i) {
            if (i % reachStopInterval == 0) {
                if (m_job.isStopped())
                    return false;
                m_job.progress(
                    footholdCount() + i, 2 * footholdCount(), "Counting what each foothold reaches");
            }
            const std::uint32_t component = hub.components[i];
            if (difference.grow(factsOf(component), m_question.stepLimit))
                m_reachOf[component] = hub.reach + difference.count(m_counted);
            else if (const std::uint32_t wider = widerHub(difference, hub); wider != noIndex)
                m_hubs[wider].components.push_back(component);
            else
                wide.push_back(component);
            difference.takeBack();
        }
        if (wide.size() >= fewestInLanes)
            return answerInLanes(hub, wide);
        for (std::uint32_t component : wide) {
            if (m_job.isStopped())
                return false;
            difference.grow(factsOf(component), noIndex);
            m_reachOf[component] = hub.reach + difference.count(m_counted);
            difference.takeBack();
        }
        return true;
    }

    /// The hub of the widest reach that something taken leads to, if it is wider than this one. Such a
    /// foothold leads there only together with what else was taken, which is no edge between two footholds.
    std::uint32_t widerHub(const Difference &difference, const Hub &hub) const
    {
        std::uint32_t widest = noIndex;
        std::uint32_t reach = hub.reach;
        forEachTakenFoothold(difference, [&](std::uint32_t foothold) {
            const std::uint32_t best = m_bestHub[m_result.component[foothold]];
            if (m_hubs[best].reach > reach) {
                widest = best;
                reach = m_hubs[best].reach;
            }
        });
        return widest;
    }

    bool answerInLanes(const Hub &hub, const std::vector<std::uint32_t> &wide)
    {
        LanePass pass(m_system);
        for (std::size_t first = 0; first < wide.size(); first += LaneMask::width) {
            const std::size_t end = std::min(wide.size(), first + LaneMask::width);
            std::vector<WhatIf> lanes;
            for (std::size_t i = first; i < end; ++i)
                lanes.push_back({ {}, {}, factsOf(wide[i]) });
            if (!pass.runFrom(hub.held, lanes, m_job))
                return false;
            const auto counts = pass.count(m_counted);
            for (std::size_t i = first; i < end; ++i)
                m_reachOf[wide[i]] = counts[i - first];
        }
        return true;
    }

    const CompiledSystem &m_system;
    const FootholdQuestion &m_question;
    const Job &m_job;
    FootholdReach m_result;
    NodeBits m_counted;
    NodeBits m_common; ///< what holds without any foothold
    std::vector<std::uint32_t> m_keyOf; ///< by node: the foothold whose first fact it is, or noIndex
    std::vector<std::uint32_t> m_ownerOf; ///< by node: one of the footholds that it is part of, or noIndex
    std::vector<std::uint32_t> m_edgeStarts; ///< by foothold
    std::vector<std::uint32_t> m_edges; ///< footholds
    std::vector<std::uint32_t> m_memberOf; ///< by component: one of its footholds
    std::vector<std::uint32_t> m_reachOf; ///< by component
    std::vector<std::uint32_t> m_bestHub; ///< by component: place in m_hubs
    std::vector<Hub> m_hubs;
};

} // namespace

Result<FootholdReach> reachOfFootholds(
    const CompiledSystem &system, const FootholdQuestion &question, const Job &job)
{
    Survey survey(system, question, job);
    if (!survey.run())
        return failure("cancelled", "The simulation was stopped.");
    return survey.takeResult();
}

} // namespace fourplane
