// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/WhatIfReport.h"

#include "core/base/Text.h"
#include "core/reports/JsonParts.h"
#include "core/reports/TraceReport.h"
#include "core/reports/TraceWords.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

std::string goalLine(const ChangedGoal &goal, const TextStyle &style)
{
    const std::string after = defenceDepthText(goal.depthAfter);
    std::string line = "  " + printable(goal.goal.value()) + ": ";
    if (goal.depthBefore == goal.depthAfter)
        return line + "unchanged, " + after + "\n";
    const bool isBetter = goal.depthAfter > goal.depthBefore;
    return line + defenceDepthText(goal.depthBefore) + " -> "
        + (isBetter ? style.good(after) : style.bad(after)) + "\n";
}

std::string stepLine(const ChangedStep &step, const TechniqueCatalogue &catalogue)
{
    std::string line = step.fromId.value();
    if (!(step.toId == step.fromId) && !step.toId.isEmpty())
        line += " -> " + step.toId.value();
    line += "  " + techniqueName(catalogue, step.techniqueId);
    std::vector<std::string> gains;
    for (const Fact &gain : step.gains)
        gains.push_back(factSentence(gain, [](const ElementId &id) { return id.value(); }));
    if (!gains.empty())
        line += ": " + join(gains, ", and ");
    return printable(line);
}

/// Why there is no such attempt in the other design.
std::string_view absenceText(const ChangedStep &step, bool isClosed)
{
    if (step.isWithinReach)
        return isClosed ? "what it takes is no longer there" : "what it takes was not there before";
    return isClosed ? "the attacker no longer gets this far" : "the attacker did not get this far before";
}

std::string stepsText(const std::vector<ChangedStep> &steps, const TechniqueCatalogue &catalogue,
    const TextStyle &style, bool isClosed)
{
    std::string text;
    for (const ChangedStep &step : steps) {
        text += "  " + (isClosed ? style.good("-") : style.bad("+")) + " " + stepLine(step, catalogue) + "\n";
        const std::string_view when = isClosed ? "now stopped by " : "was stopped by ";
        for (const PivotBlock &block : step.blocks)
            text += "      " + std::string(when) + printable(blockText(block)) + "\n";
        if (step.blocks.empty())
            text += style.dim("      " + std::string(absenceText(step, isClosed)) + "\n");
    }
    return text;
}

std::string comparisonText(
    const TraceComparison &comparison, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    std::string text = style.bold("Scenario: " + printable(comparison.scenarioName)) + "\n"
        + assumptionLine(comparison.exploitability) + "\n";
    const std::string uncompared = comparison.uncompared == 0
        ? std::string()
        : style.dim("  " + counted(comparison.uncompared, "more step", "more steps")
            + " to what falls in both designs: attempts are too many there to compare each.\n");
    if (comparison.isEmpty() && uncompared.empty())
        return text + "Nothing changes: the same steps succeed and the same goals fall.\n";
    if (comparison.isEmpty())
        return text + "Nothing changes in what falls, and no step is known to be closed or opened.\n"
            + uncompared;
    text += "\n" + style.bold("Goals") + "\n";
    for (const ChangedGoal &goal : comparison.goals)
        text += goalLine(goal, style);
    if (comparison.goals.empty())
        text += "  The scenario names none.\n";
    text += "\n" + style.bold("Blast radius") + "\n  "
        + counted(comparison.fallenBefore, "element", "elements") + " -> "
        + counted(comparison.fallenAfter, "element", "elements") + "\n";
    if (!comparison.saved.empty())
        text += "  no longer falls: " + someIds(comparison.saved) + "\n";
    if (!comparison.lost.empty())
        text += "  " + style.bad("newly falls") + ": " + idList(comparison.lost) + "\n";
    text += "\n" + style.bold("Paths closed: " + counted(comparison.closed.size(), "step", "steps")) + "\n"
        + stepsText(comparison.closed, catalogue, style, true);
    text += "\n" + style.bold("Paths opened: " + counted(comparison.opened.size(), "step", "steps")) + "\n"
        + stepsText(comparison.opened, catalogue, style, false);
    return text + uncompared;
}

Json stepsJson(const std::vector<ChangedStep> &steps, const TechniqueCatalogue &catalogue)
{
    Json array = Json::array();
    for (const ChangedStep &step : steps) {
        Json blocks = Json::array();
        for (const PivotBlock &block : step.blocks)
            blocks.push_back(toJson(block));
        Json gains = Json::array();
        for (const Fact &gain : step.gains)
            gains.push_back(toString(gain));
        array.push_back({ { "technique", step.techniqueId },
            { "name", techniqueName(catalogue, step.techniqueId) }, { "from", step.fromId.value() },
            { "to", step.toId.value() }, { "step", step.step }, { "gains", std::move(gains) },
            { "withinReach", step.isWithinReach }, { "stoppedBy", std::move(blocks) } });
    }
    return array;
}

} // namespace

std::string whatIfText(
    const WhatIfReport &report, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    std::string text = style.bold("What if") + "\n";
    for (const std::string &edit : report.edits)
        text += "  " + printable(edit) + "\n";
    if (!report.refusedFlows.empty())
        text += "\n" + style.bad("Declared flows that are refused now") + ": " + idList(report.refusedFlows)
            + "\n";
    if (!report.openedFlows.empty())
        text += "\nDeclared flows that were refused and work now: " + idList(report.openedFlows) + "\n";
    for (const TraceComparison &comparison : report.comparisons)
        text += "\n" + comparisonText(comparison, catalogue, style);
    return text + "\n"
        + style.dim(
            "Design-time simulation under the stated assumption; it proves nothing about a running cluster.")
        + "\n";
}

std::string whatIfJson(const WhatIfReport &report, const TechniqueCatalogue &catalogue)
{
    Json scenarios = Json::array();
    for (const TraceComparison &comparison : report.comparisons) {
        Json goals = Json::array();
        for (const ChangedGoal &goal : comparison.goals)
            goals.push_back({ { "goal", goal.goal.value() }, { "defenceDepthBefore", goal.depthBefore },
                { "defenceDepthAfter", goal.depthAfter } });
        scenarios.push_back({ { "scenario", comparison.scenarioName },
            { "exploitability", nameOf(comparison.exploitability) }, { "goals", std::move(goals) },
            { "fallenBefore", comparison.fallenBefore }, { "fallenAfter", comparison.fallenAfter },
            { "saved", toJson(comparison.saved) }, { "lost", toJson(comparison.lost) },
            { "closed", stepsJson(comparison.closed, catalogue) },
            { "opened", stepsJson(comparison.opened, catalogue) }, { "uncompared", comparison.uncompared } });
    }
    return dumpJson({ { "edits", report.edits }, { "refusedFlows", toJson(report.refusedFlows) },
        { "openedFlows", toJson(report.openedFlows) }, { "scenarios", std::move(scenarios) } });
}

} // namespace fourplane
