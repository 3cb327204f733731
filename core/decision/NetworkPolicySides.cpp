// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NetworkPolicySides.h"

#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

void askAlso(NetworkQuestions &questions, NetworkQuestion question)
{
    questions.set(static_cast<std::size_t>(question));
}

} // namespace

std::string describe(const NetworkQuestions &questions)
{
    std::vector<std::string> texts;
    const auto add = [&](NetworkQuestion question, const char *text) {
        if (questions.test(static_cast<std::size_t>(question)))
            texts.emplace_back(text);
    };
    add(NetworkQuestion::PodAddresses,
        "whether an ipBlock matches the addresses of pods and nodes here (NP12)");
    add(NetworkQuestion::HostNetwork, "whether the engine sees pods on the host network (NP17)");
    add(NetworkQuestion::OwnNode, "whether both pods run on one node, which is always let through (NP16)");
    add(NetworkQuestion::InvalidPolicy, "whether a policy that the API server would refuse is in force");
    add(NetworkQuestion::AdminPolicies,
        "whether the network plugin enforces AdminNetworkPolicy and its kin (enforcesAdminPolicies)");
    add(NetworkQuestion::EqualPriority,
        "which of the admin policies comes first: their priority is equal, or they are of two API versions "
        "(AN4)");
    add(NetworkQuestion::AdminPeers,
        "whether the networks, nodes or domain names of an admin policy's rule stand for this end (AN5, "
        "AN6)");
    add(NetworkQuestion::CiliumPolicies,
        "whether the network plugin is Cilium, which alone enforces its policies (platform.cni)");
    add(NetworkQuestion::CiliumPeers,
        "whether a peer of a Cilium policy's rule stands for this end, or can prove who it is (C3, C4, C7)");
    return join(texts, " and ");
}

NetworkPolicySides::NetworkPolicySides(const EnforcementPlan &plan, PodSelection &selection)
    : m_plan(plan)
{
    for (const std::string &block : plan.platform.clusterCidrs)
        m_clusterRanges |= IpRanges::parse(block).value_or(IpRanges {});
    PolicyCompilation compilation(selection, m_clusterRanges);
    m_policies = compilation.compile(plan.networkPolicies);
    std::array<std::vector<std::pair<std::uint32_t, std::uint32_t>>, 2> isolated;
    for (auto &pairs : isolated)
        pairs.reserve(plan.pods.size());
    for (std::uint32_t position = 0; position < m_policies.size(); ++position) {
        const CompiledNetworkPolicy &compiled = m_policies[position];
        for (std::size_t direction = 0; direction < isolated.size(); ++direction) {
            if (!compiled.directions[direction].isolates)
                continue;
            for (std::uint32_t pod : compiled.selected)
                isolated[direction].emplace_back(pod, position);
        }
    }
    for (std::size_t direction = 0; direction < isolated.size(); ++direction)
        m_isolating[direction] = { plan.pods.size(), isolated[direction] };
    m_parts = compilation.takeParts();
}

bool NetworkPolicySides::isNode(std::size_t pod, const NetworkAssumptions &assumptions) const
{
    return m_plan.pods[pod].hostNetwork && !assumptions.policySeesHostNetwork;
}

bool NetworkPolicySides::mayShareNode(std::size_t first, std::size_t second) const
{
    const std::vector<ElementId> &pools = m_plan.pods[first].poolIds;
    const std::vector<ElementId> &others = m_plan.pods[second].poolIds;
    return pools.empty() || others.empty()
        || std::find_first_of(pools.begin(), pools.end(), others.begin(), others.end()) != pools.end();
}

