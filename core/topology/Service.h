// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/SourceLocation.h"
#include "core/topology/Labels.h"
#include "core/topology/PortNumber.h"

#include <string>
#include <vector>

namespace fourplane {

/// A Service port and the pod port behind it.
struct ServicePort
{
    std::string name;
    std::uint16_t port = 0;
    IntOrName targetPort; ///< number or container port name; NetworkPolicy sees this one (semantics NP20)
    Protocol protocol = Protocol::Tcp;

    bool operator==(const ServicePort &) const = default;
};

/// A Kubernetes Service. Policies never see it, but people name destinations by it.
struct Service
{
    ElementId id;
    std::string name;
    ElementId namespaceId;
    std::string type = "ClusterIP"; ///< ClusterIP, NodePort, LoadBalancer, ExternalName
    Labels labels; ///< its own; Istio takes its waypoint from them
    Labels selector; ///< empty = no selector
    std::vector<ServicePort> ports;
    SourceLocation origin;

    bool operator==(const Service &) const = default;
};

} // namespace fourplane
