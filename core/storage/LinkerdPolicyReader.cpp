// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/decision/IpRanges.h"
#include "core/storage/NativeReaders.h"
#include "core/storage/PortLimits.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::string_view linkerdGroup = "policy.linkerd.io";
constexpr std::string_view routeGroup = "gateway.networking.k8s.io";

const YamlNode *specOf(ManifestReader &reader, const YamlNode &manifest)
{
    return reader.requiredField(manifest, "spec");
}

std::string apiVersionOf(const YamlNode &manifest)
{
    const YamlNode *value = ManifestReader::field(manifest, "apiVersion");
    return value ? value->text : std::string();
}

std::vector<LinkerdNetwork> readNetworks(ManifestReader &reader, const YamlNode &map)
{
    const auto check = [&reader](const YamlNode &node) {
        if (isKubernetesString(node) && !IpRanges::parse(node.text)) {
            reader.problem("invalid-value", "\"" + node.text + "\" is no address or address block.",
                "Write it like 10.1.2.3 or 10.0.0.0/8.", node.location);
        }
    };
    std::vector<LinkerdNetwork> networks;
    for (const YamlNode *item : reader.items(map, "networks")) {
        if (!reader.expectMap(*item, "networks", { "cidr", "except" }))
            continue;
        LinkerdNetwork network { reader.requiredText(*item, "cidr"), reader.texts(*item, "except") };
        if (const YamlNode *cidr = ManifestReader::field(*item, "cidr"))
            check(*cidr);
        for (const YamlNode *except : reader.items(*item, "except"))
            check(*except);
        networks.push_back(std::move(network));
    }
    return networks;
}

LinkerdReference readReference(ManifestReader &reader, const YamlNode &node, std::string_view what)
{
    LinkerdReference reference;
    if (!reader.expectMap(node, what, { "group", "kind", "name", "namespace" }))
        return reference;
    reference.group = reader.text(node, "group");
    reference.kind = reader.requiredText(node, "kind");
    reference.name = reader.text(node, "name");
    reference.namespaceName = reader.text(node, "namespace");
    return reference;
}

bool isCore(const LinkerdReference &reference)
{
    return reference.group.empty() || reference.group == "core";
}

/// A list of references of the kinds that `accepts` takes; `allowed` names them.
template <class Accepts>
std::vector<LinkerdReference> readReferences(ManifestReader &reader, const YamlNode &map,
    std::string_view key, Accepts accepts, const std::string &allowed)
{
    std::vector<LinkerdReference> references;
    for (const YamlNode *item : reader.items(map, key)) {
        LinkerdReference reference = readReference(reader, *item, key);
        if (!reference.kind.empty() && (!accepts(reference) || reference.name.empty())) {
            reader.problem("invalid-value",
                "Linkerd takes no reference here to kind \"" + reference.kind + "\", group \""
                    + reference.group + "\", name \"" + reference.name + "\".",
                "Name one of: " + allowed + ".", item->location);
        }
        references.push_back(std::move(reference));
    }
    return references;
}

void checkTarget(ManifestReader &reader, const LinkerdReference &target, const std::string &ownNamespace,
    const YamlNode &node)
{
    const bool isServer = target.group == linkerdGroup && target.kind == "Server";
    const bool isRoute = (target.kind == "HTTPRoute" && target.group == linkerdGroup)
        || ((target.kind == "HTTPRoute" || target.kind == "GRPCRoute") && target.group == routeGroup);
    const bool isNamespace = isCore(target) && target.kind == "Namespace";
    if (!isServer && !isRoute && !isNamespace) {
        reader.problem("invalid-value",
            "An AuthorizationPolicy of Linkerd cannot target kind \"" + target.kind + "\" of group \""
                + target.group + "\".",
            "Target a Server, an HTTPRoute, a GRPCRoute or the policy's own Namespace.", node.location);
    }
    if (isNamespace && !ownNamespace.empty() && target.name != ownNamespace) {
        reader.problem("invalid-value",
            "The policy targets the namespace " + target.name + ", which is not its own.",
            "Put the policy into that namespace.", node.location);
    }
    if (!target.namespaceName.empty()) {
        reader.problem("invalid-value", "A target lies in the policy's own namespace.",
            "Remove \"namespace\" from targetRef.", node.location);
    }
}

