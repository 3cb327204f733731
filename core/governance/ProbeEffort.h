// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace fourplane {

/// How much is tried of what grows faster than a design: mistakes times questions. By itself everything is.
struct ProbeEffort
{
    static constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

    std::size_t mistakes = everything; ///< tried; where rules allow more, as many chosen by `seed`
    std::size_t questions =
        everything; ///< looked at for one mistake or survivor; a quarter of them for one rule
    std::uint64_t seed = 1;
    bool nearby = false; ///< only questions near the rules are known at all (relationOf)

    bool operator==(const ProbeEffort &) const = default;
};

/// What commands try: everything in a plan with at most 3,000 mistakes, beyond it 500 mistakes with at most
/// 1,000 of the nearby questions each: well below a minute in designs of hundreds of workloads.
ProbeEffort effortFor(std::size_t mistakes, std::uint64_t seed);

/// Positions of the mistakes that are tried of `mistakes`, ascending; the same for the same effort.
std::vector<std::size_t> chosenMistakes(std::size_t mistakes, const ProbeEffort &effort);

/// At most `most` of the positions: the first half as they stand, the rest evenly from what follows.
std::vector<std::size_t> spread(std::vector<std::size_t> positions, std::size_t most);

} // namespace fourplane
