// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignResult.h"

#include <algorithm>

namespace fourplane {

namespace {

template <class Key>
void addCounts(std::map<Key, std::uint64_t> &sum, const std::map<Key, std::uint64_t> &more)
{
    for (const auto &[key, count] : more)
        sum[key] += count;
}

/// What keeps two results from being parts of one campaign; empty when nothing does.
std::string differenceOf(const CampaignResult &first, const CampaignResult &second)
{
    const CampaignSubject &one = first.subject;
    const CampaignSubject &other = second.subject;
    if (one.scenarioName != other.scenarioName || one.exploitability != other.exploitability)
        return "another scenario or another assumption about weaknesses";
    if (one.assumptions != other.assumptions)
        return "other assumptions about effort or detection";
    if (one.attackDigest != other.attackDigest)
        return "another attack: the project or the techniques differ";
    if (one.rules.seed != other.rules.seed)
        return "another seed (" + std::to_string(one.rules.seed) + " and " + std::to_string(other.rules.seed)
            + ")";
    if (one.runs != other.runs)
        return "another number of runs (" + std::to_string(one.runs) + " and " + std::to_string(other.runs)
            + ")";
    if (one.rules.horizonSeconds != other.rules.horizonSeconds
        || one.rules.stopsAtDetection != other.rules.stopsAtDetection)
        return "another horizon or another way to end a run";
    const bool sameElements = std::equal(first.elements.begin(), first.elements.end(),
        second.elements.begin(), second.elements.end(), [](const ElementTally &a, const ElementTally &b) {
            return a.element.id == b.element.id && a.element.isGoal == b.element.isGoal
                && a.element.defenceDepth == b.element.defenceDepth;
        });
    return sameElements ? std::string()
                        : "other elements, which one of the files must have been given by hand";
}

void addResult(CampaignResult &sum, const CampaignResult &part)
{
    for (std::size_t i = 0; i < sum.elements.size(); ++i) {
        ElementTally &to = sum.elements[i];
        const ElementTally &from = part.elements[i];
        to.falls += from.falls;
        to.unseenFalls += from.unseenFalls;
        to.seenAfterwards += from.seenAfterwards;
        addCounts(to.times, from.times);
    }
    sum.detection.runs += part.detection.runs;
    addCounts(sum.detection.times, part.detection.times);
    addCounts(sum.detection.ordinals, part.detection.ordinals);
    addCounts(sum.detection.byTechnique, part.detection.byTechnique);
    addCounts(sum.detection.byEvidence, part.detection.byEvidence);
    sum.steps += part.steps;
    sum.covered.insert(sum.covered.end(), part.covered.begin(), part.covered.end());
}

/// Sorts ranges and joins those that touch; the first run that is in two of them, or nothing.
std::optional<std::uint32_t> tidyRanges(std::vector<RunRange> &ranges)
{
    std::sort(ranges.begin(), ranges.end(),
        [](const RunRange &first, const RunRange &second) { return first.first < second.first; });
    std::vector<RunRange> tidy;
    for (const RunRange &range : ranges) {
        if (!tidy.empty() && range.first < tidy.back().end)
            return range.first;
        if (!tidy.empty() && range.first == tidy.back().end)
            tidy.back().end = range.end;
        else
            tidy.push_back(range);
    }
    ranges = std::move(tidy);
    return std::nullopt;
}

} // namespace

std::uint64_t runCount(const CampaignResult &result)
{
    std::uint64_t count = 0;
    for (const RunRange &range : result.covered)
        count += range.end - range.first;
    return count;
}

Result<CampaignResult> mergeCampaigns(
    const std::vector<CampaignResult> &parts, const std::vector<std::string> &names)
{
    CampaignResult sum = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const std::string difference = differenceOf(parts.front(), parts[i]);
        if (!difference.empty())
            return failure("other-campaign",
                "\"" + names[i] + "\" is not a part of the campaign of \"" + names.front()
                    + "\": " + difference + ".",
                "Merge only shards that were run with the same project, scenario, assumptions, seed and "
                "runs.");
        addResult(sum, parts[i]);
        if (const auto twice = tidyRanges(sum.covered))
            return failure("runs-twice",
                "\"" + names[i] + "\" holds run " + std::to_string(*twice)
                    + ", which an earlier file holds already.",
                "Name each shard once.");
    }
    return sum;
}

CampaignTally::CampaignTally(const CampaignGraph &graph)
    : m_graph(graph)
    , m_elements(graph.elements().size())
    , m_byTechnique(graph.techniques.size(), 0)
    , m_byEvidence(graph.evidence.size(), 0)
{
}

void CampaignTally::add(const CampaignOutcome &outcome)
{
    for (std::size_t i = 0; i < outcome.falls.size(); ++i) {
        const CampaignOutcome::Fall &fall = outcome.falls[i];
        Counts &counts = m_elements[fall.element];
        ++counts.falls;
        if (i < outcome.fallsUnseen) {
            ++counts.unseenFalls;
            counts.seenAfterwards += outcome.detection ? 1 : 0;
        }
        const std::uint32_t bin = timeBinOf(fall.seconds);
        if (bin >= counts.bins.size())
            counts.bins.resize(bin + 1, 0);
        ++counts.bins[bin];
    }
    m_steps += outcome.steps;
    if (!outcome.detection)
        return;
    ++m_detections;
    ++m_detectionTimes[timeBinOf(outcome.detection->seconds)];
    ++m_detectionOrdinals[timeBinOf(outcome.detection->ordinal)];
    ++m_byTechnique[outcome.detection->technique];
    ++m_byEvidence[outcome.detection->evidence];
}

void CampaignTally::addTo(CampaignResult &result) const
{
    for (std::size_t i = 0; i < m_elements.size(); ++i) {
        const Counts &from = m_elements[i];
        ElementTally &to = result.elements[i];
        to.falls += from.falls;
        to.unseenFalls += from.unseenFalls;
        to.seenAfterwards += from.seenAfterwards;
        for (std::uint32_t bin = 0; bin < from.bins.size(); ++bin) {
            if (from.bins[bin] > 0)
                to.times[bin] += from.bins[bin];
        }
    }
    result.detection.runs += m_detections;
    addCounts(result.detection.times, m_detectionTimes);
    addCounts(result.detection.ordinals, m_detectionOrdinals);
    for (std::size_t i = 0; i < m_byTechnique.size(); ++i) {
        if (m_byTechnique[i] > 0)
            result.detection.byTechnique[m_graph.techniques[i]] += m_byTechnique[i];
    }
    for (std::size_t i = 0; i < m_byEvidence.size(); ++i) {
        if (m_byEvidence[i] > 0)
            result.detection.byEvidence[m_graph.evidence[i]] += m_byEvidence[i];
    }
    result.steps += m_steps;
}

} // namespace fourplane
