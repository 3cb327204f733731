// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/CampaignWords.h"

#include "core/attack/CampaignTime.h"
#include "core/base/Text.h"
#include "core/reports/TextStyle.h"
#include "core/reports/TraceReport.h"

#include <fmt/format.h>

#include <algorithm>

namespace fourplane {

namespace {

constexpr double minute = 60;
constexpr double hour = 60 * minute;
constexpr double day = 24 * hour;
constexpr double year = 365.25 * day;

std::string distributionText(const CampaignAssumptions &assumptions, const std::string &name)
{
    const StepDistribution &distribution = assumptions.distributions.at(name);
    return name
        + fmt::format(" (exponential, mean {:g} h, works in {:g} % of runs)", distribution.meanHours,
            distribution.success * 100);
}

std::string byEffort(const CampaignAssumptions &assumptions,
    const std::array<std::string, EnumNames<Effort>::names.size()> &names)
{
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < names.size(); ++i)
        parts.push_back(
            std::string(EnumNames<Effort>::names[i]) + " = " + distributionText(assumptions, names[i]));
    return join(parts, ", ");
}

std::string watched(const std::map<std::string, double> &detection)
{
    std::vector<std::string> parts;
    for (const auto &[code, probability] : detection) {
        if (probability > 0)
            parts.push_back(code + fmt::format(" {:g} %", probability * 100));
    }
    return join(parts, ", ");
}

} // namespace

const std::string campaignCaveat =
    "Shares and times follow from the assumptions; they are not measured rates. What is reachable stays "
    "reachable, "
    "however rarely it falls here. Design-time simulation; it proves nothing about a running cluster.";

std::string durationText(double seconds)
{
    if (seconds < 2 * minute)
        return fmt::format("{:.0f} s", seconds);
    if (seconds < 2 * hour)
        return fmt::format("{:.0f} min", seconds / minute);
    if (seconds < 4 * day)
        return fmt::format("{:.1f} h", seconds / hour);
    if (seconds < 2 * year)
        return fmt::format("{:.1f} days", seconds / day);
    return fmt::format("{:.1f} years", seconds / year);
}

std::string shareText(double share)
{
    constexpr double small = 0.0001;
    if (share > 0 && share < small)
        return "< 0.01 %";
    if (share < 1 && share > 1 - small)
        return "> 99.99 %";
    const int digits = share < 0.1 || share > 0.99 ? 2 : 1;
    return fmt::format("{:.{}f} %", share * 100, share == 0 || share == 1 ? 0 : digits);
}

std::string shareText(const ShareEstimate &estimate)
{
    return shareText(estimate.share) + " (" + shareText(estimate.low) + " to " + shareText(estimate.high)
        + ")";
}

std::string quantileText(const CampaignHistogram &times, double portion)
{
    const auto estimate = estimateQuantile(times, portion);
    if (!estimate)
        return "-";
    return durationText(estimate->seconds) + " (" + durationText(estimate->low) + " to "
        + (estimate->high ? durationText(*estimate->high) : std::string("?")) + ")";
}

std::string campaignTitle(const CampaignResult &result)
{
    const CampaignRules &rules = result.subject.rules;
    const std::uint64_t played = runCount(result);
    std::string text = counted(played, "run", "runs");
    if (played != result.subject.runs)
        text += " of " + std::to_string(result.subject.runs) + " (shards are missing)";
    text += ", seed " + std::to_string(rules.seed);
    text += rules.horizonSeconds == lastCampaignSecond
        ? ", without a horizon"
        : ", within " + durationText(static_cast<double>(rules.horizonSeconds));
    return text
        + (rules.stopsAtDetection ? ", each ends at the first detection" : ", played on after a detection");
}

