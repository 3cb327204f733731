// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/topology/AccessVerb.h"
#include "core/topology/PortNumber.h"
#include "core/topology/WorkloadKind.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// A port of an allow rule: one pod port of the destination.
struct AllowedPort
{
    std::uint16_t number = 0;
    Protocol protocol = Protocol::Tcp;

    bool operator==(const AllowedPort &) const = default;
};

/// A permission (paper section 4.2): who may talk to whom, where, and in which operational context. Made from
/// a CommunicationPattern, or standing outside every pattern, which needs an ExceptionRecord.
struct AllowRule
{
    ElementId id;
    ElementId patternId; ///< empty = outside every pattern
    ElementId sourceId; ///< Workload or ExternalEndpoint
    ElementId destinationId; ///< Workload or ExternalEndpoint
    std::vector<AllowedPort> ports; ///< empty = every port the destination offers
    std::vector<std::string> httpMethods; ///< empty = any; only a mesh enforces them
    std::vector<std::string> httpPaths; ///< empty = any
    std::string context; ///< the operational context that justifies it
    ElementId flowId; ///< the declared flow it realises; may be empty
    /// Limits that a gateway keeps this source to (control N8); unset = none.
    std::optional<int> requestsPerMinute;
    std::optional<int> tokensPerMinute; ///< of a model, asked and answered together

    bool operator==(const AllowRule &) const = default;
};

/// A template that allow rules are made from (paper section 4.2). Empty kind lists accept every kind.
struct CommunicationPattern
{
    ElementId id;
    std::string name;
    std::string description;
    std::vector<WorkloadKind> sourceKinds;
    std::vector<WorkloadKind> destinationKinds;
    std::vector<AllowedPort> ports;

    bool operator==(const CommunicationPattern &) const = default;
};

} // namespace fourplane
