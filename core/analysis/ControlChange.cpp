// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ControlChange.h"

#include "core/analysis/TraitSettings.h"
#include "core/base/Text.h"
#include "core/decision/StoreDialectFacts.h"
#include "core/enforcement/MeshMode.h"
#include "core/project/Edit.h"
#include "core/project/Permissions.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *poolLabel = "fourplane.dev/pool";
constexpr const char *dedicatedTaint = "fourplane.dev/dedicated";

template <class T>
T *findIn(ElementMap<T> &elements, const ElementId &id)
{
    const auto found = elements.find(id);
    return found == elements.end() ? nullptr : &found->second;
}

ElementId namespaceOf(const Project &project, const ElementId &workload)
{
    const Workload *found = find(project.topology.workloads, workload);
    return found ? found->namespaceId : ElementId();
}

void allow(Project &project, const Flow &flow)
{
    if (isAllowed(project, flow))
        return;
    const AllowRule rule = permissionFor(project, flow);
    project.policy.allowRules[rule.id] = rule;
}

void grant(Project &project, const ElementId &identity, const ElementId &collection, AccessVerb verb)
{
    const auto &grants = project.policy.grants;
    const bool isThere = std::any_of(grants.begin(), grants.end(), [&](const auto &entry) {
        return entry.second.identityId == identity && entry.second.collectionId == collection
            && entry.second.verb == verb;
    });
    if (isThere)
        return;
    DataGrant made;
    made.id = unusedId(
        project, "grant-" + identity.value() + "-" + std::string(nameOf(verb)) + "-" + collection.value());
    made.identityId = identity;
    made.collectionId = collection;
    made.verb = verb;
    project.policy.grants[made.id] = made;
}

void removeElement(Project &project, const ElementId &id)
{
    apply(project, removalOf(project, { id }));
}

void hardenNamespace(Project &project, Namespace &home)
{
    home.podSecurity.enforce = PodSecurityLevel::Restricted;
    for (auto &[id, workload] : project.topology.workloads) {
        if (workload.namespaceId == home.id)
            meetPodSecurity(workload, PodSecurityLevel::Restricted);
    }
}

/// A pool that only the workload's pods tolerate. Where the project has no pools, one for everybody else.
void giveOwnPool(Project &project, Workload &workload)
{
    auto &pools = project.topology.nodePools;
    if (pools.empty()) {
        NodePool shared;
        shared.id = unusedId(project, "pool-shared");
        shared.name = "shared";
        pools[shared.id] = shared;
    }
    NodePool own;
    own.id = unusedId(project, "pool-" + workload.id.value());
    own.name = toDnsLabel(own.id.value());
    own.labels = { { poolLabel, own.name } };
    own.taints = { { dedicatedTaint, own.name, "NoSchedule" } };
    pools[own.id] = own;
    Placement &placement = workload.placement;
    placement.nodeSelector = { { poolLabel, own.name } };
    placement.tolerations.push_back({ dedicatedTaint, "Equal", own.name, "NoSchedule" });
    placement.nodeAffinity.clear();
    placement.nodeName.clear();
}

/// Changes every tool scope of the pair, or a new one.
template <class Change>
void changeScopes(Project &project, const ControlSetting &setting, Change change)
{
    bool isAny = false;
    for (auto &[id, scope] : project.policy.toolScopes) {
        if (!(scope.agentId == setting.subject) || !(scope.toolId == setting.object))
            continue;
        change(scope);
        isAny = true;
    }
    if (isAny)
        return;
    ToolScope scope;
    scope.id = unusedId(project, "scope-" + setting.subject.value() + "-" + setting.object.value());
    scope.agentId = setting.subject;
    scope.toolId = setting.object;
    change(scope);
    project.policy.toolScopes[scope.id] = scope;
}

/// Puts a guard of tool calls into a scope.
void guard(ToolScope &scope, SettingKind kind)
{
    scope.delegatedCredential |= kind == SettingKind::DelegatedCredential;
    scope.blocksUntrustedContext |= kind == SettingKind::ProvenanceLock;
    if (kind == SettingKind::PolicyApproval)
        scope.approval = ApprovalMode::PolicyDecisionPoint;
}

/// The first tool scope that names an agent or a tool refuses every other pair with one of the two, which
/// nothing refused before. The tool calls that work get scopes of their own: they are let through as they
/// were, and only what was asked for is guarded.
void keepToolCalls(const std::set<ElementId> &working, const ElementMap<ToolScope> &before, Project &project)
{
    const auto isNamed = [](const ElementMap<ToolScope> &scopes, const Flow &flow) {
        return std::any_of(scopes.begin(), scopes.end(), [&flow](const auto &entry) {
            return entry.second.agentId == flow.sourceId || entry.second.toolId == flow.destinationId;
        });
    };
    const auto hasScope = [&project](const Flow &flow) {
        const auto &scopes = project.policy.toolScopes;
        return std::any_of(scopes.begin(), scopes.end(), [&flow](const auto &entry) {
            return entry.second.agentId == flow.sourceId && entry.second.toolId == flow.destinationId;
        });
    };
    // Each new scope names an agent and a tool, which may have further pairs.
    for (bool isComplete = false; !isComplete;) {
        isComplete = true;
        for (const auto &[id, flow] : project.topology.flows) {
            if (!flow.carriesToolCalls || working.count(id) == 0 || isNamed(before, flow)
                || !isNamed(project.policy.toolScopes, flow) || hasScope(flow))
                continue;
            ToolScope scope;
            scope.id = unusedId(project, "scope-" + flow.sourceId.value() + "-" + flow.destinationId.value());
            scope.agentId = flow.sourceId;
            scope.toolId = flow.destinationId;
            project.policy.toolScopes[scope.id] = scope;
            isComplete = false;
        }
    }
}

