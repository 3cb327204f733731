// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/ConnectionSet.h"
#include "core/decision/IpRanges.h"
#include "core/decision/ListPool.h"
#include "core/decision/PodSelection.h"
#include "core/enforcement/EnforcementPlan.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fourplane {

/// Whether an ipBlock covers the addresses that pods and nodes have. Those are only known to lie in the
/// platform's cluster ranges.
enum class ClusterCoverage
{
    None, ///< disjoint from all of them
    Part,
    Whole
};

/// How much of `clusterRanges` the addresses cover. Without ranges only both address families as a whole do.
ClusterCoverage clusterCoverage(const IpRanges &addresses, const IpRanges &clusterRanges);

/// The peers of a rule with their selectors resolved.
struct CompiledPeers
{
    bool any = false; ///< none given (semantics NP6)
    ClusterCoverage coverage = ClusterCoverage::None; ///< of `addresses`
    std::span<const std::uint32_t> sets; ///< of pods, ORed; without what ipBlocks may match
    IpRanges addresses; ///< of all ipBlocks, after `except`
};

/// The ports of a rule.
struct CompiledPorts
{
    ConnectionSet numbered; ///< those given by number, or all
    std::vector<std::pair<Protocol, std::string>> named; ///< resolved on the destination pod (NP9)
};

/// One rule: peers AND ports, by their positions in CompiledRuleParts. Rules with the same peers have the
/// same number there, and likewise for ports.
struct CompiledRule
{
    std::uint32_t peers = 0;
    std::uint32_t ports = 0;
};

/// What the rules of all policies of a plan are made of, each distinct part once.
struct CompiledRuleParts
{
    std::vector<CompiledPeers> peers;
    std::vector<CompiledPorts> ports;
    std::shared_ptr<const PodSets> sets; ///< that the peers name
    ListPool<std::uint32_t> numbers; ///< where the policies' pods and the peers' sets lie
    ListPool<CompiledRule> rules; ///< where the policies' rules lie
};

/// What a policy says in one direction.
struct CompiledDirection
{
    bool isolates = false; ///< semantics NP13; `rules` is empty otherwise
    std::span<const CompiledRule> rules; ///< in the order and number of the manifest
};

/// A NetworkPolicy with its selectors resolved over the pods of a plan. Its lists lie in CompiledRuleParts.
struct CompiledNetworkPolicy
{
    std::span<const std::uint32_t> selected; ///< positions of its pods, ascending
    std::array<CompiledDirection, 2> directions; ///< by PolicyDirection
    /// Why the API server would refuse the object (semantics NP10, NP11); empty when it would not.
    std::string invalidity;

    const CompiledDirection &in(PolicyDirection direction) const
    {
        return directions[static_cast<std::size_t>(direction)];
    }
};

/// Compiles the policies of a plan. Lists of peers that rules share are read once.
class PolicyCompilation
{
public:
    /// Keeps references: `selection` and `clusterRanges`, the addresses of pods, nodes and services (empty =
    /// not known), must outlive this.
    PolicyCompilation(PodSelection &selection, const IpRanges &clusterRanges);

    /// In the order of `policies`, which may have changed when that returns, but not before.
    std::vector<CompiledNetworkPolicy> compile(const std::vector<Planned<NetworkPolicy>> &policies);

    /// What the policies compiled so far refer to; they need it.
    CompiledRuleParts takeParts() { return std::move(m_parts); }

private:
    using Peers = std::span<const NetworkPolicyPeer>;

    /// A list of peers that rules of some policies share.
    struct PeerList
    {
        const std::vector<NetworkPolicyPeer> *items = nullptr; ///< nullptr = none
        std::uint32_t peers = 0;
        bool isSettled = false; ///< else it means something else in each namespace, or is refused
    };

    /// The lists of all rules, policy by policy, ingress first, as positions in m_lists.
    std::vector<std::uint32_t> collectLists(const std::vector<Planned<NetworkPolicy>> &policies);
    void settleLists();
    CompiledNetworkPolicy compile(const NetworkPolicy &policy, const std::uint32_t *listOfRule);
    std::uint32_t peersOf(Peers list, const std::string &policyNamespace, std::string &invalidity);
    std::uint32_t portsOf(const NetworkPolicyRule &rule, std::string &invalidity);
    std::uint32_t setOf(const NetworkPolicyPeer &peer, const std::string &policyNamespace);

    std::uint32_t peersOfSet(std::uint32_t set);

    PodSelection &m_selection;
    const IpRanges &m_clusterRanges;
    CompiledRuleParts m_parts;
    std::vector<PeerList> m_lists;
    std::pair<const void *, std::uint32_t> m_lastPorts; ///< where the last list of ports lies, its number
    std::vector<CompiledRule> m_rules; ///< of the direction being compiled
    std::vector<std::uint32_t> m_peersOfSet; ///< peers that are one set of pods, by its number
    std::unordered_map<std::string, std::uint32_t> m_otherPeers; ///< by text
    std::unordered_map<std::string, std::uint32_t> m_ports; ///< by text
    /// The first few that are one item, found without making a text.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_singlePorts;
};

} // namespace fourplane
