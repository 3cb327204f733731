// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/RankingReport.h"

#include "core/base/Text.h"
#include "core/exporters/Markdown.h"
#include "core/reports/Escaping.h"
#include "core/reports/JsonParts.h"
#include "core/reports/OpenedSteps.h"
#include "core/reports/TraceWords.h"
#include "core/storage/ProjectEdits.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

std::vector<std::string> editsOf(const RankingReport &report, const ControlCandidate &candidate)
{
    const auto edits =
        writtenEdits(report.project, report.ranking.change.with(report.project, { candidate.setting }));
    return edits ? *edits : std::vector<std::string> {};
}

std::string candidateText(const RankingReport &report, const ControlCandidate &candidate, std::size_t place,
    const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    std::string text =
        fmt::format("  {}  {} ({}, {} plane)\n      removes {} of {} risk for effort {}; closes {}", place,
            style.bold(printable(describe(candidate.setting))), candidate.control, nameOf(candidate.plane),
            candidate.riskRemoved, report.ranking.risk, candidate.effort,
            counted(candidate.closedSteps.size(), "step", "steps"));
    text += "\n";
    if (!candidate.closedGoals.empty())
        text += "      " + style.good("goals that hold: " + idList(candidate.closedGoals)) + "\n";
    if (!candidate.saved.empty())
        text += "      no longer falls: " + someIds(candidate.saved) + "\n";
    if (!candidate.lost.empty())
        text += "      " + style.bad("newly falls: " + idList(candidate.lost)) + "\n";
    if (!candidate.openedSteps.empty())
        text += "      " + style.bad(openedStepsText(candidate.openedSteps, catalogue)) + "\n";
    if (!candidate.brokenFlows.empty())
        text += "      " + style.bad("refuses declared flows: " + idList(candidate.brokenFlows)) + "\n";
    for (const std::string &edit : editsOf(report, candidate))
        text += style.dim("      --set " + printable(shellWord(edit))) + "\n";
    return text;
}

std::string sharesText(const ControlShares &shares, const TextStyle &style)
{
    std::string text = style.bold("What the controls in force buy") + "\n";
    if (shares.controls.empty())
        return text + "  No control is in force.\n";
    std::vector<std::vector<std::string>> rows { { "control", "plane", "share", "risk without it alone",
        "falls without it alone" } };
    for (const ControlShare &control : shares.controls) {
        std::string share = fmt::format("{:.1f}", control.share);
        if (!shares.isExact)
            share += fmt::format(" ± {:.1f}", control.standardError);
        rows.push_back({ control.control, std::string(nameOf(control.plane)), share,
            "+" + std::to_string(control.riskWithout),
            control.fallsWithout.empty() ? "nothing" : someIds(control.fallsWithout) });
    }
    text += table(rows, style);
    return text
        + style.dim(fmt::format(
            "Shares add up to what the controls keep from falling together: {} of risk {} ({}).",
            shares.riskWithNone - shares.risk, shares.riskWithNone,
            shares.isExact
                ? "every order counted"
                : fmt::format("mean of {} orders drawn with a fixed seed, ± standard error", shares.orders)))
        + "\n";
}

Json toJson(const RankingReport &report, const ControlCandidate &candidate)
{
    return { { "change", describe(candidate.setting) }, { "control", candidate.control },
        { "plane", nameOf(candidate.plane) }, { "effort", candidate.effort },
        { "riskRemoved", candidate.riskRemoved }, { "closedSteps", candidate.closedSteps.size() },
        { "closedGoals", fourplane::toJson(candidate.closedGoals) },
        { "saved", fourplane::toJson(candidate.saved) }, { "lost", fourplane::toJson(candidate.lost) },
        { "openedSteps", openedStepsJson(candidate.openedSteps) },
        { "brokenFlows", fourplane::toJson(candidate.brokenFlows) },
        { "elements", fourplane::toJson(candidate.elements) }, { "edits", editsOf(report, candidate) } };
}

Json toJson(const ControlShares &shares)
{
    Json controls = Json::array();
    for (const ControlShare &control : shares.controls)
        controls.push_back(
            { { "control", control.control }, { "plane", nameOf(control.plane) }, { "share", control.share },
                { "standardError", control.standardError }, { "riskWithout", control.riskWithout },
                { "fallsWithout", fourplane::toJson(control.fallsWithout) } });
    return { { "risk", shares.risk }, { "riskWithNone", shares.riskWithNone }, { "exact", shares.isExact },
        { "orders", shares.orders }, { "controls", std::move(controls) } };
}

} // namespace

