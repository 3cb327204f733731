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

/// What is wrong with a catalogue, with the place of each part. Severe, so that nothing is simulated:
/// "unknown-type", "unknown-relation", "misplaced-relation", "wrong-arity", "untyped-variable",
/// "type-mismatch", "unbound-variable", "unused-variable", "wrong-plane" (a question, or a control of another
/// plane), "unknown-control", "question-without-route", "missing-network-gate". Warnings: "never-produced",
/// "circular-definition", "unreachable-technique", "no-gain", "unknown-evidence", "unknown-catalogue",
/// "unversioned-reference", "malformed-reference". Empty for a sound one.
Diagnostics lintCatalogue(const TechniqueCatalogue &catalogue);

} // namespace fourplane
