// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/DataStore.h"
#include "core/topology/ExternalEndpoint.h"
#include "core/topology/Flow.h"
#include "core/topology/Namespace.h"
#include "core/topology/NodePool.h"
#include "core/topology/Secret.h"
#include "core/topology/Service.h"
#include "core/topology/Workload.h"
#include "core/topology/WorkloadIdentity.h"

namespace fourplane {

/// What exists: the facts of the design, without any permission.
struct Topology
{
    // Defined once, in the source file: else each file that copies or drops one compiles all its parts anew.
    Topology();
    Topology(const Topology &);
    Topology(Topology &&) noexcept;
    Topology &operator=(const Topology &);
    Topology &operator=(Topology &&) noexcept;
    ~Topology();
    bool operator==(const Topology &) const;

    ElementMap<Namespace> namespaces;
    ElementMap<NodePool> nodePools;
    ElementMap<WorkloadIdentity> identities;
    ElementMap<RbacRole> roles;
    ElementMap<RbacBinding> bindings;
    ElementMap<Workload> workloads;
    ElementMap<Service> services;
    ElementMap<ExternalEndpoint> externals;
    ElementMap<DataStore> stores;
    ElementMap<Flow> flows;
    ElementMap<ContextFeed> feeds;
    ElementMap<Secret> secrets;
};

/// The element with this id, or nullptr. The pointer lives as long as the map is not changed.
template <class T>
const T *find(const ElementMap<T> &elements, const ElementId &id)
{
    const auto found = elements.find(id);
    return found == elements.end() ? nullptr : &found->second;
}

/// Name of the service account that the pods of `workload` use; "default" when none is set.
std::string serviceAccountName(const Topology &topology, const Workload &workload);

/// Kubernetes name of the namespace of `workload`; "default" when it is not in the project.
std::string namespaceName(const Topology &topology, const Workload &workload);

/// The collection with this id and its store, or two nullptr.
std::pair<const DataStore *, const Collection *> findCollection(
    const Topology &topology, const ElementId &id);

} // namespace fourplane
