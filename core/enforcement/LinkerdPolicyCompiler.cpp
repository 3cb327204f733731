// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/LinkerdPolicyCompiler.h"

#include "core/enforcement/LinkerdServers.h"
#include "core/enforcement/MeshCallers.h"

#include <algorithm>
#include <map>

namespace fourplane {

namespace {

constexpr const char *policyGroup = "policy.linkerd.io";

/// Who may ask on one port.
struct PortCallers
{
    std::vector<ElementId> rules; ///< allow rules, each once
    std::vector<std::string> identities;
    bool takesAnybody = false;
};

template <class T>
void addOnce(std::vector<T> &list, const T &item)
{
    if (std::find(list.begin(), list.end(), item) == list.end())
        list.push_back(item);
}

class LinkerdPolicyCompiler
{
public:
    explicit LinkerdPolicyCompiler(PlanContext &context)
        : m_context(context)
    {
        const auto &servers = context.plan().linkerdServers;
        for (std::size_t i = 0; i < servers.size(); ++i)
            m_servers[servers[i].object.meta.namespaceName].push_back(i);
    }

    void compile()
    {
        for (const auto &[id, home] : m_context.topology().namespaces)
            reportNamespace(home);
        reportHttpConditions();
        for (const PlannedPod &pod : m_context.plan().pods) {
            const Workload *workload = find(m_context.topology().workloads, pod.workloadId);
            const Namespace *home =
                workload ? find(m_context.topology().namespaces, workload->namespaceId) : nullptr;
            if (!home || !drawnInboundPolicy(home->segmentation))
                continue;
            if (pod.inMesh)
                reportDefaultPolicy(pod, *home);
            if (home->segmentation.meshAllowList)
                addAllowList(pod);
            else if (home->segmentation.mtls == MtlsMode::Strict && pod.inMesh)
                openStrictPorts(pod);
        }
    }

private:
    void reportNamespace(const Namespace &home)
    {
        const auto drawn = drawnInboundPolicy(home.segmentation);
        const auto own = home.meshAnnotations.find(linkerdDefaultPolicyKey);
        if (drawn && own != home.meshAnnotations.end() && own->second != nameOf(*drawn))
            m_context.report(DiagnosticLevel::Warning, "default-policy-replaced",
                "Namespace " + home.name + " has the default inbound policy " + own->second
                    + ", and its segmentation asks for " + std::string(nameOf(*drawn))
                    + ", which replaces it.",
                "Take the annotation away, or the mesh settings of the namespace.", home.origin);
        if (home.segmentation.mtls == MtlsMode::Disable)
            m_context.report(DiagnosticLevel::Warning, "plaintext-not-expressible",
                "Namespace " + home.name
                    + " asks for plaintext, and members of Linkerd always speak mutual TLS among themselves.",
                "Leave the mTLS mode unset, or take the workloads out of the mesh.", home.origin);
    }

    void reportDefaultPolicy(const PlannedPod &pod, const Namespace &home)
    {
        const auto own = pod.meshAnnotations.find(linkerdDefaultPolicyKey);
        const auto drawn = drawnInboundPolicy(home.segmentation);
        if (own == pod.meshAnnotations.end() || own->second == nameOf(*drawn))
            return;
        m_context.report(DiagnosticLevel::Warning, "default-policy-of-pod",
            pod.name + " has the default inbound policy " + own->second
                + " by an annotation of its own, which stands over the " + std::string(nameOf(*drawn))
                + " of " + home.name + ": ports that no Server selects follow it.",
            "Take the annotation of the workload away.", pod.origin);
    }

    void reportHttpConditions()
    {
        for (const auto &[id, rule] : m_context.project().policy.allowRules) {
            if (!rule.httpMethods.empty() || !rule.httpPaths.empty())
                m_context.report(DiagnosticLevel::Warning, "http-condition-not-enforced",
                    "Allow rule " + id.value()
                        + " names HTTP methods or paths, and what is generated for Linkerd at "
                        + m_context.describe(rule.destinationId) + " lets every request of the caller in.",
                    "Adopt an HTTPRoute of the Server with an AuthorizationPolicy of its own.");
        }
    }

    /// Ports that the rules open at `pod`, with who may ask there.
    std::map<std::uint16_t, PortCallers> callersOf(const PlannedPod &pod)
    {
        std::map<std::uint16_t, PortCallers> callers;
        for (const AllowRule *rule : m_context.rulesInto(pod.workloadId)) {
            const std::vector<AllowedPort> ports = portsOpenedBy(*rule, m_context.index());
            if (ports.empty())
                m_context.report(DiagnosticLevel::Warning, "server-needs-port",
                    "Allow rule " + rule->id.value() + " opens every port of " + pod.name
                        + ", and a Server of Linkerd speaks for one port: the mesh refuses the caller.",
                    "Name the ports on the rule or on the destination.", pod.origin);
            const PlannedPod *source = m_context.index().pod(rule->sourceId);
            bool isSeen = false;
            for (const AllowedPort &port : ports) {
                if (port.protocol != Protocol::Tcp)
                    continue; // the proxy sees nothing else
                isSeen = true;
                PortCallers &there = callers[port.number];
                addOnce(there.rules, rule->id);
                if (source)
                    addOnce(there.identities, m_context.index().principalOf(*source));
                else
                    there.takesAnybody = true;
            }
            if (isSeen)
                reportCaller(*rule, source, pod);
        }
        return callers;
    }