std::string rankingText(const RankingReport &report, const TechniqueCatalogue &catalogue, std::size_t most,
    const TextStyle &style)
{
    const ControlRanking &ranking = report.ranking;
    std::string text = style.bold("Scenario: " + printable(report.scenario.name)) + "\n"
        + assumptionLine(report.scenario.exploitability) + "\n"
        + fmt::format(
            "Risk: {} ({} fall)\n\n", ranking.risk, counted(ranking.fallen.size(), "element", "elements"))
        + style.bold("Single changes, by risk removed per effort") + "\n";
    std::size_t shown = 0;
    std::size_t harmless = 0;
    for (const ControlCandidate &candidate : ranking.candidates) {
        if (!candidate.breaksNothing() || !candidate.hasEffect())
            continue;
        ++harmless;
        if (most == 0 || shown < most)
            text += candidateText(report, candidate, ++shown, catalogue, style);
    }
    if (harmless == 0)
        text += "  No single change closes a step.\n";
    else if (shown < harmless)
        text += style.dim(fmt::format("  and {} more (--max 0 shows all)\n", harmless - shown));
    std::string breaking;
    std::size_t place = 0;
    for (const ControlCandidate &candidate : ranking.candidates) {
        if (!candidate.breaksNothing() && candidate.hasEffect() && (most == 0 || place < most))
            breaking += candidateText(report, candidate, ++place, catalogue, style);
    }
    if (!breaking.empty())
        text +=
            "\n" + style.bold("Changes that refuse a declared flow, or let something fall") + "\n" + breaking;
    if (!ranking.withoutEdit.empty())
        text += "\n"
            + style.bold("Controls that would stop steps, and that no edit can put in force by itself")
            + "\n";
    for (const ControlWithoutEdit &control : ranking.withoutEdit)
        text += "  " + control.control + "  " + printable(techniqueName(catalogue, control.techniqueId))
            + ", at " + idList(control.elements) + "\n";
    if (report.shares)
        text += "\n" + sharesText(*report.shares, style);
    return text + "\n"
        + style.dim("Risk is the ordinal weight of what falls, effort the ordinal complexity of the control; "
                    "neither is a measurement. Design-time simulation under the stated assumption.")
        + "\n";
}

std::string rankingJson(const std::vector<RankingReport> &reports)
{
    Json scenarios = Json::array();
    for (const RankingReport &report : reports) {
        Json changes = Json::array();
        for (const ControlCandidate &candidate : report.ranking.candidates) {
            if (candidate.hasEffect())
                changes.push_back(toJson(report, candidate));
        }
        Json advice = Json::array();
        for (const ControlWithoutEdit &control : report.ranking.withoutEdit)
            advice.push_back({ { "control", control.control }, { "technique", control.techniqueId },
                { "elements", fourplane::toJson(control.elements) } });
        Json json { { "scenario", report.scenario.name },
            { "exploitability", nameOf(report.scenario.exploitability) }, { "risk", report.ranking.risk },
            { "fallen", fourplane::toJson(report.ranking.fallen) }, { "changes", std::move(changes) },
            { "withoutEdit", std::move(advice) } };
        if (report.shares)
            json["shares"] = toJson(*report.shares);
        scenarios.push_back(std::move(json));
    }
    return dumpJson({ { "scenarios", std::move(scenarios) } });
}

std::string rankingCsv(const std::vector<RankingReport> &reports)
{
    std::string text = "scenario,change,control,plane,risk removed,effort,steps closed,goals closed,saved,"
                       "newly falling,steps opened,declared flows refused,edits\r\n";
    for (const RankingReport &report : reports) {
        for (const ControlCandidate &candidate : report.ranking.candidates) {
            if (!candidate.hasEffect())
                continue;
            std::vector<std::string> cells { report.scenario.name, describe(candidate.setting),
                candidate.control, std::string(nameOf(candidate.plane)),
                std::to_string(candidate.riskRemoved), std::to_string(candidate.effort),
                std::to_string(candidate.closedSteps.size()), idList(candidate.closedGoals),
                idList(candidate.saved), idList(candidate.lost), std::to_string(candidate.openedSteps.size()),
                idList(candidate.brokenFlows), join(editsOf(report, candidate), "; ") };
            for (std::string &cell : cells)
                cell = csvCell(std::move(cell));
            text += join(cells, ",") + "\r\n";
        }
    }
    return text;
}

} // namespace fourplane
