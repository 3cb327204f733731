// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/UnwrittenRules.h"

#include "core/base/Counting.h"
#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

/// Where probes of the kubelet come from in Istio's ambient mode.
constexpr std::string_view ambientProbes = "169.254.7.127/32";

class UnwrittenRules
{
public:
    UnwrittenRules(const EnforcementPlan &plan, const ExportTargets &targets)
        : m_plan(plan)
        , m_targets(targets)
    {
    }

    ExportRemarks found()
    {
        findUnwritten();
        findOtherPlatforms();
        findTraps();
        return std::move(m_remarks);
    }

private:
    bool has(ExportTarget target) const { return m_targets.count(target) > 0; }

    template <class T>
    void unwritten(
        const std::vector<Planned<T>> &rules, const char *one, const char *many, ExportTarget target)
    {
        if (rules.empty() || has(target))
            return;
        std::vector<ElementId> elements;
        for (const Planned<T> &rule : rules)
            elements.insert(elements.end(), rule.sources.begin(), rule.sources.end());
        std::sort(elements.begin(), elements.end());
        elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
        m_remarks.push_back(
            { { DiagnosticLevel::Warning, "rules-not-written",
                  counted(rules.size(), one, many) + " of the design " + (rules.size() == 1 ? "is" : "are")
                      + " simulated and not written: what only they refuse is let through.",
                  "Name the target " + std::string(nameOf(target)) + ".", {} },
                std::move(elements) });
    }

    void findUnwritten()
    {
        const ExportTarget istio = has(ExportTarget::IstioAmbient)
                || (m_plan.platform.mesh == MeshKind::IstioAmbient && !has(ExportTarget::IstioSidecar))
            ? ExportTarget::IstioAmbient
            : ExportTarget::IstioSidecar;
        unwritten(m_plan.authorizationPolicies, "AuthorizationPolicy", "AuthorizationPolicies", istio);
        unwritten(m_plan.peerAuthentications, "PeerAuthentication", "PeerAuthentications", istio);
        unwritten(m_plan.serviceEntries, "ServiceEntry", "ServiceEntries", istio);
        unwritten(m_plan.sidecars, "Sidecar", "Sidecars", istio);
        unwritten(m_plan.waypoints, "waypoint", "waypoints", istio);
        constexpr ExportTarget linkerd = ExportTarget::Linkerd;
        unwritten(m_plan.linkerdServers, "Server of Linkerd", "Servers of Linkerd", linkerd);
        unwritten(m_plan.serverAuthorizations, "ServerAuthorization", "ServerAuthorizations", linkerd);
        unwritten(m_plan.linkerdAuthorizationPolicies, "AuthorizationPolicy of Linkerd",
            "AuthorizationPolicies of Linkerd", linkerd);
        unwritten(m_plan.meshTlsAuthentications, "MeshTLSAuthentication", "MeshTLSAuthentications", linkerd);
        unwritten(m_plan.networkAuthentications, "NetworkAuthentication", "NetworkAuthentications", linkerd);
        unwritten(m_plan.serverRoutes, "route of Linkerd", "routes of Linkerd", linkerd);
        if (!has(linkerd))
            findUnwrittenDefaults();
        unwritten(m_plan.ciliumPolicies, "policy of Cilium", "policies of Cilium", ExportTarget::Cilium);
        unwritten(m_plan.adminPolicies, "cluster network policy", "cluster network policies",
            ExportTarget::ClusterNetworkPolicy);
    }

    /// Default inbound policies of namespaces, which the target writes into the Namespace objects.
    void findUnwrittenDefaults()
    {
        std::vector<std::string> names;
        std::vector<ElementId> elements;
        for (const PlannedNamespace &home : m_plan.namespaces) {
            if (!home.drawnInboundPolicy)
                continue;
            names.push_back(home.name);
            elements.push_back(home.id);
        }
        if (!names.empty())
            remark(DiagnosticLevel::Warning, "rules-not-written",
                "The default inbound policy of Linkerd in " + join(names, ", ")
                    + " is simulated and not written: what only it refuses is let through.",
                "Name the target linkerd.", std::move(elements));
    }

    void otherPlatform(ExportTarget target, const char *missing, const char *consequence)
    {
        m_remarks.push_back(
            { { DiagnosticLevel::Warning, "target-of-other-platform",
                  "The target " + std::string(nameOf(target)) + " was named, and the platform of the design "
                      + missing + ": " + consequence,
                  "Name the target of the platform, or correct the platform and export again.", {} },
                {} });
    }