    void reportCaller(const AllowRule &rule, const PlannedPod *source, const PlannedPod &destination)
    {
        if (!source)
            reportUnauthenticatedSource(m_context, rule, destination);
        else if (!source->inMesh)
            reportSourceWithoutIdentity(m_context, *source, destination);
    }

    void addAllowList(const PlannedPod &pod)
    {
        if (!pod.inMesh) {
            if (!m_context.rulesInto(pod.workloadId).empty())
                m_context.report(DiagnosticLevel::Warning, "destination-outside-mesh",
                    pod.name + " is not in the mesh: no proxy applies an allow-list to it.",
                    "Enable injection for its namespace, or set its mesh membership.", pod.origin);
            return;
        }
        for (const auto &[port, callers] : callersOf(pod)) {
            reportSkipped(pod, port);
            const std::string name = pod.name + "-" + std::to_string(port);
            const Planned<LinkerdServer> *server = serverFor(pod, port);
            if (!server) {
                addServer(pod, port, name, callers);
                if (callers.takesAnybody)
                    continue;
                server = &m_context.plan().linkerdServers.back();
            }
            addPolicy(pod, server->object.meta.name, name, callers);
        }
    }

    void reportSkipped(const PlannedPod &pod, std::uint16_t port)
    {
        if (skipsLinkerdProxy(pod, m_context.index().namespaceNamed(pod.namespaceName), port))
            m_context.report(DiagnosticLevel::Warning, "port-past-the-proxy",
                "config.linkerd.io/skip-inbound-ports leads port " + std::to_string(port) + " of " + pod.name
                    + " past its proxy: no allow-list holds there.",
                "Take the port out of the annotation.", pod.origin);
    }

    /// Under an all-authenticated default, ports that allow rules open to the outside take plaintext.
    void openStrictPorts(const PlannedPod &pod)
    {
        bool isReported = false;
        for (const auto &[port, rules] : plaintextPorts(m_context, pod)) {
            if (serverFor(pod, port))
                continue; // the default policy does not speak for it
            if (!isReported)
                reportPlaintextPorts(m_context, pod);
            isReported = true;
            addServer(pod, port, pod.name + "-" + std::to_string(port), { rules, {}, true });
        }
    }

    const Planned<LinkerdServer> *serverFor(const PlannedPod &pod, std::uint16_t port) const
    {
        const auto there = m_servers.find(pod.namespaceName);
        if (there == m_servers.end())
            return nullptr;
        for (std::size_t position : there->second) {
            const Planned<LinkerdServer> &server = m_context.plan().linkerdServers[position];
            const std::vector<std::uint16_t> ports = linkerdPorts(server.object, pod);
            if (std::find(ports.begin(), ports.end(), port) != ports.end())
                return &server;
        }
        return nullptr;
    }

    void addServer(
        const PlannedPod &pod, std::uint16_t port, const std::string &name, const PortCallers &callers)
    {
        LinkerdServer object;
        object.meta = { m_context.claimName("Server", pod.namespaceName, name), pod.namespaceName, {}, {} };
        object.podSelector = m_context.selectorOf(pod);
        object.port = port;
        // A Server takes the place of the list of opaque ports: without this the proxy would wait for a
        // client that waits for its server.
        if (isOpaquePort(pod, m_context.index().namespaceNamed(pod.namespaceName), port))
            object.proxyProtocol = "opaque";
        object.accessPolicy = callers.takesAnybody ? LinkerdAccess::AllUnauthenticated : LinkerdAccess::Deny;
        std::vector<Planned<LinkerdServer>> &servers = m_context.plan().linkerdServers;
        m_servers[pod.namespaceName].push_back(servers.size());
        servers.push_back({ std::move(object), callers.rules, {} });
    }

    /// Lets the callers in at a Server; without a reference it is anybody (semantics L4).
    void addPolicy(
        const PlannedPod &pod, const std::string &server, const std::string &name, const PortCallers &callers)
    {
        EnforcementPlan &plan = m_context.plan();
        LinkerdAuthorizationPolicy policy;
        policy.targetRef = { policyGroup, "Server", server, "" };
        if (!callers.takesAnybody) {
            MeshTlsAuthentication authentication;
            authentication.meta = { m_context.claimName("MeshTLSAuthentication", pod.namespaceName, name),
                pod.namespaceName, {}, {} };
            authentication.identities = callers.identities;
            policy.requiredAuthenticationRefs = { { policyGroup, "MeshTLSAuthentication",
                authentication.meta.name, "" } };
            plan.meshTlsAuthentications.push_back({ std::move(authentication), callers.rules, {} });
        }
        policy.meta = { m_context.claimName("AuthorizationPolicy", pod.namespaceName, name),
            pod.namespaceName, {}, {} };
        plan.linkerdAuthorizationPolicies.push_back({ std::move(policy), callers.rules, {} });
    }

    PlanContext &m_context;
    std::map<std::string, std::vector<std::size_t>> m_servers; ///< positions in the plan, by namespace
};

} // namespace

std::optional<LinkerdAccess> drawnInboundPolicy(const NamespaceSegmentation &segmentation)
{
    if (segmentation.meshAllowList)
        return LinkerdAccess::Deny;
    switch (segmentation.mtls) {
    case MtlsMode::Strict:
        return LinkerdAccess::AllAuthenticated;
    case MtlsMode::Permissive:
        return LinkerdAccess::AllUnauthenticated;
    case MtlsMode::Unset:
    case MtlsMode::Disable:
        break;
    }
    return std::nullopt;
}

void compileLinkerdPolicies(PlanContext &context)
{
    LinkerdPolicyCompiler(context).compile();
}

} // namespace fourplane
