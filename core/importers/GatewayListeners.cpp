// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/GatewayListeners.h"

#include "core/base/Text.h"
#include "core/importers/HostPattern.h"
#include "core/importers/InternalMarks.h"

#include <algorithm>

namespace fourplane {

namespace {

/// The kinds that a listener takes when it does not say (Gateway API, "Supported route kinds").
std::vector<std::string> kindsOf(const std::string &protocol, bool isTerminated)
{
    if (protocol == "HTTP" || protocol == "HTTPS")
        return { "HTTPRoute", "GRPCRoute" };
    if (protocol == "TLS")
        return isTerminated ? std::vector<std::string> { "TLSRoute", "TCPRoute" }
                            : std::vector<std::string> { "TLSRoute" };
    if (protocol == "TCP")
        return { "TCPRoute" };
    if (protocol == "UDP")
        return { "UDPRoute" };
    return { "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute" }; // an implementation's own
}

void readSelector(const ManifestFields &map, LabelSelector &selector)
{
    selector.matchLabels = map.labels("matchLabels");
    for (const ManifestFields &item : map.maps("matchExpressions")) {
        if (const auto op = enumFromName<SelectorOperator>(item.text("operator")))
            selector.matchExpressions.push_back({ item.text("key"), *op, item.texts("values") });
        else
            item.complain(
                "operator", "wrong-value", "is no operator.", "Write In, NotIn, Exists or DoesNotExist.");
    }
}

GatewayListener readListener(const ManifestFields &map)
{
    GatewayListener listener;
    listener.name = map.text("name");
    listener.port = map.port("port");
    listener.hostname = map.text("hostname");
    const auto tls = map.map("tls");
    listener.routeKinds =
        kindsOf(map.text("protocol"), !tls || tls->text("mode").empty() || tls->text("mode") == "Terminate");
    const auto allowed = map.map("allowedRoutes");
    if (!allowed)
        return listener;
    if (const auto namespaces = allowed->map("namespaces")) {
        if (const std::string from = namespaces->text("from"); !from.empty())
            listener.from = from;
        if (const auto selector = namespaces->map("selector"))
            readSelector(*selector, listener.namespaces);
    }
    const std::vector<ManifestFields> kinds = allowed->maps("kinds");
    if (!kinds.empty())
        listener.routeKinds.clear();
    for (const ManifestFields &kind : kinds)
        listener.routeKinds.push_back(kind.text("kind"));
    return listener;
}

bool takesNamespace(const GatewayReading &gateway, const GatewayListener &listener, const RouteClaim &route)
{
    if (listener.from == "All")
        return true;
    if (listener.from == "Same")
        return gateway.object->namespaceName == route.namespaceName;
    if (listener.from != "Selector")
        return false; // "None"
    return !route.namespaceLabels || matches(listener.namespaces, *route.namespaceLabels);
}

bool takesHost(const GatewayListener &listener, const RouteClaim &route)
{
    return route.hostnames.empty()
        || std::any_of(route.hostnames.begin(), route.hostnames.end(),
            [&listener](const std::string &host) { return hostsMeet(listener.hostname, host); });
}

} // namespace

GatewayReading readGateway(ImportSession &session, const ManifestObject &object)
{
    GatewayReading gateway;
    gateway.object = &object;
    const ManifestFields fields = session.fields(object);
    Labels annotations;
    if (const auto metadata = fields.map("metadata"))
        annotations = metadata->labels("annotations");
    const auto spec = fields.map("spec");
    if (!spec)
        return gateway;
    for (const ManifestFields &listener : spec->maps("listeners"))
        gateway.listeners.push_back(readListener(listener));
    const std::string gatewayClass = spec->text("gatewayClassName");
    if (const auto infrastructure = spec->map("infrastructure"))
        annotations.merge(infrastructure->labels("annotations"));
    gateway.internalBy = internalServiceMark(annotations);
    if (isInternalGatewayClass(gatewayClass))
        gateway.internalBy = "gatewayClassName: " + gatewayClass;
    gateway.isPrivate = !gateway.internalBy.empty();
    // Istio makes a Service of this type for the Gateway; its default is LoadBalancer.
    const auto type = annotations.find("networking.istio.io/service-type");
    if (isMeshGatewayClass(gatewayClass)) {
        gateway.internalBy = "gatewayClassName: " + gatewayClass;
        gateway.isPrivate = false;
    } else if (type != annotations.end() && type->second == "ClusterIP") {
        gateway.internalBy = type->first + ": " + type->second;
        gateway.isPrivate = false;
    }
    return gateway;
}

std::string refusalOf(const GatewayReading &gateway, const RouteParent &parent, const RouteClaim &route)
{
    std::string refusal = gateway.listeners.empty() ? "it has no listener" : std::string();
    int furthest = -1;
    const auto refuse = [&](int step, std::string why) {
        if (step > furthest) {
            furthest = step;
            refusal = std::move(why);
        }
    };
    for (const GatewayListener &listener : gateway.listeners) {
        if (!parent.sectionName.empty() && listener.name != parent.sectionName)
            refuse(0, "it has no listener " + parent.sectionName);
        else if (parent.port && listener.port != parent.port)
            refuse(1, "it has no listener on port " + std::to_string(*parent.port));
        else if (std::find(listener.routeKinds.begin(), listener.routeKinds.end(), route.kind)
            == listener.routeKinds.end())
            refuse(2, "its listener " + listener.name + " takes no " + route.kind);
        else if (!takesNamespace(gateway, listener, route))
            refuse(3,
                "its listener " + listener.name + " takes no routes of namespace " + route.namespaceName
                    + " (allowedRoutes from " + listener.from + ")");
        else if (!takesHost(listener, route))
            refuse(4,
                "its listener " + listener.name + " is for " + listener.hostname + ", the route for "
                    + join(route.hostnames, ", "));
        else
            return {};
    }
    return refusal;
}

} // namespace fourplane
