// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace fourplane {

/// What speaks for one Server of Linkerd, each list in the order of the plan.
struct LinkerdServerRules
{
    const Planned<LinkerdServer> *server = nullptr;
    std::vector<const Planned<ServerAuthorization> *> authorizations;
    std::vector<const Planned<LinkerdAuthorizationPolicy> *> policies; ///< for it or its namespace
    std::vector<const Planned<ServerRoute> *> routes;
    /// Policies for one of `routes`.
    std::vector<std::pair<const Planned<LinkerdAuthorizationPolicy> *, const Planned<ServerRoute> *>>
        routePolicies;
};

/// Which objects of a plan speak for which Server of Linkerd, and which Servers for which ports (semantics L2
/// to L4, L7). Immutable after construction.
class LinkerdRules
{
public:
    /// Keeps pointers into the plan, whose lists must stay as they are.
    explicit LinkerdRules(const EnforcementPlan &plan);

    /// One for each Server of the plan, in its order.
    const std::vector<LinkerdServerRules> &servers() const { return m_servers; }

    /// By port: the Servers that select it, as positions in servers(), for the pod at this position of the
    /// plan.
    const std::map<std::uint16_t, std::vector<std::size_t>> &portsOf(std::size_t pod) const
    {
        return m_ports[pod];
    }

private:
    std::vector<LinkerdServerRules> m_servers;
    std::vector<std::map<std::uint16_t, std::vector<std::size_t>>> m_ports; ///< by pod
};

} // namespace fourplane
