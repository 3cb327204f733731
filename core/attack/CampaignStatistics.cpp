// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignStatistics.h"

#include <algorithm>
#include <cmath>

namespace fourplane {

namespace {

/// Standard normal quantile of 97.5 %.
constexpr double z = 1.959963984540054;

struct Place
{
    std::uint32_t bin = 0;
    double within = 0; ///< 0 to 1, how far inside the bin
};

/// Where the time with this rank lies; ranks count from 1 to the total.
Place placeOf(const CampaignHistogram &times, std::uint64_t rank)
{
    std::uint64_t before = 0;
    for (const auto &[bin, count] : times) {
        if (rank <= before + count)
            return { bin, (static_cast<double>(rank - before) - 0.5) / static_cast<double>(count) };
        before += count;
    }
    return { times.rbegin()->first, 1.0 };
}

double start(std::uint32_t bin)
{
    return static_cast<double>(timeBinStart(bin));
}

double lastSecond(std::uint32_t bin)
{
    return static_cast<double>(timeBinEnd(bin) - 1);
}

} // namespace

ShareEstimate estimateShare(std::uint64_t count, std::uint64_t total)
{
    if (total == 0)
        return {};
    const auto n = static_cast<double>(total);
    const double share = static_cast<double>(count) / n;
    const double scale = 1 + z * z / n;
    const double centre = (share + z * z / (2 * n)) / scale;
    const double half = z / scale * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    // The interval touches the ends exactly there; rounding must not move it off them.
    return { share, count == 0 ? 0.0 : std::max(0.0, centre - half),
        count == total ? 1.0 : std::min(1.0, centre + half) };
}

std::optional<TimeEstimate> estimateQuantile(const CampaignHistogram &times, double portion)
{
    const std::uint64_t total = totalOf(times);
    if (total == 0)
        return std::nullopt;
    const double expected = static_cast<double>(total) * portion;
    const double spread = z * std::sqrt(static_cast<double>(total) * portion * (1 - portion));
    const auto rank = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::ceil(expected)), 1, total);
    const Place place = placeOf(times, rank);
    TimeEstimate estimate;
    estimate.seconds = start(place.bin) + place.within * (lastSecond(place.bin) - start(place.bin));
    const double lowRank = std::floor(expected - spread);
    if (lowRank >= 1)
        estimate.low = start(placeOf(times, static_cast<std::uint64_t>(lowRank)).bin);
    const double highRank = std::ceil(expected + spread) + 1;
    if (highRank <= static_cast<double>(total))
        estimate.high = lastSecond(placeOf(times, static_cast<std::uint64_t>(highRank)).bin);
    return estimate;
}

std::uint64_t totalOf(const CampaignHistogram &times)
{
    std::uint64_t total = 0;
    for (const auto &[bin, count] : times)
        total += count;
    return total;
}

std::uint64_t seenFirst(const CampaignResult &result, const ElementTally &tally)
{
    return result.detection.runs - tally.seenAfterwards;
}

} // namespace fourplane
