// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/policy/ApprovalMode.h"
#include "core/policy/TenantFilter.h"
#include "core/topology/AccessVerb.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// A right of an identity on a collection, held by the store itself (paper sections 3.5 and 5.3).
struct DataGrant
{
    ElementId id;
    ElementId identityId;
    ElementId collectionId;
    AccessVerb verb = AccessVerb::Read;
    std::string tenant; ///< not empty = rows of this tenant only
    TenantFilter tenantFilter = TenantFilter::Store; ///< with `tenant`
    bool bypassesTenantFilter = false; ///< PostgreSQL: BYPASSRLS, or a superuser

    bool operator==(const DataGrant &) const = default;
};

/// What an agent may do through a tool, checked outside the model (paper section 5.4, minimal agency).
struct ToolScope
{
    ElementId id;
    ElementId agentId; ///< Workload
    ElementId toolId; ///< Workload
    std::vector<std::string> operations; ///< allowed operations; empty = every operation
    ApprovalMode approval = ApprovalMode::None;
    bool delegatedCredential = false; ///< acts with the user's own rights, not the tool's (control I7)
    bool blocksUntrustedContext = false; ///< refused once untrusted text is in the context (control D5)
    std::optional<int> requestsPerMinute; ///< of the agent to the tool (control N8); unset = no limit

    bool operator==(const ToolScope &) const = default;
};

/// Which part of an external endpoint a proxy lets through. An empty list or text restricts nothing.
struct EgressRestriction
{
    ElementId destinationId; ///< ExternalEndpoint
    std::vector<std::string> hosts; ///< exact, or "*.example.com" for one label more
    std::vector<std::string> paths; ///< exact, or a prefix ending in "*"
    std::string tenant; ///< the organisation's own account; another one is refused

    bool operator==(const EgressRestriction &) const = default;
};

/// What an egress proxy lets out (paper section 5.2); everything else is refused and logged.
struct EgressAllowList
{
    ElementId id;
    ElementId proxyId; ///< Workload of kind EgressProxy
    ElementId callerId; ///< Workload; empty = every caller
    std::vector<ElementId> destinationIds; ///< ExternalEndpoints
    bool tenantAware = false; ///< checks path or account, not only the host name
    std::vector<EgressRestriction> restrictions; ///< of single destinations

    bool operator==(const EgressAllowList &) const = default;
};

} // namespace fourplane
