// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportTarget.h"

#include "core/enforcement/LinkerdServers.h"
#include "core/exporters/Exporters.h"
#include "core/exporters/StoreRoles.h"

#include <algorithm>

namespace fourplane {

namespace {

bool hasIstioObjects(const EnforcementPlan &plan)
{
    return !plan.peerAuthentications.empty() || !plan.authorizationPolicies.empty()
        || !plan.serviceEntries.empty() || !plan.sidecars.empty() || !plan.waypoints.empty();
}

bool isAmbient(const EnforcementPlan &plan)
{
    return plan.platform.mesh == MeshKind::IstioAmbient;
}

constexpr ExportTargetFacts targets[] {
    { ExportTarget::Kubernetes, "Kubernetes",
        "Namespaces with Pod Security labels, service accounts and NetworkPolicies.",
        [](const EnforcementPlan &) { return true; }, writeKubernetes },
    { ExportTarget::ClusterNetworkPolicy, "Cluster network policies",
        "ClusterNetworkPolicy, AdminNetworkPolicy and BaselineAdminNetworkPolicy.",
        [](const EnforcementPlan &plan) { return !plan.adminPolicies.empty(); },
        writeClusterNetworkPolicies },
    { ExportTarget::IstioSidecar, "Istio with sidecars",
        "PeerAuthentications, AuthorizationPolicies, ServiceEntries and Sidecars.",
        [](const EnforcementPlan &plan) { return hasIstioObjects(plan) && !isAmbient(plan); },
        writeIstioSidecar },
    { ExportTarget::IstioAmbient, "Istio in ambient mode",
        "PeerAuthentications, AuthorizationPolicies for ztunnels and waypoints, and the waypoints.",
        [](const EnforcementPlan &plan) { return hasIstioObjects(plan) && isAmbient(plan); },
        writeIstioAmbient },
    { ExportTarget::Linkerd, "Linkerd",
        "Servers, the policies that authorize their callers, and default inbound policies.",
        [](const EnforcementPlan &plan) {
            return hasDrawnInboundPolicy(plan) || !plan.linkerdServers.empty()
                || !plan.serverAuthorizations.empty() || !plan.linkerdAuthorizationPolicies.empty()
                || !plan.meshTlsAuthentications.empty() || !plan.networkAuthentications.empty()
                || !plan.serverRoutes.empty();
        },
        writeLinkerd },
    { ExportTarget::Cilium, "Cilium", "CiliumNetworkPolicies and CiliumClusterwideNetworkPolicies.",
        [](const EnforcementPlan &plan) { return !plan.ciliumPolicies.empty(); }, writeCilium },
    { ExportTarget::Opa, "Open Policy Agent",
        "A Rego v1 bundle that decides as the simulation does, with its tests.",
        // It asks far more than the rest of an export, so only on demand: the window exports after every
        // change.
        [](const EnforcementPlan &) { return false; }, writeOpa },
    { ExportTarget::Stores, "Stores", "Roles and rights in PostgreSQL, Qdrant, Milvus and Weaviate.",
        [](const EnforcementPlan &plan) {
            return std::any_of(plan.stores.begin(), plan.stores.end(), hasStoreGrants);
        },
        writeStores },
    { ExportTarget::Vault, "Vault", "Policies and roles of HashiCorp Vault for the secrets of the design.",
        // No design says which product its secret store is.
        [](const EnforcementPlan &) { return false; }, writeVault },
    { ExportTarget::Rbac, "Kubernetes API rights", "Roles, ClusterRoles and their bindings.",
        // The design holds those that were found: whoever wrote them keeps writing them, unless asked.
        [](const EnforcementPlan &) { return false; }, writeRbac },
    { ExportTarget::Spire, "SPIRE", "A ClusterSPIFFEID for each workload, for the SPIRE controller manager.",
        // No design says who issues its identities.
        [](const EnforcementPlan &) { return false; }, writeSpire },
    { ExportTarget::Hardening, "Workload patches",
        "Patches of the workloads: service accounts, tokens, security contexts, runtime classes and "
        "placement.",
        // They change objects that are not of this tree, and restart them.
        [](const EnforcementPlan &) { return false; }, writeHardening },
    { ExportTarget::Admission, "Admission policies",
        "ValidatingAdmissionPolicies that hold the pods of each workload to what was simulated.",
        // They refuse pods of releases that the design does not know yet.
        [](const EnforcementPlan &) { return false; }, writeAdmission },
    { ExportTarget::Kyverno, "Kyverno",
        "The rules of the target admission as policies of Kyverno, and signatures of images.",
        // No design says that Kyverno runs.
        [](const EnforcementPlan &) { return false; }, writeKyverno },
    { ExportTarget::ExternalSecrets, "External Secrets",
        "SecretStores and ExternalSecrets that copy secrets of Vault for the workloads that are given them.",
        // No design says which product its secret store is.
        [](const EnforcementPlan &) { return false; }, writeExternalSecrets },
    { ExportTarget::EgressGateway, "Egress gateway",
        "The allow-lists of egress proxies as egress gateways or waypoints of Istio.",
        // No design says which product its proxy is.
        [](const EnforcementPlan &) { return false; }, writeEgressGateway },
    { ExportTarget::AiGateway, "AI gateway",
        "Tool scopes as MCPRoutes of Envoy AI Gateway, and limits of requests and tokens.",
        // The gateway is no part of the design.
        [](const EnforcementPlan &) { return false; }, writeAiGateway },
    { ExportTarget::AdminTier, "Admin tier",
        "ClusterNetworkPolicies that hold for the whole cluster what owners of namespaces must not loosen.",
        // They belong to the cluster, whose other tenants the design may not know.
        [](const EnforcementPlan &) { return false; }, writeAdminTier },
    { ExportTarget::AdminTierV1Alpha1, "Admin tier, v1alpha1",
        "The same as AdminNetworkPolicies and a BaselineAdminNetworkPolicy.",
        [](const EnforcementPlan &) { return false; }, writeAdminTierV1Alpha1 },
};

constexpr TargetConflict conflicts[] {
    { ExportTarget::IstioSidecar, ExportTarget::IstioAmbient,
        "Both modes of Istio have the same rules under the same names, and a cluster applies them once.",
        "Name the mode that the platform of the design runs; workloads of the other mode are decided by "
        "it." },
    { ExportTarget::AdminTier, ExportTarget::AdminTierV1Alpha1,
        "Both versions would say the same twice, and no order is defined between them.",
        "Name the version that the network plugin implements: v1alpha1 for AdminNetworkPolicy, else "
        "admin-tier." },
};

} // namespace

std::span<const TargetConflict> targetConflicts()
{
    return conflicts;
}

std::span<const ExportTargetFacts> exportTargets()
{
    return targets;
}

ExportTargets wantedTargets(const EnforcementPlan &plan)
{
    ExportTargets wanted { ExportTarget::Kubernetes };
    for (const ExportTargetFacts &facts : targets) {
        if (facts.isWanted(plan))
            wanted.insert(facts.target);
    }
    return wanted;
}

} // namespace fourplane
