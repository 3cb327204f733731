// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

bool isIsolated(const EnforcementPlan &plan, const PlannedPod &pod, PolicyDirection direction)
{
    for (const Planned<NetworkPolicy> &planned : plan.networkPolicies) {
        const NetworkPolicy &policy = planned.object;
        if (policy.meta.namespaceName == pod.namespaceName && appliesTo(policy, direction)
            && matches(policy.podSelector, pod.labels))
            return true;
    }
    return false;
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const EnforcementPlan &plan = context.decisions.plan();
    const bool enforcing = plan.platform.cni != CniKind::None;
    for (const PlannedPod &pod : plan.pods) {
        const bool ingress = enforcing && isIsolated(plan, pod, PolicyDirection::Ingress);
        const bool egress = enforcing && isIsolated(plan, pod, PolicyDirection::Egress);
        if (ingress && egress)
            continue;
        const std::string what = !ingress && !egress ? "ingress and egress are"
            : !ingress                               ? "ingress is"
                                                     : "egress is";
        findings.push_back(makeFinding({ pod.workloadId },
            pod.namespaceName + "/" + pod.name + ": " + what + " open by absence of "
                + (enforcing ? "a NetworkPolicy." : "an enforcing network."),
            enforcing ? "Turn on default deny for the namespace " + pod.namespaceName
                    + " and allow what is declared."
                      : "Use a network plug-in that enforces NetworkPolicy.",
            pod.origin));
    }
    return findings;
}

} // namespace

FindingRule defaultDenyMissing()
{
    return { "default-deny-missing", "A workload is open in a direction", Severity::High, Plane::Network,
        "N1",
        "A pod that no NetworkPolicy selects accepts and sends everything: one compromised pod reaches all "
        "of them.",
        "The network is segmented by another mechanism that the project does not hold.",
        { "LZTSM 3.3", "NIST SP 800-53 SC-7(5)", "T1210" }, check };
}

} // namespace fourplane::rules