std::vector<RouteCondition> readConditions(ManifestReader &reader, const YamlNode &map, std::string_view key)
{
    std::vector<RouteCondition> conditions;
    for (const YamlNode *item : reader.items(map, key)) {
        if (!reader.expectMap(*item, key, { "type", "name", "value" }))
            continue;
        conditions.push_back({ reader.text(*item, "type"), reader.requiredText(*item, "name"),
            reader.requiredText(*item, "value") });
    }
    return conditions;
}

RouteMatch readHttpMatch(ManifestReader &reader, const YamlNode &node)
{
    RouteMatch match;
    if (!reader.expectMap(node, "matches", { "path", "headers", "queryParams", "method" }))
        return match;
    if (const YamlNode *path = ManifestReader::field(node, "path");
        path && reader.expectMap(*path, "path", { "type", "value" })) {
        match.pathType = reader.text(*path, "type");
        match.path = reader.text(*path, "value");
    }
    match.method = reader.text(node, "method");
    match.headers = readConditions(reader, node, "headers");
    match.queryParams = readConditions(reader, node, "queryParams");
    return match;
}

RouteMatch readGrpcMatch(ManifestReader &reader, const YamlNode &node)
{
    RouteMatch match;
    if (!reader.expectMap(node, "matches", { "method", "headers" }))
        return match;
    if (const YamlNode *method = ManifestReader::field(node, "method");
        method && reader.expectMap(*method, "method", { "type", "service", "method" })) {
        match.pathType = reader.text(*method, "type");
        match.service = reader.text(*method, "service");
        match.method = reader.text(*method, "method");
    }
    match.headers = readConditions(reader, node, "headers");
    return match;
}

/// The API server takes names of dotted labels only, the first of which may be "*".
void checkIdentities(ManifestReader &reader, const YamlNode &tls)
{
    for (const YamlNode *item : reader.items(tls, "identities")) {
        if (!isKubernetesString(*item))
            continue;
        const std::vector<std::string> labels = split(item->text, '.');
        const bool isSound = (labels.front() == "*" || isDnsLabel(labels.front()))
            && std::all_of(labels.begin() + 1, labels.end(), isDnsLabel);
        if (!isSound) {
            reader.problem("invalid-value", "\"" + item->text + "\" is no identity of the mesh.",
                "Write it like NAME.NAMESPACE.serviceaccount.identity.linkerd.cluster.local, *.DOMAIN or *.",
                item->location);
        }
    }
}

} // namespace

void readSpec(ManifestReader &reader, const YamlNode &manifest, LinkerdServer &server)
{
    const YamlNode *spec = specOf(reader, manifest);
    if (!spec
        || !reader.expectMap(*spec, "spec", { "podSelector", "port", "proxyProtocol", "accessPolicy" },
            { "externalWorkloadSelector" }))
        return;
    if (const YamlNode *selector = reader.requiredField(*spec, "podSelector"))
        server.podSelector = readLabelSelector(reader, *selector, "podSelector");
    if (const YamlNode *port = reader.requiredField(*spec, "port")) {
        if (isKubernetesString(*port)) {
            server.port = port->text;
            if (port->text.empty())
                reader.problem(
                    "invalid-value", "The port has no name.", "Name a container port.", port->location);
        } else if (const auto number = reader.integerOf(*port, "port", 1, highestPort))
            server.port = static_cast<std::uint16_t>(*number);
    }
    server.proxyProtocol = reader.text(*spec, "proxyProtocol");
    server.accessPolicy = reader.word<LinkerdAccess>(*spec, "accessPolicy");
    const YamlNode *access = ManifestReader::field(*spec, "accessPolicy");
    if (access && apiVersionOf(manifest) != "policy.linkerd.io/v1beta3") {
        reader.problem("invalid-value",
            "A Server has \"accessPolicy\" from policy.linkerd.io/v1beta3 on; before, it is dropped.",
            "Write apiVersion policy.linkerd.io/v1beta3.", access->location);
    }
}

