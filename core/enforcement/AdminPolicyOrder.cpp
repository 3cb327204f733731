// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/AdminPolicyOrder.h"

#include "core/enforcement/PlanContext.h"

#include <algorithm>

namespace fourplane {

namespace {

bool selects(const AdminPolicySubject &subject, const PlannedPod &pod, const EnforcementPlan &plan)
{
    const PlannedNamespace *home = findNamespace(plan, pod.namespaceName);
    if (pod.hostNetwork || !home) // AN5
        return false;
    if (subject.namespaces)
        return matches(*subject.namespaces, home->labels);
    return subject.pods
        && (!subject.pods->namespaceSelector || matches(*subject.pods->namespaceSelector, home->labels))
        && matches(subject.pods->podSelector, pod.labels);
}

/// Whether some rule of one does what some rule of the other does not.
bool differ(const std::vector<AdminPolicyRule> &first, const std::vector<AdminPolicyRule> &second)
{
    return std::any_of(first.begin(), first.end(), [&second](const AdminPolicyRule &rule) {
        return std::any_of(second.begin(), second.end(),
            [&rule](const AdminPolicyRule &other) { return other.action != rule.action; });
    });
}

bool isV1Alpha2(const AdminPolicy &policy)
{
    return policy.kind == AdminPolicyKind::ClusterNetworkPolicy;
}

} // namespace

void reportUndefinedOrder(PlanContext &context)
{
    const EnforcementPlan &plan = context.plan();
    for (std::size_t i = 0; i < plan.adminPolicies.size(); ++i) {
        const AdminPolicy &first = plan.adminPolicies[i].object;
        for (std::size_t j = i + 1; j < plan.adminPolicies.size(); ++j) {
            const AdminPolicy &second = plan.adminPolicies[j].object;
            const bool isMixed = isV1Alpha2(first) != isV1Alpha2(second);
            if (first.tier != second.tier || (first.priority != second.priority && !isMixed))
                continue;
            if (!differ(first.ingress, second.ingress) && !differ(first.egress, second.egress))
                continue;
            const auto pod =
                std::find_if(plan.pods.begin(), plan.pods.end(), [&](const PlannedPod &candidate) {
                    return selects(first.subject, candidate, plan)
                        && selects(second.subject, candidate, plan);
                });
            if (pod == plan.pods.end())
                continue;
            context.report(DiagnosticLevel::Warning, "undefined-policy-order",
                std::string(nameOf(first.kind)) + " " + first.meta.name + " and "
                    + std::string(nameOf(second.kind)) + " " + second.meta.name + " both select "
                    + pod->namespaceName + "/" + pod->name + " and "
                    + (isMixed ? "are of two API versions"
                               : "have priority " + std::to_string(first.priority))
                    + ": which of them decides is not defined (AN4).",
                isMixed ? "Write both in one API version." : "Give them different priorities.",
                plan.adminPolicies[j].origin);
        }
    }
}

} // namespace fourplane
