// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Cidr.h"
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/project/ProblemFinder.h"

namespace fourplane {

namespace {

using Need = ProblemFinder::Need;

constexpr std::string_view subdomainRule =
    "lower case letters, digits, \"-\" and \".\", with a letter or digit at both ends";
constexpr std::string_view labelRule =
    "at most 63 lower case letters, digits and \"-\", with a letter or digit at both ends";

/// RBAC names may hold anything that can stand in a path of the API server.
bool isPathSegment(const std::string &name)
{
    return !name.empty() && name != "." && name != ".." && name.find_first_of("/%") == std::string::npos;
}

void checkIdentity(const WorkloadIdentity &identity, const ElementPlace &place, ProblemFinder &finder)
{
    constexpr int shortestToken = 600;
    const bool isAccount = identity.kind == IdentityKind::ServiceAccount;
    finder.reference(place, { "namespace" }, identity.namespaceId, { ElementKind::Namespace },
        isAccount ? Need::Required : Need::Optional);
    if (isAccount)
        finder.name(place, identity.name, isDnsSubdomain(identity.name), subdomainRule);
    finder.uniqueName(place, isAccount ? "service account" : nameOf(identity.kind),
        identity.namespaceId.value(), identity.name);
    for (std::size_t i = 0; i < identity.connectsTo.size(); ++i)
        finder.reference(place, { "connectsTo", std::to_string(i) }, identity.connectsTo[i],
            { ElementKind::External }, Need::Required);
    if (identity.tokenLifetimeSeconds && *identity.tokenLifetimeSeconds < shortestToken) {
        finder.warning(place, { "tokenLifetimeSeconds" }, "token-too-short",
            "Kubernetes grants no token of less than 600 seconds.", "Write 600 or more.");
    }
}

void checkSigner(
    const ImageSigner &signer, std::size_t position, const ElementPlace &place, ProblemFinder &finder)
{
    const bool isKeyless = !signer.issuer.empty() && !signer.subject.empty();
    const bool isHalf = signer.issuer.empty() != signer.subject.empty();
    if (isHalf || isKeyless == !signer.publicKey.empty())
        finder.error(place, { "imageSigners", std::to_string(position) }, "unknown-signer",
            "Whose signature counts is not said, or said twice.",
            "Write either \"publicKey\", or both \"issuer\" and \"subject\".");
}

void checkBinding(const RbacBinding &binding, const ElementPlace &place, ProblemFinder &finder)
{
    finder.reference(place, { "namespace" }, binding.namespaceId, { ElementKind::Namespace }, Need::Optional);
    finder.name(place, binding.name, isPathSegment(binding.name), "a name without \"/\" and \"%\"");
    finder.uniqueName(place, "binding", binding.namespaceId.value(), binding.name);
    if (binding.roleName.empty()) {
        finder.error(place, { "roleRef", "name" }, "missing-reference",
            "The binding \"" + place.id.value() + "\" names no role.",
            "Write the Kubernetes name of the role under \"roleRef\".");
    }
    for (std::size_t i = 0; i < binding.subjects.size(); ++i) {
        finder.word(place, { "subjects", std::to_string(i), "kind" }, binding.subjects[i].kind,
            { "ServiceAccount", "User", "Group" });
    }
}

} // namespace

void findClusterProblems(const Project &project, ProblemFinder &finder)
{
    const ElementPlace platform { {}, { "platform" } };
    for (std::size_t i = 0; i < project.platform.clusterCidrs.size(); ++i)
        finder.cidr(platform, { "clusterCidrs", std::to_string(i) }, project.platform.clusterCidrs[i]);
    for (std::size_t i = 0; i < project.platform.apiServerCidrs.size(); ++i)
        finder.cidr(platform, { "apiServerCidrs", std::to_string(i) }, project.platform.apiServerCidrs[i]);
    for (std::size_t i = 0; i < project.platform.nodeDnsAddresses.size(); ++i) {
        const std::string &address = project.platform.nodeDnsAddresses[i];
        if (!parseIpAddress(address))
            finder.error(platform, { "nodeDnsAddresses", std::to_string(i) }, "invalid-address",
                "\"" + address + "\" is no address.", "Write one such as 169.254.20.10.");
    }
    const Topology &t = project.topology;
    for (const auto &[id, element] : t.namespaces) {
        const ElementPlace place { id, { "namespaces", id.value() } };
        for (std::size_t i = 0; i < element.imageSigners.size(); ++i)
            checkSigner(element.imageSigners[i], i, place, finder);
        finder.name(place, element.name, isDnsLabel(element.name), labelRule);
        finder.uniqueName(place, "namespace", {}, element.name);
        finder.labels(place, { "labels" }, element.labels);
    }
    for (const auto &[id, pool] : t.nodePools) {
        const ElementPlace place { id, { "nodePools", id.value() } };
        finder.labels(place, { "labels" }, pool.labels);
        for (std::size_t i = 0; i < pool.taints.size(); ++i) {
            finder.word(place, { "taints", std::to_string(i), "effect" }, pool.taints[i].effect,
                { "NoSchedule", "PreferNoSchedule", "NoExecute" });
        }
    }
    for (const auto &[id, identity] : t.identities)
        checkIdentity(identity, { id, { "identities", id.value() } }, finder);
    for (const auto &[id, role] : t.roles) {
        const ElementPlace place { id, { "roles", id.value() } };
        finder.reference(
            place, { "namespace" }, role.namespaceId, { ElementKind::Namespace }, Need::Optional);
        finder.name(place, role.name, isPathSegment(role.name), "a name without \"/\" and \"%\"");
        finder.uniqueName(place, "role", role.namespaceId.value(), role.name);
    }
    for (const auto &[id, binding] : t.bindings)
        checkBinding(binding, { id, { "bindings", id.value() } }, finder);
}

} // namespace fourplane
