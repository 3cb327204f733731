// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanMutation.h"

namespace fourplane {

namespace {

using AdminRules = std::vector<AdminPolicyRule> AdminPolicy::*;
using CiliumRules = std::vector<CiliumRule> CiliumSpec::*;

AdminPolicyAction oppositeOf(AdminPolicyAction action)
{
    return action == AdminPolicyAction::Deny ? AdminPolicyAction::Accept : AdminPolicyAction::Deny;
}

void collectAdminRule(MutationCollector &collector, std::size_t i, AdminRules member, std::size_t j)
{
    const Planned<AdminPolicy> &planned = collector.plan().adminPolicies[i];
    const AdminPolicyRule &rule = (planned.object.*member)[j];
    PlanRule listed;
    listed.kind = nameOf(planned.object.kind);
    listed.name = planned.object.meta.name;
    listed.part = std::string(member == &AdminPolicy::ingress ? "ingress" : "egress") + " rule "
        + std::to_string(j + 1);
    listed.edges = planned.sources;
    collector.beginRule(std::move(listed));
    const auto change = [&](MutationKind kind, std::string what, auto edit) {
        collector.add(kind, std::move(what), [=](EnforcementPlan &plan) {
            std::vector<AdminPolicyRule> &rules = plan.adminPolicies[i].object.*member;
            edit(rules, rules[j]);
        });
    };
    using Rules = std::vector<AdminPolicyRule>;
    change(MutationKind::Delete, "the rule is missing", [j](Rules &rules, AdminPolicyRule &) {
        rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(j));
    });
    if (!rule.peers.empty())
        change(
            MutationKind::Widen, "the pods of every namespace are peers", [](Rules &, AdminPolicyRule &item) {
                AdminPolicyPeer everybody;
                everybody.namespaces = LabelSelector {};
                item.peers = { everybody };
            });
    if (!rule.ports.empty())
        change(MutationKind::Widen, "any port", [](Rules &, AdminPolicyRule &item) { item.ports.clear(); });
    change(MutationKind::Flip, "it says " + std::string(nameOf(oppositeOf(rule.action))),
        [](Rules &, AdminPolicyRule &item) { item.action = oppositeOf(item.action); });
}

struct CiliumPlace
{
    std::size_t policy = 0;
    std::size_t spec = 0;
    CiliumRules member = nullptr;
    CiliumRules opposite = nullptr;
    const char *word = "";
};

void collectCiliumRule(MutationCollector &collector, const CiliumPlace &place, std::size_t j)
{
    const Planned<CiliumPolicy> &planned = collector.plan().ciliumPolicies[place.policy];
    const CiliumRule &rule = (planned.object.specs[place.spec].*place.member)[j];
    PlanRule listed;
    listed.kind = nameOf(planned.object.kind);
    listed.namespaceName = planned.object.meta.namespaceName;
    listed.name = planned.object.meta.name;
    listed.part = (planned.object.specs.size() > 1 ? "spec " + std::to_string(place.spec + 1) + ", " : "")
        + place.word + " rule " + std::to_string(j + 1);
    listed.edges = planned.sources;
    collector.beginRule(std::move(listed));
    using Rules = std::vector<CiliumRule>;
    const auto change = [&](MutationKind kind, const char *what, auto edit) {
        collector.add(kind, what, [=](EnforcementPlan &plan) {
            CiliumSpec &spec = plan.ciliumPolicies[place.policy].object.specs[place.spec];
            edit(spec, spec.*place.member);
        });
    };
    change(MutationKind::Delete, "the rule is missing",
        [j](CiliumSpec &, Rules &rules) { rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(j)); });
    if (rule.endpoints || rule.cidrs || rule.cidrSets || rule.entities || !rule.fqdns.empty())
        change(MutationKind::Widen, "any peer", [j](CiliumSpec &, Rules &rules) {
            CiliumRule &item = rules[j];
            item.endpoints.reset();
            item.cidrs.reset();
            item.cidrSets.reset();
            item.fqdns.clear();
            item.entities = std::vector<std::string> { "all" };
        });
    if (!rule.toPorts.empty())
        change(
            MutationKind::Widen, "any port", [j](CiliumSpec &, Rules &rules) { rules[j].toPorts.clear(); });
    change(MutationKind::Flip, "it stands in the opposite list", [=](CiliumSpec &spec, Rules &rules) {
        (spec.*place.opposite).push_back(rules[j]);
        rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(j));
    });
}

} // namespace

void collectClusterPolicyMutations(MutationCollector &collector)
{
    const EnforcementPlan &plan = collector.plan();
    for (std::size_t i = 0; i < plan.adminPolicies.size(); ++i) {
        for (AdminRules member : { &AdminPolicy::ingress, &AdminPolicy::egress }) {
            for (std::size_t j = 0; j < (plan.adminPolicies[i].object.*member).size(); ++j)
                collectAdminRule(collector, i, member, j);
        }
    }
    for (std::size_t i = 0; i < plan.ciliumPolicies.size(); ++i) {
        const auto &specs = plan.ciliumPolicies[i].object.specs;
        for (std::size_t k = 0; k < specs.size(); ++k) {
            const CiliumPlace places[] {
                { i, k, &CiliumSpec::ingress, &CiliumSpec::ingressDeny, "ingress" },
                { i, k, &CiliumSpec::ingressDeny, &CiliumSpec::ingress, "ingressDeny" },
                { i, k, &CiliumSpec::egress, &CiliumSpec::egressDeny, "egress" },
                { i, k, &CiliumSpec::egressDeny, &CiliumSpec::egress, "egressDeny" },
            };
            for (const CiliumPlace &place : places) {
                for (std::size_t j = 0; j < (specs[k].*place.member).size(); ++j)
                    collectCiliumRule(collector, place, j);
            }
        }
    }
}

} // namespace fourplane
