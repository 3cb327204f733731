// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Topology.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fourplane {

/// Services by name and the workloads behind them. Lives no longer than the topology it was made from, which
/// must not change meanwhile.
class ServiceIndex
{
public:
    explicit ServiceIndex(const Topology &topology);

    /// The service with this Kubernetes name, or nullptr.
    const Service *find(const std::string &namespaceName, const std::string &name) const;

    /// Workloads whose pods the service selects, by id; none without a selector.
    std::vector<const Workload *> workloadsBehind(const Service &service) const;

private:
    std::map<std::pair<std::string, std::string>, const Service *> m_byName;
    std::map<ElementId, std::vector<const Workload *>> m_workloads; ///< by namespace
};

/// The pod port of `workload` that `target` names; 0 when it has no port of that name (semantics NP9, NP20).
std::uint16_t podPort(const Workload &workload, const IntOrName &target, Protocol protocol);

} // namespace fourplane
