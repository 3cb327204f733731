// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ControlChange.h"
#include "core/analysis/TraitSettings.h"

#include <algorithm>

namespace fourplane {

namespace {

/// The control that an adopted native rule stands for.
std::string controlOf(const NativeObject &object)
{
    struct Visitor
    {
        std::string operator()(const NetworkPolicy &) const { return "N1"; }

        std::string operator()(const AdminPolicy &) const { return "N1"; }

        std::string operator()(const CiliumPolicy &) const { return "N1"; }

        std::string operator()(const PeerAuthentication &) const { return "N7"; }

        std::string operator()(const ServiceEntry &) const { return "N3"; }

        std::string operator()(const Sidecar &) const { return "N3"; }

        std::string operator()(const AuthorizationPolicy &) const { return "I4"; }

        std::string operator()(const LinkerdServer &) const { return "I4"; }

        std::string operator()(const ServerAuthorization &) const { return "I4"; }

        std::string operator()(const LinkerdAuthorizationPolicy &) const { return "I4"; }

        std::string operator()(const MeshTlsAuthentication &) const { return "I4"; }

        std::string operator()(const NetworkAuthentication &) const { return "I4"; }

        std::string operator()(const ServerRoute &) const { return "I4"; }

        std::string operator()(const WaypointGateway &) const { return "I4"; }
    };

    return std::visit(Visitor {}, object);
}

void withdrawFromNamespaces(Project &project, const std::string &control)
{
    for (auto &[id, home] : project.topology.namespaces) {
        if (control == "N1")
            home.segmentation.defaultDeny = false;
        if (control == "I4")
            home.segmentation.meshAllowList = false;
        if (control == "N7" && home.segmentation.mtls == MtlsMode::Strict)
            home.segmentation.mtls = MtlsMode::Permissive;
        if (control == "W1" && home.podSecurity.enforce)
            home.podSecurity.enforce = PodSecurityLevel::Privileged;
    }
}

void withdrawFromWorkloads(Project &project, const std::string &control)
{
    for (auto &[id, workload] : project.topology.workloads) {
        for (const TraitSetting &setting : traitSettings()) {
            if (control == controlOf(setting.kind) && workload.traits.*(setting.trait) == false)
                workload.traits.*(setting.trait) = true;
        }
        if (control == "I1" && workload.automountToken == false)
            workload.automountToken = true;
        if (control == "W5")
            workload.placement.sandboxedRuntime = false;
        if (control == "W4") {
            workload.placement.nodeSelector.clear();
            workload.placement.nodeAffinity.clear();
            workload.placement.podAntiAffinity.clear();
        }
    }
    if (control == "W4") {
        for (auto &[id, pool] : project.topology.nodePools)
            pool.taints.clear();
    }
}

void withdrawFromIdentities(Project &project, const std::string &control)
{
    for (auto &[id, identity] : project.topology.identities) {
        if (control == "I3" && identity.isAdminThere == false)
            identity.isAdminThere = true;
        if (control == "I1" && identity.automountToken == false)
            identity.automountToken = true;
        if (control == "I2")
            identity.isJobScoped = false;
        if (control == "I5" && identity.hasStaticKeys == false)
            identity.hasStaticKeys = true;
    }
    for (auto &[id, secret] : project.topology.secrets) {
        if (control == "I7")
            secret.boundToHolder = false;
        if (control == "D6")
            secret.neverLeavesKeeper = false;
    }
    for (auto &[id, external] : project.topology.externals) {
        if (control == "I2" && external.joinsWithoutApproval == false)
            external.joinsWithoutApproval = true;
    }
}

void withdrawFromData(Project &project, const std::string &control)
{
    for (auto &[id, store] : project.topology.stores) {
        if (control == "D1") {
            store.authentication = StoreAuthentication::Anonymous;
            if (store.returnsVectors == false)
                store.returnsVectors = true;
        }
        for (Collection &collection : store.collections) {
            if (control == "D8" && collection.changeable == false)
                collection.changeable = true;
        }
    }
    for (auto &[id, held] : project.policy.grants) {
        if (control == "D3")
            held.tenant.clear();
    }
    for (auto &[id, scope] : project.policy.toolScopes) {
        if (control == "I7")
            scope.delegatedCredential = false;
        if (control == "I8")
            scope.approval = ApprovalMode::None;
        if (control == "D5")
            scope.blocksUntrustedContext = false;
    }
    for (auto &[id, feed] : project.topology.feeds) {
        if (control == "D5")
            feed.trust = TrustTier::Trusted;
    }
}

} // namespace

void withdrawControl(Project &project, const std::string &control)
{
    std::erase_if(project.policy.adopted,
        [&control](const auto &rule) { return controlOf(rule.second.object) == control; });
    withdrawFromNamespaces(project, control);
    withdrawFromWorkloads(project, control);
    withdrawFromIdentities(project, control);
    withdrawFromData(project, control);
    if (control == "N3")
        project.policy.egressLists.clear();
    if (control == "N4") {
        project.platform.metadataRequiresTokens = false;
        project.platform.metadataHopLimit = 2;
    }
    if (control == "W1")
        project.platform.podSecurityDefaults.enforce.reset();
}

} // namespace fourplane
