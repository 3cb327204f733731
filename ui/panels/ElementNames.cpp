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
    if (const DataGrant *grant = find(project.policy.grants, id))
        return arrowText(project, grant->identityId, grant->collectionId);
    if (const ToolScope *scope = find(project.policy.toolScopes, id))
        return arrowText(project, scope->agentId, scope->toolId);
    if (const ContextFeed *feed = find(topology.feeds, id))
        return arrowText(project, feed->sourceId, feed->modelId);
    if (const Secret *secret = find(topology.secrets, id))
        return QString::fromStdString(secret->name);
    if (const Service *service = find(topology.services, id))
        return QString::fromStdString(service->name);
    if (const RbacRole *role = find(topology.roles, id))
        return QString::fromStdString(role->name);
    if (const RbacBinding *binding = find(topology.bindings, id))
        return QString::fromStdString(binding->name);
    if (const CommunicationPattern *pattern = find(project.policy.patterns, id))
        return QString::fromStdString(pattern->name);
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
    if (find(project.topology.stores, id))
        return QStringLiteral("database");
    if (find(project.topology.secrets, id))
        return QStringLiteral("secret-store");
    if (find(project.topology.nodePools, id))
        return QStringLiteral("node-pool");
    if (find(project.topology.services, id))
        return QStringLiteral("service");
    if (find(project.topology.flows, id) || find(project.topology.feeds, id))
        return QStringLiteral("flow");
    return QStringLiteral("rule");
}

bool isEndpoint(const Project &project, const ElementId &id)
{
    return find(project.topology.workloads, id) || find(project.topology.externals, id);
}

} // namespace fourplane::ui
