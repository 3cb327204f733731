// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/topology/AccessVerb.h"
#include "core/topology/PortNumber.h"
#include "core/topology/TrustTier.h"

#include <optional>
#include <string>

namespace fourplane {

/// A declared dependency: what the design needs, not what is permitted. Ends are Workloads or
/// ExternalEndpoints.
struct Flow
{
    ElementId id;
    ElementId sourceId;
    ElementId destinationId;
    std::uint16_t port = 0; ///< pod port of the destination; 0 = every port it offers
    Protocol protocol = Protocol::Tcp;
    std::optional<AccessVerb> verb; ///< with `collectionId`, for data access
    ElementId collectionId;
    bool carriesToolCalls = false; ///< the source is an agent that calls the destination as a tool
    std::string purpose;

    bool operator==(const Flow &) const = default;
};

/// Which text reaches which model's context: the channel of indirect prompt injection. `sourceId` is a
/// Collection, a Workload (tool results) or an ExternalEndpoint; `modelId` a Workload.
struct ContextFeed
{
    ElementId id;
    ElementId sourceId;
    ElementId modelId;
    TrustTier trust = TrustTier::Trusted;
    std::string tenant;
    std::string purpose;

    bool operator==(const ContextFeed &) const = default;
};

} // namespace fourplane
