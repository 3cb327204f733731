// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/WithheldControls.h"

#include "core/base/Counting.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/decision/StoreNetwork.h"
#include "core/enforcement/LinkerdServers.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/DeclaredControls.h"
#include "core/exporters/PlanExporter.h"
#include "core/exporters/PodMembership.h"
#include "core/exporters/StoreRoles.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

/// Takes adopted rules of these types out of a project.
template <class... T>
void dropAdopted(Project &project)
{
    std::erase_if(project.policy.adopted,
        [](const auto &entry) { return (std::holds_alternative<T>(entry.second.object) || ...); });
}

/// Pods that admission would refuse without their security contexts keep them: refused pods would look safe.
void dropSecurityContexts(Project &project)
{
    Project bare = project;
    for (auto &[id, workload] : bare.topology.workloads) {
        workload.podSecurity = {};
        workload.placement.runtimeClass.clear();
        workload.placement.sandboxedRuntime = false;
        for (Container &container : workload.containers)
            container.security = {};
    }
    const EnforcementPlan plan = compilePlan(bare).plan;
    const PolicyDecisionPoint decisions(plan);
    for (auto &[id, workload] : project.topology.workloads) {
        if (decisions.admission(id).verdict != Verdict::Deny)
            workload = bare.topology.workloads.at(id);
    }
}

class ControlLister
{
public:
    ControlLister(const Project &project, const EnforcementPlan &plan, const ExportTargets &targets)
        : m_project(project)
        , m_plan(plan)
        , m_targets(targets)
    {
    }

    std::vector<WithheldControl> listed()
    {
        listMeshes();
        listMembers();
        listNetwork();
        if (!has(ExportTarget::Hardening)) {
            listTokens();
            listPods();
        }
        listTaints();
        listAdmission();
        listSecrets();
        listStores();
        listToolScopes();
        for (DeclaredControl &control : declaredControls(m_project))
            add(control.id, control.title + " (" + control.control + "), as the design states",
                "Nobody set it up: no file of this export does.", std::move(control.withdraw));
        return std::move(m_controls);
    }

private:
    bool has(ExportTarget target) const { return m_targets.count(target) > 0; }

    void add(
        std::string id, std::string title, std::string assumption, std::function<void(Project &)> withhold)
    {
        m_controls.push_back({ std::move(id), std::move(title), std::move(assumption), std::move(withhold) });
    }

    void listMeshes()
    {
        const bool hasIstio = has(ExportTarget::IstioSidecar) || has(ExportTarget::IstioAmbient);
        if (!hasIstio && isIstio(m_plan.platform.mesh)) {
            if (!m_plan.authorizationPolicies.empty())
                add("istio-authorization",
                    "AuthorizationPolicies of Istio (" + std::to_string(m_plan.authorizationPolicies.size())
                        + ")",
                    "The mesh runs and refuses nobody.", [](Project &project) {
                        for (auto &[id, home] : project.topology.namespaces)
                            home.segmentation.meshAllowList = false;
                        dropAdopted<AuthorizationPolicy>(project);
                    });
            if (!m_plan.peerAuthentications.empty())
                add("istio-mutual-tls",
                    "Mutual TLS of Istio ("
                        + counted(
                            m_plan.peerAuthentications.size(), "PeerAuthentication", "PeerAuthentications")
                        + ")",
                    "The mesh takes plaintext, as it does by default.", [](Project &project) {
                        for (auto &[id, home] : project.topology.namespaces)
                            home.segmentation.mtls = MtlsMode::Unset;
                        dropAdopted<PeerAuthentication>(project);
                    });
        }
        const bool hasLinkerdRules = hasDrawnInboundPolicy(m_plan) || !m_plan.linkerdServers.empty()
            || !m_plan.serverAuthorizations.empty() || !m_plan.linkerdAuthorizationPolicies.empty();
        if (!has(ExportTarget::Linkerd) && hasLinkerdRules && m_plan.platform.mesh == MeshKind::Linkerd)
            add("linkerd-authorization", "Servers and policies of Linkerd",
                "The mesh runs with its default inbound policy.", [](Project &project) {
                    for (auto &[id, home] : project.topology.namespaces) {
                        home.segmentation.meshAllowList = false;
                        home.segmentation.mtls = MtlsMode::Unset;
                    }
                    dropAdopted<LinkerdServer, ServerAuthorization, LinkerdAuthorizationPolicy,
                        MeshTlsAuthentication, NetworkAuthentication, ServerRoute>(project);
                });
    }

    void listMembers()
    {
        std::vector<ElementId> members;
        for (const PlannedPod *pod : membersByThemselves(m_plan))
            members.push_back(pod->workloadId);
        if (members.empty())
            return;
        add("mesh-membership",
            "Membership of " + counted(members.size(), "workload", "workloads")
                + " in the mesh, by a label on the pod",
            "Their pods have no label, and no proxy of the mesh.", [members](Project &project) {
                for (const ElementId &id : members)
                    project.topology.workloads.at(id).mesh = MeshMembership::Inherit;
            });
    }

