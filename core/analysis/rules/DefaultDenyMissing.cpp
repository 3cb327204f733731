// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

#include <algorithm>
#include <map>

namespace fourplane::rules {

namespace {

using Policies = std::vector<const NetworkPolicy *>;

bool isIsolated(const Policies &ofNamespace, const PlannedPod &pod, PolicyDirection direction)
{
    return std::any_of(ofNamespace.begin(), ofNamespace.end(), [&](const NetworkPolicy *policy) {
        return appliesTo(*policy, direction) && matches(policy->podSelector, pod.labels);
    });
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const EnforcementPlan &plan = context.decisions.plan();
    const bool enforcing = plan.platform.cni != CniKind::None;
    std::map<std::string, Policies> policies; // by namespace
    for (const Planned<NetworkPolicy> &planned : plan.networkPolicies)
        policies[planned.object.meta.namespaceName].push_back(&planned.object);
    for (const PlannedPod &pod : plan.pods) {
        const Policies &own = policies[pod.namespaceName];
        const bool ingress = enforcing && isIsolated(own, pod, PolicyDirection::Ingress);
        const bool egress = enforcing && isIsolated(own, pod, PolicyDirection::Egress);
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
