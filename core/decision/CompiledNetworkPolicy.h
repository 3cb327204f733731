// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/ConnectionSet.h"
#include "core/decision/IpRanges.h"
#include "core/decision/PodSelection.h"

#include <array>
#include <cstdint>
#include <string>
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

/// One rule with its selectors resolved: peers AND ports.
struct CompiledRule
{
    bool anyPeer = false; ///< no peers given (semantics NP6)
    std::vector<PodSelection::Pods> podPeers; ///< ORed; without what ipBlocks may match
    IpRanges addresses; ///< of all ipBlocks, after `except`
    ClusterCoverage coverage = ClusterCoverage::None; ///< of `addresses`
    ConnectionSet ports; ///< those given by number, or all
    std::vector<std::pair<Protocol, std::string>> namedPorts; ///< resolved on the destination pod (NP9)
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
    std::vector<std::uint32_t> selected; ///< positions of its pods, ascending
    std::array<CompiledDirection, 2> directions; ///< by PolicyDirection
    /// Why the API server would refuse the object (semantics NP10, NP11); empty when it would not.
    std::string invalidity;

    const CompiledDirection &in(PolicyDirection direction) const
    {
        return directions[static_cast<std::size_t>(direction)];
    }
};

/// Compiles one policy. `clusterRanges` are the addresses of pods, nodes and services; empty = not known.
CompiledNetworkPolicy compileNetworkPolicy(
    const NetworkPolicy &policy, PodSelection &selection, const IpRanges &clusterRanges);

} // namespace fourplane
