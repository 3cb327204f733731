// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/policy/native/LabelSelector.h"
#include "core/policy/native/ObjectMeta.h"
#include "core/topology/LinkerdAccess.h"
#include "core/topology/PortNumber.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// policy.linkerd.io Server: a port of some pods of its namespace, for which the default policy no longer
/// speaks (semantics L2).
struct LinkerdServer
{
    ObjectMeta meta;
    LabelSelector podSelector;
    IntOrName port; ///< number, or name of a container port
    std::string proxyProtocol; ///< "HTTP/1", "opaque", ...; empty = unknown, the proxy looks for itself
    std::optional<LinkerdAccess> accessPolicy; ///< absent = deny

    bool operator==(const LinkerdServer &) const = default;
};

/// A block of addresses less some of it, of NetworkAuthentication and ServerAuthorization (semantics L9).
struct LinkerdNetwork
{
    std::string cidr; ///< block or single address
    std::vector<std::string> except;

    bool operator==(const LinkerdNetwork &) const = default;
};

/// A reference to another object; an empty namespace is the policy's own.
struct LinkerdReference
{
    std::string group; ///< empty = the core group
    std::string kind;
    std::string name;
    std::string namespaceName;

    bool operator==(const LinkerdReference &) const = default;
};

/// policy.linkerd.io ServerAuthorization, which AuthorizationPolicy replaced: it only opens, by name or
/// labels of Servers of its namespace. Exactly one of `unauthenticated` and `meshTls` is set.
struct ServerAuthorization
{
    struct MeshTls
    {
        bool unauthenticatedTls = false; ///< any TLS client, with or without an identity
        std::vector<std::string> identities; ///< as in MeshTlsAuthentication
        std::vector<LinkerdReference> serviceAccounts; ///< only name and namespaceName

        bool operator==(const MeshTls &) const = default;
    };

    ObjectMeta meta;
    std::string serverName; ///< empty = by selector
    std::optional<LabelSelector> serverSelector; ///< labels of the Server object
    std::vector<LinkerdNetwork> networks; ///< empty = any address
    bool unauthenticated = false;
    std::optional<MeshTls> meshTls;

    bool operator==(const ServerAuthorization &) const = default;
};

/// policy.linkerd.io AuthorizationPolicy: opens its target to who satisfies every reference (semantics L3,
/// L4, L7). Not Istio's AuthorizationPolicy.
struct LinkerdAuthorizationPolicy
{
    ObjectMeta meta;
    LinkerdReference targetRef; ///< Server, HTTPRoute, GRPCRoute or the policy's own Namespace
    std::vector<LinkerdReference> requiredAuthenticationRefs; ///< empty = anyone

    bool operator==(const LinkerdAuthorizationPolicy &) const = default;
};

/// policy.linkerd.io MeshTLSAuthentication: one of these identities (semantics L3, L6). Exactly one list is
/// set.
struct MeshTlsAuthentication
{
    ObjectMeta meta;
    std::vector<std::string> identities; ///< "*", "*.suffix" or a whole name
    std::vector<LinkerdReference> identityRefs; ///< ServiceAccounts and Namespaces

    bool operator==(const MeshTlsAuthentication &) const = default;
};

/// policy.linkerd.io NetworkAuthentication: an address in one of these blocks (semantics L9).
struct NetworkAuthentication
{
    ObjectMeta meta;
    std::vector<LinkerdNetwork> networks;

    bool operator==(const NetworkAuthentication &) const = default;
};

enum class ServerRouteKind
{
    HTTPRoute,
    GRPCRoute,
};

template <>
struct EnumNames<ServerRouteKind>
{
    static constexpr std::array<std::string_view, 2> names { "HTTPRoute", "GRPCRoute" };
};

/// One name-value condition of a route: a header or query parameter.
struct RouteCondition
{
    std::string type; ///< "Exact", "RegularExpression"; empty = Exact
    std::string name;
    std::string value;

    bool operator==(const RouteCondition &) const = default;
};

/// One `matches` item of a route. Absent parts match everything.
struct RouteMatch
{
    std::string pathType; ///< HTTPRoute: "Exact", "PathPrefix", "RegularExpression"; GRPCRoute: of the method
    std::string path; ///< HTTPRoute
    std::string method; ///< HTTP method or gRPC method
    std::string service; ///< GRPCRoute
    std::vector<RouteCondition> headers;
    std::vector<RouteCondition> queryParams; ///< HTTPRoute

    bool operator==(const RouteMatch &) const = default;
};

/// HTTPRoute or GRPCRoute as a part of a Server: with one, requests that match no route are refused, and
/// AuthorizationPolicies may open a single route. Routing (filters, backends) has no place here.
struct ServerRoute
{
    ObjectMeta meta;
    ServerRouteKind kind = ServerRouteKind::HTTPRoute;
    std::string group = "policy.linkerd.io"; ///< or "gateway.networking.k8s.io"
    std::vector<std::string> servers; ///< names of the Servers that are its parents
    std::vector<std::string> hostnames;
    std::vector<std::vector<RouteMatch>> rules; ///< one list of matches for each rule

    bool operator==(const ServerRoute &) const = default;
};

} // namespace fourplane
