// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignAssumptions.h"

#include "core/attack/CampaignTime.h"

#include <algorithm>
#include <cmath>

namespace fourplane {

namespace {

constexpr double secondsPerHour = 3600.0;

/// The harder of both ways to be hard.
StepDistribution harder(const StepDistribution &first, const StepDistribution &second)
{
    return { std::max(first.meanHours, second.meanHours), std::min(first.success, second.success) };
}

} // namespace

StepDistribution distributionFor(const CampaignAssumptions &assumptions, const Technique &technique,
    const std::set<std::string> &slowingControls)
{
    const auto effort = static_cast<std::size_t>(technique.effort);
    const auto own = assumptions.techniques.find(technique.id);
    const bool isNamed = own != assumptions.techniques.end() && !own->second.distribution.empty();
    StepDistribution distribution =
        assumptions.distributions.at(isNamed ? own->second.distribution : assumptions.effort[effort]);
    for (const std::string &control : slowingControls) {
        const auto named = assumptions.controls.find(control);
        distribution = harder(distribution,
            assumptions.distributions.at(
                named == assumptions.controls.end() ? assumptions.hardened[effort] : named->second));
    }
    return distribution;
}

std::uint64_t meanSecondsOf(const StepDistribution &distribution)
{
    return static_cast<std::uint64_t>(std::llround(distribution.meanHours * secondsPerHour));
}

std::map<std::string, double> detectionOf(const CampaignAssumptions &assumptions, const Technique &technique)
{
    std::map<std::string, double> watched;
    const auto own = assumptions.techniques.find(technique.id);
    for (const std::string &code : technique.detection) {
        double probability = 0;
        if (const auto general = assumptions.detection.find(code); general != assumptions.detection.end())
            probability = general->second;
        if (own != assumptions.techniques.end()) {
            if (const auto special = own->second.detection.find(code); special != own->second.detection.end())
                probability = special->second;
        }
        if (probability > 0)
            watched[code] = probability;
    }
    return watched;
}

StepLaw lawFor(const StepDistribution &distribution, const std::map<std::string, double> &detection,
    std::uint32_t technique, const std::vector<std::string> &evidence)
{
    StepLaw law;
    law.technique = technique;
    law.meanSeconds = meanSecondsOf(distribution);
    law.success = shareOf(distribution.success);
    double unseen = 1;
    double sum = 0;
    for (const auto &[code, probability] : detection) {
        unseen *= 1 - probability;
        sum += probability;
    }
    law.detection = shareOf(1 - unseen);
    double below = 0;
    for (const auto &[code, probability] : detection) {
        below += probability / sum;
        const auto place = std::lower_bound(evidence.begin(), evidence.end(), code) - evidence.begin();
        law.evidence.emplace_back(static_cast<std::uint32_t>(place), shareOf(below));
    }
    if (!law.evidence.empty())
        law.evidence.back().second = certainShare;
    return law;
}

} // namespace fourplane
