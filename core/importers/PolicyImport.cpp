// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/PolicyImport.h"

#include "core/storage/NativeYaml.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

std::string idPrefixOf(const NativeObject &object)
{
    static constexpr std::array<const char *, 14> prefixes { "np-", "authz-", "peerauth-", "serviceentry-",
        "sidecar-", "admin-", "server-", "serverauthz-", "linkerd-authz-", "meshtls-", "network-authn-",
        "route-", "cilium-", "waypoint-" };
    return prefixes[object.index()];
}

/// On which planes a rule of a kind that is read otherwise decides.
PlaneSet planesOf(const std::string &kind)
{
    static constexpr std::array<std::string_view, 4> ofNetwork { "NetworkPolicy", "AdminNetworkPolicy",
        "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy" };
    const bool isMeshEgress = kind == "ServiceEntry" || kind == "Sidecar";
    const bool isNetwork = isMeshEgress || kind == "PeerAuthentication" || kind.rfind("Cilium", 0) == 0
        || std::find(ofNetwork.begin(), ofNetwork.end(), kind) != ofNetwork.end();
    PlaneSet planes;
    if (isNetwork)
        planes.insert(Plane::Network);
    if (!isNetwork || kind == "PeerAuthentication")
        planes.insert(Plane::Identity);
    return planes;
}

} // namespace

void importPolicy(ImportSession &session, const ManifestObject &object)
{
    auto native = readNativeObject(*object.node);
    if (!native) {
        for (Diagnostic diagnostic : native.error().diagnostics) {
            diagnostic.level = DiagnosticLevel::Severe;
            session.diagnostics.push_back(std::move(diagnostic));
        }
        UnmodelledKind unread;
        unread.reason = "it could not be read exactly";
        unread.planes = planesOf(object.kind);
        session.addUnmodelled(object, unread);
        return;
    }
    const bool isForCluster = isClusterScoped(*native);
    if (!isForCluster) {
        std::visit([&object](auto &rule) { rule.meta.namespaceName = object.namespaceName; }, *native);
        session.namespaceFor(object.namespaceName, object.origin);
    }
    if (apiVersionOf(*native).find("linkerd.io") != std::string_view::npos
        || std::holds_alternative<ServerRoute>(*native))
        session.hasLinkerdEvidence = true;
    else if (std::holds_alternative<CiliumPolicy>(*native))
        session.hasCiliumEvidence = true;
    else if (std::holds_alternative<WaypointGateway>(*native))
        session.hasMeshEvidence = session.hasAmbientEvidence = true;
    else if (!isForCluster && !std::holds_alternative<NetworkPolicy>(*native))
        session.hasMeshEvidence = true;
    AdoptedRule rule;
    rule.id = session.claimId(
        idPrefixOf(*native) + (isForCluster ? std::string() : object.namespaceName + ".") + object.name);
    rule.object = std::move(*native);
    rule.origin = object.origin;
    const ElementId id = rule.id;
    session.project.policy.adopted.emplace(id, std::move(rule));
}

} // namespace fourplane
