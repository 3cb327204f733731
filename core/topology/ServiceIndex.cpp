// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/topology/ServiceIndex.h"

#include "core/topology/MatchLabels.h"

#include <algorithm>

namespace fourplane {

ServiceIndex::ServiceIndex(const Topology &topology)
{
    for (const auto &[id, service] : topology.services) {
        const Namespace *ns = fourplane::find(topology.namespaces, service.namespaceId);
        if (ns)
            m_byName.emplace(std::make_pair(ns->name, service.name), &service);
    }
    for (const auto &[id, workload] : topology.workloads)
        m_workloads[workload.namespaceId].push_back(&workload);
}

const Service *ServiceIndex::find(const std::string &namespaceName, const std::string &name) const
{
    const auto found = m_byName.find({ namespaceName, name });
    return found == m_byName.end() ? nullptr : found->second;
}

std::vector<const Workload *> ServiceIndex::workloadsBehind(const Service &service) const
{
    std::vector<const Workload *> behind;
    const auto inNamespace = m_workloads.find(service.namespaceId);
    if (service.selector.empty() || inNamespace == m_workloads.end())
        return behind;
    for (const Workload *workload : inNamespace->second) {
        if (carries(workload->labels, service.selector))
            behind.push_back(workload);
    }
    return behind;
}

std::uint16_t podPort(const Workload &workload, const IntOrName &target, Protocol protocol)
{
    if (const auto *number = std::get_if<std::uint16_t>(&target))
        return *number;
    for (const NamedPort &port : portsOf(workload)) {
        if (port.name == std::get<std::string>(target) && port.protocol == protocol)
            return port.number;
    }
    return 0;
}

} // namespace fourplane
