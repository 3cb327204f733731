// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace fourplane {

/// Times of a campaign are whole seconds. The last one that counts lies 8 700 years ahead; what takes longer
/// never happens.
inline constexpr std::uint64_t lastCampaignSecond = (std::uint64_t(1) << 38U) - 1;

/// Longest mean of a distribution, in seconds (some 270 years).
inline constexpr std::uint64_t longestMeanSeconds = std::uint64_t(1) << 33U;

/// -ln((word + 1/2) / 2^32), an exponential variable of mean 1, in units of 2^-24. Integer arithmetic with a
/// table, so that every machine gets the same bits; within 4e-6 of the true value.
std::uint64_t unitExponential(std::uint32_t word);

/// Exponential time with this mean, to the nearest second, and at least one: nothing that a person or a tool
/// does takes no time.
inline std::uint64_t exponentialSeconds(std::uint32_t word, std::uint64_t meanSeconds)
{
    const std::uint64_t seconds = (unitExponential(word) * meanSeconds + (std::uint64_t(1) << 23U)) >> 24U;
    return seconds == 0 ? 1 : seconds;
}

// Bins of time: one for each second below 32, then sixteen for each power of two, so that a bin is at most
// 1/16 of its start wide. The same for every campaign, which makes histograms add up exactly.
std::uint32_t timeBinOf(std::uint64_t seconds);
std::uint64_t timeBinStart(std::uint32_t bin);

inline std::uint64_t timeBinEnd(std::uint32_t bin) ///< the first second after it
{
    return timeBinStart(bin + 1);
}

} // namespace fourplane
