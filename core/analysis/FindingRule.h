// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/Finding.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/project/Project.h"

#include <functional>
#include <string>
#include <vector>

namespace fourplane {

/// What a finding rule may look at. All of it describes the same design.
struct FindingContext
{
    const Project &project;
    const PolicyDecisionPoint &decisions;
    std::string today; ///< ISO 8601 date, so that a result depends on nothing but its input; empty = expiry
                       ///< is not checked
};

/// A rule: text and predicate together. `check` gives one finding for each place, in the order of ids.
struct FindingRule
{
    std::string id; ///< stable kebab-case
    std::string title;
    Severity severity = Severity::Medium;
    Plane plane = Plane::Network;
    std::string control; ///< control of the attack catalogue, or empty
    std::string why; ///< the impact, one or two sentences
    std::string falsePositives; ///< when the rule is wrong
    std::vector<std::string> references; ///< paper section, OWASP, NIST ids
    std::function<std::vector<Finding>(const FindingContext &)> check;
};

/// All rules, sorted by id.
std::vector<FindingRule> allFindingRules();

/// Runs every rule. Findings are ordered by severity (high first), then rule id, then elements. Rule text,
/// severity, plane and control are filled in from the rule.
std::vector<Finding> findFindings(const FindingContext &context);

/// A finding about `elements`; the rest is filled in by findFindings.
Finding makeFinding(
    std::vector<ElementId> elements, std::string message, std::string remedy, SourceLocation origin = {});

} // namespace fourplane
