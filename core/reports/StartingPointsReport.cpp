// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/StartingPointsReport.h"

#include "core/base/Counting.h"
#include "core/base/Text.h"
#include "core/reports/TraceWords.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fourplane {

using Json = nlohmann::ordered_json;

std::string startingPointsText(const StartingPointsReport &report, std::size_t most, const TextStyle &style)
{
    std::string text = style.bold("Scenario: " + printable(report.scenario.name)) + "\n"
        + assumptionLine(report.scenario.exploitability) + "\n\n"
        + style.bold("Code in one workload, and what falls from there") + "\n";
    std::vector<std::vector<std::string>> rows { { "workload", "falls", "goals", "leads to and back" } };
    const std::size_t shown = most == 0 ? report.points.size() : std::min(most, report.points.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const StartingPoint &point = report.points[i];
        rows.push_back({ printable(point.workloadId.value()), std::to_string(point.fallen),
            std::to_string(point.goals) + " of " + std::to_string(report.scenario.jewels.size()),
            counted(point.equals - 1, "other", "others") });
    }
    text += table(rows, style);
    if (shown < report.points.size())
        text += "and " + counted(report.points.size() - shown, "more workload", "more workloads")
            + " (--max 0 shows all)\n";
    return text;
}

std::string startingPointsJson(const std::vector<StartingPointsReport> &reports)
{
    Json scenarios = Json::array();
    for (const StartingPointsReport &report : reports) {
        Json points = Json::array();
        for (const StartingPoint &point : report.points)
            points.push_back({ { "workload", point.workloadId.value() }, { "fallen", point.fallen },
                { "goals", point.goals }, { "equals", point.equals } });
        scenarios.push_back({ { "scenario", report.scenario.name },
            { "exploitability", nameOf(report.scenario.exploitability) },
            { "goals", report.scenario.jewels.size() }, { "startingPoints", std::move(points) } });
    }
    return Json {
        { "format", "fourplane-starting-points" }, { "formatVersion", 1 },
        { "scenarios", std::move(scenarios) }
    }.dump(2)
        + "\n";
}

} // namespace fourplane
