// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/enforcement/EnforcementPlan.h"
#include "core/project/Project.h"

namespace fourplane {

/// A plan and what could not be said in it.
struct CompiledPlan
{
    EnforcementPlan plan;
    /// Draft intentions that the platform profile cannot enforce or that need attention (an allow rule to a
    /// host name in NetworkPolicy, an L7 condition without a mesh, a namespace policy without an enforcing
    /// CNI).
    Diagnostics diagnostics;
};

/// Translates a sound project (findProblems(project) is empty) into the plan for its platform profile. Pure
/// and deterministic. Adopted native rules pass through unchanged. Allow rules become NetworkPolicies in
/// namespaces with default deny, and AuthorizationPolicies at the destination in namespaces with a mesh
/// allow-list.
CompiledPlan compilePlan(const Project &project);

} // namespace fourplane
