// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/FixReport.h"

#include "core/analysis/TraceComparison.h"
#include "core/base/Text.h"
#include "core/exporters/Markdown.h"
#include "core/reports/JsonParts.h"
#include "core/reports/OpenedSteps.h"
#include "core/reports/TraceReport.h"
#include "core/reports/TraceWords.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

std::string setText(const FixReport &report, const FixSet &fix, const TextStyle &style)
{
    std::string text = style.bold(fmt::format("Fix set: {}, effort {}",
                           counted(fix.settings.size(), "control change", "control changes"), fix.effort))
        + "\n";
    for (std::size_t i = 0; i < fix.settings.size(); ++i)
        text += fmt::format(
            "  {}  {} (effort {})\n", fix.controls[i], printable(describe(fix.settings[i])), fix.efforts[i]);
    text += "\n" + style.bold("As edits") + "\n";
    for (const std::string &edit : report.edits)
        text += "  --set " + printable(shellWord(edit)) + "\n";
    if (report.edits.empty())
        text += "  They cannot be written as a list of edits; no variant can hold them.\n";
    return text;
}

std::string proofText(
    const FixReport &report, const FixSet &fix, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    const TraceComparison comparison = compareTraces(fix.before, fix.after);
    std::string text = style.bold("Proof: the changed design, compiled and attacked again") + "\n";
    for (const ChangedGoal &goal : comparison.goals)
        text += "  " + printable(goal.goal.value()) + ": " + defenceDepthText(goal.depthBefore) + " -> "
            + style.good(defenceDepthText(goal.depthAfter)) + "\n";
    text += fmt::format("  blast radius: {} -> {}\n", counted(comparison.fallenBefore, "element", "elements"),
        counted(comparison.fallenAfter, "element", "elements"));
    if (!comparison.saved.empty())
        text += "  no longer falls: " + someIds(comparison.saved) + "\n";
    if (!comparison.lost.empty())
        text += "  " + style.bad("newly falls") + ": " + idList(comparison.lost) + "\n";
    if (!fix.openedSteps.empty())
        text += "  " + style.bad(openedStepsText(fix.openedSteps, catalogue)) + "\n";
    text += fix.isMinimal ? "  No change can be left out: with any one of them missing a goal falls again.\n"
                          : "  A change may be left out.\n";
    text += fmt::format("  {} ({}, {} attacked).\n",
        fix.isProvedBest ? "No better set exists among the known changes"
                         : "The search was cut short: a better set may exist",
        counted(report.search.candidates, "change", "changes"),
        counted(report.search.runs, "design", "designs"));
    if (fix.brokenFlows.empty())
        return text + "  Every declared flow that worked still works.\n";
    return text + "  " + style.bad("Refuses declared flows, as every set that closes the goals does") + ": "
        + idList(fix.brokenFlows) + "\n";
}

std::string residualText(const FixSearch &search, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    std::string text = style.bad("No set of known changes closes every goal.") + " "
        + counted(search.candidates, "change", "changes") + " in force together leave these ways:\n";
    for (const ResidualPath &path : search.residual) {
        text += "  " + printable(path.goal.value()) + "\n";
        for (const ResidualStep &step : path.steps) {
            const std::string ends = step.fromId == step.toId
                ? step.fromId.value()
                : step.fromId.value() + " -> " + step.toId.value();
            text += "    " + printable(ends) + "  " + printable(techniqueName(catalogue, step.techniqueId))
                + "\n";
        }
        if (path.steps.empty())
            text += "    The attacker starts there.\n";
    }
    return text;
}

Json residualJson(const FixSearch &search)
{
    Json paths = Json::array();
    for (const ResidualPath &path : search.residual) {
        Json steps = Json::array();
        for (const ResidualStep &step : path.steps)
            steps.push_back({ { "technique", step.techniqueId }, { "from", step.fromId.value() },
                { "to", step.toId.value() } });
        paths.push_back({ { "goal", path.goal.value() }, { "steps", std::move(steps) } });
    }
    return paths;
}

Json toJson(const FixReport &report, const FixSet &fix)
{
    const TraceComparison comparison = compareTraces(fix.before, fix.after);
    Json changes = Json::array();
    for (std::size_t i = 0; i < fix.settings.size(); ++i)
        changes.push_back({ { "control", fix.controls[i] }, { "change", describe(fix.settings[i]) },
            { "effort", fix.efforts[i] } });
    Json goals = Json::array();
    for (const ChangedGoal &goal : comparison.goals)
        goals.push_back({ { "goal", goal.goal.value() }, { "defenceDepthBefore", goal.depthBefore },
            { "defenceDepthAfter", goal.depthAfter } });
    return { { "changes", std::move(changes) }, { "effort", fix.effort }, { "edits", report.edits },
        { "minimal", fix.isMinimal }, { "provedBest", fix.isProvedBest },
        { "openedSteps", openedStepsJson(fix.openedSteps) },
        { "brokenFlows", fourplane::toJson(fix.brokenFlows) }, { "goals", std::move(goals) },
        { "fallenBefore", comparison.fallenBefore }, { "fallenAfter", comparison.fallenAfter },
        { "saved", fourplane::toJson(comparison.saved) }, { "lost", fourplane::toJson(comparison.lost) } };
}

} // namespace

std::string fixText(const FixReport &report, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    const FixSearch &search = report.search;
    std::string text = style.bold("Scenario: " + printable(report.scenario.name)) + "\n"
        + assumptionLine(report.scenario.exploitability) + "\n";
    if (search.goals.empty())
        return text + "No goal falls; nothing has to change.\n";
    text += "Goals that fall: " + idList(search.goals) + "\n\n";
    if (search.fix)
        text += setText(report, *search.fix, style) + "\n" + proofText(report, *search.fix, catalogue, style);
    else if (search.exceedsMaxChanges)
        text += "The goals can be closed, but not with so few changes. Raise --max.\n";
    else
        text += residualText(search, catalogue, style);
    return text + "\n"
        + style.dim(
            "Design-time simulation under the stated assumption; it proves nothing about a running cluster.")
        + "\n";
}

std::string fixJson(const std::vector<FixReport> &reports)
{
    Json scenarios = Json::array();
    for (const FixReport &report : reports) {
        const FixSearch &search = report.search;
        Json json { { "scenario", report.scenario.name },
            { "exploitability", nameOf(report.scenario.exploitability) },
            { "fallenGoals", fourplane::toJson(search.goals) }, { "candidates", search.candidates },
            { "designsAttacked", search.runs }, { "exceedsMax", search.exceedsMaxChanges } };
        json["fix"] = search.fix ? toJson(report, *search.fix) : Json();
        json["residual"] = residualJson(search);
        scenarios.push_back(std::move(json));
    }
    return dumpJson({ { "scenarios", std::move(scenarios) } });
}

} // namespace fourplane
