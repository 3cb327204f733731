// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/topology/Topology.h"

#include <algorithm>

namespace fourplane {

Topology::Topology() = default;
Topology::Topology(const Topology &) = default;
Topology::Topology(Topology &&) noexcept = default;
Topology &Topology::operator=(const Topology &) = default;
Topology &Topology::operator=(Topology &&) noexcept = default;
Topology::~Topology() = default;
bool Topology::operator==(const Topology &) const = default;

std::vector<NamedPort> portsOf(const Workload &workload)
{
    std::vector<NamedPort> ports;
    for (const Container &container : workload.containers) {
        for (const NamedPort &port : container.ports) {
            if (std::find(ports.begin(), ports.end(), port) == ports.end())
                ports.push_back(port);
        }
    }
    return ports;
}

std::string serviceAccountName(const Topology &topology, const Workload &workload)
{
    const WorkloadIdentity *identity = find(topology.identities, workload.identityId);
    return identity ? identity->name : "default";
}

std::string namespaceName(const Topology &topology, const Workload &workload)
{
    const Namespace *home = find(topology.namespaces, workload.namespaceId);
    return home ? home->name : "default";
}

std::pair<const DataStore *, const Collection *> findCollection(const Topology &topology, const ElementId &id)
{
    for (const auto &[storeId, store] : topology.stores) {
        for (const Collection &collection : store.collections) {
            if (collection.id == id)
                return { &store, &collection };
        }
    }
    return { nullptr, nullptr };
}

} // namespace fourplane
