// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ControlSetting.h"

#include "core/analysis/TraitSettings.h"
#include "core/decision/StoreDialectFacts.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

/// The control of each kind, and what introducing it does ({0} subject, {1} object).
struct KindFacts
{
    SettingKind kind;
    std::string_view control;
    std::string_view words;
};

constexpr std::array kindTable {
    KindFacts { SettingKind::TokenUnmounted, "I1", "mount no service account token in {0}" },
    KindFacts { SettingKind::OwnAccount, "I1", "give {0} a service account of its own" },
    KindFacts { SettingKind::DroppedBinding, "I3", "take the role binding {0} away" },
    KindFacts { SettingKind::MeshAllowList, "I4",
        "let the mesh admit only named callers in namespace {0}, those of the declared flows" },
    KindFacts { SettingKind::AuthenticatedCallers, "I6", "authenticate the callers of {0}" },
    KindFacts { SettingKind::LimitedRights, "I3", "limit the rights of {0} in other places to its needs" },
    KindFacts { SettingKind::JobScopedCredentials, "I2", "end the credentials of {0} with its job" },
    KindFacts { SettingKind::KeylessRole, "I5", "give the cloud role {0} no static keys" },
    KindFacts { SettingKind::BareNodeRole, "I5", "give the nodes of pool {0} no cloud role" },
    KindFacts { SettingKind::DelegatedCredential, "I7", "let {0} call {1} with the rights of its user" },
    KindFacts {
        SettingKind::PolicyApproval, "I8", "let a policy decision point approve calls of {0} to {1}" },
    KindFacts { SettingKind::BoundSecret, "I7", "bind {0} to its holder" },
    KindFacts { SettingKind::DeviceApproval, "I2", "let no device into {0} without approval" },
    KindFacts { SettingKind::DefaultDeny, "N1",
        "deny by default in namespace {0}, and allow what the declared flows need" },
    KindFacts { SettingKind::DroppedAllowRule, "N2", "take the allow rule {0} away" },
    KindFacts { SettingKind::ProxyAllowList, "N3",
        "let the egress proxy {0} out to the places of its declared flows only" },
    KindFacts { SettingKind::TenantAwareEgress, "N3", "let the egress list {0} check the account" },
    KindFacts {
        SettingKind::MetadataBlocked, "N4", "require tokens and one hop at the cloud's metadata service" },
    KindFacts { SettingKind::PrivateSurface, "N5", "expose {0} no longer outside the cluster" },
    KindFacts { SettingKind::StrictMtls, "N7", "require mutual TLS in namespace {0}" },
    KindFacts { SettingKind::RequestLimits, "N8", "limit tokens and requests at {0}" },
    KindFacts { SettingKind::RestrictedNamespace, "W1",
        "enforce Pod Security restricted in namespace {0}, and let its pods keep to it" },
    KindFacts { SettingKind::HardenedPods, "W1", "let the pods of {0} keep to Pod Security restricted" },
    KindFacts { SettingKind::FixedUser, "W2", "fix the user id, ports and capabilities of {0} by admission" },
    KindFacts { SettingKind::ProcessesApart, "W2", "keep the processes of the containers of {0} apart" },
    KindFacts { SettingKind::OwnNodePool, "W4", "give {0} a node pool of its own" },
    KindFacts { SettingKind::Sandbox, "W5", "run {0} in a sandboxed runtime" },
    KindFacts { SettingKind::SafeModels, "W6", "let {0} load no artefact that can carry code" },
    KindFacts { SettingKind::VerifiedModels, "W6", "let {0} check signature or hash of what it loads" },
    KindFacts {
        SettingKind::ParsesApart, "W7", "let {0} parse in short-lived pods without account and egress" },
    KindFacts { SettingKind::PinnedInputs, "W8", "pin packages and actions of {0} by hash" },
    KindFacts { SettingKind::PinnedTools, "W10", "pin the tools of {0} by hash, on a list" },
    KindFacts { SettingKind::StoreAuthentication, "D1",
        "let the store {0} tell identities apart, with grants for the declared flows" },
    KindFacts { SettingKind::DroppedGrant, "D1", "take the grant {0} away" },
    KindFacts { SettingKind::NoVectors, "D1", "let the store {0} answer without raw vectors" },
    KindFacts { SettingKind::ProvenanceLock, "D5",
        "refuse calls of {0} to {1} once untrusted text is in its context" },
    KindFacts { SettingKind::MarkedFeed, "D5", "mark the text of the feed {0} as untrusted" },
    KindFacts { SettingKind::CleanEnvironment, "D6", "keep credentials out of the environment of {0}" },
    KindFacts { SettingKind::KeptInside, "D6", "sign with {0} inside its key store only" },
    KindFacts { SettingKind::InertLinks, "D7", "let {0} fetch no links or images of what it shows" },
    KindFacts { SettingKind::Unchangeable, "D8", "make what is in {0} unchangeable" },
};

const KindFacts &factsOf(SettingKind kind)
{
    return *std::find_if(
        kindTable.begin(), kindTable.end(), [kind](const KindFacts &known) { return known.kind == kind; });
}

