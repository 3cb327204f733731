// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace fourplane {

/// Four random words that follow from a counter and a key alone: Philox4x32 with ten rounds (Salmon, Moraes,
/// Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011). The same on every machine, and in
/// whatever order it is asked. Not for secrets.
inline std::array<std::uint32_t, 4> philox4x32(
    std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    constexpr std::uint64_t firstFactor = 0xD2511F53U;
    constexpr std::uint64_t secondFactor = 0xCD9E8D57U;
    constexpr std::uint32_t firstWeyl = 0x9E3779B9U;
    constexpr std::uint32_t secondWeyl = 0xBB67AE85U;
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t first = firstFactor * counter[0];
        const std::uint64_t second = secondFactor * counter[2];
        counter = { static_cast<std::uint32_t>(second >> 32U) ^ counter[1] ^ key[0],
            static_cast<std::uint32_t>(second),
            static_cast<std::uint32_t>(first >> 32U) ^ counter[3] ^ key[1],
            static_cast<std::uint32_t>(first) };
        key = { key[0] + firstWeyl, key[1] + secondWeyl };
    }
    return counter;
}

} // namespace fourplane
