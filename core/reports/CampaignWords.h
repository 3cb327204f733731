// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignStatistics.h"

#include <string>
#include <vector>

namespace fourplane {

// Words that the text and the page of a campaign share. Names of elements and assumptions are as they are in
// the project: whoever writes them escapes them.

std::string durationText(double seconds); ///< "45 s", "12 min", "3.4 h", "5.2 days", "1.3 years"
std::string shareText(double share); ///< "12.3 %"; "< 0.01 %" and "> 99.99 %" for what only rounds to an end
std::string shareText(const ShareEstimate &estimate); ///< with its interval
std::string quantileText(const CampaignHistogram &times, double portion); ///< with its interval, or "-"

/// "10 000 runs of 20 000, seed 42, within 3 days, each to its end or to the first detection".
std::string campaignTitle(const CampaignResult &result);

/// One line for each group of assumptions that the numbers rest on, each with the word "assumed".
std::vector<std::string> assumptionLines(const CampaignSubject &subject);

/// "yes", or how many planes must fail first: the exhaustive answer.
std::string reachableText(const CampaignElement &element);

/// One line of a table about an element: id, reachable, falls, seen first, when.
std::vector<std::string> elementRow(const CampaignResult &result, const ElementTally &tally);
std::vector<std::string> elementHeading(const CampaignResult &result);

/// Elements that are no goals and fell at least once, most often first.
std::vector<const ElementTally *> otherFalls(const CampaignResult &result);

/// What the first detection was put down to, most often first: "RT 61.2 %, KA 38.8 %".
std::string sharesOf(const std::map<std::string, std::uint64_t> &counts);

/// Lines about the first detection.
std::vector<std::string> detectionLines(const CampaignResult &result);

/// What the numbers do not say.
extern const std::string campaignCaveat;

} // namespace fourplane