Collection *collectionIn(Project &project, const ElementId &id)
{
    for (auto &[storeId, store] : project.topology.stores) {
        for (Collection &collection : store.collections) {
            if (collection.id == id)
                return &collection;
        }
    }
    return nullptr;
}

} // namespace

bool ControlChange::isPossible(const Project &project, const ControlSetting &setting)
{
    if (isInForce(project, setting))
        return false;
    const Topology &topology = project.topology;
    const ElementId &id = setting.subject;
    switch (setting.kind) {
    case SettingKind::MeshAllowList:
    case SettingKind::StrictMtls:
        return project.platform.mesh != MeshKind::None && find(topology.namespaces, id);
    case SettingKind::DefaultDeny:
        return project.platform.cni != CniKind::None && find(topology.namespaces, id);
    case SettingKind::MetadataBlocked:
        return project.platform.metadataServicePresent;
    case SettingKind::StoreAuthentication: {
        const DataStore *store = find(topology.stores, id);
        return store && factsOf(store->dialect).tellsIdentitiesApart;
    }
    case SettingKind::KeptInside: {
        const Secret *secret = find(topology.secrets, id);
        return secret && secret->purpose != SecretPurpose::Credential
            && secret->home == SecretHome::SecretStore && !secret->keeperId.isEmpty();
    }
    case SettingKind::KeylessRole: {
        const WorkloadIdentity *identity = find(topology.identities, id);
        return identity && identity->kind == IdentityKind::CloudRole;
    }
    case SettingKind::LimitedRights: {
        const WorkloadIdentity *identity = find(topology.identities, id);
        return identity && !identity->connectsTo.empty();
    }
    case SettingKind::OwnNodePool: {
        const Workload *workload = find(topology.workloads, id);
        return workload && workload->controller != ControllerKind::DaemonSet;
    }
    default:
        return true;
    }
}

void ControlChange::introduce(Project &project, const ControlSetting &setting) const
{
    if (!isPossible(project, setting))
        return;
    Topology &topology = project.topology;
    const ElementId &id = setting.subject;
    Workload *workload = findIn(topology.workloads, id);
    Namespace *home = findIn(topology.namespaces, id);
    if (const auto trait = traitOf(setting.kind); trait && workload) {
        workload->traits.*trait = false;
        return;
    }
    switch (setting.kind) {
    case SettingKind::DroppedBinding:
    case SettingKind::DroppedAllowRule:
    case SettingKind::DroppedGrant:
        removeElement(project, id);
        break;
    case SettingKind::MetadataBlocked:
        project.platform.metadataRequiresTokens = true;
        project.platform.metadataHopLimit = 1;
        break;
    case SettingKind::DefaultDeny:
        home->segmentation.defaultDeny = true;
        allowFlowsOf(project, id, false);
        break;
    case SettingKind::MeshAllowList:
        home->meshInjection = true;
        home->segmentation.meshAllowList = true;
        allowFlowsOf(project, id, true);
        break;
    case SettingKind::StrictMtls:
        home->meshInjection = true;
        home->segmentation.mtls = MtlsMode::Strict;
        break;
    case SettingKind::RestrictedNamespace:
        hardenNamespace(project, *home);
        break;
    case SettingKind::TokenUnmounted:
        workload->automountToken = false;
        break;
    case SettingKind::OwnAccount:
        giveOwnAccount(project, *workload);
        break;
    case SettingKind::PrivateSurface:
        workload->exposed = false;
        workload->exposedPrivately = false;
        break;
    case SettingKind::HardenedPods:
        meetPodSecurity(*workload, PodSecurityLevel::Restricted);
        break;
    case SettingKind::ProcessesApart:
        workload->placement.shareProcessNamespace = false;
        workload->placement.hostPid = false;
        break;
    case SettingKind::OwnNodePool:
        giveOwnPool(project, *workload);
        break;
    case SettingKind::Sandbox:
        workload->placement.sandboxedRuntime = true;
        if (workload->placement.runtimeClass.empty())
            workload->placement.runtimeClass = "sandboxed";
        break;
    case SettingKind::ProxyAllowList:
        listDestinations(project, id);
        break;
    case SettingKind::TenantAwareEgress:
        project.policy.egressLists.at(id).tenantAware = true;
        break;
    case SettingKind::LimitedRights:
        topology.identities.at(id).isAdminThere = false;
        break;
    case SettingKind::JobScopedCredentials:
        topology.identities.at(id).isJobScoped = true;
        break;
    case SettingKind::KeylessRole:
        topology.identities.at(id).hasStaticKeys = false;
        break;
    case SettingKind::BareNodeRole:
        topology.nodePools.at(id).cloudRole.clear();
        break;
    case SettingKind::BoundSecret:
        topology.secrets.at(id).boundToHolder = true;
        break;
    case SettingKind::KeptInside:
        topology.secrets.at(id).neverLeavesKeeper = true;
        break;
    case SettingKind::DeviceApproval:
        topology.externals.at(id).joinsWithoutApproval = false;
        break;
    case SettingKind::StoreAuthentication:
        authenticateStore(project, topology.stores.at(id));
        break;
    case SettingKind::NoVectors:
        topology.stores.at(id).returnsVectors = false;
        break;
    case SettingKind::MarkedFeed:
        topology.feeds.at(id).trust = TrustTier::Untrusted;
        break;
    case SettingKind::Unchangeable:
        collectionIn(project, id)->changeable = false;
        break;
    case SettingKind::DelegatedCredential:
    case SettingKind::PolicyApproval:
    case SettingKind::ProvenanceLock: {
        const ElementMap<ToolScope> before = project.policy.toolScopes;
        changeScopes(project, setting, [&setting](ToolScope &scope) { guard(scope, setting.kind); });
        keepToolCalls(m_working, before, project);
        break;
    }
    default:
        break; // a trait, above
    }
}

