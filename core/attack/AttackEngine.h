// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/GroundingLimits.h"
#include "core/attack/Technique.h"
#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/project/Project.h"

#include <memory>

namespace fourplane {

class PreparedDesign;

/// What a simulation took. Times depend on the machine, so none of it is part of a trace.
struct SimulationFigures
{
    std::size_t facts = 0; ///< that could hold, crowds among them
    std::size_t pivots = 0; ///< of the ground system
    std::size_t instances = 0; ///< see Grounding::instanceCount
    std::size_t bytes = 0; ///< see Grounding::bytes
    /// Wall time of reading the design and grounding the rules, of the fix-point with what the decision point
    /// is asked for it, and of the trace.
    double groundSeconds = 0;
    double solveSeconds = 0;
    double traceSeconds = 0;
};

/// Runs a scenario to its fix-point. What exists comes from `project`, what is allowed only from `decisions`
/// (made from the plan of the same project). Deterministic. Fills `figures` where there are some. Errors:
/// "cancelled", "unknown-technique", "unknown-element" (a foothold that does not exist), "too-large" (see
/// GroundingLimits).
Result<AttackTrace> simulate(const Project &project, const PolicyDecisionPoint &decisions,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job = {},
    const GroundingLimits &limits = {}, SimulationFigures *figures = nullptr);

/// The same for one of several scenarios of a design, which is read and asked once for all of them.
Result<AttackTrace> simulate(const std::shared_ptr<PreparedDesign> &design,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job = {},
    const GroundingLimits &limits = {}, SimulationFigures *figures = nullptr);

/// What is wrong with a catalogue, with the place of each part. Severe, so that nothing is simulated:
/// "unknown-type", "unknown-relation", "misplaced-relation", "wrong-arity", "untyped-variable",
/// "type-mismatch", "unbound-variable", "unused-variable", "wrong-plane" (a question, or a control of another
/// plane), "unknown-control", "question-without-route", "missing-network-gate". Warnings: "never-produced",
/// "circular-definition", "unreachable-technique", "no-gain", "unknown-evidence", "unknown-catalogue",
/// "unversioned-reference", "malformed-reference". Empty for a sound one.
Diagnostics lintCatalogue(const TechniqueCatalogue &catalogue);

} // namespace fourplane
