// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/native/ObjectMeta.h"
#include "core/topology/PortNumber.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// networking.istio.io ServicePort of a ServiceEntry.
struct ServiceEntryPort
{
    std::uint16_t number = 0;
    std::string protocol; ///< HTTP, HTTPS, TLS, TCP, ...
    std::string name;
    std::uint16_t targetPort = 0; ///< 0 = the same

    bool operator==(const ServiceEntryPort &) const = default;
};

/// networking.istio.io WorkloadEntry inside a ServiceEntry.
struct ServiceEntryEndpoint
{
    std::string address;
    std::map<std::string, std::uint16_t> ports; ///< by port name
    Labels labels;
    std::string network;
    std::string locality;
    std::optional<std::uint32_t> weight;
    std::string serviceAccount;

    bool operator==(const ServiceEntryEndpoint &) const = default;
};

/// networking.istio.io/v1 ServiceEntry: adds a host to the mesh registry and grants nothing (semantics EG3).
struct ServiceEntry
{
    ObjectMeta meta;
    std::vector<std::string> hosts;
    std::vector<std::string> addresses;
    std::vector<ServiceEntryPort> ports;
    std::string location; ///< MESH_EXTERNAL, MESH_INTERNAL or empty
    std::string resolution; ///< NONE, STATIC, DNS, ... or empty
    std::vector<ServiceEntryEndpoint> endpoints;
    std::optional<Labels> workloadSelector; ///< spec.workloadSelector.labels
    std::vector<std::string> exportTo;
    std::vector<std::string> subjectAltNames;

    bool operator==(const ServiceEntry &) const = default;
};

/// networking.istio.io/v1 Sidecar as far as it bears on egress. It scopes configuration and blocks nothing
/// (semantics EG1, EG2).
struct Sidecar
{
    ObjectMeta meta;
    std::optional<Labels> workloadSelector;
    std::vector<std::vector<std::string>> egressHosts; ///< one list of "ns/host" per egress listener
    std::string outboundTrafficPolicyMode; ///< ALLOW_ANY, REGISTRY_ONLY or empty

    bool operator==(const Sidecar &) const = default;
};

} // namespace fourplane
