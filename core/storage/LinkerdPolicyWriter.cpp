// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeYamlParts.h"

namespace fourplane {

namespace {

YamlValue networkItem(const LinkerdNetwork &network)
{
    YamlValue value = YamlValue::map();
    value.add("cidr", network.cidr);
    value.addUnlessEmpty("except", YamlValue::strings(network.except));
    return value;
}

YamlValue referenceItem(const LinkerdReference &reference)
{
    YamlValue value = YamlValue::map();
    value.addUnlessEmpty("group", reference.group);
    value.addUnlessEmpty("kind", reference.kind); // service accounts of a ServerAuthorization have none
    value.addUnlessEmpty("name", reference.name);
    value.addUnlessEmpty("namespace", reference.namespaceName);
    return value;
}

YamlValue conditionItem(const RouteCondition &condition)
{
    YamlValue value = YamlValue::map();
    value.addUnlessEmpty("type", condition.type);
    value.add("name", condition.name).add("value", condition.value);
    return value;
}

YamlValue httpMatch(const RouteMatch &match)
{
    YamlValue value = YamlValue::map();
    YamlValue path = YamlValue::map();
    path.addUnlessEmpty("type", match.pathType);
    path.addUnlessEmpty("value", match.path);
    value.addUnlessEmpty("path", std::move(path));
    value.addUnlessEmpty("headers", listOf(match.headers, conditionItem));
    value.addUnlessEmpty("queryParams", listOf(match.queryParams, conditionItem));
    value.addUnlessEmpty("method", match.method);
    return value;
}

YamlValue grpcMatch(const RouteMatch &match)
{
    YamlValue value = YamlValue::map();
    YamlValue method = YamlValue::map();
    method.addUnlessEmpty("type", match.pathType);
    method.addUnlessEmpty("service", match.service);
    method.addUnlessEmpty("method", match.method);
    value.addUnlessEmpty("method", std::move(method));
    value.addUnlessEmpty("headers", listOf(match.headers, conditionItem));
    return value;
}

} // namespace

YamlValue specValue(const LinkerdServer &server)
{
    YamlValue spec = YamlValue::map();
    spec.add("podSelector", selectorValue(server.podSelector));
    if (const auto *number = std::get_if<std::uint16_t>(&server.port))
        spec.add("port", *number);
    else
        spec.add("port", std::get<std::string>(server.port));
    spec.addUnlessEmpty("proxyProtocol", server.proxyProtocol);
    if (server.accessPolicy)
        spec.add("accessPolicy", nameOf(*server.accessPolicy));
    return spec;
}

YamlValue specValue(const ServerAuthorization &authorization)
{
    YamlValue server = YamlValue::map();
    server.addUnlessEmpty("name", authorization.serverName);
    if (authorization.serverSelector)
        server.add("selector", selectorValue(*authorization.serverSelector));
    YamlValue client = YamlValue::map();
    client.addUnlessEmpty("networks", listOf(authorization.networks, networkItem));
    if (authorization.unauthenticated)
        client.add("unauthenticated", true);
    if (const auto &tls = authorization.meshTls) {
        YamlValue mesh = YamlValue::map();
        if (tls->unauthenticatedTls)
            mesh.add("unauthenticatedTLS", true);
        mesh.addUnlessEmpty("identities", YamlValue::strings(tls->identities));
        mesh.addUnlessEmpty("serviceAccounts", listOf(tls->serviceAccounts, referenceItem));
        client.add("meshTLS", std::move(mesh));
    }
    YamlValue spec = YamlValue::map();
    spec.add("server", std::move(server)).add("client", std::move(client));
    return spec;
}

YamlValue specValue(const LinkerdAuthorizationPolicy &policy)
{
    YamlValue spec = YamlValue::map();
    spec.add("targetRef", referenceItem(policy.targetRef));
    spec.add("requiredAuthenticationRefs", listOf(policy.requiredAuthenticationRefs, referenceItem));
    return spec;
}

YamlValue specValue(const MeshTlsAuthentication &authentication)
{
    YamlValue spec = YamlValue::map();
    spec.addUnlessEmpty("identities", YamlValue::strings(authentication.identities));
    spec.addUnlessEmpty("identityRefs", listOf(authentication.identityRefs, referenceItem));
    return spec;
}

YamlValue specValue(const NetworkAuthentication &authentication)
{
    return YamlValue::map().add("networks", listOf(authentication.networks, networkItem));
}

YamlValue specValue(const ServerRoute &route)
{
    YamlValue spec = YamlValue::map();
    spec.add("parentRefs", listOf(route.servers, [](const std::string &server) {
        return YamlValue::map().add("group", "policy.linkerd.io").add("kind", "Server").add("name", server);
    }));
    spec.addUnlessEmpty("hostnames", YamlValue::strings(route.hostnames));
    spec.addUnlessEmpty("rules", listOf(route.rules, [&route](const std::vector<RouteMatch> &matches) {
        YamlValue rule = YamlValue::map();
        rule.addUnlessEmpty(
            "matches", listOf(matches, route.kind == ServerRouteKind::HTTPRoute ? httpMatch : grpcMatch));
        return rule;
    }));
    return spec;
}

} // namespace fourplane