const PlannedPod *NetworkPolicySides::destinationOf(
    PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const
{
    if (direction == PolicyDirection::Ingress)
        return &m_plan.pods[pod];
    return peer.pod ? &m_plan.pods[*peer.pod] : nullptr;
}

bool NetworkPolicySides::admits(const CompiledPeers &peers, const NetworkPeer &peer,
    const NetworkAssumptions &assumptions, NetworkQuestions &questions) const
{
    if (peers.any)
        return true;
    if (!peer.pod)
        return peers.addresses.intersects(peer.outside);
    const bool node = isNode(*peer.pod, assumptions);
    if (!node && std::any_of(peers.sets.begin(), peers.sets.end(), [&](std::uint32_t set) {
            return m_parts.sets->contains(set, *peer.pod);
        }))
        return true;
    // A node is an address like any other; whether a pod is one depends on the engine (NP12).
    const EngineBehaviour matchesAddress = node ? EngineBehaviour::Yes : m_plan.platform.ipBlockMatchesPods;
    if (peers.coverage == ClusterCoverage::None || matchesAddress == EngineBehaviour::No)
        return false;
    if (peers.coverage == ClusterCoverage::Whole && matchesAddress == EngineBehaviour::Yes)
        return true;
    askAlso(questions, NetworkQuestion::PodAddresses);
    return assumptions.generous;
}

ConnectionSet NetworkPolicySides::portsOf(const CompiledPorts &rule, const PlannedPod *destination)
{
    ConnectionSet ports = rule.numbered;
    if (!destination)
        return ports;
    for (const auto &[protocol, name] : rule.named) {
        for (const NamedPort &port : destination->ports) {
            if (port.protocol == protocol && port.name == name)
                ports |= ConnectionSet::port(protocol, port.number);
        }
    }
    return ports;
}

NetworkSide NetworkPolicySides::side(PolicyDirection direction, std::size_t pod, const NetworkPeer &peer,
    const NetworkAssumptions &assumptions, NetworkQuestions &questions) const
{
    NetworkSide result;
    const std::span<const std::uint32_t> policies = isolating(direction, pod);
    if (policies.empty() || isNode(pod, assumptions))
        return result;
    const PlannedPod *destination = destinationOf(direction, pod, peer);
    result = { true, {}, ConnectionSet::all() };
    for (std::uint32_t position : policies) {
        const CompiledNetworkPolicy &compiled = m_policies[position];
        if (!compiled.invalidity.empty()) {
            askAlso(questions, NetworkQuestion::InvalidPolicy);
            if (assumptions.generous)
                return {};
            continue;
        }
        for (const CompiledRule &rule : compiled.in(direction).rules) {
            if (admits(m_parts.peers[rule.peers], peer, assumptions, questions))
                result.admitted |= portsOf(rule, destination);
            if (result.admitted.isAll())
                return result;
        }
    }
    const bool mayBeOwnNode = direction == PolicyDirection::Ingress && peer.pod
        && isNode(*peer.pod, assumptions) && mayShareNode(*peer.pod, pod);
    if (mayBeOwnNode) {
        askAlso(questions, NetworkQuestion::OwnNode);
        if (assumptions.generous)
            result.admitted = ConnectionSet::all();
    }
    return result;
}

std::optional<NetworkRulePosition> NetworkPolicySides::admittingRule(PolicyDirection direction,
    std::size_t pod, const NetworkPeer &peer, const ConnectionSet &asked,
    const NetworkAssumptions &assumptions) const
{
    const PlannedPod *destination = destinationOf(direction, pod, peer);
    NetworkQuestions questions;
    for (std::uint32_t position : isolating(direction, pod)) {
        if (!m_policies[position].invalidity.empty())
            continue;
        const std::span<const CompiledRule> rules = m_policies[position].in(direction).rules;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (admits(m_parts.peers[rules[i].peers], peer, assumptions, questions)
                && portsOf(rules[i], destination).intersects(asked))
                return NetworkRulePosition { position, i };
        }
    }
    return std::nullopt;
}

IpRanges NetworkPolicySides::admittedAddresses(
    PolicyDirection direction, std::size_t pod, const NetworkPeer &peer, const ConnectionSet &asked) const
{
    const PlannedPod *destination = destinationOf(direction, pod, peer);
    IpRanges admitted;
    for (std::uint32_t position : isolating(direction, pod)) {
        for (const CompiledRule &rule : m_policies[position].in(direction).rules) {
            const CompiledPeers &peers = m_parts.peers[rule.peers];
            if (m_policies[position].invalidity.empty() && portsOf(rule, destination).intersects(asked))
                admitted |= peers.any ? peer.outside : peers.addresses & peer.outside;
        }
    }
    return admitted;
}

} // namespace fourplane
