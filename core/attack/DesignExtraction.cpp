// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AiRelations.h"
#include "core/attack/CredentialRelations.h"
#include "core/attack/DesignModel.h"
#include "core/attack/PodRelations.h"
#include "core/attack/SupplyRelations.h"
#include "core/decision/CredentialEvaluator.h"
#include "core/decision/EgressListEvaluator.h"
#include "core/decision/HostPrivileges.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/decision/RbacEscalation.h"
#include "core/decision/StoreDialectFacts.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

TypeMask bit(std::string_view name)
{
    return *typeBit(name);
}

/// The word of a workload kind as a type; the kind "tool" is the wider type of the same name.
TypeMask kindType(WorkloadKind kind)
{
    return bit(kind == WorkloadKind::Tool ? "tool" : nameOf(kind));
}

TypeMask accountType(IdentityKind kind)
{
    switch (kind) {
    case IdentityKind::ServiceAccount:
        break;
    case IdentityKind::CloudRole:
        return bit("cloud-role");
    case IdentityKind::ExternalAccount:
        return bit("account") | bit("external-account");
    }
    return bit("account");
}

/// An id for something that is no element of the project, unlike every id in use.
ElementId implicitId(const DesignModel &model, std::string wanted)
{
    while (model.find(ElementId(wanted)))
        wanted += '-';
    return ElementId(wanted);
}

/// Builds the model step by step; each step states one group of relations.
class Extraction
{
public:
    Extraction(const Project &project, const PolicyDecisionPoint &decisions)
        : m_project(project)
        , m_topology(project.topology)
        , m_plan(decisions.plan())
        , m_decisions(decisions)
        , m_rbac(decisions.rbac())
    {
        for (const PlannedPod &pod : m_plan.pods)
            m_pods[pod.workloadId] = &pod;
        for (const auto &[id, grant] : m_project.policy.grants)
            m_grantsOn[grant.collectionId].push_back(&grant);
    }

    DesignModel run()
    {
        addElements();
        for (const auto &[id, workload] : m_topology.workloads)
            stateWorkload(id, workload);
        stateStores();
        stateIdentities();
        stateSecrets();
        stateExternals();
        stateAiRelations(m_project, m_model);
        statePodRelations(m_project, m_decisions, m_model);
        stateCredentialRelations(m_project, m_decisions, m_model);
        stateSupplyRelations(m_project, m_model);
        return std::move(m_model);
    }

private:
    EntityIndex at(const ElementId &id) const { return *m_model.find(id); }

    void addElements()
    {
        const TypeMask any = bit("element");
        for (const auto &[id, home] : m_topology.namespaces) {
            m_model.add(id, any | bit("namespace"));
            m_namespaces[home.name] = id;
        }
        for (const auto &[id, identity] : m_topology.identities)
            m_model.add(id, any | bit("identity") | accountType(identity.kind));
        addSecrets(m_project, m_model);
        for (const auto &[id, pool] : m_topology.nodePools)
            m_model.add(id, any | bit("node"));
        for (const auto &[id, workload] : m_topology.workloads)
            m_model.add(id, any | bit("compute") | bit("endpoint") | bit("source") | kindType(workload.kind));
        for (const auto &[id, external] : m_topology.externals)
            m_model.add(
                id, any | bit("external") | bit("endpoint") | bit("source") | bit(nameOf(external.kind)));
        for (const auto &[id, store] : m_topology.stores) {
            for (const Collection &collection : store.collections)
                m_model.add(collection.id, any | bit("collection") | bit("source"));
        }
        for (const PlannedExternal &external : m_plan.implicitExternals) {
            if (external.kind == ExternalKind::CloudMetadata && m_plan.platform.metadataServicePresent)
                m_model.state("is_metadata_service",
                    m_model.add(external.id,
                        any | bit("external") | bit("endpoint") | bit("source") | bit("cloud-metadata")));
        }
        if (m_topology.nodePools.empty() && !m_topology.workloads.empty())
            m_sharedNode = m_model.add(implicitId(m_model, "shared-node"), any | bit("node"));
    }

    EntityIndex identityOf(const Workload &workload)
    {
        const auto pod = m_pods.find(workload.id);
        const ElementId &planned = pod == m_pods.end() ? workload.identityId : pod->second->identityId;
        if (!planned.isEmpty() && m_model.find(planned))
            return at(planned);
        const std::string home = namespaceName(m_topology, workload);
        const auto known = m_implicitIdentities.find(home);
        if (known != m_implicitIdentities.end())
            return known->second;
        const EntityIndex identity = m_model.add(implicitId(m_model, "serviceaccount/" + home + "/default"),
            bit("element") | bit("identity") | bit("account"));
        m_implicitIdentities[home] = identity;
        return identity;
    }

