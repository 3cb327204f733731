// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/NearSources.h"

#include "core/governance/PlanRelation.h"

namespace fourplane {

namespace {

constexpr std::size_t othersAsked = 16; ///< of all pods, for each end

} // namespace

NearSources::NearSources(const EnforcementPlan &plan)
    : m_plan(plan)
{
    for (std::size_t i = 0; i < plan.pods.size(); ++i) {
        if (isStandIn(plan.pods[i].workloadId))
            m_always.insert(i);
    }
    const std::size_t step = plan.pods.size() / othersAsked + 1;
    for (std::size_t i = 0; i < plan.pods.size(); i += step)
        m_always.insert(i);
    addPairs();
}

std::vector<const PlannedPod *> NearSources::of(const ElementId &destination) const
{
    std::set<std::size_t> positions = m_always;
    if (const auto named = m_named.find(destination); named != m_named.end())
        positions.insert(named->second.begin(), named->second.end());
    std::vector<const PlannedPod *> pods;
    for (std::size_t position : positions)
        pods.push_back(&m_plan.pods[position]);
    return pods;
}

void NearSources::addPairs()
{
    std::map<std::string, std::vector<std::size_t>> byHome;
    for (std::size_t i = 0; i < m_plan.pods.size(); ++i)
        byHome[m_plan.pods[i].namespaceName].push_back(i);
    for (const Planned<NetworkPolicy> &planned : m_plan.networkPolicies) {
        const NetworkPolicy &policy = planned.object;
        const std::string &home = policy.meta.namespaceName;
        for (std::size_t i : byHome[home]) {
            if (!matches(policy.podSelector, m_plan.pods[i].labels))
                continue;
            for (const auto *rules : { &policy.ingress, &policy.egress }) {
                for (const NetworkPolicyRule &rule : *rules) {
                    for (const NetworkPolicyPeer &peer : rule.peers)
                        join(i, peer, home);
                }
            }
        }
    }
    std::map<std::string, std::vector<std::size_t>> byPrincipal;
    for (std::size_t i = 0; i < m_plan.pods.size(); ++i)
        byPrincipal[principalOf(m_plan, m_plan.pods[i])].push_back(i);
    for (const Planned<AuthorizationPolicy> &planned : m_plan.authorizationPolicies) {
        const AuthorizationPolicy &policy = planned.object;
        for (std::size_t i : byHome[policy.meta.namespaceName]) {
            const PlannedPod &pod = m_plan.pods[i];
            if (!matches(LabelSelector { policy.selector.value_or(Labels {}), {} }, pod.labels))
                continue;
            for (const AuthorizationRule &rule : policy.rules) {
                for (const AuthorizationSource &source : rule.from) {
                    for (const std::string &principal : source.principals) {
                        const auto found = byPrincipal.find(principal);
                        if (found != byPrincipal.end())
                            m_named[pod.workloadId].insert(found->second.begin(), found->second.end());
                    }
                }
            }
        }
    }
}

/// Pods of the peer. A peer of many is a class: the first few of it stand for the rest.
const std::vector<std::size_t> &NearSources::matched(const NetworkPolicyPeer &peer, const std::string &home)
{
    const std::string key = (peer.namespaceSelector ? toString(*peer.namespaceSelector) : "in " + home) + "\n"
        + (peer.podSelector ? toString(*peer.podSelector) : std::string());
    const auto [found, isNew] = m_matched.try_emplace(key);
    if (!isNew)
        return found->second;
    for (std::size_t i = 0; i < m_plan.pods.size() && found->second.size() < othersAsked; ++i) {
        const PlannedPod &pod = m_plan.pods[i];
        if (!peer.namespaceSelector && pod.namespaceName != home)
            continue;
        if (peer.podSelector && !matches(*peer.podSelector, pod.labels))
            continue;
        const PlannedNamespace *space = findNamespace(m_plan, pod.namespaceName);
        if (!peer.namespaceSelector || (space && matches(*peer.namespaceSelector, space->labels)))
            found->second.push_back(i);
    }
    return found->second;
}

void NearSources::join(std::size_t selected, const NetworkPolicyPeer &peer, const std::string &home)
{
    if (peer.ipBlock)
        return;
    const ElementId &id = m_plan.pods[selected].workloadId;
    for (std::size_t other : matched(peer, home)) {
        m_named[id].insert(other);
        m_named[m_plan.pods[other].workloadId].insert(selected);
    }
}

} // namespace fourplane
