// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanMutation.h"

namespace fourplane {

std::string titleOf(const PlanRule &rule)
{
    return rule.kind + " " + (rule.namespaceName.empty() ? "" : rule.namespaceName + "/") + rule.name
        + (rule.part.empty() ? "" : ", " + rule.part);
}

void MutationCollector::beginRule(PlanRule rule)
{
    m_collected.rules.push_back(std::move(rule));
}

void MutationCollector::add(MutationKind kind, std::string what, std::function<void(EnforcementPlan &)> apply)
{
    m_collected.mutations.push_back(
        { m_collected.rules.size() - 1, kind, std::move(what), std::move(apply) });
}

std::vector<ElementId> MutationCollector::selected(
    const std::string &namespaceName, const LabelSelector &pods) const
{
    std::vector<ElementId> ids;
    for (const PlannedPod &pod : m_plan.pods) {
        if (pod.namespaceName == namespaceName && matches(pods, pod.labels))
            ids.push_back(pod.workloadId);
    }
    return ids;
}

PlanMutations mutationsOf(const EnforcementPlan &plan)
{
    MutationCollector collector(plan);
    collectNetworkPolicyMutations(collector);
    collectClusterPolicyMutations(collector);
    collectIstioMutations(collector);
    collectLinkerdMutations(collector);
    collectRightsMutations(collector);
    collectDataMutations(collector);
    return collector.take();
}

} // namespace fourplane
