// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/DesignModel.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fourplane {

/// One side of the instances of a split rule: bindings of that side's variables, noIndex for the others.
struct BoundSide
{
    std::size_t width = 0; ///< variables of the rule
    std::vector<EntityIndex> bindings;

    std::size_t size() const { return width == 0 ? 0 : bindings.size() / width; }

    std::span<const EntityIndex> operator[](std::size_t place) const
    {
        return { bindings.data() + place * width, width };
    }
};

/// Near ones from `first` to before `last`, whose pairs with a far one are open in the same worlds.
struct NearRun
{
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    WorldMask open = 0; ///< as far as what ties both sides goes; what stands in the way of one comes on top
};

/// The runs without some places, which ascend.
std::vector<NearRun> withoutPlaces(std::span<const NearRun> runs, std::span<const std::uint32_t> places);

/// The instances of a split rule with one value of the shared variable: each near with each far one, but for
/// those that RuleSplit::distinct excludes.
struct PairGroup
{
    std::uint32_t rule = 0;
    std::uint32_t tree = noIndex; ///< the crowds of its near side, in Grounding::trees
    BoundSide near; ///< those that got the same answers when the group was made stand together
    BoundSide far;
    std::vector<NearRun> runs; ///< of all far ones in turn
    std::vector<std::uint32_t> runEnds; ///< by far one: the end of its own among them

    /// All pairs of a far one: runs in order, with gaps where no instance may be. Neighbours differ.
    std::span<const NearRun> runsTo(std::size_t farOne) const
    {
        const std::uint32_t first = farOne == 0 ? 0 : runEnds[farOne - 1];
        return { runs.data() + first, runs.data() + runEnds[farOne] };
    }

    /// The instance of a pair; `isNear` is that of the rule's split.
    std::vector<EntityIndex> bindingsOf(
        const std::vector<bool> &isNear, std::size_t nearOne, std::size_t farOne) const
    {
        const auto nearSide = near[nearOne], farSide = far[farOne];
        std::vector<EntityIndex> all(farSide.begin(), farSide.end());
        for (std::size_t variable = 0; variable < all.size(); ++variable) {
            if (isNear[variable])
                all[variable] = nearSide[variable];
        }
        return all;
    }
};

} // namespace fourplane
