// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/AnalysisReport.h"

#include "core/base/Text.h"
#include "core/reports/JsonParts.h"
#include "core/reports/OpenedSteps.h"
#include "core/reports/TraceReport.h"
#include "core/reports/TraceWords.h"

#include <nlohmann/json.hpp>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

std::vector<std::string> planeNames(PlaneSet planes)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < planeCount; ++i) {
        if (planes.contains(static_cast<Plane>(i)))
            names.emplace_back(nameOf(static_cast<Plane>(i)));
    }
    return names;
}

std::string classificationText(const AssetDefence &asset)
{
    if (asset.classification)
        return std::string(nameOf(*asset.classification));
    return "-";
}

std::string radiusText(const BlastRadius &radius, const TextStyle &style)
{
    std::string text = style.bold("Blast radius") + "\n  " + std::to_string(radius.fallen) + " of "
        + counted(radius.assets.size(), "asset", "assets") + "; weight " + std::to_string(radius.weight)
        + " of " + std::to_string(radius.weightOfAll) + "\n";
    for (const KindCount &kind : radius.kinds) {
        text += "  " + std::string(nameOf(kind.kind)) + ": " + std::to_string(kind.fallen) + " of "
            + std::to_string(kind.all) + ", weight " + std::to_string(kind.weight) + "\n";
    }
    return text
        + style.dim("  Weights are ordinal: public 1, internal 3, confidential 9, restricted 27; a goal "
                    "weighs at least 27, everything that is no collection 1.")
        + "\n";
}

/// Goals and collections; everything else is in the JSON.
std::string defenceText(const BlastRadius &radius, const TextStyle &style)
{
    std::vector<std::vector<std::string>> rows { { "asset", "class", "planes that must fail" } };
    for (const AssetDefence &asset : radius.assets) {
        if (asset.isGoal || asset.kind == AssetKind::Collection)
            rows.push_back(
                { printable(asset.id.value()) + (asset.isGoal ? " (goal)" : ""), classificationText(asset),
                    asset.falls() ? style.bad("falls as it is") : planeLossText(asset.planeLosses) });
    }
    const std::string title = style.bold("Defence depth") + "\n";
    return rows.size() == 1 ? title + "  There is no goal and no collection.\n" : title + table(rows, style);
}

std::string chokeText(
    const ScenarioAnalysis &analysis, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    std::string text = style.bold("Choke points: without one of these the goal does not fall") + "\n";
    if (analysis.goals.empty())
        return text + "  No goal falls.\n";
    for (const GoalAnalysis &goal : analysis.goals) {
        text += "  " + printable(goal.goal.value()) + "\n";
        for (const ChokePoint &point : goal.chokePoints)
            text += "    " + std::string(nameOf(point.kind)) + "  "
                + printable(chokePointText(point, catalogue)) + "\n";
        if (goal.chokePoints.empty())
            text += "    None: no single step, element, fact or technique is on every way.\n";
    }
    return text;
}

std::vector<const ControlCandidate *> bestChanges(const ControlRanking &ranking)
{
    constexpr std::size_t most = 5;
    std::vector<const ControlCandidate *> best;
    for (const ControlCandidate &candidate : ranking.candidates) {
        if (best.size() < most && candidate.breaksNothing() && candidate.riskRemoved > 0)
            best.push_back(&candidate);
    }
    return best;
}

std::string changesText(const ScenarioAnalysis &analysis, const TextStyle &style)
{
    std::string text = style.bold("Best single changes, by risk removed per effort") + "\n";
    const auto best = bestChanges(analysis.ranking);
    for (const ControlCandidate *candidate : best)
        text += "  " + candidate->control + "  " + printable(describe(candidate->setting)) + " (removes "
            + std::to_string(candidate->riskRemoved) + " of " + std::to_string(analysis.ranking.risk)
            + " for effort " + std::to_string(candidate->effort) + ")\n";
    return best.empty() ? text + "  No single change saves anything.\n" : text;
}

std::string fixSummary(const FixSearch &search, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    std::string text = style.bold("Fix set: what closes every goal") + "\n";
    if (search.goals.empty())
        return text + "  No goal falls; nothing has to change.\n";
    if (!search.fix) {
        text += "  No set of known changes closes every goal; with all of them in force there is still:\n";
        for (const ResidualPath &path : search.residual) {
            std::vector<std::string> steps;
            for (const ResidualStep &step : path.steps)
                steps.push_back(techniqueName(catalogue, step.techniqueId));
            text += "  " + printable(path.goal.value()) + ": "
                + (steps.empty() ? "the attacker starts there" : printable(join(steps, "; "))) + "\n";
        }
        return text;
    }
    for (std::size_t i = 0; i < search.fix->settings.size(); ++i)
        text += "  " + search.fix->controls[i] + "  " + printable(describe(search.fix->settings[i]))
            + " (effort " + std::to_string(search.fix->efforts[i]) + ")\n";
    text += search.fix->isProvedBest ? "  Proved by attacking the changed design; no smaller set does it.\n"
                                     : "  Proved by attacking the changed design; a smaller set may exist.\n";
    if (!search.fix->openedSteps.empty())
        text += "  " + style.bad(openedStepsText(search.fix->openedSteps, catalogue)) + "\n";
    if (!search.fix->brokenFlows.empty())
        text += "  " + style.bad("It refuses declared flows; see fourplanectl fix.") + "\n";
    return text;
}

Json bestChangesJson(const ControlRanking &ranking)
{
    Json changes = Json::array();
    for (const ControlCandidate *candidate : bestChanges(ranking))
        changes.push_back({ { "control", candidate->control }, { "change", describe(candidate->setting) },
            { "riskRemoved", candidate->riskRemoved }, { "effort", candidate->effort } });
    return changes;
}

