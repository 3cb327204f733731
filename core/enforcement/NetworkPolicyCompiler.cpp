// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/NetworkPolicyCompiler.h"

#include "core/base/Cidr.h"
#include "core/enforcement/MeshArrival.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fourplane {

namespace {

constexpr const char *kind = "NetworkPolicy";
constexpr const char *everyAddress = "0.0.0.0/0";
constexpr const char *linkLocalRange = "169.254.0.0/16";
constexpr std::uint16_t dnsPort = 53;
constexpr std::uint16_t meshControlPort = 15012;
constexpr const char *linkerdNamespace = "linkerd";
constexpr const char *linkerdComponentLabel = "linkerd.io/control-plane-component";
/// The address under which ztunnel passes the kubelet's probes on (Istio, "Ambient and Kubernetes
/// NetworkPolicy").
constexpr const char *ambientProbeAddress = "169.254.7.127/32";

NetworkPolicyPort portOf(std::uint16_t number, Protocol protocol)
{
    return { protocol, IntOrName(number), std::nullopt };
}

NetworkPolicyPeer podPeer(const std::string &namespaceName, LabelSelector pods)
{
    return { std::move(pods), LabelSelector { { { automaticNamespaceLabel, namespaceName } }, {} },
        std::nullopt };
}

/// The address as a block that holds it alone.
std::string hostBlock(const std::string &address)
{
    return address + (address.find(':') == std::string::npos ? "/32" : "/128");
}

/// The block without those parts of it that are inside the cluster: an external endpoint is never there.
NetworkPolicyPeer addressPeer(const std::string &cidr, std::vector<std::string> insideRanges)
{
    IpBlock block { cidr, {} };
    const std::optional<Cidr> outer = parseCidr(cidr);
    std::sort(insideRanges.begin(), insideRanges.end());
    for (const std::string &range : insideRanges) {
        const std::optional<Cidr> inner = parseCidr(range);
        if (outer && inner && isStrictSubset(*inner, *outer))
            block.except.push_back(range);
    }
    return { std::nullopt, std::nullopt, std::move(block) };
}

class NetworkPolicyCompiler
{
public:
    explicit NetworkPolicyCompiler(PlanContext &context)
        : m_context(context)
    {
    }

    void compile()
    {
        for (const auto &[id, home] : m_context.topology().namespaces) {
            if (home.segmentation.defaultDeny)
                addNamespacePolicies(home);
        }
        for (const PlannedPod &pod : m_context.plan().pods) {
            if (!isIsolated(pod.namespaceName))
                continue;
            if (pod.hostNetwork)
                m_context.report(DiagnosticLevel::Warning, "host-network-escapes-policy",
                    pod.name
                        + " uses the host network: most network plugins do not apply NetworkPolicy to it.",
                    "Take it off the host network.", pod.origin);
            addWorkloadPolicy(pod, PolicyDirection::Ingress);
            addWorkloadPolicy(pod, PolicyDirection::Egress);
        }
    }

private:
    bool isIsolated(const std::string &namespaceName) const
    {
        const auto &namespaces = m_context.topology().namespaces;
        return std::any_of(namespaces.begin(), namespaces.end(), [&namespaceName](const auto &entry) {
            return entry.second.name == namespaceName && entry.second.segmentation.defaultDeny;
        });
    }

    void add(NetworkPolicy policy, std::vector<ElementId> sources)
    {
        policy.meta.name = m_context.claimName(kind, policy.meta.namespaceName, policy.meta.name);
        m_context.plan().networkPolicies.push_back({ std::move(policy), std::move(sources), {} });
    }

