// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    for (const auto &[id, workload] : context.project.topology.workloads) {
        if (workload.traits.environmentSecrets == true) {
            findings.push_back(
                makeFinding({ id }, workload.name + " has credentials in environment variables.",
                    "Fetch them from a secret store at run time, or bind them to the workload identity.",
                    workload.origin));
        }
    }
    return findings;
}

} // namespace

FindingRule environmentSecrets()
{
    return { "environment-secrets", "Credentials in environment variables", Severity::Medium, Plane::Data,
        "D6", "Whoever runs code in the container, or reads one of its files, has the credentials.",
        "The variables hold nothing secret.", { "LZTSM 3.5", "T1552.001" }, check };
}

} // namespace fourplane::rules