void replaceFirst(std::string &text, std::string_view what, const std::string &by)
{
    if (const std::size_t at = text.find(what); at != std::string::npos)
        text.replace(at, what.size(), by);
}

bool isShared(const Project &project, const Workload &workload)
{
    if (workload.identityId.isEmpty())
        return true;
    const auto &all = project.topology.workloads;
    return std::count_if(all.begin(), all.end(), [&workload](const auto &other) {
        return other.second.identityId == workload.identityId;
    }) > 1;
}

template <class T, class Test>
bool holdsFor(const ElementMap<T> &elements, const ElementId &id, Test test)
{
    const T *element = find(elements, id);
    return element && test(*element);
}

bool holdsForScope(const Project &project, const ControlSetting &setting, bool (*test)(const ToolScope &))
{
    const auto &scopes = project.policy.toolScopes;
    return std::any_of(scopes.begin(), scopes.end(), [&](const auto &entry) {
        return entry.second.agentId == setting.subject && entry.second.toolId == setting.object
            && test(entry.second);
    });
}

bool isInForceOnWorkload(const Project &project, SettingKind kind, const Workload &workload)
{
    if (const auto trait = traitOf(kind))
        return workload.traits.*trait == false;
    const Placement &placement = workload.placement;
    switch (kind) {
    case SettingKind::TokenUnmounted:
        return workload.automountToken == false;
    case SettingKind::OwnAccount:
        return !isShared(project, workload);
    case SettingKind::PrivateSurface:
        return !workload.exposed && !workload.exposedPrivately;
    case SettingKind::HardenedPods: {
        Workload hardened = workload;
        meetPodSecurity(hardened, PodSecurityLevel::Restricted);
        return hardened == workload;
    }
    case SettingKind::ProcessesApart:
        return !placement.shareProcessNamespace && !placement.hostPid;
    case SettingKind::OwnNodePool:
        return !placement.nodeSelector.empty() || !placement.nodeAffinity.empty();
    case SettingKind::Sandbox:
        return placement.sandboxedRuntime;
    case SettingKind::ProxyAllowList:
        return std::any_of(project.policy.egressLists.begin(), project.policy.egressLists.end(),
            [&workload](const auto &list) { return list.second.proxyId == workload.id; });
    default:
        return false;
    }
}

/// Places of one kind of element.
template <class T>
void addPlaces(const ElementMap<T> &elements, std::initializer_list<SettingKind> kinds,
    std::vector<ControlSetting> &settings)
{
    for (const auto &[id, element] : elements) {
        for (SettingKind kind : kinds)
            settings.push_back({ kind, id, {} });
    }
}

/// Who calls what as a tool: by a declared flow or a tool scope.
void addToolPairs(const Project &project, std::vector<ControlSetting> &settings)
{
    const auto add = [&settings](const ElementId &model, const ElementId &tool) {
        for (SettingKind kind :
            { SettingKind::DelegatedCredential, SettingKind::PolicyApproval, SettingKind::ProvenanceLock })
            settings.push_back({ kind, model, tool });
    };
    const auto &workloads = project.topology.workloads;
    for (const auto &[id, flow] : project.topology.flows) {
        if (flow.carriesToolCalls && find(workloads, flow.sourceId) && find(workloads, flow.destinationId))
            add(flow.sourceId, flow.destinationId);
    }
    for (const auto &[id, scope] : project.policy.toolScopes)
        add(scope.agentId, scope.toolId);
}

} // namespace

std::string controlOf(SettingKind kind)
{
    return std::string(factsOf(kind).control);
}