    void addNamespacePolicies(const Namespace &home)
    {
        NetworkPolicy deny;
        deny.meta = { "default-deny", home.name, {}, {} };
        deny.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
        add(deny, { home.id });

        NetworkPolicy dns;
        dns.meta = { "allow-dns", home.name, {}, {} };
        dns.policyTypes = { PolicyDirection::Egress };
        std::vector<NetworkPolicyPeer> resolvers { podPeer(
            "kube-system", { { { "k8s-app", "kube-dns" } }, {} }) };
        for (const std::string &address : m_context.project().platform.nodeDnsAddresses)
            resolvers.push_back({ std::nullopt, std::nullopt, IpBlock { hostBlock(address), {} } });
        dns.egress = { { std::move(resolvers),
            { portOf(dnsPort, Protocol::Udp), portOf(dnsPort, Protocol::Tcp) } } };
        add(dns, { home.id });

        addMeshPolicies(home);
    }

    bool hasMembers(const Namespace &home, MeshMode mode) const
    {
        const auto &pods = m_context.plan().pods;
        return std::any_of(pods.begin(), pods.end(),
            [&](const PlannedPod &pod) { return pod.namespaceName == home.name && pod.meshMode == mode; });
    }

    /// What the mesh itself needs in a namespace that denies everything else.
    void addMeshPolicies(const Namespace &home)
    {
        if (hasMembers(home, MeshMode::Sidecar))
            addControlPlane(home,
                podPeer(m_context.project().platform.meshRootNamespace, { { { "app", "istiod" } }, {} }),
                { meshControlPort });
        if (hasMembers(home, MeshMode::Linkerd))
            addControlPlane(home,
                podPeer(
                    linkerdNamespace, { {}, { { linkerdComponentLabel, SelectorOperator::Exists, {} } } }),
                { 8080, 8086, 8090 }); // identity, destination, policy
        if (!hasMembers(home, MeshMode::Ambient))
            return;
        NetworkPolicy probes;
        probes.meta = { "allow-ambient-probes", home.name, {}, {} };
        probes.policyTypes = { PolicyDirection::Ingress };
        probes.ingress = { { { { std::nullopt, std::nullopt, IpBlock { ambientProbeAddress, {} } } }, {} } };
        add(probes, { home.id });
    }

    void addControlPlane(
        const Namespace &home, NetworkPolicyPeer peer, const std::vector<std::uint16_t> &ports)
    {
        NetworkPolicy control;
        control.meta = { "allow-mesh-control-plane", home.name, {}, {} };
        control.policyTypes = { PolicyDirection::Egress };
        control.egress = { { { std::move(peer) }, {} } };
        for (std::uint16_t port : ports)
            control.egress.front().ports.push_back(portOf(port, Protocol::Tcp));
        add(control, { home.id });
    }

    void addWorkloadPolicy(const PlannedPod &pod, PolicyDirection direction)
    {
        const bool ingress = direction == PolicyDirection::Ingress;
        std::vector<NetworkPolicyRule> rules;
        std::vector<ElementId> sources;
        const auto &own = ingress ? m_context.rulesInto(pod.workloadId) : m_context.rulesFrom(pod.workloadId);
        for (const AllowRule *rule : own) {
            NetworkPolicyRule native = translated(*rule, direction);
            if (native.peers.empty())
                continue;
            sources.push_back(rule->id);
            if (std::find(rules.begin(), rules.end(), native) == rules.end())
                rules.push_back(std::move(native));
        }
        if (rules.empty())
            return;
        NetworkPolicy policy;
        policy.meta = { pod.name + (ingress ? "-ingress" : "-egress"), pod.namespaceName, {}, {} };
        policy.podSelector = m_context.selectorOf(pod);
        policy.policyTypes = { direction };
        (ingress ? policy.ingress : policy.egress) = std::move(rules);
        add(std::move(policy), std::move(sources));
    }

    NetworkPolicyRule translated(const AllowRule &rule, PolicyDirection direction)
    {
        NetworkPolicyRule native;
        native.peers = sharedPeersOf(
            direction == PolicyDirection::Ingress ? rule.sourceId : rule.destinationId, direction);
        std::vector<NetworkPolicyPort> ports;
        for (const AllowedPort &port : portsOpenedBy(rule, m_context.index())) {
            NetworkPolicyPort opened = portOnTheWire(rule, port);
            if (std::find(ports.begin(), ports.end(), opened) == ports.end())
                ports.push_back(std::move(opened));
        }
        native.ports = shared(std::move(ports));
        if (direction == PolicyDirection::Egress)
            reportHostNames(rule);
        return native;
    }

