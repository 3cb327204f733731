// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

#include <map>

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::map<std::string, std::vector<const PlannedPod *>> users;
    for (const PlannedPod &pod : context.decisions.plan().pods)
        users[pod.namespaceName + "/" + pod.serviceAccount].push_back(&pod);
    std::vector<Finding> findings;
    for (const auto &[account, pods] : users) {
        if (pods.size() < 2)
            continue;
        std::vector<ElementId> elements;
        for (const PlannedPod *pod : pods)
            elements.push_back(pod->workloadId);
        findings.push_back(makeFinding(std::move(elements),
            std::to_string(pods.size()) + " workloads run as the service account " + account + ".",
            "Give each workload a service account of its own.", pods.front()->origin));
    }
    return findings;
}

} // namespace

FindingRule sharedServiceAccount()
{
    return { "shared-service-account", "Workloads share a service account", Severity::High, Plane::Identity,
        "I1", "Whoever has one of them has the rights of all; no rule can tell them apart.",
        "They are replicas of one component.", { "LZTSM 3.2", "NIST SP 800-207A", "T1550.001" }, check };
}

} // namespace fourplane::rules
