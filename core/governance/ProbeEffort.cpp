// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/ProbeEffort.h"

#include "core/base/RandomStream.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace fourplane {

namespace {

constexpr std::size_t mostTriedWhole = 3'000;
constexpr std::size_t triedBeyond = 500;
constexpr std::size_t questionsBeyond = 1'000;
constexpr std::uint64_t choosingMistakes = 0x70726f62; ///< purpose of the random numbers

} // namespace

ProbeEffort effortFor(std::size_t mistakes, std::uint64_t seed)
{
    ProbeEffort effort;
    effort.seed = seed;
    if (mistakes > mostTriedWhole) {
        effort.mistakes = triedBeyond;
        effort.questions = questionsBeyond;
        effort.nearby = true;
    }
    return effort;
}

std::vector<std::size_t> chosenMistakes(std::size_t mistakes, const ProbeEffort &effort)
{
    std::vector<std::size_t> positions(mistakes);
    std::iota(positions.begin(), positions.end(), std::size_t { 0 });
    if (mistakes <= effort.mistakes)
        return positions;
    RandomStream random(effort.seed, choosingMistakes, 0);
    for (std::size_t i = 0; i < effort.mistakes; ++i)
        std::swap(positions[i], positions[i + random.below(mistakes - i)]);
    positions.resize(effort.mistakes);
    std::sort(positions.begin(), positions.end());
    return positions;
}

std::vector<std::size_t> spread(std::vector<std::size_t> positions, std::size_t most)
{
    if (positions.size() <= most)
        return positions;
    const std::size_t first = most / 2, rest = most - first, left = positions.size() - first;
    for (std::size_t i = 0; i < rest; ++i)
        positions[first + i] = positions[first + i * left / rest];
    positions.resize(most);
    return positions;
}

} // namespace fourplane
