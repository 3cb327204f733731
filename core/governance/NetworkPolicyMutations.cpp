// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanMutation.h"

#include <algorithm>

namespace fourplane {

namespace {

using PolicyRules = std::vector<NetworkPolicyRule> NetworkPolicy::*;

constexpr std::array bothDirections { PolicyDirection::Ingress, PolicyDirection::Egress };

PolicyRules rulesMember(PolicyDirection direction)
{
    return direction == PolicyDirection::Ingress ? &NetworkPolicy::ingress : &NetworkPolicy::egress;
}

PolicyDirection oppositeOf(PolicyDirection direction)
{
    return direction == PolicyDirection::Ingress ? PolicyDirection::Egress : PolicyDirection::Ingress;
}

std::string directionWord(PolicyDirection direction)
{
    return direction == PolicyDirection::Ingress ? "ingress" : "egress";
}

/// The directions in which a policy isolates its pods, defaulting included.
std::vector<PolicyDirection> directionsOf(const NetworkPolicy &policy)
{
    std::vector<PolicyDirection> directions;
    for (PolicyDirection direction : bothDirections) {
        if (appliesTo(policy, direction))
            directions.push_back(direction);
    }
    return directions;
}

class NetworkPolicyMutator
{
public:
    explicit NetworkPolicyMutator(MutationCollector &collector)
        : m_collector(collector)
    {
    }

    void collect()
    {
        const auto &policies = m_collector.plan().networkPolicies;
        for (std::size_t i = 0; i < policies.size(); ++i) {
            collectWhole(i);
            for (PolicyDirection direction : bothDirections) {
                for (std::size_t j = 0; j < (policies[i].object.*rulesMember(direction)).size(); ++j)
                    collectRule(i, direction, j);
            }
        }
    }

private:
    void begin(std::size_t i, std::string part)
    {
        const Planned<NetworkPolicy> &planned = m_collector.plan().networkPolicies[i];
        PlanRule rule;
        rule.kind = "NetworkPolicy";
        rule.namespaceName = planned.object.meta.namespaceName;
        rule.name = planned.object.meta.name;
        rule.part = std::move(part);
        rule.edges = planned.sources;
        rule.scope = m_collector.selected(rule.namespaceName, planned.object.podSelector);
        m_collector.beginRule(std::move(rule));
    }

    void add(MutationKind kind, std::string what, std::size_t i, std::function<void(NetworkPolicy &)> change)
    {
        m_collector.add(kind, std::move(what), [i, change = std::move(change)](EnforcementPlan &plan) {
            change(plan.networkPolicies[i].object);
        });
    }

    /// The policy isolates its pods, whatever its rules let through.
    void collectWhole(std::size_t i)
    {
        begin(i, "");
        m_collector.add(MutationKind::Delete, "the policy is missing", [i](EnforcementPlan &plan) {
            plan.networkPolicies.erase(plan.networkPolicies.begin() + static_cast<std::ptrdiff_t>(i));
        });
        const std::vector<PolicyDirection> directions =
            directionsOf(m_collector.plan().networkPolicies[i].object);
        for (PolicyDirection direction : directions)
            add(MutationKind::Widen, "one " + directionWord(direction) + " rule more, which lets all through",
                i, [direction, directions](NetworkPolicy &policy) {
                    policy.policyTypes = directions;
                    (policy.*rulesMember(direction)).push_back({});
                });
        const NetworkPolicy &whole = m_collector.plan().networkPolicies[i].object;
        if (whole.ingress.empty() && whole.egress.empty()) {
            add(MutationKind::Flip, "it lets everything through", i, [directions](NetworkPolicy &policy) {
                policy.policyTypes = directions;
                for (PolicyDirection direction : directions)
                    (policy.*rulesMember(direction)).push_back({});
            });
            return;
        }
        add(MutationKind::Flip, "ingress and egress are exchanged", i, [directions](NetworkPolicy &policy) {
            std::swap(policy.ingress, policy.egress);
            policy.policyTypes.clear();
            for (PolicyDirection direction : directions)
                policy.policyTypes.push_back(oppositeOf(direction));
        });
    }

    void collectRule(std::size_t i, PolicyDirection direction, std::size_t j)
    {
        const NetworkPolicy &policy = m_collector.plan().networkPolicies[i].object;
        const NetworkPolicyRule &rule = (policy.*rulesMember(direction))[j];
        begin(i, directionWord(direction) + " rule " + std::to_string(j + 1));
        const std::vector<PolicyDirection> directions = directionsOf(policy);
        const PolicyRules member = rulesMember(direction);
        add(MutationKind::Delete, "the rule is missing", i, [=](NetworkPolicy &mutated) {
            mutated.policyTypes = directions; // the direction stays isolated
            (mutated.*member).erase((mutated.*member).begin() + static_cast<std::ptrdiff_t>(j));
        });
        if (!rule.peers.empty())
            add(MutationKind::Widen, "any peer", i,
                [=](NetworkPolicy &mutated) { (mutated.*member)[j].peers.clear(); });
        const bool hasNamespaceAndPods =
            std::any_of(rule.peers.begin(), rule.peers.end(), [](const NetworkPolicyPeer &peer) {
                return peer.podSelector && !peer.podSelector->isEmpty() && peer.namespaceSelector;
            });
        if (hasNamespaceAndPods)
            add(MutationKind::Widen, "every pod of the peers' namespaces", i, [=](NetworkPolicy &mutated) {
                (mutated.*member)[j].peers.change([](std::vector<NetworkPolicyPeer> &peers) {
                    for (NetworkPolicyPeer &peer : peers) {
                        if (peer.podSelector && peer.namespaceSelector)
                            peer.podSelector = LabelSelector {};
                    }
                });
            });
        if (!rule.ports.empty())
            add(MutationKind::Widen, "any port", i,
                [=](NetworkPolicy &mutated) { (mutated.*member)[j].ports.clear(); });
        add(MutationKind::Flip, "the rule stands in the other direction", i, [=](NetworkPolicy &mutated) {
            mutated.policyTypes = directions;
            (mutated.*rulesMember(oppositeOf(direction))).push_back((mutated.*member)[j]);
            (mutated.*member).erase((mutated.*member).begin() + static_cast<std::ptrdiff_t>(j));
        });
    }

    MutationCollector &m_collector;
};

} // namespace

void collectNetworkPolicyMutations(MutationCollector &collector)
{
    NetworkPolicyMutator(collector).collect();
}

} // namespace fourplane
