// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"
#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/project/Project.h"

namespace fourplane {

/// Runs a scenario to its fix-point. What exists comes from `project`, what is allowed only from `decisions`
/// (made from the plan of the same project). Deterministic. Errors: "cancelled", "unknown-technique",
/// "unknown-element" (a foothold that does not exist).
Result<AttackTrace> simulate(const Project &project, const PolicyDecisionPoint &decisions,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job = {});

/// What is wrong with a catalogue: a relation nobody produces, a variable without a type, a network-crossing
/// rule without a network gate, an unknown control. Empty for a sound one.
Diagnostics lintCatalogue(const TechniqueCatalogue &catalogue);

} // namespace fourplane
