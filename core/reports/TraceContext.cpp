// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceContext.h"

namespace fourplane {

namespace {

template <class T>
SourceLocation originIn(const ElementMap<T> &elements, const ElementId &id)
{
    const T *element = find(elements, id);
    return element ? element->origin : SourceLocation {};
}

SourceLocation originOf(const Topology &topology, const ElementId &id)
{
    for (const SourceLocation &origin : { originIn(topology.workloads, id), originIn(topology.identities, id),
             originIn(topology.namespaces, id), originIn(topology.externals, id),
             originIn(topology.secrets, id) }) {
        if (origin.isKnown())
            return origin;
    }
    return {};
}

} // namespace

SourceLocation placeOf(const TraceContext &context, const ElementId &id)
{
    const SourceLocation origin = originOf(context.project.topology, id);
    if (origin.isKnown())
        return origin;
    const auto found = context.places.find(id);
    return found == context.places.end() ? SourceLocation {} : found->second;
}

ElementId namespaceOf(const Project &project, const ElementId &id)
{
    const Topology &t = project.topology;
    if (const Workload *workload = find(t.workloads, id))
        return workload->namespaceId;
    if (const WorkloadIdentity *identity = find(t.identities, id))
        return identity->namespaceId;
    if (const Secret *secret = find(t.secrets, id))
        return secret->namespaceId;
    if (const Namespace *home = find(t.namespaces, id))
        return home->id;
    const DataStore *store = findCollection(t, id).first;
    const Workload *host = store ? find(t.workloads, store->hostId) : nullptr;
    return host ? host->namespaceId : ElementId();
}

std::string kindText(const Project &project, const ElementId &id)
{
    const Topology &t = project.topology;
    if (const Workload *workload = find(t.workloads, id))
        return "workload (" + std::string(nameOf(workload->kind)) + ")";
    if (const WorkloadIdentity *identity = find(t.identities, id))
        return "identity (" + std::string(nameOf(identity->kind)) + ")";
    if (const ExternalEndpoint *external = find(t.externals, id))
        return "external endpoint (" + std::string(nameOf(external->kind)) + ")";
    if (find(t.namespaces, id))
        return "namespace";
    if (find(t.nodePools, id))
        return "node pool";
    if (find(t.secrets, id))
        return "secret";
    if (const Collection *collection = findCollection(t, id).second)
        return "collection (" + std::string(nameOf(collection->classification)) + ")";
    return "element";
}

std::string elementName(const Project &project, const ElementId &id)
{
    const Topology &t = project.topology;
    if (const Workload *workload = find(t.workloads, id))
        return namespaceName(t, *workload) + "/" + workload->name;
    if (const ExternalEndpoint *external = find(t.externals, id))
        return external->name.empty() ? id.value() : external->name;
    return id.value();
}

} // namespace fourplane
