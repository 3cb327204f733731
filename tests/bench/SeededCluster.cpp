// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/SeededCluster.h"

#include <algorithm>
#include <random>

namespace fourplane::bench {

namespace {

using Lists = std::vector<std::vector<std::uint32_t>>;

void sortEach(Lists &lists)
{
    for (auto &list : lists) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
}

bool contains(const std::vector<std::uint32_t> &sorted, std::uint32_t number)
{
    return std::binary_search(sorted.begin(), sorted.end(), number);
}

class Generator
{
public:
    Generator(std::size_t services, unsigned exploitablePercent, unsigned seed)
        : m_services(static_cast<std::uint32_t>(services))
        , m_exploitablePercent(exploitablePercent)
        , m_random(seed)
    {
    }

    SeededCluster run()
    {
        place();
        drawFlows();
        joinPolicies();
        writeMeshRules();
        fillStores();
        return std::move(m_cluster);
    }

private:
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(m_random() % limit); }

    void place()
    {
        m_homeStarts.push_back(0);
        while (m_cluster.homeOf.size() < m_services) {
            const std::uint32_t size =
                std::min(m_services - static_cast<std::uint32_t>(m_cluster.homeOf.size()), 10 + below(31));
            m_cluster.homeOf.insert(
                m_cluster.homeOf.end(), size, static_cast<std::uint32_t>(m_homeStarts.size() - 1));
            m_homeStarts.push_back(static_cast<std::uint32_t>(m_cluster.homeOf.size()));
        }
        m_cluster.homeCount = m_homeStarts.size() - 1;
        m_cluster.nodeCount = m_services / 10;
        for (std::uint32_t service = 0; service < m_services; ++service) {
            const std::uint32_t first = m_homeStarts[m_cluster.homeOf[service]];
            const std::uint32_t partner = first + below(m_homeStarts[m_cluster.homeOf[service] + 1] - first);
            m_cluster.identityOf.push_back(below(100) < 5 ? partner : service);
            m_cluster.nodeOf.push_back(below(static_cast<std::uint32_t>(m_cluster.nodeCount)));
            m_cluster.isExploitable.push_back(below(100) < m_exploitablePercent);
            m_cluster.isPrivileged.push_back(below(100) < 3);
        }
    }

    void drawFlows()
    {
        constexpr int drawnEach = 6;
        m_callees.resize(m_services);
        m_callers.resize(m_services);
        for (std::uint32_t from = 0; from < m_services; ++from) {
            const std::uint32_t first = m_homeStarts[m_cluster.homeOf[from]];
            const std::uint32_t size = m_homeStarts[m_cluster.homeOf[from] + 1] - first;
            for (int i = 0; i < drawnEach; ++i) {
                const std::uint32_t to = below(4) < 3 ? first + below(size) : below(m_services);
                if (to != from)
                    m_callees[from].push_back(to);
            }
        }
        sortEach(m_callees);
        for (std::uint32_t from = 0; from < m_services; ++from) {
            for (std::uint32_t to : m_callees[from])
                m_callers[to].push_back(from);
        }
    }

    /// What the egress rules of one end and the ingress rules of the other both let through.
    void joinPolicies()
    {
        constexpr std::uint32_t tiers = SeededCluster::tiersEach;
        std::vector<std::uint32_t> &tierOf = m_cluster.tierOf;
        for (std::uint32_t service = 0; service < m_services; ++service)
            tierOf.push_back(m_cluster.homeOf[service] * tiers + below(tiers));
        Lists ingressTiers(m_services), allowed(m_services);
        for (std::uint32_t to = 0; to < m_services; ++to) {
            for (std::uint32_t from : m_callers[to]) {
                m_cluster.isCoarseCaller.push_back(below(100) < 17);
                if (m_cluster.isCoarseCaller.back())
                    ingressTiers[to].push_back(tierOf[from]);
            }
        }
        sortEach(ingressTiers);
        for (std::uint32_t from = 0; from < m_services; ++from) {
            for (std::uint32_t peer : m_callees[from]) {
                const std::uint32_t home = m_cluster.homeOf[peer];
                const bool isCoarse = below(100) < 30;
                m_cluster.isCoarseCallee.push_back(isCoarse);
                for (std::uint32_t to = m_homeStarts[home]; to < m_homeStarts[home + 1]; ++to) {
                    const bool leaves = to == peer || (isCoarse && tierOf[to] == tierOf[peer]);
                    if (leaves && to != from
                        && (contains(m_callers[to], from) || contains(ingressTiers[to], tierOf[from])))
                        allowed[from].push_back(to);
                }
            }
        }
        sortEach(allowed);
        m_cluster.allowed = Rows(allowed);
        m_cluster.calleesOf = Rows(m_callees);
        m_cluster.callersOf = Rows(m_callers);
    }

    void writeMeshRules()
    {
        Lists principals(m_services), homes(m_services);
        for (std::uint32_t to = 0; to < m_services; ++to) {
            const std::uint32_t draw = below(10);
            m_cluster.meshRule.push_back(draw < 8 ? MeshRule::Principals
                    : draw < 9                    ? MeshRule::Namespace
                                                  : MeshRule::None);
            for (std::uint32_t from : m_callers[to]) {
                if (m_cluster.meshRule.back() == MeshRule::Principals)
                    principals[to].push_back(m_cluster.identityOf[from]);
                else if (m_cluster.meshRule.back() == MeshRule::Namespace)
                    homes[to].push_back(m_cluster.homeOf[from]);
            }
        }
        sortEach(principals);
        sortEach(homes);
        m_cluster.principalsOf = Rows(principals);
        m_cluster.homesOf = Rows(homes);
    }