    /// The port that packets have where NetworkPolicy sees them: the proxy's own between some members of a
    /// mesh (semantics X2, X3).
    NetworkPolicyPort portOnTheWire(const AllowRule &rule, const AllowedPort &port) const
    {
        const PlanIndex &index = m_context.index();
        const PlannedPod *source = index.pod(rule.sourceId);
        const PlannedPod *destination = index.pod(rule.destinationId);
        if (!source || !destination || port.protocol != Protocol::Tcp)
            return portOf(port.number, port.protocol);
        const auto arrival = meshArrivalPort(
            *source, *destination, index.namespaceNamed(destination->namespaceName), port.number);
        return portOf(arrival.value_or(port.number), Protocol::Tcp);
    }

    /// The list of the first rule with the same ports; most rules have one port of few.
    SharedList<NetworkPolicyPort> shared(std::vector<NetworkPolicyPort> ports)
    {
        if (ports.size() != 1)
            return ports;
        const NetworkPolicyPort &only = ports.front();
        auto &known = m_ports[{ *only.protocol, std::get<std::uint16_t>(*only.port) }];
        if (known.empty())
            known = std::move(ports);
        return known;
    }

    const SharedList<NetworkPolicyPeer> &sharedPeersOf(const ElementId &id, PolicyDirection direction)
    {
        const auto [found, isNew] = m_peers.try_emplace({ id, direction });
        if (isNew)
            found->second = peersOf(id, direction);
        return found->second;
    }

    std::vector<NetworkPolicyPeer> peersOf(const ElementId &id, PolicyDirection direction)
    {
        if (const PlannedPod *pod = m_context.index().pod(id))
            return { podPeer(pod->namespaceName, m_context.selectorOf(*pod)) };
        const PlannedExternal *external = m_context.index().external(id);
        if (!external)
            return {};
        std::vector<std::string> inside = m_context.project().platform.clusterCidrs;
        if (direction == PolicyDirection::Egress)
            inside.push_back(linkLocalRange);
        std::vector<NetworkPolicyPeer> peers;
        if (external->cidrs.empty())
            peers.push_back(addressPeer(everyAddress, inside));
        for (const std::string &cidr : external->cidrs)
            peers.push_back(addressPeer(cidr, inside));
        return peers;
    }

    void reportHostNames(const AllowRule &rule)
    {
        const ExternalEndpoint *external = find(m_context.topology().externals, rule.destinationId);
        const PlannedPod *source = m_context.index().pod(rule.sourceId);
        if (!external || !source || external->hosts.empty() || !external->cidrs.empty())
            return;
        const bool viaProxy = source->kind == WorkloadKind::EgressProxy;
        m_context.report(viaProxy ? DiagnosticLevel::Note : DiagnosticLevel::Warning,
            "host-name-not-enforceable",
            "NetworkPolicy knows no host names: " + source->name
                + " may reach every address outside the cluster, "
                  "not only "
                + external->hosts.front() + (viaProxy ? "; its egress allow-list has to narrow that." : "."),
            viaProxy ? ""
                     : "Send this traffic through an egress proxy, or give " + external->name
                    + " its address ranges.",
            external->origin);
    }

    PlanContext &m_context;
    std::map<std::pair<ElementId, PolicyDirection>, SharedList<NetworkPolicyPeer>> m_peers;
    std::map<std::pair<Protocol, std::uint16_t>, SharedList<NetworkPolicyPort>> m_ports;
};

} // namespace

void compileNetworkPolicies(PlanContext &context)
{
    NetworkPolicyCompiler(context).compile();
}

} // namespace fourplane
