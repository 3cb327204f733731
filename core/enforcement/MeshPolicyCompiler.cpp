// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/MeshPolicyCompiler.h"

#include "core/enforcement/MeshCallers.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

class MeshPolicyCompiler
{
public:
    explicit MeshPolicyCompiler(PlanContext &context)
        : m_context(context)
    {
    }

    void compile()
    {
        const bool hasMesh = isIstio(m_context.project().platform.mesh);
        for (const auto &[id, home] : m_context.topology().namespaces) {
            if (!hasMesh) {
                reportMissingMesh(home);
                continue;
            }
            if (home.segmentation.mtls != MtlsMode::Unset)
                addPeerAuthentication(home);
            if (home.segmentation.meshAllowList)
                addAllowNothing(home);
        }
        reportHttpConditions(hasMesh);
        if (!hasMesh)
            return;
        for (const PlannedPod &pod : m_context.plan().pods) {
            const Namespace *home = homeOf(pod);
            if (home && home->segmentation.meshAllowList)
                addWorkloadPolicy(pod);
            if (home && home->segmentation.mtls == MtlsMode::Strict && pod.inMesh)
                openStrictPorts(pod);
        }
    }

private:
    const Namespace *homeOf(const PlannedPod &pod) const
    {
        const Workload *workload = find(m_context.topology().workloads, pod.workloadId);
        return workload ? find(m_context.topology().namespaces, workload->namespaceId) : nullptr;
    }

    void reportMissingMesh(const Namespace &home)
    {
        if (!home.segmentation.meshAllowList && home.segmentation.mtls == MtlsMode::Unset)
            return;
        m_context.report(DiagnosticLevel::Warning, "mesh-missing",
            "Namespace " + home.name + " asks for "
                + (home.segmentation.meshAllowList ? "a mesh allow-list" : "mutual TLS")
                + ", but the platform has no mesh: nothing enforces it.",
            "Choose a platform with a mesh, or take the setting away.", home.origin);
    }

    void reportHttpConditions(bool hasMesh)
    {
        for (const auto &[id, rule] : m_context.project().policy.allowRules) {
            if (rule.httpMethods.empty() && rule.httpPaths.empty())
                continue;
            const PlannedPod *pod = m_context.index().pod(rule.destinationId);
            const Namespace *home = pod ? homeOf(*pod) : nullptr;
            const bool isChecked = hasMesh && pod && pod->inMesh && home && home->segmentation.meshAllowList;
            if (isChecked && pod->meshMode == MeshMode::Ambient)
                m_context.report(DiagnosticLevel::Warning, "http-condition-not-enforced",
                    "Allow rule " + id.value() + " names HTTP methods or paths, and before " + pod->name
                        + " stands a ztunnel, which knows none: the rule is generated without them.",
                    "Adopt an AuthorizationPolicy for a waypoint, or give the pod a sidecar.", pod->origin);
            if (isChecked)
                continue;
            m_context.report(DiagnosticLevel::Warning, "http-condition-not-enforced",
                "Allow rule " + id.value() + " names HTTP methods or paths, which nothing at "
                    + m_context.describe(rule.destinationId) + " checks.",
                "Put the destination in the mesh and give its namespace a mesh allow-list.");
        }
    }

    void addPeerAuthentication(const Namespace &home)
    {
        for (const Planned<PeerAuthentication> &other : m_context.plan().peerAuthentications) {
            const ObjectMeta &meta = other.object.meta;
            if (meta.namespaceName == home.name && (!other.object.selector || other.object.selector->empty()))
                m_context.report(DiagnosticLevel::Warning, "duplicate-peer-authentication",
                    "PeerAuthentication " + meta.namespaceName + "/" + meta.name
                        + " already speaks for the whole namespace, and Istio obeys the oldest.",
                    "Remove it, or leave the mTLS mode of the namespace unset.", other.origin);
        }
        PeerAuthentication object;
        object.meta = { m_context.claimName("PeerAuthentication", home.name, "default"), home.name, {}, {} };
        object.mode = home.segmentation.mtls;
        m_context.plan().peerAuthentications.push_back({ std::move(object), { home.id }, {} });
    }

