// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanMutation.h"

#include <algorithm>

namespace fourplane {

namespace {

void collectGrant(MutationCollector &collector, std::size_t i)
{
    const DataGrant &grant = collector.plan().grants[i];
    PlanRule rule;
    rule.kind = "DataGrant";
    rule.name = grant.id.value();
    rule.plane = Plane::Data;
    rule.family = QuestionFamily::Data;
    rule.edges = { grant.id };
    collector.beginRule(std::move(rule));
    const auto add = [&](MutationKind kind, const char *what, auto edit) {
        collector.add(kind, what, [i, edit](EnforcementPlan &plan) { edit(plan.grants[i]); });
    };
    collector.add(MutationKind::Delete, "the grant is missing", [i](EnforcementPlan &plan) {
        plan.grants.erase(plan.grants.begin() + static_cast<std::ptrdiff_t>(i));
    });
    if (grant.verb != AccessVerb::Admin)
        add(MutationKind::Widen, "administration", [](DataGrant &item) { item.verb = AccessVerb::Admin; });
    if (!grant.tenant.empty())
        add(MutationKind::Widen, "every tenant", [](DataGrant &item) { item.tenant.clear(); });
    add(MutationKind::Flip, grant.verb == AccessVerb::Read ? "write instead of read" : "read instead of it",
        [](DataGrant &item) {
            item.verb = item.verb == AccessVerb::Read ? AccessVerb::Write : AccessVerb::Read;
        });
}

void collectToolScope(MutationCollector &collector, std::size_t i)
{
    const ToolScope &scope = collector.plan().toolScopes[i];
    PlanRule rule;
    rule.kind = "ToolScope";
    rule.name = scope.id.value();
    rule.plane = Plane::Data;
    rule.family = QuestionFamily::Tool;
    rule.edges = { scope.id };
    rule.scope = { scope.agentId, scope.toolId };
    collector.beginRule(std::move(rule));
    collector.add(MutationKind::Delete, "the scope is missing", [i](EnforcementPlan &plan) {
        plan.toolScopes.erase(plan.toolScopes.begin() + static_cast<std::ptrdiff_t>(i));
    });
    if (!scope.operations.empty())
        collector.add(MutationKind::Widen, "every operation",
            [i](EnforcementPlan &plan) { plan.toolScopes[i].operations.clear(); });
    collector.add(MutationKind::Flip, "only operations that nobody named", [i](EnforcementPlan &plan) {
        plan.toolScopes[i].operations = { "an operation that no scope names" };
    });
}

void collectEgressList(MutationCollector &collector, std::size_t i)
{
    const EgressAllowList &list = collector.plan().egressLists[i];
    PlanRule rule;
    rule.kind = "EgressAllowList";
    rule.name = list.id.value();
    rule.family = QuestionFamily::Egress;
    rule.edges = { list.id };
    rule.scope = { list.proxyId };
    collector.beginRule(std::move(rule));
    const auto add = [&](MutationKind kind, std::string what, auto edit) {
        collector.add(
            kind, std::move(what), [i, edit](EnforcementPlan &plan) { edit(plan, plan.egressLists[i]); });
    };
    collector.add(MutationKind::Delete, "the list is missing", [i](EnforcementPlan &plan) {
        plan.egressLists.erase(plan.egressLists.begin() + static_cast<std::ptrdiff_t>(i));
    });
    add(MutationKind::Widen, "every destination", [](EnforcementPlan &plan, EgressAllowList &item) {
        item.destinationIds.clear();
        for (const PlannedExternal &external : plan.externals)
            item.destinationIds.push_back(external.id);
    });
    if (!list.callerId.isEmpty())
        add(MutationKind::Widen, "every caller",
            [](EnforcementPlan &, EgressAllowList &item) { item.callerId = {}; });
    add(MutationKind::Flip, "every destination but its own",
        [](EnforcementPlan &plan, EgressAllowList &item) {
            std::vector<ElementId> others;
            for (const PlannedExternal &external : plan.externals) {
                if (std::find(item.destinationIds.begin(), item.destinationIds.end(), external.id)
                    == item.destinationIds.end())
                    others.push_back(external.id);
            }
            item.destinationIds = std::move(others);
        });
    for (std::size_t j = 0; j < list.restrictions.size(); ++j)
        add(MutationKind::Widen, "no restriction of " + list.restrictions[j].destinationId.value(),
            [j](EnforcementPlan &, EgressAllowList &item) {
                item.restrictions.erase(item.restrictions.begin() + static_cast<std::ptrdiff_t>(j));
            });
}

} // namespace

void collectDataMutations(MutationCollector &collector)
{
    const EnforcementPlan &plan = collector.plan();
    for (std::size_t i = 0; i < plan.grants.size(); ++i)
        collectGrant(collector, i);
    for (std::size_t i = 0; i < plan.toolScopes.size(); ++i)
        collectToolScope(collector, i);
    for (std::size_t i = 0; i < plan.egressLists.size(); ++i)
        collectEgressList(collector, i);
}

} // namespace fourplane
