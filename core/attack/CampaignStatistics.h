// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignResult.h"

#include <optional>

namespace fourplane {

/// A share of runs with its interval of 95 % confidence.
struct ShareEstimate
{
    double share = 0;
    double low = 0;
    double high = 1;
};

/// Wilson's interval for `count` of `total`: sound for rare events and few runs, too. 0 to 1 without runs.
ShareEstimate estimateShare(std::uint64_t count, std::uint64_t total);

/// A quantile of times with its interval of 95 % confidence, in seconds.
struct TimeEstimate
{
    double seconds = 0;
    double low = 0; ///< 0 where there are too few times to say more
    std::optional<double> high; ///< nothing where there are too few times to say
};

/// The time below which `portion` (0 to 1) of the counted times lie; nothing without times. The interval goes
/// by order statistics and takes in the width of the bins. About counted times only: what never happened
/// within the horizon is not among them.
std::optional<TimeEstimate> estimateQuantile(const CampaignHistogram &times, double portion);

std::uint64_t totalOf(const CampaignHistogram &times);

/// Runs in which something was noticed before the element fell, or without that it fell.
std::uint64_t seenFirst(const CampaignResult &result, const ElementTally &tally);

} // namespace fourplane
