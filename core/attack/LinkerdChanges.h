// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <set>
#include <string>
#include <utility>

namespace fourplane {

/// Which objects of Linkerd two plans do not have in common, by namespace and name.
struct LinkerdChanges
{
    using Names = std::set<std::pair<std::string, std::string>>;

    Names servers;
    Names serverAuthorizations;
    Names authorizationPolicies;
    Names meshTlsAuthentications;
    Names networkAuthentications;
    Names routes;
};

/// Workloads of `plan`, one of the two, that a changed object speaks for there. Nothing else that is asked
/// from or of a workload depends on these objects, so those of both plans together are all on which the
/// changes bear.
std::set<ElementId> workloadsBehind(const LinkerdChanges &changes, const EnforcementPlan &plan);

} // namespace fourplane