    void listNetwork()
    {
        if (!has(ExportTarget::Cilium) && !m_plan.ciliumPolicies.empty()
            && m_plan.platform.cni == CniKind::Cilium)
            add("cilium-policies",
                "Policies of Cilium (" + std::to_string(m_plan.ciliumPolicies.size()) + ")",
                "Only NetworkPolicies hold.", dropAdopted<CiliumPolicy>);
        if (!has(ExportTarget::ClusterNetworkPolicy) && !m_plan.adminPolicies.empty())
            add("cluster-network-policies",
                "Cluster network policies (" + std::to_string(m_plan.adminPolicies.size()) + ")",
                "Only the policies of namespaces hold.", dropAdopted<AdminPolicy>);
        listEgress();
        listStoreNetworks();
    }

    void listEgress()
    {
        std::set<ElementId> open; // proxies whose lists nothing holds
        if (has(ExportTarget::EgressGateway) && isIstio(m_plan.platform.mesh)) {
            listGatewayLosses(open);
        } else {
            for (const EgressAllowList &list : m_plan.egressLists)
                open.insert(list.proxyId);
        }
        for (const ElementId &proxy : open)
            add("egress-lists/" + proxy.value(), "Egress allow-lists of " + podName(proxy),
                "The proxy forwards to every destination that it reaches.", [proxy](Project &project) {
                    std::erase_if(project.policy.egressLists,
                        [&proxy](const auto &entry) { return entry.second.proxyId == proxy; });
                });
    }

    /// What egress gateways do not hold, as their target says.
    void listGatewayLosses(std::set<ElementId> &open)
    {
        std::set<ElementId> accounts;
        for (const ExportRemark &remark : tryExport(m_plan, { ExportTarget::EgressGateway }).losses) {
            const std::string &code = remark.diagnostic.code;
            const std::vector<ElementId> &about = remark.elements;
            if (code == "egress-gateway-not-written")
                open.insert(about.begin(), about.end());
            else if (code == "egress-account-not-expressed")
                accounts.insert(about.begin(), about.end());
            else if (code == "egress-shared-principal" && about.size() == 3)
                addSharedCallers(about[0], about[1], about[2]);
        }
        for (const ElementId &list : accounts)
            add("egress-accounts/" + list.value(),
                "Accounts that egress allow-list " + list.value() + " names",
                "The gateway sees host and path, and lets every account there through.",
                [list](Project &project) {
                    const auto found = project.policy.egressLists.find(list);
                    if (found == project.policy.egressLists.end())
                        return; // taken out with all lists of its proxy
                    found->second.tenantAware = false;
                    for (EgressRestriction &restriction : found->second.restrictions)
                        restriction.tenant.clear();
                });
    }

    void addSharedCallers(const ElementId &proxy, const ElementId &first, const ElementId &second)
    {
        add("egress-callers/" + proxy.value() + "/" + first.value() + "/" + second.value(),
            podName(first) + " and " + podName(second) + " told apart by " + podName(proxy),
            "They show the same principal, and the gateway lets each out to what either may.",
            [proxy, first, second](Project &project) {
                auto &lists = project.policy.egressLists;
                std::vector<EgressAllowList> copies;
                for (const auto &[id, list] : lists) {
                    const bool isOfOne =
                        list.proxyId == proxy && (list.callerId == first || list.callerId == second);
                    if (!isOfOne)
                        continue;
                    EgressAllowList copy = list;
                    copy.callerId = list.callerId == first ? second : first;
                    copy.id = ElementId(id.value() + "-shared-" + copy.callerId.value());
                    copies.push_back(std::move(copy));
                }
                for (EgressAllowList &copy : copies)
                    lists.emplace(copy.id, copy);
            });
    }

    /// Networks before stores outside are never exported.
    void listStoreNetworks()
    {
        for (const PlannedStore &store : m_plan.stores) {
            if (!hasAddressList(store))
                continue;
            add("store-network/" + store.id.value(),
                "Addresses that the network of store " + store.name + " lets in",
                "The store is reached from everywhere.",
                [id = store.id](Project &project) { project.topology.stores.at(id).trustedCidrs.clear(); });
        }
    }

    std::string podName(const ElementId &id) const
    {
        const PlannedPod *pod = findPod(m_plan, id);
        return pod ? pod->namespaceName + "/" + pod->name : id.value();
    }

    void listTokens()
    {
        const bool mountsByPod = std::any_of(m_project.topology.workloads.begin(),
            m_project.topology.workloads.end(),
            [](const auto &entry) { return entry.second.automountToken && !*entry.second.automountToken; });
        if (mountsByPod)
            add("token-mounts", "Pods that mount no token by a field of their own",
                "Their service accounts decide, and mount one unless they say otherwise.",
                [](Project &project) {
                    for (auto &[id, workload] : project.topology.workloads) {
                        if (workload.automountToken && !*workload.automountToken)
                            workload.automountToken.reset();
                    }
                });
        const bool hasSettings = std::any_of(m_plan.serviceAccounts.begin(), m_plan.serviceAccounts.end(),
            [](const PlannedServiceAccount &account) {
                return account.tokenLifetimeSeconds || !account.audiences.empty();
            });
        if (hasSettings)
            add("token-settings", "Lifetimes and audiences of tokens",
                "Tokens are those that Kubernetes mounts by default.", [](Project &project) {
                    for (auto &[id, identity] : project.topology.identities) {
                        identity.tokenLifetimeSeconds.reset();
                        identity.audiences.clear();
                    }
                });
    }

