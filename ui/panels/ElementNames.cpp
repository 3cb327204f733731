// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ElementNames.h"

#include "ui/theme/Icons.h"

namespace fourplane::ui {

QString elementName(const Project &project, const ElementId &id)
{
    const Topology &topology = project.topology;
    if (const Workload *workload = find(topology.workloads, id))
        return QString::fromStdString(workload->name);
    if (const ExternalEndpoint *external = find(topology.externals, id))
        return QString::fromStdString(external->name);
    if (const Namespace *space = find(topology.namespaces, id))
        return QString::fromStdString(space->name);
    if (const WorkloadIdentity *identity = find(topology.identities, id))
        return QStringLiteral("sa/") + QString::fromStdString(identity->name);
    if (const NodePool *pool = find(topology.nodePools, id))
        return QString::fromStdString(pool->name);
    if (const DataStore *store = find(topology.stores, id))
        return QString::fromStdString(store->name);
    if (const Collection *collection = findCollection(topology, id).second)
        return QString::fromStdString(collection->name);
    if (const Flow *flow = find(topology.flows, id))
        return arrowText(project, flow->sourceId, flow->destinationId);
    if (const AllowRule *rule = find(project.policy.allowRules, id))
        return arrowText(project, rule->sourceId, rule->destinationId);
    if (const Scenario *scenario = find(project.scenarios, id))
        return QString::fromStdString(scenario->name);
    return QString::fromStdString(id.value());
}

QString arrowText(const Project &project, const ElementId &source, const ElementId &destination)
{
    return QStringLiteral("%1 → %2").arg(elementName(project, source), elementName(project, destination));
}

QString elementIcon(const Project &project, const ElementId &id)
{
    if (const Workload *workload = find(project.topology.workloads, id))
        return iconNameOf(workload->kind);
    if (const ExternalEndpoint *external = find(project.topology.externals, id))
        return iconNameOf(external->kind);
    if (find(project.topology.namespaces, id))
        return QStringLiteral("namespace");
    if (find(project.topology.identities, id))
        return QStringLiteral("identity");
    if (find(project.policy.allowRules, id))
        return QStringLiteral("rule");
    return QStringLiteral("flow");
}

bool isEndpoint(const Project &project, const ElementId &id)
{
    return find(project.topology.workloads, id) || find(project.topology.externals, id);
}

} // namespace fourplane::ui
