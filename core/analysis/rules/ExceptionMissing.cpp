// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

bool isApproved(const Project &project, const ElementId &rule)
{
    for (const auto &[id, record] : project.policy.exceptions) {
        if (record.subjectId == rule && !record.approvedBy.empty())
            return true;
    }
    return false;
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    for (const auto &[id, rule] : context.project.policy.allowRules) {
        if (rule.patternId.isEmpty() && !isApproved(context.project, id)) {
            findings.push_back(makeFinding({ id, rule.sourceId, rule.destinationId },
                "The allow rule " + id.value()
                    + " belongs to no pattern and no approved exception covers it.",
                "Make it an instance of a pattern, or have an exception approved."));
        }
    }
    return findings;
}

} // namespace

FindingRule exceptionMissing()
{
    return { "exception-missing", "A permission outside every pattern has no approved exception",
        Severity::Medium, Plane::Network, "",
        "Communication outside the agreed patterns is an exception and needs somebody who answers for it.",
        "The pattern is missing rather than the exception.", { "LZTSM 4.2", "LZTSM 6.1" }, check };
}

} // namespace fourplane::rules
