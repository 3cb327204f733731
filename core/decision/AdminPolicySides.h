// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/NetworkPolicySides.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace fourplane {

/// What the rules of one tier say about the connections between two ends.
struct AdminTierAnswer
{
    ConnectionSet accepted;
    ConnectionSet denied;
    // Everything else was passed on, or no rule speaks of it: the next stage decides.
};

/// A rule of an admin policy of the plan, counted from 0.
struct AdminRulePosition
{
    std::size_t policy = 0; ///< in EnforcementPlan::adminPolicies
    std::size_t rule = 0;
};

/// AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy of a plan, compiled (semantics AN1
/// to AN8), as far as the platform may enforce them. OVN-Kubernetes is taken to enforce the v1alpha1 kinds
/// unless the profile says otherwise (its documentation: "enabled by default on all OVN-Kubernetes
/// clusters"); of other engines, and of ClusterNetworkPolicy, only the profile's enforcesAdminPolicies tells.
class AdminPolicySides
{
public:
    /// Keeps a reference: `plan` must outlive this; `selection` is over its pods. `clusterRanges` are the
    /// addresses of pods, nodes and services; empty = not known.
    AdminPolicySides(const EnforcementPlan &plan, PodSelection &selection, const IpRanges &clusterRanges);

    /// True when no policy of either tier has a rule for the pod in that direction.
    bool isSilent(PolicyDirection direction, std::size_t pod) const;

    /// True when a policy has a rule for the pod in that direction of which it is not known whether the
    /// platform enforces it.
    bool dependsOnEnforcement(PolicyDirection direction, std::size_t pod) const;

    /// What a tier decides for `pod` in `direction` with `peer`: policies by ascending priority, rules in
    /// order, the first match counts (AN1). Policies of equal priority that disagree, and rules whose match
    /// is not known, add to `questions` and are answered as `assumptions.generous` says (AN4, AN6). So do
    /// policies of the two API versions, between which no order is defined.
    AdminTierAnswer tier(AdminPolicyTier tier, PolicyDirection direction, std::size_t pod,
        const NetworkPeer &peer, const NetworkAssumptions &assumptions, NetworkQuestions &questions) const;

    /// The rule of the tier that does `action` (Accept or Deny) with `witness`, a single connection; nothing
    /// when the tier does not, or not by one rule.
    std::optional<AdminRulePosition> decidingRule(AdminPolicyTier tier, PolicyDirection direction,
        std::size_t pod, const NetworkPeer &peer, const ConnectionSet &witness, AdminPolicyAction action,
        const NetworkAssumptions &assumptions) const;

    /// The addresses of `peer`, cut so that every rule of `direction` matches all of a piece or nothing of
    /// it. Empty when the peer is a pod, or no policy has a rule for `pod` in that direction. Of the outside
    /// as a whole, IPv6 is left out where the cluster's ranges are known and have none.
    std::vector<IpRange> pieces(PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const;

    /// The pods to or from which a rule of the first tier for `pod` may let something through, whatever its
    /// action, in any order and with repetitions; pods on the host network are left out. Nothing = any pod.
    std::optional<PodSelection::Positions> mayAdmit(PolicyDirection direction, std::size_t pod) const;

    /// Every set of pods that a rule names as peers.
    std::vector<const PodSet *> peerSets() const;

    /// Positions in the tier's order of the policies with a rule for the pod, ascending.
    const std::vector<std::uint32_t> &selecting(
        AdminPolicyTier tier, PolicyDirection direction, std::size_t pod) const
    {
        return m_selecting[static_cast<std::size_t>(tier)][static_cast<std::size_t>(direction)][pod];
    }

    /// The address sets that rules of `direction` name.
    std::vector<IpRanges> networks(PolicyDirection direction) const;

private:
    struct Rule
    {
        AdminPolicyAction action = AdminPolicyAction::Deny;
        std::vector<PodSelection::Pods> podPeers; ///< ORed
        IpRanges addresses; ///< of all networks
        ClusterCoverage coverage = ClusterCoverage::None; ///< of `addresses`
        std::vector<std::string> domainNames;
        bool selectsNodes = false;
        bool hasUnknownPeer = false; ///< semantics AN7
        ConnectionSet ports; ///< those given by number, or all
        std::vector<std::pair<std::optional<Protocol>, std::string>> namedPorts;
    };

    struct Policy
    {
        int priority = 0;
        bool isV1Alpha2 = false;
        bool isSurelyInForce = false;
        std::size_t position = 0; ///< in the plan
        std::array<std::vector<Rule>, 2> rules; ///< by PolicyDirection
    };

    enum class Match
    {
        No,
        Yes,
        Unknown
    };

    Rule compile(const AdminPolicyRule &rule, PodSelection &selection, const IpRanges &clusterRanges) const;
    PodSelection::Pods podsOf(const NamespacedPods &pods, PodSelection &selection) const;
    Match match(const Rule &rule, const NetworkPeer &peer) const;
    /// What the rule does with the connections of its ports under the assumptions; nothing when it does not
    /// match. `isUnsure` is set when that is an answer to an open question.
    std::optional<AdminPolicyAction> effect(const Rule &rule, const NetworkPeer &peer,
        const NetworkAssumptions &assumptions, bool &isUnsure) const;
    ConnectionSet portsOf(const Rule &rule, const PlannedPod *destination) const;
    const PlannedPod *destinationOf(
        PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const;

    /// Own first-match answer of one policy, over the connections in `open`.
    struct OwnAnswer
    {
        ConnectionSet accepted;
        ConnectionSet denied;
        ConnectionSet passed;
    };

    /// Leaves each connection in one set only.
    static void settle(OwnAnswer &joined, const NetworkAssumptions &assumptions, NetworkQuestions &questions);

    /// The policies of one API version that select the pod and are in force, by priority.
    std::vector<const Policy *> inForce(AdminPolicyTier tier, PolicyDirection direction, std::size_t pod,
        bool isV1Alpha2, const NetworkAssumptions &assumptions) const;

    OwnAnswer ownAnswer(const Policy &policy, PolicyDirection direction, std::size_t pod,
        const NetworkPeer &peer, ConnectionSet open, const NetworkAssumptions &assumptions,
        NetworkQuestions &questions) const;

    const EnforcementPlan &m_plan;
    IpRanges m_clusterRanges;
    std::array<std::vector<Policy>, 2> m_policies; ///< by AdminPolicyTier, by priority, then name
    /// By tier, direction and pod: positions in m_policies, ascending.
    std::array<std::array<std::vector<std::vector<std::uint32_t>>, 2>, 2> m_selecting;
};

/// Whether `host` has the form `pattern`: equal, or "*.x" for one or more labels before x (semantics AN5).
/// Case and a final dot do not count.
bool matchesDomainName(const std::string &pattern, const std::string &host);

} // namespace fourplane