    void stateWorkload(const ElementId &id, const Workload &workload)
    {
        const EntityIndex self = at(id);
        const auto found = m_pods.find(id);
        const PlannedPod *pod = found == m_pods.end() ? nullptr : found->second;
        const EntityIndex identity = identityOf(workload);
        m_model.state("runs_as", self, identity);
        if (m_model.find(workload.namespaceId))
            m_model.state("in_namespace", self, at(workload.namespaceId));
        if (pod && m_decisions.apiCredential(id).verdict == Verdict::Deny)
            m_model.state("token_unmounted", self);
        statePlacement(self, workload, pod);
    }

    void statePlacement(EntityIndex self, const Workload &workload, const PlannedPod *pod)
    {
        if (m_sharedNode)
            m_model.state("runs_on", self, *m_sharedNode);
        else if (pod) {
            for (const ElementId &pool : pod->poolIds)
                m_model.state("runs_on", self, at(pool));
        }
        const Placement &placement = workload.placement;
        const bool hasHostPath =
            std::any_of(placement.hostPaths.begin(), placement.hostPaths.end(), isSensitiveHostPath);
        m_model.state(hasHostPath ? "host_paths" : "no_host_paths", self);
        if (placement.sandboxedRuntime)
            m_model.state("sandboxed", self);
    }

    bool holdsVectors(const DataStore &store) const
    {
        const Workload *host = find(m_topology.workloads, store.hostId);
        return (host && host->kind == WorkloadKind::VectorStore) || store.dialect == StoreDialect::Qdrant
            || store.dialect == StoreDialect::Milvus || store.dialect == StoreDialect::Weaviate;
    }

    bool isFiltered(const ElementId &collection, StoreDialect dialect) const
    {
        bool any = false;
        const auto found = m_grantsOn.find(collection);
        if (found == m_grantsOn.end())
            return false;
        for (const DataGrant *grant : found->second) {
            if (!gives(factsOf(dialect), *grant, AccessVerb::Read))
                continue;
            if (grant->tenant.empty() || !tenantGap(factsOf(dialect), *grant).empty())
                return false;
            any = true;
        }
        return any;
    }

    void stateStores()
    {
        for (const auto &[id, store] : m_topology.stores) {
            for (const Collection &collection : store.collections) {
                const EntityIndex self = at(collection.id);
                if (m_model.find(store.hostId))
                    m_model.state("serves", at(store.hostId), self);
                const bool anonymous = store.authentication == StoreAuthentication::Anonymous
                    || store.authentication == StoreAuthentication::NetworkTrusting
                    || !factsOf(store.dialect).tellsIdentitiesApart;
                m_model.state(anonymous ? "anonymous" : "needs_credential", self);
                m_model.state(holdsVectors(store) ? "vector_data" : "plain_data", self);
                if (store.authentication == StoreAuthentication::PerIdentity && !anonymous
                    && isFiltered(collection.id, store.dialect))
                    m_model.state("filtered", self);
                if (collection.holdsCredentials)
                    m_credentialCollections.push_back(self);
            }
        }
        for (const auto &[id, grant] : m_project.policy.grants) {
            if (m_model.find(grant.identityId) && m_model.find(grant.collectionId))
                m_model.state("entitled", at(grant.identityId), at(grant.collectionId));
        }
    }

    void stateIdentities()
    {
        for (const PlannedServiceAccount &account : m_plan.serviceAccounts)
            stateRights(at(account.id), escalationSummaryOf(m_rbac, account.namespaceName, account.name),
                find(m_topology.identities, account.id)->namespaceId);
        for (const auto &[id, identity] : m_topology.identities) {
            if (identity.tokenLifetimeSeconds && *identity.tokenLifetimeSeconds <= shortLifeSeconds
                && !hasLastingToken(m_plan, id))
                m_model.state("short_lived", at(id));
        }
        for (const auto &[home, identity] : m_implicitIdentities) {
            const auto known = m_namespaces.find(home);
            stateRights(identity, escalationSummaryOf(m_rbac, home, "default"),
                known == m_namespaces.end() ? ElementId() : known->second);
        }
    }