Json fixSummaryJson(const FixSearch &search)
{
    if (!search.fix)
        return {};
    Json changes = Json::array();
    for (std::size_t i = 0; i < search.fix->settings.size(); ++i)
        changes.push_back({ { "control", search.fix->controls[i] },
            { "change", describe(search.fix->settings[i]) }, { "effort", search.fix->efforts[i] } });
    return { { "changes", std::move(changes) }, { "provedBest", search.fix->isProvedBest },
        { "openedSteps", openedStepsJson(search.fix->openedSteps) },
        { "brokenFlows", fourplane::toJson(search.fix->brokenFlows) } };
}

Json toJson(const AssetDefence &asset)
{
    Json losses = Json::array();
    for (PlaneSet planes : asset.planeLosses)
        losses.push_back(planeNames(planes));
    Json json { { "id", asset.id.value() }, { "kind", nameOf(asset.kind) }, { "goal", asset.isGoal },
        { "weight", asset.weight }, { "falls", asset.falls() }, { "defenceDepth", asset.depth },
        { "planeLosses", std::move(losses) } };
    if (asset.classification)
        json["classification"] = nameOf(*asset.classification);
    return json;
}

Json toJson(const BlastRadius &radius)
{
    Json kinds = Json::array();
    for (const KindCount &kind : radius.kinds)
        kinds.push_back({ { "kind", nameOf(kind.kind) }, { "fallen", kind.fallen }, { "all", kind.all },
            { "weight", kind.weight } });
    Json assets = Json::array();
    for (const AssetDefence &asset : radius.assets)
        assets.push_back(toJson(asset));
    return { { "fallen", radius.fallen }, { "weight", radius.weight }, { "weightOfAll", radius.weightOfAll },
        { "kinds", std::move(kinds) }, { "assets", std::move(assets) } };
}

Json toJson(const ChokePoint &point, const TechniqueCatalogue &catalogue)
{
    Json json { { "kind", nameOf(point.kind) }, { "text", chokePointText(point, catalogue) } };
    switch (point.kind) {
    case ChokeKind::Step:
        json.update({ { "technique", point.techniqueId }, { "from", point.fromId.value() },
            { "to", point.toId.value() } });
        break;
    case ChokeKind::Technique:
        json["technique"] = point.techniqueId;
        break;
    case ChokeKind::Element:
        json["element"] = point.elementId.value();
        break;
    case ChokeKind::Fact:
        json["fact"] = toString(point.fact);
        break;
    }
    return json;
}

} // namespace

std::string planeLossText(const std::vector<PlaneSet> &planeLosses)
{
    if (planeLosses.empty())
        return "holds against every loss of planes";
    std::vector<std::string> sets;
    for (PlaneSet planes : planeLosses) {
        if (planes.isEmpty())
            return "falls as it is";
        sets.push_back(join(planeNames(planes), " + "));
    }
    return join(sets, ", or ");
}

std::string chokePointText(const ChokePoint &point, const TechniqueCatalogue &catalogue)
{
    switch (point.kind) {
    case ChokeKind::Step:
        break;
    case ChokeKind::Technique:
        return techniqueName(catalogue, point.techniqueId);
    case ChokeKind::Element:
        return point.elementId.value();
    case ChokeKind::Fact:
        return factSentence(point.fact, [](const ElementId &id) { return id.value(); });
    }
    const std::string ends = point.fromId == point.toId ? point.fromId.value()
                                                        : point.fromId.value() + " -> " + point.toId.value();
    return ends + ": " + techniqueName(catalogue, point.techniqueId);
}

std::string analysisText(
    const std::vector<AnalysisReport> &reports, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    std::string text;
    for (const AnalysisReport &report : reports) {
        const ScenarioAnalysis &analysis = report.analysis;
        text += style.bold("Scenario: " + printable(analysis.scenarioName)) + "\n"
            + assumptionLine(analysis.exploitability) + "\n\n" + radiusText(analysis.radius, style) + "\n"
            + defenceText(analysis.radius, style) + "\n" + chokeText(analysis, catalogue, style) + "\n"
            + changesText(analysis, style) + "\n" + fixSummary(analysis.fix, catalogue, style) + "\n";
    }
    return text
        + style.dim("fourplanectl rank and fix show the changes as edits. Design-time simulation under the "
                    "stated assumption; it proves nothing about a running cluster.")
        + "\n";
}

std::string analysisJson(const std::vector<AnalysisReport> &reports, const TechniqueCatalogue &catalogue)
{
    Json scenarios = Json::array();
    for (const AnalysisReport &report : reports) {
        const ScenarioAnalysis &analysis = report.analysis;
        Json goals = Json::array();
        for (const GoalAnalysis &goal : analysis.goals) {
            Json points = Json::array();
            for (const ChokePoint &point : goal.chokePoints)
                points.push_back(toJson(point, catalogue));
            goals.push_back({ { "goal", goal.goal.value() }, { "chokePoints", std::move(points) } });
        }
        scenarios.push_back({ { "scenario", analysis.scenarioName },
            { "exploitability", nameOf(analysis.exploitability) }, { "blastRadius", toJson(analysis.radius) },
            { "fallenGoals", std::move(goals) }, { "bestChanges", bestChangesJson(analysis.ranking) },
            { "fix", fixSummaryJson(analysis.fix) } });
    }
    return dumpJson({ { "scenarios", std::move(scenarios) } });
}

} // namespace fourplane