void readSpec(ManifestReader &reader, const YamlNode &manifest, ServerAuthorization &authorization)
{
    const YamlNode *spec = specOf(reader, manifest);
    if (!spec || !reader.expectMap(*spec, "spec", { "server", "client" }))
        return;
    const YamlNode *server = reader.requiredField(*spec, "server");
    if (server && reader.expectMap(*server, "server", { "name", "selector" })) {
        authorization.serverName = reader.text(*server, "name");
        const YamlNode *name = ManifestReader::field(*server, "name");
        if (name && !authorization.serverName.empty() && !isDnsLabel(authorization.serverName))
            reader.problem("invalid-value",
                "\"" + authorization.serverName + "\" is no name that is accepted here.",
                "Use lower case letters, digits and '-', or select the Server by its labels.",
                name->location);
        if (const YamlNode *selector = ManifestReader::field(*server, "selector"))
            authorization.serverSelector = readLabelSelector(reader, *selector, "selector");
        if (authorization.serverName.empty() == !authorization.serverSelector) {
            reader.problem("invalid-value", "The server is named by exactly one of name and selector.",
                "Keep one of them.", server->location);
        }
    }
    const YamlNode *client = reader.requiredField(*spec, "client");
    if (!client || !reader.expectMap(*client, "client", { "networks", "unauthenticated", "meshTLS" }))
        return;
    authorization.networks = readNetworks(reader, *client);
    const auto isTrue = [&reader](const YamlNode &map, std::string_view key) {
        const YamlNode *value = ManifestReader::field(map, key);
        if (value && (isKubernetesString(*value) || (value->text != "true" && value->text != "false"))) {
            reader.problem("wrong-type", "\"" + std::string(key) + "\" must be true or false.",
                "Write true or false without quotes.", value->location);
        }
        return value && value->text == "true";
    };
    authorization.unauthenticated = isTrue(*client, "unauthenticated");
    const YamlNode *tls = ManifestReader::field(*client, "meshTLS");
    if (tls && reader.expectMap(*tls, "meshTLS", { "unauthenticatedTLS", "identities", "serviceAccounts" })) {
        ServerAuthorization::MeshTls mesh;
        mesh.unauthenticatedTls = isTrue(*tls, "unauthenticatedTLS");
        mesh.identities = reader.texts(*tls, "identities");
        checkIdentities(reader, *tls);
        for (const YamlNode *item : reader.items(*tls, "serviceAccounts")) {
            if (reader.expectMap(*item, "serviceAccounts", { "name", "namespace" }))
                mesh.serviceAccounts.push_back(
                    { "", "", reader.requiredText(*item, "name"), reader.text(*item, "namespace") });
        }
        if (!mesh.unauthenticatedTls && mesh.identities.empty() && mesh.serviceAccounts.empty()) {
            reader.problem("invalid-value", "meshTLS names nobody.",
                "List identities or serviceAccounts, or set unauthenticatedTLS.", tls->location);
        }
        authorization.meshTls = std::move(mesh);
    }
    if (authorization.unauthenticated == (tls != nullptr)) {
        reader.problem("invalid-value", "A client is either unauthenticated or has meshTLS.",
            "Keep one of them.", client->location);
    }
}

void readSpec(ManifestReader &reader, const YamlNode &manifest, LinkerdAuthorizationPolicy &policy)
{
    const YamlNode *spec = specOf(reader, manifest);
    if (!spec || !reader.expectMap(*spec, "spec", { "targetRef", "requiredAuthenticationRefs" }))
        return;
    if (const YamlNode *target = reader.requiredField(*spec, "targetRef")) {
        policy.targetRef = readReference(reader, *target, "targetRef");
        if (policy.targetRef.name.empty())
            reader.problem(
                "missing-field", "The targetRef has no name.", "Name the target.", target->location);
        checkTarget(reader, policy.targetRef, policy.meta.namespaceName, *target);
    }
    const YamlNode *list = reader.requiredField(*spec, "requiredAuthenticationRefs");
    policy.requiredAuthenticationRefs = readReferences(
        reader, *spec, "requiredAuthenticationRefs",
        [](const LinkerdReference &reference) {
            return (reference.group == linkerdGroup
                       && (reference.kind == "MeshTLSAuthentication"
                           || reference.kind == "NetworkAuthentication"))
                || (isCore(reference) && reference.kind == "ServiceAccount");
        },
        "MeshTLSAuthentication and NetworkAuthentication of policy.linkerd.io, ServiceAccount");
    const auto networks =
        std::count_if(policy.requiredAuthenticationRefs.begin(), policy.requiredAuthenticationRefs.end(),
            [](const LinkerdReference &reference) { return reference.kind == "NetworkAuthentication"; });
    if (list
        && (networks > 1
            || static_cast<std::ptrdiff_t>(policy.requiredAuthenticationRefs.size()) - networks > 1)) {
        reader.problem("invalid-value",
            "At most one identity (MeshTLSAuthentication or ServiceAccount) and one NetworkAuthentication"
            " may be required.",
            "Put the identities into one MeshTLSAuthentication.", list->location);
    }
}

