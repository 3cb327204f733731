// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/ConnectionSet.h"
#include "core/decision/IpRanges.h"
#include "core/decision/PodSelection.h"

#include <array>
#include <cstdint>
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
    std::vector<PodSelection::Pods> pods; ///< ORed; without what ipBlocks may match
    IpRanges addresses; ///< of all ipBlocks, after `except`
    ClusterCoverage coverage = ClusterCoverage::None; ///< of `addresses`
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
};

/// What a policy says in one direction.
struct CompiledDirection
{
    bool isolates = false; ///< semantics NP13; `rules` is empty otherwise
    std::vector<CompiledRule> rules; ///< in the order and number of the manifest
};

/// A NetworkPolicy with its selectors resolved over the pods of a plan.
struct CompiledNetworkPolicy
{
    PodSelection::Positions selected; ///< positions of its pods, ascending
    std::array<CompiledDirection, 2> directions; ///< by PolicyDirection
    /// Why the API server would refuse the object (semantics NP10, NP11); empty when it would not.
    std::string invalidity;

    const CompiledDirection &in(PolicyDirection direction) const
    {
        return directions[static_cast<std::size_t>(direction)];
    }
};

/// Compiles the policies of a plan one after another.
class PolicyCompilation
{
public:
    /// Keeps references: `selection` and `clusterRanges`, the addresses of pods, nodes and services (empty =
    /// not known), must outlive this.
    PolicyCompilation(PodSelection &selection, const IpRanges &clusterRanges);

    CompiledNetworkPolicy compile(const NetworkPolicy &policy);

    /// What the rules compiled so far refer to.
    CompiledRuleParts takeParts() { return std::move(m_parts); }

private:
    std::uint32_t peersOf(
        const NetworkPolicyRule &rule, const std::string &policyNamespace, std::string &invalidity);
    std::uint32_t portsOf(const NetworkPolicyRule &rule, std::string &invalidity);
    std::uint32_t setOf(const NetworkPolicyPeer &peer, const std::string &policyNamespace);

    PodSelection &m_selection;
    const IpRanges &m_clusterRanges;
    CompiledRuleParts m_parts;
    std::vector<std::uint32_t> m_peersOfSet; ///< peers that are one set of pods, by its number
    std::unordered_map<std::string, std::uint32_t> m_otherPeers; ///< by text
    std::unordered_map<std::string, std::uint32_t> m_ports; ///< by text
    /// The first few that are one item, found without making a text.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_singlePorts;
};

} // namespace fourplane