std::vector<std::string> assumptionLines(const CampaignSubject &subject)
{
    const CampaignAssumptions &assumptions = subject.assumptions;
    std::vector<std::string> lines { "assumptions: " + assumptions.name,
        "assumed for effort: " + byEffort(assumptions, assumptions.effort),
        "assumed where a control only slows: " + byEffort(assumptions, assumptions.hardened) };
    for (const auto &[control, name] : assumptions.controls)
        lines.push_back("assumed where " + control + " slows: " + distributionText(assumptions, name));
    for (const auto &[id, technique] : assumptions.techniques) {
        std::vector<std::string> parts;
        if (!technique.distribution.empty())
            parts.push_back(distributionText(assumptions, technique.distribution));
        if (!technique.detection.empty())
            parts.push_back("noticed by " + watched(technique.detection));
        lines.push_back("assumed for " + id + ": " + join(parts, "; "));
    }
    const std::string general = watched(assumptions.detection);
    lines.push_back(general.empty()
            ? "assumed to be watched: no evidence at all (name what is watched with --watch or in a file)"
            : "assumed chance that a step is noticed, by the evidence it leaves: " + general);
    return lines;
}

std::string reachableText(const CampaignElement &element)
{
    return element.defenceDepth == 0 ? "yes" : "no: " + defenceDepthText(element.defenceDepth);
}

std::vector<std::string> elementHeading(const CampaignResult &result)
{
    std::vector<std::string> cells { "element", "reachable", "falls (95 % interval)" };
    if (!result.subject.rules.stopsAtDetection && result.detection.runs > 0)
        cells.push_back("falls unseen");
    if (result.detection.runs > 0)
        cells.push_back("seen first");
    for (const char *cell : { "10 % of falls within", "50 % within", "90 % within" })
        cells.push_back(cell);
    return cells;
}

std::vector<std::string> elementRow(const CampaignResult &result, const ElementTally &tally)
{
    const std::uint64_t runs = runCount(result);
    std::vector<std::string> cells { tally.element.id.value(), reachableText(tally.element),
        shareText(estimateShare(tally.falls, runs)) };
    if (!result.subject.rules.stopsAtDetection && result.detection.runs > 0)
        cells.push_back(shareText(estimateShare(tally.unseenFalls, runs)));
    if (result.detection.runs > 0)
        cells.push_back(shareText(estimateShare(seenFirst(result, tally), runs)));
    for (double portion : { 0.1, 0.5, 0.9 })
        cells.push_back(quantileText(tally.times, portion));
    return cells;
}

std::vector<const ElementTally *> otherFalls(const CampaignResult &result)
{
    std::vector<const ElementTally *> others;
    for (const ElementTally &tally : result.elements) {
        if (!tally.element.isGoal && tally.element.defenceDepth == 0)
            others.push_back(&tally);
    }
    std::stable_sort(others.begin(), others.end(),
        [](const ElementTally *first, const ElementTally *second) { return first->falls > second->falls; });
    return others;
}

std::string sharesOf(const std::map<std::string, std::uint64_t> &counts)
{
    std::uint64_t total = 0;
    std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
    for (const auto &[name, count] : counts)
        total += count;
    std::stable_sort(sorted.begin(), sorted.end(),
        [](const auto &first, const auto &second) { return first.second > second.second; });
    std::vector<std::string> parts;
    for (const auto &[name, count] : sorted)
        parts.push_back(name + " " + shareText(static_cast<double>(count) / static_cast<double>(total)));
    return join(parts, ", ");
}

std::vector<std::string> detectionLines(const CampaignResult &result)
{
    const DetectionTally &detection = result.detection;
    if (detection.runs == 0)
        return { "nothing was noticed in any run" };
    std::uint64_t early = 0;
    constexpr std::uint32_t firstSteps = 5;
    for (const auto &[bin, count] : detection.ordinals) {
        if (bin <= firstSteps)
            early += count;
    }
    const auto middle = estimateQuantile(detection.ordinals, 0.5);
    return { "something is noticed in " + shareText(estimateShare(detection.runs, runCount(result)))
            + " of the runs",
        "the first time: half within " + quantileText(detection.times, 0.5) + ", 90 % within "
            + quantileText(detection.times, 0.9),
        fmt::format(
            "at the attacker's step {:.0f} in the middle of all detections; {} within the first {} steps",
            middle->seconds, shareText(static_cast<double>(early) / static_cast<double>(detection.runs)),
            firstSteps),
        "by evidence: " + sharesOf(detection.byEvidence),
        "by technique: " + sharesOf(detection.byTechnique) };
}

} // namespace fourplane
