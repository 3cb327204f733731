// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/NaiveReach.h"

#include <algorithm>

namespace fourplane::bench {

namespace {

class Sweeper
{
public:
    Sweeper(const SeededCluster &cluster, const NaiveChange &change)
        : m_cluster(cluster)
        , m_change(change)
        , m_holds(cluster.services(), 0)
        , m_home(cluster.homeCount, 0)
        , m_node(cluster.nodeCount, 0)
        , m_net(cluster.services(), 0)
        , m_storeNet(cluster.stores(), 0)
    {
        m_reach.exec.assign(cluster.services(), 0);
        m_reach.read.assign(cluster.stores(), 0);
    }

    NaiveReach run(std::uint32_t foothold)
    {
        m_reach.exec[foothold] = 1;
        do {
            m_changed = false;
            for (std::uint32_t service = 0; service < m_cluster.services(); ++service)
                leave(service);
            for (std::uint32_t service = 0; service < m_cluster.services(); ++service)
                enter(service);
            for (std::uint32_t store = 0; store < m_cluster.stores(); ++store)
                read(store);
        } while (m_changed);
        return std::move(m_reach);
    }

private:
    bool failed(Plane plane) const { return m_change.failed.contains(plane); }

    void gain(char &what)
    {
        m_changed = m_changed || !what;
        what = 1;
    }

    /// What code in a service gives.
    void leave(std::uint32_t service)
    {
        if (m_holds[m_cluster.identityOf[service]])
            gain(m_home[m_cluster.homeOf[service]]);
        if (!m_reach.exec[service])
            return;
        gain(m_anywhere);
        gain(m_holds[m_cluster.identityOf[service]]);
        for (std::uint32_t i = m_cluster.allowed.starts[service]; i < m_cluster.allowed.starts[service + 1];
             ++i) {
            if (i != m_change.closedFlow)
                gain(m_net[m_cluster.allowed.items[i]]);
        }
        for (std::uint32_t store : m_cluster.storesOf[service])
            gain(m_storeNet[store]);
        if (m_cluster.isPrivileged[service] || failed(Plane::Workload))
            gain(m_node[m_cluster.nodeOf[service]]);
    }

    bool admits(std::uint32_t service) const
    {
        const auto principals = m_cluster.principalsOf[service];
        const auto homes = m_cluster.homesOf[service];
        return m_cluster.meshRule[service] == MeshRule::None || failed(Plane::Identity)
            || std::any_of(principals.begin(), principals.end(), [this](auto id) { return m_holds[id] != 0; })
            || std::any_of(homes.begin(), homes.end(), [this](auto home) { return m_home[home] != 0; });
    }

    void enter(std::uint32_t service)
    {
        if (m_reach.exec[service])
            return;
        const bool arrives = m_net[service] || (failed(Plane::Network) && m_anywhere);
        if (m_node[m_cluster.nodeOf[service]]
            || (m_cluster.isExploitable[service] && service != m_change.hardened && arrives
                && admits(service)))
            gain(m_reach.exec[service]);
    }

    void read(std::uint32_t store)
    {
        const auto readers = m_cluster.readersOf[store];
        const bool arrives = m_storeNet[store] || (failed(Plane::Network) && m_anywhere);
        const bool granted = failed(Plane::Data)
            || std::any_of(readers.begin(), readers.end(), [this](auto id) { return m_holds[id] != 0; });
        if (!arrives || !granted)
            return;
        gain(m_reach.read[store]);
        if (m_cluster.credentialIn[store] != noIndex)
            gain(m_holds[m_cluster.credentialIn[store]]);
    }

    const SeededCluster &m_cluster;
    const NaiveChange &m_change;
    NaiveReach m_reach;
    std::vector<char> m_holds; ///< by identity
    std::vector<char> m_home; ///< by namespace: some identity of it is held
    std::vector<char> m_node;
    std::vector<char> m_net;
    std::vector<char> m_storeNet;
    char m_anywhere = 0;
    bool m_changed = false;
};

} // namespace

std::size_t NaiveReach::execCount() const
{
    return static_cast<std::size_t>(std::count(exec.begin(), exec.end(), 1));
}

NaiveReach naiveReach(const SeededCluster &cluster, std::uint32_t foothold, const NaiveChange &change)
{
    return Sweeper(cluster, change).run(foothold);
}

} // namespace fourplane::bench
