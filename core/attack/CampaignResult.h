// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignAssumptions.h"
#include "core/attack/CampaignKernel.h"
#include "core/base/Result.h"
#include "core/project/Exploitability.h"

namespace fourplane {

/// Counts by number of a time bin, see timeBinOf. Bins without a count are left out.
using CampaignHistogram = std::map<std::uint32_t, std::uint64_t>;

/// Runs from `first` to the one before `end`.
struct RunRange
{
    std::uint32_t first = 0;
    std::uint32_t end = 0;

    bool operator==(const RunRange &) const = default;
};

/// What happened to one element, in runs.
struct ElementTally
{
    CampaignElement element;
    std::uint64_t falls = 0; ///< it fell
    std::uint64_t unseenFalls = 0; ///< it fell before anything was noticed, or by the step that was
    std::uint64_t seenAfterwards = 0; ///< of those: something was noticed, then or later
    CampaignHistogram times; ///< when it fell
};

/// What happened to the attacker's cover, in runs.
struct DetectionTally
{
    std::uint64_t runs = 0; ///< something was noticed
    CampaignHistogram times; ///< when it was first
    CampaignHistogram ordinals; ///< at which step of the attacker, counted from 1; bins as for times
    std::map<std::string, std::uint64_t> byTechnique;
    std::map<std::string, std::uint64_t> byEvidence;

    bool operator==(const DetectionTally &) const = default;
};

/// What a campaign is about: results with equal subjects are parts of one campaign.
struct CampaignSubject
{
    std::string projectName; ///< for people; not compared
    std::string scenarioName;
    Exploitability exploitability = Exploitability::Marked;
    std::string attackDigest; ///< see CampaignGraph::attackDigest
    CampaignAssumptions assumptions;
    CampaignRules rules;
    std::uint32_t runs = 0; ///< of all shards
};

/// What came of the runs of a campaign, or of a shard of it. Whole numbers only, so that parts add up to
/// exactly what one run of everything gives.
struct CampaignResult
{
    CampaignSubject subject;
    std::vector<RunRange> covered; ///< in order, not touching one another
    std::vector<ElementTally> elements; ///< by id
    DetectionTally detection;
    std::uint64_t steps = 0; ///< that the attacker took, in all runs
};

/// How many runs the result is about.
std::uint64_t runCount(const CampaignResult &result);

/// Puts parts of one campaign together, in any order. Errors, each naming what differs: "other-campaign",
/// and "runs-twice" when two parts hold the same run. `names` are what messages call the parts.
Result<CampaignResult> mergeCampaigns(
    const std::vector<CampaignResult> &parts, const std::vector<std::string> &names);

/// Adds up outcomes. One per thread.
class CampaignTally
{
public:
    explicit CampaignTally(const CampaignGraph &graph);

    void add(const CampaignOutcome &outcome);

    /// Adds the counts to a result about the same graph's elements.
    void addTo(CampaignResult &result) const;

private:
    struct Counts
    {
        std::uint32_t falls = 0;
        std::uint32_t unseenFalls = 0;
        std::uint32_t seenAfterwards = 0;
        std::vector<std::uint32_t> bins; ///< as long as the latest fall wants
    };

    const CampaignGraph &m_graph;
    std::vector<Counts> m_elements;
    std::uint32_t m_detections = 0;
    CampaignHistogram m_detectionTimes;
    CampaignHistogram m_detectionOrdinals;
    std::vector<std::uint64_t> m_byTechnique;
    std::vector<std::uint64_t> m_byEvidence;
    std::uint64_t m_steps = 0;
};

} // namespace fourplane
