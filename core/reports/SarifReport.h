// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/FindingRule.h"
#include "core/attack/AttackTrace.h"
#include "core/base/Diagnostic.h"
#include "core/reports/TraceContext.h"

#include <string>
#include <vector>

namespace fourplane {

/// Findings and diagnostics as a SARIF 2.1.0 log: every rule with its text, each finding with the place where
/// its first element stands (manifest or project file) and taxa of public catalogues.
std::string findingsSarif(const std::vector<FindingRule> &rules, const std::vector<Finding> &findings,
    const Diagnostics &diagnostics, const TraceContext &context);

/// Attack paths as a SARIF 2.1.0 log. A goal that falls is a result of kind `fail` with its steps as a code
/// flow, and as a graph with the longest chain of them as its traversal; one that holds is of kind `pass`. An
/// attempt that was stopped is of kind `pass` too, at the object that stopped it. Techniques are rules, with
/// taxa of ATT&CK, ATLAS and OWASP.
std::string tracesSarif(const std::vector<AttackTrace> &traces, const TraceContext &context);

} // namespace fourplane
