// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/SubjectCompiler.h"

#include "core/enforcement/LinkerdPolicyCompiler.h"
#include "core/enforcement/Scheduling.h"
#include "core/project/Edit.h"
#include "core/topology/ServiceIndex.h"

#include <algorithm>
#include <tuple>

namespace fourplane {

namespace {

constexpr const char *injectionLabel = "istio-injection";
constexpr const char *revisionLabel = "istio.io/rev";
constexpr const char *dataplaneLabel = "istio.io/dataplane-mode";
constexpr const char *podInjectionLabel = "sidecar.istio.io/inject";
constexpr const char *proxyContainer = "istio-proxy";

/// Where clouds answer for metadata: all of them at the first address, AWS and Google Cloud also at the
/// others where pods have IPv6 (their documentation, "Instance Metadata Service" and "About VM metadata").
std::vector<std::string> metadataAddresses(const PlatformProfile &platform)
{
    std::vector<std::string> addresses { "169.254.169.254/32" };
    const bool hasIpv6 = std::any_of(platform.clusterCidrs.begin(), platform.clusterCidrs.end(),
        [](const std::string &block) { return block.find(':') != std::string::npos; });
    if (hasIpv6)
        addresses.insert(addresses.end(), { "fd00:ec2::254/128", "fd20:ce::254/128" });
    return addresses;
}

bool isSegmented(const Namespace &home)
{
    return !(home.segmentation == NamespaceSegmentation {});
}

void addPodSecurityLabels(PlannedNamespace &planned)
{
    const PodSecurityAdmission &podSecurity = planned.podSecurity;
    const auto add = [&](const std::string &mode, const std::optional<PodSecurityLevel> &level,
                         const std::string &ownVersion) {
        if (!level)
            return;
        const std::string key = "pod-security.kubernetes.io/" + mode;
        const std::string &version = ownVersion.empty() ? podSecurity.version : ownVersion;
        planned.labels[key] = nameOf(*level);
        if (!version.empty())
            planned.labels[key + "-version"] = version;
    };
    add("enforce", podSecurity.enforce, {});
    add("audit", podSecurity.audit, podSecurity.auditVersion);
    add("warn", podSecurity.warn, podSecurity.warnVersion);
}

PlannedNamespace planned(const Namespace &home, MeshKind mesh)
{
    PlannedNamespace result;
    result.id = home.id;
    result.name = home.name;
    result.labels = home.labels;
    result.labels[automaticNamespaceLabel] = home.name;
    result.podSecurity = home.podSecurity;
    if (result.podSecurity.version.empty() && isSegmented(home)
        && (home.podSecurity.enforce || home.podSecurity.audit || home.podSecurity.warn))
        result.podSecurity.version = pinnedPodSecurityVersion;
    addPodSecurityLabels(result);
    result.meshInjection = home.meshInjection;
    result.meshAnnotations = home.meshAnnotations;
    if (mesh == MeshKind::Linkerd) {
        if (home.meshInjection)
            result.meshAnnotations["linkerd.io/inject"] = "enabled";
        result.drawnInboundPolicy = drawnInboundPolicy(home.segmentation);
    } else if (home.meshInjection && home.labels.count(injectionLabel) == 0
        && home.labels.count(revisionLabel) == 0 && home.labels.count(dataplaneLabel) == 0) {
        if (mesh == MeshKind::IstioAmbient)
            result.labels[dataplaneLabel] = "ambient";
        else
            result.labels[injectionLabel] = "enabled";
    }
    result.tenant = home.tenant;
    result.imageSigners = home.imageSigners;
    result.origin = home.origin;
    return result;
}

PlannedServiceAccount planned(const WorkloadIdentity &identity, const Project &project)
{
    constexpr std::string_view scheme = "spiffe://";
    const Namespace *home = find(project.topology.namespaces, identity.namespaceId);
    PlannedServiceAccount result;
    result.id = identity.id;
    result.name = identity.name;
    result.namespaceName = home ? home->name : "default";
    result.automountToken = identity.automountToken;
    result.tokenLifetimeSeconds = identity.tokenLifetimeSeconds;
    result.audiences = identity.audiences;
    result.cloudRoles = identity.cloudRoles;
    result.spiffeId = identity.spiffeId;
    if (result.spiffeId.empty())
        result.spiffeId = project.platform.trustDomain + "/ns/" + result.namespaceName + "/sa/" + result.name;
    if (result.spiffeId.compare(0, scheme.size(), scheme) != 0)
        result.spiffeId = std::string(scheme) + result.spiffeId;
    result.origin = identity.origin;
    return result;
}

/// The identity the pods act as: the workload's, or the `default` one of its namespace when the project has
/// it.
const WorkloadIdentity *identityOf(const Topology &topology, const Workload &workload)
{
    if (const WorkloadIdentity *own = find(topology.identities, workload.identityId))
        return own;
    for (const auto &[id, identity] : topology.identities) {
        if (identity.kind == IdentityKind::ServiceAccount && identity.name == "default"
            && identity.namespaceId == workload.namespaceId)
            return &identity;
    }
    return nullptr;
}

std::string valueOf(const Labels &labels, const char *key)
{
    const auto found = labels.find(key);
    return found == labels.end() ? std::string() : found->second;
}

/// What of the mesh stands before a member. A mesh in ambient mode still has sidecars where they are asked
/// for, and leaves the pods that have one alone.
MeshMode modeOfMember(const Workload &workload, const Namespace *home, MeshKind mesh)
{
    if (mesh != MeshKind::IstioAmbient)
        return meshModeOf(mesh);
    const Labels none;
    const Labels &labels = home ? home->labels : none;
    const bool hasProxy = std::any_of(workload.containers.begin(), workload.containers.end(),
        [](const Container &container) { return container.name == proxyContainer; });
    const std::string own = valueOf(workload.labels, podInjectionLabel);
    const bool isInjected = valueOf(labels, injectionLabel) == "enabled"
        || (labels.count(injectionLabel) == 0 && labels.count(revisionLabel) > 0
            && valueOf(labels, dataplaneLabel) != "ambient");
    return hasProxy || own == "true" || (isInjected && own != "false") ? MeshMode::Sidecar
                                                                       : MeshMode::Ambient;
}

PlannedPod planned(const Workload &workload, const Project &project)
{
    const Topology &topology = project.topology;
    const Namespace *home = find(topology.namespaces, workload.namespaceId);
    const WorkloadIdentity *identity = identityOf(topology, workload);
    PlannedPod pod;
    pod.workloadId = workload.id;
    pod.name = workload.name;
    pod.namespaceName = namespaceName(topology, workload);
    pod.controller = workload.controller;
    pod.kind = workload.kind;
    pod.labels = workload.labels;
    pod.serviceAccount = identity ? identity->name : "default";
    pod.identityId = identity ? identity->id : ElementId();
    pod.tokenMounted = workload.automountToken.value_or(
        identity && identity->automountToken ? *identity->automountToken : true);
    pod.ports = portsOf(workload);
    pod.hostNetwork = workload.placement.hostNetwork;
    const bool member = workload.mesh == MeshMembership::In
        || (workload.mesh == MeshMembership::Inherit && home && home->meshInjection);
    if (member && !pod.hostNetwork)
        pod.meshMode = modeOfMember(workload, home, project.platform.mesh);
    pod.inMesh = pod.meshMode != MeshMode::None;
    pod.meshAnnotations = workload.meshAnnotations;
    pod.exposed = workload.exposed;
    pod.exposedPrivately = workload.exposedPrivately;
    pod.containers = workload.containers;
    pod.podSecurity = workload.podSecurity;
    pod.placement = workload.placement;
    pod.tokens = workload.tokens;
    pod.secrets = workload.secrets;
    pod.traits = workload.traits;
    pod.poolIds = poolsFor(workload.placement, topology.nodePools, workload.controller);
    pod.origin = workload.origin;
    return pod;
}

PlannedExternal planned(const ExternalEndpoint &external, const PlatformProfile &platform)
{
    PlannedExternal result { external.id, external.name, external.kind, external.cidrs, external.hosts,
        external.ports, external.writableByAttacker };
    if (external.kind == ExternalKind::CloudMetadata && external.cidrs.empty())
        result.cidrs = metadataAddresses(platform);
    return result;
}

void addImplicitExternals(PlanContext &context)
{
    EnforcementPlan &plan = context.plan();
    for (const PlannedExternal &external : plan.externals) {
        if (external.kind == ExternalKind::CloudMetadata)
            plan.metadataServiceId = external.id;
    }
    if (plan.metadataServiceId.isEmpty()) {
        plan.metadataServiceId = unusedId(context.project(), "implicit/metadata-service");
        plan.implicitExternals.push_back({ plan.metadataServiceId, "the cloud's metadata service",
            ExternalKind::CloudMetadata, metadataAddresses(context.project().platform), {},
            { { "http", 80, Protocol::Tcp } }, false });
    }
    plan.apiServerId = unusedId(context.project(), "implicit/kubernetes-api");
    plan.implicitExternals.push_back({ plan.apiServerId, "the Kubernetes API server",
        ExternalKind::CloudService, context.project().platform.apiServerCidrs, {},
        { { "https", 443, Protocol::Tcp }, { "https-direct", 6443, Protocol::Tcp } }, false });
    if (context.project().platform.apiServerCidrs.empty())
        plan.implicitExternals.back().cidrs = { "0.0.0.0/0", "::/0" };
}

SourceLocation originOfHost(const Topology &topology, const ElementId &hostId)
{
    if (const Workload *workload = find(topology.workloads, hostId))
        return workload->origin;
    const ExternalEndpoint *external = find(topology.externals, hostId);
    return external ? external->origin : SourceLocation {};
}

template <class T>
void copyInto(std::vector<T> &list, const ElementMap<T> &elements)
{
    for (const auto &[id, element] : elements)
        list.push_back(element);
}

void compileNamespaces(PlanContext &context)
{
    EnforcementPlan &plan = context.plan();
    for (const auto &[id, home] : context.topology().namespaces) {
        plan.namespaces.push_back(planned(home, context.project().platform.mesh));
        const PodSecurityAdmission &podSecurity = plan.namespaces.back().podSecurity;
        if (podSecurity.enforce && podSecurity.version.empty())
            context.report(DiagnosticLevel::Note, "unpinned-pod-security",
                "Namespace " + home.name
                    + " enforces Pod Security without a version, so an upgrade of the "
                      "cluster changes what it admits.",
                "Set a version, for instance " + std::string(pinnedPodSecurityVersion) + ".", home.origin);
    }
    // Pods whose namespace is not in the project still live in one, which has its automatic name label.
    for (const PlannedPod &pod : plan.pods) {
        if (!findNamespace(plan, pod.namespaceName)) {
            PlannedNamespace bare;
            bare.name = pod.namespaceName;
            bare.labels[automaticNamespaceLabel] = pod.namespaceName;
            plan.namespaces.push_back(std::move(bare));
        }
    }
    std::sort(plan.namespaces.begin(), plan.namespaces.end(),
        [](const auto &a, const auto &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
}

void nameServicePorts(PlanContext &context)
{
    std::map<ElementId, PlannedPod *> pods;
    for (PlannedPod &pod : context.plan().pods)
        pods.emplace(pod.workloadId, &pod);
    const ServiceIndex services(context.topology());
    for (const auto &[id, service] : context.topology().services) {
        for (const Workload *workload : services.workloadsBehind(service)) {
            for (const ServicePort &port : service.ports) {
                const std::uint16_t target = podPort(*workload, port.targetPort, port.protocol);
                if (target != 0 && port.protocol == Protocol::Tcp)
                    pods.at(workload->id)->servicePortNames[target].push_back(port.name);
            }
        }
    }
}

void compilePods(PlanContext &context)
{
    EnforcementPlan &plan = context.plan();
    for (const auto &[id, workload] : context.topology().workloads) {
        plan.pods.push_back(planned(workload, context.project()));
        const PlannedPod &pod = plan.pods.back();
        if (pod.poolIds.empty() && !context.topology().nodePools.empty())
            context.report(DiagnosticLevel::Warning, "no-node-pool",
                "No declared node pool takes the pods of " + pod.name
                    + ": its node selector or the taints exclude all of them.",
                "Add the missing toleration, or declare the pool it runs in.", pod.origin);
        if (workload.mesh == MeshMembership::In && pod.hostNetwork)
            context.report(DiagnosticLevel::Warning, "host-network-outside-mesh",
                pod.name + " is declared in the mesh but uses the host network: no sidecar is injected.",
                "Take it off the host network, or out of the mesh.", pod.origin);
    }
    nameServicePorts(context);
    std::sort(plan.pods.begin(), plan.pods.end(), [](const auto &a, const auto &b) {
        return std::tie(a.namespaceName, a.name, a.workloadId)
            < std::tie(b.namespaceName, b.name, b.workloadId);
    });
}

} // namespace

void compileSubjects(PlanContext &context)
{
    EnforcementPlan &plan = context.plan();
    const Topology &topology = context.topology();
    compilePods(context);
    compileNamespaces(context);
    for (const auto &[id, external] : topology.externals)
        plan.externals.push_back(planned(external, context.project().platform));
    for (const auto &[id, identity] : topology.identities) {
        if (identity.kind == IdentityKind::ServiceAccount)
            plan.serviceAccounts.push_back(planned(identity, context.project()));
    }
    std::sort(plan.serviceAccounts.begin(), plan.serviceAccounts.end(), [](const auto &a, const auto &b) {
        return std::tie(a.namespaceName, a.name, a.id) < std::tie(b.namespaceName, b.name, b.id);
    });
    copyInto(plan.roles, topology.roles);
    copyInto(plan.bindings, topology.bindings);
    copyInto(plan.nodePools, topology.nodePools);
    addImplicitExternals(context);
    for (const auto &[id, store] : topology.stores)
        plan.stores.push_back({ id, store.hostId, store.name, store.dialect, store.authentication,
            store.collections, store.trustedCidrs, originOfHost(topology, store.hostId) });
    copyInto(plan.secrets, topology.secrets);
    copyInto(plan.grants, context.project().policy.grants);
    copyInto(plan.toolScopes, context.project().policy.toolScopes);
    copyInto(plan.egressLists, context.project().policy.egressLists);
    for (const auto &[id, rule] : context.project().policy.allowRules) {
        if (rule.requestsPerMinute || rule.tokensPerMinute)
            plan.usageLimits.push_back(
                { id, rule.sourceId, rule.destinationId, rule.requestsPerMinute, rule.tokensPerMinute });
    }
    context.indexSubjects();
}

} // namespace fourplane
