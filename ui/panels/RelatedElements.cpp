// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/RelatedElements.h"

#include "core/enforcement/Scheduling.h"

#include <algorithm>
#include <set>

namespace fourplane::ui {

namespace {

/// Gathers the other ends of every tie that has `id` at one end.
class TieCollector
{
public:
    TieCollector(const Project &project, const ElementId &id)
        : m_project(project)
        , m_id(id)
    {
        tieWorkloads();
        tieAccounts();
        tieStores();
        tiePolicy();
    }

    std::vector<ElementId> take() const { return { m_found.begin(), m_found.end() }; }

private:
    void tie(const ElementId &a, const ElementId &b)
    {
        if (a.isEmpty() || b.isEmpty() || a == b)
            return;
        if (a == m_id)
            m_found.insert(b);
        else if (b == m_id)
            m_found.insert(a);
    }

    void tieWorkloads()
    {
        const Topology &topology = m_project.topology;
        for (const auto &[id, workload] : topology.workloads) {
            tie(id, workload.identityId);
            for (const SecretUse &use : workload.secrets)
                tie(id, use.secretId);
            // Which pools take its pods is worked out, and only for what is asked about.
            if (id == m_id || find(topology.nodePools, m_id)) {
                for (const ElementId &pool :
                    poolsFor(workload.placement, topology.nodePools, workload.controller))
                    tie(id, pool);
            }
        }
        if (const Workload *asked = find(topology.workloads, m_id)) {
            for (const auto &[id, service] : topology.services)
                tieService(service, *asked);
        } else if (const Service *service = find(topology.services, m_id)) {
            for (const auto &[id, workload] : topology.workloads)
                tieService(*service, workload);
        }
    }

    void tieService(const Service &service, const Workload &workload)
    {
        const auto has = [&labels = workload.labels](const auto &label) {
            const auto found = labels.find(label.first);
            return found != labels.end() && found->second == label.second;
        };
        if (workload.namespaceId == service.namespaceId && !service.selector.empty()
            && std::all_of(service.selector.begin(), service.selector.end(), has))
            tie(service.id, workload.id);
    }

    void tieAccounts()
    {
        const Topology &topology = m_project.topology;
        for (const auto &[id, binding] : topology.bindings) {
            for (const auto &[roleId, role] : topology.roles) {
                if (role.name == binding.roleName && role.namespaceId.isEmpty() == binding.refersToClusterRole
                    && (binding.refersToClusterRole || role.namespaceId == binding.namespaceId))
                    tie(id, roleId);
            }
            for (const auto &[identityId, identity] : topology.identities) {
                const Namespace *space = find(topology.namespaces, identity.namespaceId);
                const auto names = [&](const RbacSubject &subject) {
                    return space && subject.kind == "ServiceAccount" && subject.name == identity.name
                        && subject.namespaceName == space->name;
                };
                if (std::any_of(binding.subjects.begin(), binding.subjects.end(), names))
                    tie(id, identityId);
            }
        }
        for (const auto &[id, secret] : topology.secrets) {
            tie(id, secret.keeperId);
            for (const ElementId &opened : secret.opens)
                tie(id, opened);
            for (const ElementId &reader : secret.readerIds)
                tie(id, reader);
        }
    }

    /// A collection is edited in its store.
    ElementId storeOr(const ElementId &id) const
    {
        const DataStore *store = findCollection(m_project.topology, id).first;
        return store ? store->id : id;
    }

    void tieStores()
    {
        for (const auto &[id, store] : m_project.topology.stores)
            tie(id, store.hostId);
        for (const auto &[id, grant] : m_project.policy.grants) {
            tie(id, grant.identityId);
            tie(id, storeOr(grant.collectionId));
        }
        for (const auto &[id, feed] : m_project.topology.feeds) {
            tie(id, storeOr(feed.sourceId));
            tie(id, feed.modelId);
        }
    }

    void tiePolicy()
    {
        const Policy &policy = m_project.policy;
        for (const auto &[id, scope] : policy.toolScopes) {
            tie(id, scope.agentId);
            tie(id, scope.toolId);
        }
        for (const auto &[id, list] : policy.egressLists) {
            tie(id, list.proxyId);
            tie(id, list.callerId);
            for (const ElementId &destination : list.destinationIds)
                tie(id, destination);
        }
        for (const auto &[id, rule] : policy.allowRules)
            tie(id, rule.patternId);
        for (const auto &[id, record] : policy.exceptions)
            tie(id, record.subjectId);
    }

    const Project &m_project;
    const ElementId &m_id;
    std::set<ElementId> m_found;
};

} // namespace

std::vector<ElementId> relatedElements(const Project &project, const ElementId &id)
{
    return id.isEmpty() ? std::vector<ElementId>() : TieCollector(project, id).take();
}

} // namespace fourplane::ui