    void findOtherPlatforms()
    {
        const MeshKind mesh = m_plan.platform.mesh;
        constexpr const char *wasDecided =
            "what was simulated is not what these objects enforce there. NetworkPolicies name the ports that "
            "the simulated mesh uses on the wire.";
        if (has(ExportTarget::IstioAmbient) && mesh != MeshKind::IstioAmbient)
            otherPlatform(ExportTarget::IstioAmbient, "does not run Istio in ambient mode", wasDecided);
        if (has(ExportTarget::IstioSidecar) && mesh == MeshKind::IstioAmbient)
            otherPlatform(ExportTarget::IstioSidecar, "runs Istio in ambient mode", wasDecided);
        if (has(ExportTarget::Linkerd) && mesh != MeshKind::Linkerd && !m_plan.linkerdServers.empty())
            otherPlatform(
                ExportTarget::Linkerd, "does not run Linkerd", "its objects enforce nothing there.");
        if (has(ExportTarget::Cilium) && m_plan.platform.cni != CniKind::Cilium
            && !m_plan.ciliumPolicies.empty())
            otherPlatform(ExportTarget::Cilium, "does not run Cilium", "its policies enforce nothing there.");
        if (has(ExportTarget::ClusterNetworkPolicy) && !m_plan.adminPolicies.empty()
            && m_plan.platform.enforcesAdminPolicies != EngineBehaviour::Yes)
            otherPlatform(ExportTarget::ClusterNetworkPolicy, "is not known to enforce its policies",
                "what only they refuse may be let through.");
    }

    void remark(DiagnosticLevel level, const char *code, std::string message, const char *fix,
        std::vector<ElementId> elements = {})
    {
        m_remarks.push_back({ { level, code, std::move(message), fix, {} }, std::move(elements) });
    }

    /// What is written as simulated, and works in the cluster only under a condition.
    void findTraps()
    {
        std::vector<std::string> refusing;
        std::vector<ElementId> elements;
        for (const PlannedNamespace &home : m_plan.namespaces) {
            const auto level = home.podSecurity.enforce;
            const bool isInjected =
                std::any_of(m_plan.pods.begin(), m_plan.pods.end(), [&home](const PlannedPod &pod) {
                    return pod.namespaceName == home.name
                        && (pod.meshMode == MeshMode::Sidecar || pod.meshMode == MeshMode::Linkerd);
                });
            if (!isInjected || !level || *level == PodSecurityLevel::Privileged)
                continue;
            refusing.push_back(home.name);
            elements.push_back(home.id);
        }
        if (!refusing.empty())
            remark(DiagnosticLevel::Warning, "mesh-cni-plugin-needed",
                "Pod Security of " + join(refusing, ", ")
                    + " refuses the init container that the mesh adds to pods there.",
                "Install the CNI plugin of the mesh: then pods have no such container.", std::move(elements));
        if (m_plan.platform.mesh == MeshKind::IstioAmbient && !m_plan.sidecars.empty())
            remark(DiagnosticLevel::Note, "sidecar-in-ambient",
                "Sidecar objects do nothing in ambient mode, and block nothing anywhere.",
                "Leave them out, and close direct ways out by NetworkPolicy.");
        findOutsideAddresses();
        if (opensFourOnly())
            remark(DiagnosticLevel::Note, "ipv6-stays-closed",
                "Outside ends without addresses are opened over IPv4 only: over IPv6 the written policies "
                "let nobody out or in.",
                "Give the ends their addresses where the cluster has two families.");
    }

    /// Services forward under the address of a node by default, and load balancers under their own.
    void findOutsideAddresses()
    {
        std::vector<ElementId> elements;
        for (const Planned<NetworkPolicy> &planned : m_plan.networkPolicies) {
            const auto &rules = planned.object.ingress;
            const bool namesAddresses =
                std::any_of(rules.begin(), rules.end(), [](const NetworkPolicyRule &rule) {
                    return std::any_of(
                        rule.peers.begin(), rule.peers.end(), [](const NetworkPolicyPeer &peer) {
                            return peer.ipBlock && peer.ipBlock->cidr != ambientProbes;
                        });
                });
            if (namesAddresses && !planned.isAdopted)
                elements.insert(elements.end(), planned.sources.begin(), planned.sources.end());
        }
        if (elements.empty())
            return;
        std::sort(elements.begin(), elements.end());
        elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
        remark(DiagnosticLevel::Warning, "client-addresses-needed",
            "NetworkPolicies let outside ends in by their own addresses: they refuse what a node or a load "
            "balancer "
            "forwards under another address, as Services of type NodePort and LoadBalancer do by default.",
            "Set externalTrafficPolicy: Local on these Services, or draw the gateway that forwards.",
            std::move(elements));
    }

    /// Whether a written policy speaks of every address of IPv4 and of none of IPv6.
    bool opensFourOnly() const
    {
        bool isFour = false;
        bool isSix = false;
        for (const Planned<NetworkPolicy> &planned : m_plan.networkPolicies) {
            for (const auto *rules : { &planned.object.ingress, &planned.object.egress }) {
                for (const NetworkPolicyRule &rule : *rules) {
                    for (const NetworkPolicyPeer &peer : rule.peers) {
                        isFour = isFour || (peer.ipBlock && peer.ipBlock->cidr == "0.0.0.0/0");
                        isSix = isSix || (peer.ipBlock && peer.ipBlock->cidr == "::/0");
                    }
                }
            }
        }
        return isFour && !isSix;
    }

    const EnforcementPlan &m_plan;
    const ExportTargets &m_targets;
    ExportRemarks m_remarks;
};

} // namespace

ExportRemarks unwrittenRules(const EnforcementPlan &plan, const ExportTargets &targets)
{
    return UnwrittenRules(plan, targets).found();
}

} // namespace fourplane
