// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/PolicyImport.h"

#include "core/storage/NativeYaml.h"

#include <array>

namespace fourplane {

namespace {

std::string idPrefixOf(const NativeObject &object)
{
    static constexpr std::array<const char *, 13> prefixes { "np-", "authz-", "peerauth-", "serviceentry-",
        "sidecar-", "admin-", "server-", "serverauthz-", "linkerd-authz-", "meshtls-", "network-authn-",
        "route-", "cilium-" };
    return prefixes[object.index()];
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
        session.addUnmodelled(object, DiagnosticLevel::Severe, "it could not be read exactly", true);
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