    void stateRights(EntityIndex identity, const EscalationSummary &rights, const ElementId &homeId)
    {
        if (rights.becomesAdmin)
            m_model.state("can_become_admin", identity);
        if (rights.proxiesNodes)
            m_model.state("can_proxy_nodes", identity);
        if (rights.mountsNodes)
            m_model.state("can_mount_nodes", identity);
        std::set<ElementId> scope;
        if (m_model.find(homeId)) {
            m_model.state("belongs_to", identity, at(homeId));
            scope.insert(homeId);
        }
        for (const auto &[name, inNamespace] : rights.byNamespace) {
            const auto known = m_namespaces.find(name);
            if (known != m_namespaces.end())
                scope.insert(known->second);
        }
        for (const ElementId &home : scope) {
            const auto found = rights.byNamespace.find(find(m_topology.namespaces, home)->name);
            const NamespaceRights granted =
                found == rights.byNamespace.end() ? NamespaceRights {} : found->second;
            m_model.state("may_use_api_of", identity, at(home));
            if (!granted.readsSecrets)
                m_model.state("secrets_refused", identity, at(home));
            if (!granted.createsPods)
                m_model.state("pods_refused", identity, at(home));
            if (granted.entersPods)
                m_model.state("can_exec_in", identity, at(home));
            if (granted.requestsTokens)
                m_model.state("can_request_tokens", identity, at(home));
            if (granted.relaxesAdmission)
                m_model.state("can_relax_admission", identity, at(home));
        }
    }

    void stateSecrets()
    {
        for (const auto &[id, workload] : m_topology.workloads) {
            const EntityIndex identity = m_model.table(relationIndex("runs_as")).objectsOf(at(id)).front();
            if (workload.traits.environmentSecrets != false && m_model.find(workload.namespaceId))
                m_model.state("keeps", at(workload.namespaceId), identity);
            for (EntityIndex collection : m_credentialCollections)
                m_model.state("opens", collection, identity);
        }
        for (const auto &[id, secret] : m_topology.secrets) {
            for (const ElementId &opened : secret.opens) {
                if (secret.home == SecretHome::KubernetesSecret && m_model.find(secret.namespaceId)
                    && find(m_topology.identities, opened))
                    m_model.state("keeps", at(secret.namespaceId), at(opened));
            }
        }
        for (const auto &[id, home] : m_topology.namespaces) {
            for (const auto &[poolId, pool] : m_topology.nodePools)
                m_model.state("places_on", at(id), at(poolId));
            if (m_sharedNode)
                m_model.state("places_on", at(id), *m_sharedNode);
        }
    }

    void stateExternals()
    {
        for (const auto &[id, external] : m_topology.externals) {
            const EntityIndex self = at(id);
            if (external.kind == ExternalKind::Internet)
                m_model.state("attacker_owned", self);
            if (external.writableByAttacker)
                m_model.state("attacker_writable", self);
            if (external.kind == ExternalKind::CloudMetadata)
                m_model.state("is_metadata_service", self);
            for (const auto &[workloadId, workload] : m_topology.workloads) {
                if (workload.kind == WorkloadKind::EgressProxy)
                    m_model.state("proxies", at(workloadId), self);
            }
        }
        for (const auto &[id, list] : m_project.policy.egressLists) {
            if (!m_model.find(list.proxyId))
                continue;
            for (const ElementId &destination : list.destinationIds) {
                if (m_model.find(destination) && checksAccount(list, destination))
                    m_model.state("checks_tenant", at(list.proxyId), at(destination));
            }
        }
    }

    const Project &m_project;
    const Topology &m_topology;
    const EnforcementPlan &m_plan;
    const PolicyDecisionPoint &m_decisions;
    const RbacEvaluator &m_rbac;
    DesignModel m_model;
    std::map<ElementId, const PlannedPod *> m_pods;
    std::map<ElementId, std::vector<const DataGrant *>> m_grantsOn; ///< by collection
    std::map<std::string, ElementId> m_namespaces;
    std::map<std::string, EntityIndex> m_implicitIdentities;
    std::optional<EntityIndex> m_sharedNode;
    std::vector<EntityIndex> m_credentialCollections;
};

} // namespace

void stateExploitability(const Topology &topology, Exploitability exploitability, DesignModel &model)
{
    const bool all = exploitability == Exploitability::All;
    const bool marked = exploitability != Exploitability::None;
    for (const auto &[id, workload] : topology.workloads) {
        const EntityIndex self = *model.find(id);
        if ((all && !portsOf(workload).empty()) || (marked && workload.exploitable.remote))
            model.state("exploitable", self);
        if (all || (marked && workload.exploitable.escape))
            model.state("escapable", self);
    }
}

DesignModel makeDesignModel(
    const Project &project, const PolicyDecisionPoint &decisions, Exploitability exploitability)
{
    DesignModel model = Extraction(project, decisions).run();
    stateExploitability(project.topology, exploitability, model);
    return model;
}

} // namespace fourplane