void readSpec(ManifestReader &reader, const YamlNode &manifest, MeshTlsAuthentication &authentication)
{
    const YamlNode *spec = specOf(reader, manifest);
    if (!spec || !reader.expectMap(*spec, "spec", { "identities", "identityRefs" }))
        return;
    authentication.identities = reader.texts(*spec, "identities");
    authentication.identityRefs = readReferences(
        reader, *spec, "identityRefs",
        [](const LinkerdReference &reference) {
            return isCore(reference) && (reference.kind == "ServiceAccount" || reference.kind == "Namespace");
        },
        "ServiceAccount, Namespace");
    if (authentication.identities.empty() == authentication.identityRefs.empty()) {
        reader.problem("invalid-value", "Exactly one of identities and identityRefs names somebody.",
            "List at least one identity in one of them.", spec->location);
    }
}

void readSpec(ManifestReader &reader, const YamlNode &manifest, NetworkAuthentication &authentication)
{
    const YamlNode *spec = specOf(reader, manifest);
    if (!spec || !reader.expectMap(*spec, "spec", { "networks" }))
        return;
    authentication.networks = readNetworks(reader, *spec);
    if (authentication.networks.empty())
        reader.problem(
            "missing-field", "\"networks\" is missing.", "List at least one network.", spec->location);
}

void readSpec(ManifestReader &reader, const YamlNode &manifest, ServerRoute &route)
{
    const std::string apiVersion = apiVersionOf(manifest);
    route.group = apiVersion.substr(0, apiVersion.find('/'));
    const YamlNode *kind = ManifestReader::field(manifest, "kind");
    route.kind = kind && kind->text == "GRPCRoute" ? ServerRouteKind::GRPCRoute : ServerRouteKind::HTTPRoute;
    const YamlNode *spec = specOf(reader, manifest);
    if (!spec
        || !reader.expectMap(*spec, "spec", { "parentRefs", "hostnames", "rules" }, { "useDefaultGateways" }))
        return;
    for (const YamlNode *item : reader.items(*spec, "parentRefs")) {
        if (!reader.expectMap(
                *item, "parentRefs", { "group", "kind", "name", "namespace" }, { "sectionName", "port" }))
            continue;
        const bool isServer =
            reader.text(*item, "kind") == "Server" && reader.text(*item, "group") == linkerdGroup;
        const std::string home = reader.text(*item, "namespace");
        if (!isServer || (!home.empty() && home != route.meta.namespaceName)) {
            reader.problem("unsupported-field",
                "Only routes whose every parent is a Server of their own namespace decide about access.",
                "Move the other parents to a route of their own.", item->location);
        }
        route.servers.push_back(reader.requiredText(*item, "name"));
    }
    if (route.servers.empty())
        reader.problem(
            "missing-field", "The route has no parent.", "Name a Server in parentRefs.", spec->location);
    route.hostnames = reader.texts(*spec, "hostnames");
    for (const YamlNode *item : reader.items(*spec, "rules")) {
        if (!reader.expectMap(*item, "rules", { "matches" },
                { "name", "filters", "backendRefs", "timeouts", "retry", "sessionPersistence" }))
            continue;
        std::vector<RouteMatch> matches;
        for (const YamlNode *match : reader.items(*item, "matches"))
            matches.push_back(route.kind == ServerRouteKind::GRPCRoute ? readGrpcMatch(reader, *match)
                                                                       : readHttpMatch(reader, *match));
        route.rules.push_back(std::move(matches));
    }
}

} // namespace fourplane
