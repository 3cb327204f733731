// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignGraph.h"
#include "core/attack/Technique.h"

#include <array>
#include <map>
#include <set>
#include <string>

namespace fourplane {

/// How long a step takes and whether it works at all: an exponential time with a mean, and a chance of
/// success that is drawn once for each step of each run.
struct StepDistribution
{
    double meanHours = 1;
    double success = 1; ///< probability

    bool operator==(const StepDistribution &) const = default;
};

/// What is assumed about one technique instead of what its effort says.
struct TechniqueAssumption
{
    std::string distribution; ///< name; empty = as the effort says
    std::map<std::string, double> detection; ///< by evidence code, before the general ones

    bool operator==(const TechniqueAssumption &) const = default;
};

/// Everything in a campaign that no design says and nobody has measured. Names and numbers are judgements;
/// every report of a campaign shows them. resources/help/campaigns.md explains them, and
/// resources/assumptions/campaign.yaml holds those that are shipped.
struct CampaignAssumptions
{
    std::string name; ///< whose assumptions they are
    std::map<std::string, StepDistribution> distributions; ///< by name
    std::array<std::string, EnumNames<Effort>::names.size()> effort; ///< distribution of each effort
    std::array<std::string, EnumNames<Effort>::names.size()> hardened; ///< where a control only slows
    std::map<std::string, std::string> controls; ///< distribution where this control slows, by its id
    std::map<std::string, TechniqueAssumption> techniques; ///< by id
    /// Probability that a step that leaves this evidence is noticed, by evidence code. What is not named is
    /// not watched.
    std::map<std::string, double> detection;

    bool operator==(const CampaignAssumptions &) const = default;
};

/// What is assumed of a technique when the controls with these ids slow it: of its own distribution and those
/// of the controls the longest mean and the smallest chance, so that a control never helps the attacker.
/// Every name that the assumptions use is one of their distributions.
StepDistribution distributionFor(const CampaignAssumptions &assumptions, const Technique &technique,
    const std::set<std::string> &slowingControls);

/// The mean as campaigns count it.
std::uint64_t meanSecondsOf(const StepDistribution &distribution);

/// Probability that a step of the technique is noticed by each kind of evidence that it leaves and that is
/// watched. Kinds that are not watched are left out.
std::map<std::string, double> detectionOf(const CampaignAssumptions &assumptions, const Technique &technique);

/// The law of a technique's steps. `evidence` are the codes by number, sorted, with every code that
/// detectionOf names. Kinds of evidence are independent of one another; a detection is put down to one of
/// them in proportion to their probabilities.
StepLaw lawFor(const StepDistribution &distribution, const std::map<std::string, double> &detection,
    std::uint32_t technique, const std::vector<std::string> &evidence);

} // namespace fourplane
