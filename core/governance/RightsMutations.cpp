// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanMutation.h"

#include <algorithm>

namespace fourplane {

namespace {

const std::vector<std::string> readingVerbs { "get", "list", "watch" };
const std::vector<std::string> writingVerbs { "create", "update", "patch", "delete" };

void collectPodSecurity(MutationCollector &collector, std::size_t i)
{
    const PlannedNamespace &home = collector.plan().namespaces[i];
    if (!home.podSecurity.enforce)
        return;
    const PodSecurityLevel level = *home.podSecurity.enforce;
    PlanRule rule;
    rule.kind = "Namespace";
    rule.name = home.name;
    rule.part = "Pod Security";
    rule.plane = Plane::Workload;
    rule.family = QuestionFamily::Admission;
    rule.edges = { home.id };
    collector.beginRule(std::move(rule));
    const auto set = [&](MutationKind kind, const char *what, std::optional<PodSecurityLevel> value) {
        collector.add(kind, what, [i, value](EnforcementPlan &plan) {
            PlannedNamespace &mutated = plan.namespaces[i];
            mutated.podSecurity.enforce = value;
            if (value)
                mutated.labels["pod-security.kubernetes.io/enforce"] = nameOf(*value);
            else
                mutated.labels.erase("pod-security.kubernetes.io/enforce");
        });
    };
    set(MutationKind::Delete, "the label is missing", std::nullopt);
    if (level == PodSecurityLevel::Restricted)
        set(MutationKind::Widen, "it says baseline", PodSecurityLevel::Baseline);
    set(MutationKind::Flip,
        level == PodSecurityLevel::Privileged ? "it says restricted" : "it says privileged",
        level == PodSecurityLevel::Privileged ? PodSecurityLevel::Restricted : PodSecurityLevel::Privileged);
}

void collectRole(MutationCollector &collector, std::size_t i)
{
    const RbacRole &role = collector.plan().roles[i];
    const auto home = std::find_if(collector.plan().namespaces.begin(), collector.plan().namespaces.end(),
        [&role](const PlannedNamespace &item) { return item.id == role.namespaceId; });
    for (std::size_t j = 0; j < role.rules.size(); ++j) {
        PlanRule rule;
        rule.kind = role.namespaceId.isEmpty() ? "ClusterRole" : "Role";
        rule.namespaceName =
            role.namespaceId.isEmpty() || home == collector.plan().namespaces.end() ? "" : home->name;
        rule.name = role.name;
        rule.part = "rule " + std::to_string(j + 1);
        rule.plane = Plane::Identity;
        rule.family = QuestionFamily::Right;
        rule.edges = { role.id };
        collector.beginRule(std::move(rule));
        const auto add = [&](MutationKind kind, const char *what, auto edit) {
            collector.add(kind, what, [i, j, edit](EnforcementPlan &plan) { edit(plan.roles[i].rules[j]); });
        };
        collector.add(MutationKind::Delete, "the rule is missing", [i, j](EnforcementPlan &plan) {
            auto &rules = plan.roles[i].rules;
            rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(j));
        });
        add(MutationKind::Widen, "every verb", [](RbacRule &item) { item.verbs = { "*" }; });
        if (!role.rules[j].resources.empty())
            add(MutationKind::Widen, "every resource", [](RbacRule &item) {
                item.apiGroups = { "*" };
                item.resources = { "*" };
            });
        if (!role.rules[j].resourceNames.empty())
            add(MutationKind::Widen, "every object", [](RbacRule &item) { item.resourceNames.clear(); });
        const std::vector<std::string> &verbs = role.rules[j].verbs;
        const bool writes = std::any_of(verbs.begin(), verbs.end(), [](const std::string &verb) {
            return std::find(readingVerbs.begin(), readingVerbs.end(), verb) == readingVerbs.end();
        });
        add(MutationKind::Flip, writes ? "it reads instead of writing" : "it writes instead of reading",
            [writes](RbacRule &item) { item.verbs = writes ? readingVerbs : writingVerbs; });
    }
}

void collectBinding(MutationCollector &collector, std::size_t i)
{
    const RbacBinding &binding = collector.plan().bindings[i];
    const auto home = std::find_if(collector.plan().namespaces.begin(), collector.plan().namespaces.end(),
        [&binding](const PlannedNamespace &item) { return item.id == binding.namespaceId; });
    PlanRule rule;
    rule.kind = binding.namespaceId.isEmpty() ? "ClusterRoleBinding" : "RoleBinding";
    rule.namespaceName =
        binding.namespaceId.isEmpty() || home == collector.plan().namespaces.end() ? "" : home->name;
    rule.name = binding.name;
    rule.plane = Plane::Identity;
    rule.family = QuestionFamily::Right;
    rule.edges = { binding.id };
    collector.beginRule(std::move(rule));
    collector.add(MutationKind::Delete, "the binding is missing", [i](EnforcementPlan &plan) {
        plan.bindings.erase(plan.bindings.begin() + static_cast<std::ptrdiff_t>(i));
    });
    collector.add(MutationKind::Widen, "every service account", [i](EnforcementPlan &plan) {
        plan.bindings[i].subjects.push_back({ "Group", "system:serviceaccounts", "" });
    });
}

} // namespace

void collectRightsMutations(MutationCollector &collector)
{
    for (std::size_t i = 0; i < collector.plan().namespaces.size(); ++i)
        collectPodSecurity(collector, i);
    for (std::size_t i = 0; i < collector.plan().roles.size(); ++i)
        collectRole(collector, i);
    for (std::size_t i = 0; i < collector.plan().bindings.size(); ++i)
        collectBinding(collector, i);
}

} // namespace fourplane