Project ControlChange::with(const Project &project, const std::vector<ControlSetting> &settings) const
{
    std::vector<ControlSetting> sorted = settings;
    std::sort(sorted.begin(), sorted.end());
    Project changed = project;
    for (const ControlSetting &setting : sorted)
        introduce(changed, setting);
    return changed;
}

void ControlChange::allowFlowsOf(Project &project, const ElementId &namespaceId, bool intoOnly) const
{
    for (const auto &[id, flow] : project.topology.flows) {
        const bool isInto = namespaceOf(project, flow.destinationId) == namespaceId;
        const bool isFrom = namespaceOf(project, flow.sourceId) == namespaceId;
        if ((isInto || (isFrom && !intoOnly)) && m_working.count(id) > 0)
            allow(project, flow);
    }
}

void ControlChange::authenticateStore(Project &project, DataStore &store) const
{
    store.authentication = StoreAuthentication::PerIdentity;
    for (const auto &[id, flow] : project.topology.flows) {
        const Workload *source = find(project.topology.workloads, flow.sourceId);
        if (!(flow.destinationId == store.hostId) || !flow.verb || !source || source->identityId.isEmpty()
            || m_working.count(id) == 0)
            continue;
        for (const Collection &collection : store.collections) {
            if (flow.collectionId.isEmpty() || flow.collectionId == collection.id)
                grant(project, source->identityId, collection.id, *flow.verb);
        }
    }
}

/// The new account takes over the grants that the workload's declared flows need, and no role.
void ControlChange::giveOwnAccount(Project &project, Workload &workload) const
{
    const ElementId former = workload.identityId;
    WorkloadIdentity own;
    if (const WorkloadIdentity *known = find(project.topology.identities, former)) {
        own.automountToken = known->automountToken;
        own.tokenLifetimeSeconds = known->tokenLifetimeSeconds;
        own.audiences = known->audiences;
    }
    own.id = unusedId(project, "own-" + workload.id.value());
    own.name = toDnsLabel(own.id.value());
    own.namespaceId = workload.namespaceId;
    project.topology.identities[own.id] = own;
    workload.identityId = own.id;
    std::vector<DataGrant> needed;
    for (const auto &[grantId, held] : project.policy.grants) {
        const DataStore *store = findCollection(project.topology, held.collectionId).first;
        for (const auto &[flowId, flow] : project.topology.flows) {
            const bool isMeant = flow.sourceId == workload.id && flow.verb == held.verb && store
                && flow.destinationId == store->hostId
                && (flow.collectionId.isEmpty() || flow.collectionId == held.collectionId);
            if (isMeant && held.identityId == former && m_working.count(flowId) > 0)
                needed.push_back(held);
        }
    }
    for (DataGrant copy : needed) {
        copy.identityId = own.id;
        copy.id = unusedId(project, copy.id.value() + "-" + own.id.value());
        project.policy.grants[copy.id] = copy;
    }
}

void ControlChange::listDestinations(Project &project, const ElementId &proxy) const
{
    EgressAllowList list;
    list.id = unusedId(project, "egress-" + proxy.value());
    list.proxyId = proxy;
    for (const auto &[id, flow] : project.topology.flows) {
        if (flow.sourceId == proxy && find(project.topology.externals, flow.destinationId)
            && m_working.count(id) > 0
            && std::find(list.destinationIds.begin(), list.destinationIds.end(), flow.destinationId)
                == list.destinationIds.end())
            list.destinationIds.push_back(flow.destinationId);
    }
    project.policy.egressLists[list.id] = list;
}

} // namespace fourplane
