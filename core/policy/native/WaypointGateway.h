// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/policy/native/LabelSelector.h"
#include "core/policy/native/ObjectMeta.h"

namespace fourplane {

/// Whose pods and Services a waypoint may serve: allowedRoutes.namespaces.from of its listener.
enum class WaypointAudience
{
    Same,
    All,
    Selector,
};

template <>
struct EnumNames<WaypointAudience>
{
    static constexpr std::array<std::string_view, 3> names { "Same", "All", "Selector" };
};

/// A waypoint of Istio's ambient mode: gateway.networking.k8s.io/v1 Gateway of the class `istio-waypoint`,
/// the proxy for layer 7 (semantics IS8 to IS10). Its pods run as the service account of its name. The label
/// `istio.io/waypoint-for` says which traffic it takes: service (the default), workload, all or none.
struct WaypointGateway
{
    ObjectMeta meta;
    WaypointAudience audience = WaypointAudience::Same;
    LabelSelector namespaces; ///< with Selector: labels of the namespaces

    bool operator==(const WaypointGateway &) const = default;
};

} // namespace fourplane
