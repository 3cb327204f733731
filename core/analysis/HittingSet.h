// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace fourplane {

/// A choice of elements, as sorted numbers from 0.
using Choice = std::vector<std::size_t>;

/// What a choice must keep to.
struct HittingLimits
{
    long cost = std::numeric_limits<long>::max(); ///< it costs less than this
    std::size_t size = std::numeric_limits<std::size_t>::max(); ///< it has no more elements than this
    std::vector<Choice> forbidden; ///< it contains none of these as a whole
};

/// A cheapest choice that takes at least one element of each of `sets` (branch and bound, exact); nothing
/// when there is none within the limits. `costs` are above 0, by element. Among equals the first that the
/// search meets: the same input gives the same choice.
std::optional<Choice> cheapestHittingSet(
    const std::vector<Choice> &sets, const std::vector<long> &costs, const HittingLimits &limits = {});

/// What a choice costs.
long costOf(const Choice &choice, const std::vector<long> &costs);

} // namespace fourplane
