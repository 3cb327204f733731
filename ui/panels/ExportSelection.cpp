// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportSelection.h"

#include <algorithm>

namespace fourplane::ui {

namespace {

/// Collects what stands for an element on the canvas.
class CanvasStandIns
{
public:
    explicit CanvasStandIns(const Project &project)
        : m_project(project)
    {
    }

    void add(const ElementId &id)
    {
        const Topology &topology = m_project.topology;
        const Policy &policy = m_project.policy;
        if (find(topology.workloads, id) || find(topology.externals, id) || find(topology.namespaces, id)
            || find(topology.flows, id) || find(policy.allowRules, id))
            m_ids.insert(id);
        else if (find(topology.identities, id))
            addWorkloadsOf(id);
        else if (const DataStore *store = find(topology.stores, id))
            m_ids.insert(store->hostId);
        else if (const DataGrant *grant = find(policy.grants, id))
            addGrant(*grant);
        else if (const ToolScope *scope = find(policy.toolScopes, id))
            m_ids.insert({ scope->agentId, scope->toolId });
        else if (const EgressAllowList *list = find(policy.egressLists, id))
            addList(*list);
    }

    std::vector<ElementId> take() const { return { m_ids.begin(), m_ids.end() }; }

private:
    void addWorkloadsOf(const ElementId &identityId)
    {
        for (const auto &[id, workload] : m_project.topology.workloads) {
            if (workload.identityId == identityId)
                m_ids.insert(id);
        }
    }

    void addGrant(const DataGrant &grant)
    {
        addWorkloadsOf(grant.identityId);
        for (const auto &[id, store] : m_project.topology.stores) {
            const bool holds = std::any_of(store.collections.begin(), store.collections.end(),
                [&grant](const Collection &collection) { return collection.id == grant.collectionId; });
            if (holds)
                m_ids.insert(store.hostId);
        }
    }

    void addList(const EgressAllowList &list)
    {
        m_ids.insert(list.proxyId);
        if (!list.callerId.isEmpty())
            m_ids.insert(list.callerId);
    }

    const Project &m_project;
    std::set<ElementId> m_ids;
};

void addWorkload(const Project &project, const ElementId &id, std::set<std::string> &ids)
{
    const Workload &workload = project.topology.workloads.at(id);
    if (!workload.identityId.isEmpty())
        ids.insert(workload.identityId.value());
    std::set<ElementId> collections;
    for (const auto &[storeId, store] : project.topology.stores) {
        if (store.hostId != id)
            continue;
        ids.insert(storeId.value());
        for (const Collection &collection : store.collections)
            collections.insert(collection.id);
    }
    for (const auto &[grantId, grant] : project.policy.grants) {
        if ((!workload.identityId.isEmpty() && grant.identityId == workload.identityId)
            || collections.count(grant.collectionId) > 0)
            ids.insert(grantId.value());
    }
    for (const auto &[scopeId, scope] : project.policy.toolScopes) {
        if (scope.agentId == id || scope.toolId == id)
            ids.insert(scopeId.value());
    }
    for (const auto &[listId, list] : project.policy.egressLists) {
        if (list.proxyId == id || list.callerId == id)
            ids.insert(listId.value());
    }
}

} // namespace

std::vector<ElementId> canvasElementsOf(const Project &project, const std::vector<std::string> &draftIds)
{
    CanvasStandIns standIns(project);
    for (const std::string &id : draftIds)
        standIns.add(ElementId(id));
    return standIns.take();
}

std::set<std::string> draftElementsOf(const Project &project, const std::vector<ElementId> &selection)
{
    std::set<std::string> ids;
    for (const ElementId &id : selection) {
        ids.insert(id.value());
        const Flow *flow = find(project.topology.flows, id);
        const bool isEnd = find(project.topology.workloads, id) || find(project.topology.externals, id);
        for (const auto &[ruleId, rule] : project.policy.allowRules) {
            const bool isOfFlow = flow
                && (rule.flowId == id
                    || (rule.sourceId == flow->sourceId && rule.destinationId == flow->destinationId));
            if (isOfFlow || (isEnd && (rule.sourceId == id || rule.destinationId == id)))
                ids.insert(ruleId.value());
        }
        if (find(project.topology.workloads, id))
            addWorkload(project, id, ids);
    }
    return ids;
}

std::vector<std::pair<int, int>> linesOf(
    const std::vector<EdgeSpan> &spans, const std::set<std::string> &draftIds)
{
    const auto concerns = [&draftIds](const EdgeSpan &span) {
        return std::any_of(span.ids.begin(), span.ids.end(),
            [&draftIds](const std::string &id) { return draftIds.count(id) > 0; });
    };
    std::vector<std::pair<int, int>> lines;
    for (std::size_t i = 1; i < spans.size(); ++i) {
        if (concerns(spans[i]))
            lines.emplace_back(spans[i].first, spans[i].last);
    }
    if (lines.empty() && !spans.empty() && concerns(spans.front()))
        lines.emplace_back(spans.front().first, spans.front().last);
    return lines;
}

} // namespace fourplane::ui
