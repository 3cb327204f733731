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

/// The instances of a split rule with one value of the shared variable: each near with each far one, but for
/// those that RuleSplit::distinct excludes.
struct PairGroup
{
    std::uint32_t rule = 0;
    BoundSide near; ///< those that get the same answers stand together
    BoundSide far;
};

/// Near ones from `first` to before `last`, whose pairs with a far one are open in the same worlds.
struct NearRun
{
    std::size_t first = 0;
    std::size_t last = 0;
    WorldMask open = 0; ///< as far as requests go; what else stands in the way of either side comes on top
};

} // namespace fourplane
