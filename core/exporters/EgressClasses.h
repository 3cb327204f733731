// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fourplane {

/// What the allow-lists of egress proxies name of one external destination.
struct EgressPatterns
{
    std::set<std::string> hosts; ///< in lower case; "*.x" stands for one label before x
    std::set<std::string> paths; ///< a '*' at the end stands for any rest
    std::set<std::string> tenants;
};

/// Requests to the destination that the lists cannot tell apart, and one of them.
struct EgressClass
{
    std::string host, path, tenant; ///< the one; empty = not given
    std::optional<std::vector<std::string>> hosts; ///< exactly these patterns match; nothing = none is given
    std::optional<std::vector<std::string>> paths;
    /// 0 = no tenant is given; else the number of the tenant in order, from 1; one more stands for all
    /// others.
    std::size_t account = 0;
};

/// Nothing when no list names the destination: then nobody looks at what is asked for there.
std::optional<EgressPatterns> egressPatternsOf(const EnforcementPlan &plan, const ElementId &destinationId);

/// A class for each combination of what a request may give, in a fixed order.
std::vector<EgressClass> egressClassesOf(const EgressPatterns &patterns);

} // namespace fourplane