    void addAllowNothing(const Namespace &home)
    {
        AuthorizationPolicy object;
        object.meta = { m_context.claimName("AuthorizationPolicy", home.name, "allow-nothing"), home.name, {},
            {} };
        m_context.plan().authorizationPolicies.push_back({ std::move(object), { home.id }, {} });
    }

    void addWorkloadPolicy(const PlannedPod &pod)
    {
        AuthorizationPolicy object;
        std::vector<ElementId> sources;
        for (const AllowRule *rule : m_context.rulesInto(pod.workloadId)) {
            const std::optional<AuthorizationRule> native = translated(*rule, pod);
            if (!native)
                continue;
            sources.push_back(rule->id);
            if (std::find(object.rules.begin(), object.rules.end(), *native) == object.rules.end())
                object.rules.push_back(*native);
        }
        if (object.rules.empty())
            return;
        if (!pod.inMesh)
            m_context.report(DiagnosticLevel::Warning, "destination-outside-mesh",
                pod.name + " is not in the mesh: no proxy applies its AuthorizationPolicy.",
                "Enable injection for its namespace, or set its mesh membership.", pod.origin);
        object.meta = { m_context.claimName("AuthorizationPolicy", pod.namespaceName, pod.name + "-allow"),
            pod.namespaceName, {}, {} };
        object.selector = m_context.selectorOf(pod).matchLabels;
        m_context.plan().authorizationPolicies.push_back({ std::move(object), std::move(sources), {} });
    }

    /// One rule of an AuthorizationPolicy, or nothing for traffic that a proxy does not see (UDP, SCTP).
    std::optional<AuthorizationRule> translated(const AllowRule &rule, const PlannedPod &destination)
    {
        AuthorizationOperation operation;
        const std::vector<AllowedPort> ports = portsOpenedBy(rule, m_context.index());
        for (const AllowedPort &port : ports) {
            if (port.protocol == Protocol::Tcp)
                operation.ports.push_back(std::to_string(port.number));
        }
        if (!ports.empty() && operation.ports.empty())
            return std::nullopt;
        if (destination.meshMode != MeshMode::Ambient) { // a ztunnel drops rules with HTTP fields
            operation.methods = rule.httpMethods;
            operation.paths = rule.httpPaths;
        }

        AuthorizationRule native;
        if (const PlannedPod *source = m_context.index().pod(rule.sourceId)) {
            AuthorizationSource from;
            from.principals = { m_context.index().principalOf(*source) };
            native.from.push_back(std::move(from));
            if (!source->inMesh)
                reportSourceWithoutIdentity(m_context, *source, destination);
        } else {
            reportUnauthenticatedSource(m_context, rule, destination);
        }
        if (!(operation == AuthorizationOperation {}))
            native.to.push_back(std::move(operation));
        return native;
    }

    /// A strict namespace refuses callers without a sidecar before any rule is read (semantics PA5). Ports
    /// that allow rules open to the outside accept plaintext; inside the cluster that is only reported.
    void openStrictPorts(const PlannedPod &pod)
    {
        PeerAuthentication object;
        std::set<ElementId> sources;
        for (const auto &[port, rules] : plaintextPorts(m_context, pod)) {
            object.portModes[port] = MtlsMode::Permissive;
            sources.insert(rules.begin(), rules.end());
        }
        if (object.portModes.empty())
            return;
        reportPlaintextPorts(m_context, pod);
        object.meta = { m_context.claimName("PeerAuthentication", pod.namespaceName, pod.name + "-external"),
            pod.namespaceName, {}, {} };
        object.selector = m_context.selectorOf(pod).matchLabels;
        object.mode = MtlsMode::Strict;
        m_context.plan().peerAuthentications.push_back(
            { std::move(object), { sources.begin(), sources.end() }, {} });
    }

    PlanContext &m_context;
};

} // namespace

void compileMeshPolicies(PlanContext &context)
{
    MeshPolicyCompiler(context).compile();
}

} // namespace fourplane
