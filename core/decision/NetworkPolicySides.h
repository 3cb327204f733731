// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/CompiledNetworkPolicy.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fourplane {

/// The other end of a connection: a pod, or addresses outside the cluster.
struct NetworkPeer
{
    std::optional<std::size_t> pod;
    IpRanges outside; ///< when `pod` is absent
    const std::vector<std::string> *hosts = nullptr; ///< DNS names of the outside, when it has some
    bool isAnywhere = false; ///< the outside as a whole: any name may stand for some of it
    bool isApiServer = false; ///< the Kubernetes API server, wherever it runs
};

/// Questions that neither the API nor the platform profile answers, met on the way to an answer.
enum class NetworkQuestion
{
    PodAddresses, ///< does an ipBlock match the addresses of pods or nodes (NP12)
    HostNetwork, ///< does a policy see pods on the host network (NP17)
    OwnNode, ///< does the peer on the host network share the node (NP16)
    InvalidPolicy, ///< is the object there, when the API server would refuse it
    AdminPolicies, ///< are the policies of policy.networking.k8s.io in force (AN1)
    EqualPriority, ///< which of two policies of one priority comes first (AN4)
    AdminPeers, ///< does a rule's network, node or name stand for this end (AN5, AN6)
    CiliumPolicies, ///< is the network plugin Cilium, whose policies are there (C1)
    CiliumPeers ///< does a rule's peer stand for this end, or prove who it is (C3, C4, C7)
};
using NetworkQuestions = std::bitset<9>;

/// The questions in words, joined by "and".
std::string describe(const NetworkQuestions &questions);

/// One way to answer them.
struct NetworkAssumptions
{
    bool policySeesHostNetwork = true;
    bool generous = false; ///< every other question is answered so that more is let through
    bool adminPoliciesInForce = true; ///< those of which it is not known
    bool ciliumPoliciesInForce = true; ///< where the network plugin is not known
};

/// What one side of a connection (the source's egress, the destination's ingress) lets through.
struct NetworkSide
{
    bool isolated = false; ///< some policy selects the pod for this direction (semantics NP1)
    ConnectionSet admitted = ConnectionSet::all();
    /// Of these a policy spoke; the others are let through because none does.
    ConnectionSet decided = {};
};

/// A rule of the plan, counted from 0.
struct NetworkRulePosition
{
    std::size_t policy = 0;
    std::size_t rule = 0;
};

/// The plan's NetworkPolicies, compiled, answering for one side of a connection at a time.
class NetworkPolicySides
{
public:
    /// Keeps a reference: `plan` must outlive this; `selection` is over its pods.
    NetworkPolicySides(const EnforcementPlan &plan, PodSelection &selection);

    /// What the policies of `pod` admit in `direction` to or from `peer`. Adds the questions that would have
    /// made a difference to `questions`; HostNetwork is the caller's business.
    NetworkSide side(PolicyDirection direction, std::size_t pod, const NetworkPeer &peer,
        const NetworkAssumptions &assumptions, NetworkQuestions &questions) const;

    /// The first rule of the policies of `pod` that admits some of `asked` to or from `peer`.
    std::optional<NetworkRulePosition> admittingRule(PolicyDirection direction, std::size_t pod,
        const NetworkPeer &peer, const ConnectionSet &asked, const NetworkAssumptions &assumptions) const;

    /// Those of the outside addresses of `peer` to or from which the policies admit some of `asked`.
    IpRanges admittedAddresses(PolicyDirection direction, std::size_t pod, const NetworkPeer &peer,
        const ConnectionSet &asked) const;

    /// Positions in the plan of the policies that isolate `pod` in `direction`, ascending.
    std::span<const std::uint32_t> isolating(PolicyDirection direction, std::size_t pod) const
    {
        return m_isolating[static_cast<std::size_t>(direction)][pod];
    }

    const CompiledNetworkPolicy &policy(std::size_t position) const { return m_policies[position]; }

    /// What the rules of the policies are made of.
    const CompiledRuleParts &parts() const { return m_parts; }

    /// What a rule's ports are on `destination`; nullptr = outside the cluster.
    static ConnectionSet portsOf(const CompiledPorts &ports, const PlannedPod *destination);

    /// The addresses of pods, nodes and services.
    const IpRanges &clusterRanges() const { return m_clusterRanges; }

private:
    bool admits(const CompiledPeers &peers, const NetworkPeer &peer, const NetworkAssumptions &assumptions,
        NetworkQuestions &questions) const;

    ConnectionSet portsOf(const CompiledRule &rule, const PlannedPod *destination) const
    {
        return portsOf(m_parts.ports[rule.ports], destination);
    }

    const PlannedPod *destinationOf(
        PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const;
    /// True when the pod is on the host network and policies do not see such pods.
    bool isNode(std::size_t pod, const NetworkAssumptions &assumptions) const;
    bool mayShareNode(std::size_t first, std::size_t second) const;

    const EnforcementPlan &m_plan;
    IpRanges m_clusterRanges;
    std::vector<CompiledNetworkPolicy> m_policies; ///< as in the plan
    CompiledRuleParts m_parts;
    std::array<NumberLists<std::uint32_t>, 2> m_isolating; ///< by direction, then by pod
};

} // namespace fourplane
