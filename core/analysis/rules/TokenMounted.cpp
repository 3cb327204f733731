// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

bool hasRole(const EnforcementPlan &plan, const PlannedPod &pod)
{
    for (const RbacBinding &binding : plan.bindings) {
        for (const RbacSubject &subject : binding.subjects) {
            if (subject.kind == "ServiceAccount" && subject.name == pod.serviceAccount
                && subject.namespaceName == pod.namespaceName)
                return true;
        }
    }
    return false;
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const EnforcementPlan &plan = context.decisions.plan();
    for (const PlannedPod &pod : plan.pods) {
        if (pod.tokenMounted && !hasRole(plan, pod)) {
            findings.push_back(makeFinding({ pod.workloadId },
                pod.namespaceName + "/" + pod.name + " mounts the token of " + pod.serviceAccount
                    + ", to which no role is bound.",
                "Set automountServiceAccountToken to false.", pod.origin));
        }
    }
    return findings;
}

} // namespace

FindingRule tokenMounted()
{
    return { "token-mounted", "A service account token is mounted that nothing needs", Severity::Low,
        Plane::Identity, "I1",
        "A token in the pod is the first thing an intruder takes; without a role bound to it the workload "
        "cannot need it.",
        "The workload only asks who it is.", { "LZTSM 3.2", "T1528", "MS-M9025" }, check };
}

} // namespace fourplane::rules
