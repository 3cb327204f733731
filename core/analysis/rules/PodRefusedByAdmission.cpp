// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    for (const PlannedPod &pod : context.decisions.plan().pods) {
        const PlaneVerdict admission = context.decisions.admission(pod.workloadId);
        if (admission.verdict == Verdict::Deny) {
            findings.push_back(
                makeFinding({ pod.workloadId }, pod.namespaceName + "/" + pod.name + ": " + admission.reason,
                    "Harden the pod, or lower the level with an exception.", pod.origin));
        }
    }
    return findings;
}

} // namespace

FindingRule podRefusedByAdmission()
{
    return { "pod-refused-by-admission", "A workload violates the Pod Security level of its namespace",
        Severity::High, Plane::Workload, "W1",
        "Admission will refuse the pods: the workload does not run as it is drawn.", "None known.",
        { "LZTSM 3.4" }, check };
}

} // namespace fourplane::rules
