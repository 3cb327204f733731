// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"
#include "core/enforcement/EnforcementPlan.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// A trace for a person: scenario and assumption about exploitability, the timeline (see TraceTimeline),
/// which goals fell, the blast radius and how many planes stand before each goal.
std::string traceText(const AttackTrace &trace, const TechniqueCatalogue &catalogue,
    const EnforcementPlan &plan, const TextStyle &style);

/// What a summary says of one trace: scenario, assumption, goals fallen, blast radius, blocked attempts
/// (those that the trace only counts included), defence depth of the weakest goal.
std::vector<std::string> traceSummaryRow(const AttackTrace &trace);

/// A table of such rows, under a heading.
std::string traceSummary(std::vector<std::vector<std::string>> rows, const TextStyle &style);

/// "falls", or "2 planes must fail", or "holds against every loss of planes".
std::string defenceDepthText(int depth);

} // namespace fourplane