std::string describe(const ControlSetting &setting)
{
    std::string text(factsOf(setting.kind).words);
    replaceFirst(text, "{0}", setting.subject.value());
    replaceFirst(text, "{1}", setting.object.value());
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

bool isInForce(const Project &project, const ControlSetting &setting)
{
    const Topology &topology = project.topology;
    const ElementId &id = setting.subject;
    switch (setting.kind) {
    case SettingKind::DroppedBinding:
    case SettingKind::DroppedAllowRule:
    case SettingKind::DroppedGrant:
        return false;
    case SettingKind::MetadataBlocked:
        return project.platform.metadataRequiresTokens && project.platform.metadataHopLimit <= 1;
    case SettingKind::DefaultDeny:
        return holdsFor(
            topology.namespaces, id, [](const Namespace &home) { return home.segmentation.defaultDeny; });
    case SettingKind::MeshAllowList:
        return holdsFor(
            topology.namespaces, id, [](const Namespace &home) { return home.segmentation.meshAllowList; });
    case SettingKind::StrictMtls:
        return holdsFor(topology.namespaces, id,
            [](const Namespace &home) { return home.segmentation.mtls == MtlsMode::Strict; });
    case SettingKind::RestrictedNamespace:
        return holdsFor(topology.namespaces, id,
            [](const Namespace &home) { return home.podSecurity.enforce == PodSecurityLevel::Restricted; });
    case SettingKind::LimitedRights:
        return holdsFor(topology.identities, id,
            [](const WorkloadIdentity &identity) { return identity.isAdminThere == false; });
    case SettingKind::JobScopedCredentials:
        return holdsFor(
            topology.identities, id, [](const WorkloadIdentity &identity) { return identity.isJobScoped; });
    case SettingKind::KeylessRole:
        return holdsFor(topology.identities, id,
            [](const WorkloadIdentity &identity) { return identity.hasStaticKeys == false; });
    case SettingKind::BareNodeRole:
        return holdsFor(topology.nodePools, id, [](const NodePool &pool) { return pool.cloudRole.empty(); });
    case SettingKind::BoundSecret:
        return holdsFor(topology.secrets, id, [](const Secret &secret) { return secret.boundToHolder; });
    case SettingKind::KeptInside:
        return holdsFor(topology.secrets, id, [](const Secret &secret) { return secret.neverLeavesKeeper; });
    case SettingKind::DeviceApproval:
        return holdsFor(topology.externals, id,
            [](const ExternalEndpoint &external) { return external.joinsWithoutApproval == false; });
    case SettingKind::TenantAwareEgress:
        return holdsFor(
            project.policy.egressLists, id, [](const EgressAllowList &list) { return list.tenantAware; });
    case SettingKind::StoreAuthentication:
        return holdsFor(topology.stores, id,
            [](const DataStore &store) { return store.authentication == StoreAuthentication::PerIdentity; });
    case SettingKind::NoVectors:
        return holdsFor(
            topology.stores, id, [](const DataStore &store) { return store.returnsVectors == false; });
    case SettingKind::MarkedFeed:
        return holdsFor(
            topology.feeds, id, [](const ContextFeed &feed) { return feed.trust == TrustTier::Untrusted; });
    case SettingKind::Unchangeable: {
        const Collection *collection = findCollection(topology, id).second;
        return collection && collection->changeable == false;
    }
    case SettingKind::DelegatedCredential:
        return holdsForScope(
            project, setting, [](const ToolScope &scope) { return scope.delegatedCredential; });
    case SettingKind::PolicyApproval:
        return holdsForScope(project, setting,
            [](const ToolScope &scope) { return scope.approval == ApprovalMode::PolicyDecisionPoint; });
    case SettingKind::ProvenanceLock:
        return holdsForScope(
            project, setting, [](const ToolScope &scope) { return scope.blocksUntrustedContext; });
    default:
        return holdsFor(topology.workloads, id,
            [&](const Workload &workload) { return isInForceOnWorkload(project, setting.kind, workload); });
    }
}

std::vector<ControlSetting> allSettings(const Project &project)
{
    const Topology &topology = project.topology;
    std::vector<ControlSetting> settings { { SettingKind::MetadataBlocked, {}, {} } };
    addPlaces(topology.namespaces,
        { SettingKind::MeshAllowList, SettingKind::DefaultDeny, SettingKind::StrictMtls,
            SettingKind::RestrictedNamespace },
        settings);
    addPlaces(topology.workloads,
        { SettingKind::TokenUnmounted, SettingKind::OwnAccount, SettingKind::PrivateSurface,
            SettingKind::HardenedPods, SettingKind::ProcessesApart, SettingKind::OwnNodePool,
            SettingKind::Sandbox },
        settings);
    for (const TraitSetting &trait : traitSettings())
        addPlaces(topology.workloads, { trait.kind }, settings);
    addPlaces(topology.identities,
        { SettingKind::LimitedRights, SettingKind::JobScopedCredentials, SettingKind::KeylessRole },
        settings);
    addPlaces(topology.bindings, { SettingKind::DroppedBinding }, settings);
    addPlaces(topology.nodePools, { SettingKind::BareNodeRole }, settings);
    addPlaces(topology.secrets, { SettingKind::BoundSecret, SettingKind::KeptInside }, settings);
    addPlaces(topology.externals, { SettingKind::DeviceApproval }, settings);
    addPlaces(topology.feeds, { SettingKind::MarkedFeed }, settings);
    addPlaces(topology.stores, { SettingKind::StoreAuthentication, SettingKind::NoVectors }, settings);
    addPlaces(project.policy.allowRules, { SettingKind::DroppedAllowRule }, settings);
    addPlaces(project.policy.grants, { SettingKind::DroppedGrant }, settings);
    addPlaces(project.policy.egressLists, { SettingKind::TenantAwareEgress }, settings);
    for (const auto &[id, workload] : topology.workloads) {
        if (workload.kind == WorkloadKind::EgressProxy)
            settings.push_back({ SettingKind::ProxyAllowList, id, {} });
    }
    for (const auto &[id, store] : topology.stores) {
        for (const Collection &collection : store.collections)
            settings.push_back({ SettingKind::Unchangeable, collection.id, {} });
    }
    addToolPairs(project, settings);
    std::sort(settings.begin(), settings.end());
    settings.erase(std::unique(settings.begin(), settings.end()), settings.end());
    return settings;
}

int effortOf(ControlComplexity complexity)
{
    switch (complexity) {
    case ControlComplexity::Low:
        break;
    case ControlComplexity::LowToMedium:
        return 2;
    case ControlComplexity::Medium:
        return 3;
    case ControlComplexity::High:
        return 6;
    }
    return 1;
}

} // namespace fourplane
