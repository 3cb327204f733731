// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"

#include <cstdint>
#include <vector>

namespace fourplane {

/// One on the near side of groups, as crowds know it.
struct TreeMember
{
    std::uint32_t fact = 0; ///< what it needs; noIndex once it has left the crowds (see Regrounding)
    WorldMask open = 0; ///< controls and questions on its own side

    auto operator<=>(const TreeMember &) const = default;
};

/// The crowds of groups with the same near side. They are the inner nodes of a binary tree over it, so that
/// "all but these" is a handful of them: node n has the children 2n and 2n + 1; the members are the nodes
/// from members.size() on, in the order of the near side.
struct CrowdTree
{
    std::vector<TreeMember> members;
    std::vector<std::uint32_t> facts; ///< by inner node: that of its crowd; noIndex while nobody needs it

    bool hasLeft(std::size_t member) const { return members[member].fact == noIndex; }

    /// Of members who have, ascending.
    std::vector<std::uint32_t> placesLeft() const
    {
        std::vector<std::uint32_t> places;
        for (std::uint32_t place = 0; place < members.size(); ++place) {
            if (hasLeft(place))
                places.push_back(place);
        }
        return places;
    }
};

} // namespace fourplane