    void fillStores()
    {
        const std::uint32_t stores = m_services / 8;
        Lists storesOf(m_services), readers(stores);
        for (std::uint32_t store = 0; store < stores; ++store) {
            const std::uint32_t home = below(static_cast<std::uint32_t>(m_cluster.homeCount));
            const std::uint32_t first = m_homeStarts[home];
            const std::uint32_t size = m_homeStarts[home + 1] - first;
            for (std::uint32_t users = 1 + below(8); users > 0; --users) {
                const std::uint32_t user = first + below(size);
                storesOf[user].push_back(store);
                if (below(10) < 9) // some have a route and no grant
                    readers[store].push_back(m_cluster.identityOf[user]);
            }
            m_cluster.credentialIn.push_back(
                below(10) < 1 ? m_cluster.identityOf[below(m_services)] : noIndex);
        }
        sortEach(storesOf);
        sortEach(readers);
        m_cluster.storesOf = Rows(storesOf);
        m_cluster.readersOf = Rows(readers);
    }

    std::uint32_t m_services;
    unsigned m_exploitablePercent;
    std::mt19937 m_random;
    SeededCluster m_cluster;
    std::vector<std::uint32_t> m_homeStarts;
    Lists m_callees; ///< the declared flows
    Lists m_callers;
};

} // namespace

Rows::Rows(const Lists &lists)
{
    for (const auto &list : lists) {
        items.insert(items.end(), list.begin(), list.end());
        starts.push_back(static_cast<std::uint32_t>(items.size()));
    }
}

SeededCluster SeededCluster::make(std::size_t services, unsigned exploitablePercent, unsigned seed)
{
    return Generator(services, exploitablePercent, seed).run();
}

GroundCluster::GroundCluster(const SeededCluster &cluster)
{
    const auto services = static_cast<std::uint32_t>(cluster.services());
    const auto stores = static_cast<std::uint32_t>(cluster.stores());
    std::uint32_t next = 0;
    const auto facts = [&next](std::size_t count) {
        const std::uint32_t first = next;
        next += static_cast<std::uint32_t>(count);
        return first;
    };
    const std::uint32_t exec = facts(services), holds = facts(services), net = facts(services);
    const std::uint32_t authz = facts(services), node = facts(cluster.nodeCount);
    const std::uint32_t homeHeld = facts(cluster.homeCount);
    const std::uint32_t storeNet = facts(stores), storeAuthz = facts(stores);
    firstRead = facts(stores);
    const std::uint32_t anyCode = facts(1);
    system = GroundSystem(next);

    const auto failed = [](Plane plane) {
        PlaneSet planes;
        planes.insert(plane);
        return worldsWithout(planes);
    };
    const auto pivot = [this](std::vector<std::uint32_t> premises, std::uint32_t grant,
                           WorldMask worlds = 0xFFFF) {
        open.push_back(worlds);
        return system.addPivot(premises, std::span(&grant, 1));
    };

    execPivot.assign(services, noIndex);
    for (std::uint32_t s = 0; s < services; ++s) {
        pivot({ exec + s }, holds + cluster.identityOf[s]);
        for (std::uint32_t to : cluster.allowed[s])
            allowedPivot.push_back(pivot({ exec + s }, net + to));
        for (std::uint32_t store : cluster.storesOf[s])
            pivot({ exec + s }, storeNet + store);
        pivot({ exec + s }, node + cluster.nodeOf[s],
            cluster.isPrivileged[s] ? WorldMask(0xFFFF) : failed(Plane::Workload));
        pivot({ node + cluster.nodeOf[s] }, exec + s);
        pivot({ holds + cluster.identityOf[s] }, homeHeld + cluster.homeOf[s]);
        for (std::uint32_t identity : cluster.principalsOf[s])
            pivot({ holds + identity }, authz + s);
        for (std::uint32_t home : cluster.homesOf[s])
            pivot({ homeHeld + home }, authz + s);
        pivot({ exec + s }, anyCode, failed(Plane::Network));
        pivot({ anyCode }, net + s, failed(Plane::Network));
        if (cluster.isExploitable[s])
            execPivot[s] = cluster.meshRule[s] == MeshRule::None ? pivot({ net + s }, exec + s)
                                                                 : pivot({ net + s, authz + s }, exec + s);
        if (cluster.meshRule[s] != MeshRule::None)
            pivot({}, authz + s, failed(Plane::Identity));
    }
    for (std::uint32_t d = 0; d < stores; ++d) {
        for (std::uint32_t identity : cluster.readersOf[d])
            pivot({ holds + identity }, storeAuthz + d);
        pivot({ storeNet + d, storeAuthz + d }, firstRead + d);
        pivot({}, storeAuthz + d, failed(Plane::Data));
        pivot({ anyCode }, storeNet + d, failed(Plane::Network));
        if (cluster.credentialIn[d] != noIndex)
            pivot({ firstRead + d }, holds + cluster.credentialIn[d]);
    }
}

} // namespace fourplane::bench
