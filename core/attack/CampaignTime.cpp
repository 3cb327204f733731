// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignTime.h"

#include <array>
#include <bit>

namespace fourplane {

namespace {

constexpr unsigned tableBits = 8;
constexpr unsigned fractionBits = 31;

/// ln(1 + x) for 0 <= x <= 1, by the series of 2 artanh(x / (2 + x)).
constexpr double logOnePlus(double x)
{
    const double z = x / (2.0 + x);
    double power = z;
    double sum = 0.0;
    for (int k = 1; k < 60; k += 2) {
        sum += power / k;
        power *= z * z;
    }
    return 2.0 * sum;
}

/// log2(1 + i/256) in units of 2^-31.
constexpr auto logTable = [] {
    std::array<std::uint64_t, (1U << tableBits) + 1> table {};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double x = static_cast<double>(i) / static_cast<double>(1U << tableBits);
        table[i] = static_cast<std::uint64_t>(
            logOnePlus(x) / logOnePlus(1.0) * static_cast<double>(1U << fractionBits) + 0.5);
    }
    return table;
}();

/// ln 2 in units of 2^-32.
constexpr std::uint64_t naturalLogOfTwo = 2977044472U;

constexpr unsigned subBinBits = 4;

} // namespace

std::uint64_t unitExponential(std::uint32_t word)
{
    const std::uint64_t odd = 2 * std::uint64_t(word) + 1; // the variable is odd / 2^33
    const auto exponent = static_cast<unsigned>(std::bit_width(odd)) - 1;
    // The bits below the leading one, moved up to 32 of them.
    const std::uint64_t fraction = (odd << (32U - exponent)) & 0xFFFFFFFFU;
    const auto slot = static_cast<std::size_t>(fraction >> (32U - tableBits));
    const std::uint64_t rest = fraction & ((1U << (32U - tableBits)) - 1);
    const std::uint64_t logarithm =
        logTable[slot] + (((logTable[slot + 1] - logTable[slot]) * rest) >> (32U - tableBits));
    const std::uint64_t negated =
        (std::uint64_t(33U) << fractionBits) - (std::uint64_t(exponent) << fractionBits) - logarithm;
    return ((negated >> (fractionBits - 24U)) * naturalLogOfTwo) >> 32U;
}

std::uint32_t timeBinOf(std::uint64_t seconds)
{
    if (seconds < (2U << subBinBits))
        return static_cast<std::uint32_t>(seconds);
    const auto shift = static_cast<unsigned>(std::bit_width(seconds)) - 1 - subBinBits;
    return static_cast<std::uint32_t>((shift << subBinBits) + (seconds >> shift));
}

std::uint64_t timeBinStart(std::uint32_t bin)
{
    if (bin < (2U << subBinBits))
        return bin;
    const std::uint32_t shift = (bin >> subBinBits) - 1;
    return ((std::uint64_t(bin) & ((1U << subBinBits) - 1)) + (1U << subBinBits)) << shift;
}

} // namespace fourplane
