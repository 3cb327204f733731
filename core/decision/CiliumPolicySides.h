// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/CiliumEndpoints.h"
#include "core/decision/NetworkPolicySides.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// What Cilium's own policies say about one side of a connection.
struct CiliumSide
{
    bool isolated = false; ///< some policy turns on default deny for the pod and direction (semantics C1)
    ConnectionSet admitted; ///< by allow rules
    ConnectionSet denied; ///< by deny rules, which beat every allow (semantics C2)
};

/// A rule of a CiliumPolicy of the plan, counted from 0.
struct CiliumRulePosition
{
    std::size_t policy = 0; ///< in EnforcementPlan::ciliumPolicies
    std::size_t spec = 0;
    bool isDeny = false;
    std::size_t rule = 0; ///< in its list of the spec
};

/// CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy of a plan, compiled (semantics C1 to C10, after
/// Cilium 1.20). They are in force where the network plugin is Cilium; where it is not known
/// (CniKind::Generic), they are an open question; elsewhere they have no effect.
class CiliumPolicySides
{
public:
    /// Keeps a reference: `plan` must outlive this. `clusterRanges` are the addresses of pods, nodes and
    /// services; empty = not known.
    CiliumPolicySides(const EnforcementPlan &plan, const IpRanges &clusterRanges);

    /// True when no policy has a rule for the pod in that direction.
    bool isSilent(PolicyDirection direction, std::size_t pod) const
    {
        return m_selecting[static_cast<std::size_t>(direction)][pod].empty();
    }

    /// True when a policy has a rule for the pod in that direction and the platform profile does not say
    /// which network plugin there is.
    bool dependsOnEnforcement(PolicyDirection direction, std::size_t pod) const;

    /// What the policies of `pod` say in `direction` to or from `peer`. Adds the questions that would have
    /// made a difference to `questions`.
    CiliumSide side(PolicyDirection direction, std::size_t pod, const NetworkPeer &peer,
        const NetworkAssumptions &assumptions, NetworkQuestions &questions) const;

    /// The first allow or deny rule for `pod` that matches some of `asked` to or from `peer`.
    std::optional<CiliumRulePosition> matchingRule(bool isDeny, PolicyDirection direction, std::size_t pod,
        const NetworkPeer &peer, const ConnectionSet &asked, const NetworkAssumptions &assumptions) const;

    /// What of layer 7 is let through at `asked`, a single connection ("only HTTP GET /v1/.*"): empty when
    /// one rule admits it without looking at layer 7, which makes the others void (semantics C8).
    std::string layerSeven(PolicyDirection direction, std::size_t pod, const NetworkPeer &peer,
        const ConnectionSet &asked, const NetworkAssumptions &assumptions) const;

    /// Positions in the plan of the policies that turn on default deny for the pod and direction, ascending.
    std::vector<std::size_t> isolating(PolicyDirection direction, std::size_t pod) const;

    /// The number of allow rules of one policy for the pod and direction, without those that match nobody.
    std::size_t allowRuleCount(std::size_t policy, PolicyDirection direction, std::size_t pod) const;

    /// The pods to or from which an allow rule for `pod` may let something through, in any order and with
    /// repetitions; pods on the host network are left out. Nothing = any pod.
    std::optional<PodSelection::Positions> mayAdmit(PolicyDirection direction, std::size_t pod) const;

    /// Every set of pods that a selector of a policy means.
    std::vector<const PodSet *> podSets() const { return m_endpoints.sets(); }

    /// The specs that have a rule for the pod, ascending.
    const std::vector<std::uint32_t> &selecting(PolicyDirection direction, std::size_t pod) const
    {
        return m_selecting[static_cast<std::size_t>(direction)][pod];
    }

    /// The addresses of `peer` cut at the edges of the rules' blocks, where a deny rule for `pod` has some.
    /// Empty otherwise, and when the peer is a pod.
    std::vector<IpRange> pieces(PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const;

    /// The address sets that rules of `direction` name.
    std::vector<IpRanges> networks(PolicyDirection direction) const;

private:
    enum class Match
    {
        No,
        Yes,
        Unknown
    };

    struct Rule
    {
        const CiliumRule *written = nullptr;
        bool matchesNobody = false; ///< an empty list of peers, or neither peers nor ports (C5)
        bool matchesAnybody = false; ///< no peers, but ports
        std::vector<const PodSet *> endpoints;
        std::vector<std::string> entities;
        bool hasUnknownPeer = false;
        bool hasAddresses = false;
        IpRanges addresses;
        ClusterCoverage coverage = ClusterCoverage::None;
    };

    struct Spec
    {
        std::size_t policy = 0;
        std::size_t spec = 0;
        std::array<std::vector<Rule>, 2> allow; ///< by PolicyDirection
        std::array<std::vector<Rule>, 2> deny;
        std::array<bool, 2> isolates {};
    };

    Rule compile(const CiliumRule &rule, const std::string &home, const IpRanges &clusterRanges);
    Match match(const Rule &rule, bool isDeny, PolicyDirection direction, std::size_t pod,
        const NetworkPeer &peer) const;
    Match matchEntity(const std::string &entity, std::size_t pod, const NetworkPeer &peer) const;
    Match matchNames(const Rule &rule, std::size_t pod, const NetworkPeer &peer) const;
    /// Whether some DNS rule lets the pod look the name up through Cilium's proxy, which is how it learns the
    /// addresses (semantics C7).
    bool learns(std::size_t pod, const std::string &host) const;
    bool learnsAnything(std::size_t pod) const;
    bool holds(Match match, bool isDeny, const NetworkAssumptions &assumptions) const;
    ConnectionSet portsOf(
        const Rule &rule, PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const;
    ConnectionSet portsOf(const CiliumPortRule &rule, const PlannedPod *destination) const;
    bool mayShareNode(std::size_t first, std::size_t second) const;

    const EnforcementPlan &m_plan;
    CiliumEndpoints m_endpoints;
    std::vector<Spec> m_specs;
    std::array<std::vector<std::vector<std::uint32_t>>, 2> m_selecting; ///< by direction and pod
};

} // namespace fourplane
