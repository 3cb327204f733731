// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    if (context.today.empty())
        return findings;
    for (const auto &[id, record] : context.project.policy.exceptions) {
        if (!record.expires.empty() && record.expires < context.today) { // ISO dates sort as texts
            findings.push_back(makeFinding({ id, record.subjectId },
                "The exception for " + record.subjectId.value() + " expired on " + record.expires + ".",
                "Remove the permission, or renew the exception with a new review."));
        }
    }
    return findings;
}

} // namespace

FindingRule exceptionExpired()
{
    return { "exception-expired", "An exception has expired", Severity::Medium, Plane::Network, "",
        "A temporary permission that outlives its approval is how segmentation erodes.", "None known.",
        { "LZTSM 6.1" }, check };
}

} // namespace fourplane::rules
