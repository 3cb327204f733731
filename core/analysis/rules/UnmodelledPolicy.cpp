// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    for (const UnmodelledObject &object : context.project.unmodelled) {
        if (object.affectsVerdicts) {
            findings.push_back(makeFinding({},
                object.kind + " " + (object.namespaceName.empty() ? "" : object.namespaceName + "/")
                    + object.name + " is not simulated"
                    + (object.concernsExposure ? std::string()
                                               : " on the " + std::string(nameOf(object.plane)) + " plane")
                    + ": " + object.reason,
                object.concernsExposure
                    ? "Import what it leads to as well, or say in the project which workloads are exposed."
                    : object.plane == Plane::Workload
                    ? "Say what it is for (declaredLevel), or check its effect by hand."
                    : "Express it as a NetworkPolicy or an AuthorizationPolicy, or check its effect by hand.",
                object.origin));
        }
    }
    return findings;
}

} // namespace

FindingRule unmodelledPolicy()
{
    return { "unmodelled-policy", "A policy object was not understood", Severity::Medium, Plane::Network, "",
        "The cluster will enforce something that this simulation leaves out; verdicts about its namespace "
        "are uncertain.",
        "None known.", { "LZTSM 4.4" }, check };
}

} // namespace fourplane::rules
