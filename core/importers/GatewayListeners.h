// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"
#include "core/policy/native/LabelSelector.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// A listener of a Gateway (gateway.networking.k8s.io): which routes it takes.
struct GatewayListener
{
    std::string name;
    std::optional<std::uint16_t> port;
    std::string hostname; ///< empty = every host
    std::string from = "Same"; ///< allowedRoutes.namespaces.from
    LabelSelector namespaces; ///< with "Selector"
    std::vector<std::string> routeKinds; ///< that it takes
};

/// A Gateway as far as it decides what is exposed.
struct GatewayReading
{
    const ManifestObject *object = nullptr;
    std::vector<GatewayListener> listeners;
    std::string internalBy; ///< why the internet does not reach it; empty = it does
    bool isPrivate = false; ///< but the private network around the cluster does
};

/// One parentRef of a route.
struct RouteParent
{
    std::string group;
    std::string kind;
    std::string namespaceName;
    std::string name;
    std::string sectionName;
    std::optional<std::uint16_t> port;
};

/// A route's own side of being accepted.
struct RouteClaim
{
    std::string kind;
    std::string namespaceName;
    std::optional<Labels> namespaceLabels; ///< nothing = the namespace is not in the input
    std::vector<std::string> hostnames; ///< empty = every host
};

GatewayReading readGateway(ImportSession &session, const ManifestObject &object);

/// Why no listener of `gateway` takes the route, or an empty text when one does. Where a listener asks for
/// the labels of a namespace that is not in the input, it counts as taking the route.
std::string refusalOf(const GatewayReading &gateway, const RouteParent &parent, const RouteClaim &route);

} // namespace fourplane
