// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/NetworkPolicyEngine.h"
#include "core/decision/NumberLists.h"

#include <cstdint>
#include <vector>

namespace fourplane {

/// The pods of a plan in classes that no policy of any family tells apart: with the same policies for them,
/// meant by the same peers of rules, and equal in what else counts (host network, named ports, pools, objects
/// that are not understood). Whatever two pods of a class are asked, they answer alike.
struct PodClasses
{
    explicit PodClasses(const NetworkPolicyEngine &engine);

    std::size_t count() const { return members.count(); }

    std::vector<std::uint32_t> classOf; ///< by pod
    NumberLists<std::uint32_t> members; ///< pods by class, ascending
    /// Classes by peers, as numbered in CompiledRuleParts, ascending; without what ipBlocks match.
    NumberLists<std::uint32_t> meantBy;
    NumberLists<std::uint32_t> peersMeaning; ///< the other way round: peers by class
};

} // namespace fourplane