    void listPods()
    {
        const auto &workloads = m_project.topology.workloads;
        const bool isHardened = std::any_of(workloads.begin(), workloads.end(), [](const auto &entry) {
            const Workload &workload = entry.second;
            return workload.placement.sandboxedRuntime || !(workload.podSecurity == SecurityContext {})
                || std::any_of(workload.containers.begin(), workload.containers.end(),
                    [](const Container &item) { return !(item.security == SecurityContext {}); });
        });
        if (isHardened)
            add("security-contexts", "Security contexts and sandboxed runtimes of pods",
                "Pods run with Kubernetes' defaults; those that admission would then refuse keep theirs, "
                "since they "
                "could not run.",
                dropSecurityContexts);
        const bool isPlaced = std::any_of(workloads.begin(), workloads.end(), [](const auto &entry) {
            const Placement &placement = entry.second.placement;
            return !placement.nodeSelector.empty() || !placement.nodeAffinity.empty()
                || !placement.podAntiAffinity.empty();
        });
        if (isPlaced)
            add("placement", "Node selectors and affinities of pods",
                "Pods run wherever taints let them, tolerations kept.", [](Project &project) {
                    for (auto &[id, workload] : project.topology.workloads) {
                        workload.placement.nodeSelector.clear();
                        workload.placement.nodeAffinity.clear();
                        workload.placement.podAntiAffinity.clear();
                    }
                });
    }

    void listTaints()
    {
        const bool hasTaints = std::any_of(m_plan.nodePools.begin(), m_plan.nodePools.end(),
            [](const NodePool &pool) { return !pool.taints.empty(); });
        if (hasTaints)
            add("node-taints", "Taints of node pools", "Nodes take every pod that is not selected elsewhere.",
                [](Project &project) {
                    for (auto &[id, pool] : project.topology.nodePools)
                        pool.taints.clear();
                });
    }

    /// An export writes none of these; what they refuse is credited only where the design says its purpose.
    void listAdmission()
    {
        const auto isDeclared = [](const UnmodelledObject &object) {
            return object.declaredLevel.has_value();
        };
        const auto &objects = m_project.unmodelled;
        const auto count = std::count_if(objects.begin(), objects.end(), isDeclared);
        if (count > 0)
            add("declared-admission",
                counted(static_cast<std::size_t>(count), "admission rule", "admission rules")
                    + " whose purpose the design declares",
                "Nobody installed them: no file of this export does.",
                [isDeclared](Project &project) { std::erase_if(project.unmodelled, isDeclared); });
    }

    void listSecrets()
    {
        const auto isKept = [](const Secret &secret) {
            return secret.home == SecretHome::SecretStore && !secret.neverLeavesKeeper
                && !secret.readerIds.empty();
        };
        const std::size_t count =
            static_cast<std::size_t>(std::count_if(m_plan.secrets.begin(), m_plan.secrets.end(), isKept));
        if (count == 0 || has(ExportTarget::Vault))
            return;
        add("secret-readers", "Whom secret stores give " + counted(count, "secret", "secrets"),
            "They give each to every service account of the design that reaches them: the worst case, since "
            "nothing of this export sets them up.",
            [isKept](Project &project) {
                std::vector<ElementId> everybody;
                for (const auto &[id, identity] : project.topology.identities)
                    everybody.push_back(id);
                for (auto &[id, secret] : project.topology.secrets) {
                    if (isKept(secret))
                        secret.readerIds = everybody;
                }
            });
    }

    void listStores()
    {
        for (const PlannedStore &store : m_plan.stores) {
            const bool isWritten = has(ExportTarget::Stores) && hasStoreGrants(store);
            if (isWritten || store.authentication == StoreAuthentication::Anonymous)
                continue;
            add("store-authentication/" + store.id.value(),
                "Authentication and grants of store " + store.name,
                "The store asks nobody who they are: the worst case, since nothing of this export sets it "
                "up.",
                [id = store.id](Project &project) {
                    project.topology.stores.at(id).authentication = StoreAuthentication::Anonymous;
                });
        }
    }

    void listToolScopes()
    {
        if (m_plan.toolScopes.empty())
            return;
        add("tool-scopes",
            counted(m_plan.toolScopes.size(), "tool scope", "tool scopes") + " and their approvals",
            "No gateway checks calls of tools, or agents go past it: every operation goes through.",
            [](Project &project) { project.policy.toolScopes.clear(); });
    }

    const Project &m_project;
    const EnforcementPlan &m_plan;
    const ExportTargets &m_targets;
    std::vector<WithheldControl> m_controls;
};

} // namespace

std::vector<WithheldControl> withheldControls(
    const Project &project, const EnforcementPlan &plan, const ExportTargets &targets)
{
    return ControlLister(project, plan, targets).listed();
}

} // namespace fourplane
