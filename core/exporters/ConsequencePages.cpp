// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Counting.h"
#include "core/base/Text.h"
#include "core/exporters/ExportConsequences.h"
#include "core/exporters/Markdown.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t mostSteps = 8; ///< of a run, in the page; the JSON has all
constexpr int neverFalls = 5; ///< see defenceDepth

std::string depthText(int depth)
{
    return depth == 0 ? "falls"
        : depth >= neverFalls
        ? "holds whatever fails"
        : "holds until " + counted(static_cast<std::size_t>(depth), "plane fails", "planes fail");
}

std::string idsText(const std::vector<ElementId> &ids)
{
    std::vector<std::string> texts;
    for (const ElementId &id : ids)
        texts.push_back(markdownText(id.value()));
    return join(texts, ", ");
}

std::string stepText(const ChangedStep &step)
{
    std::vector<std::string> gains;
    for (const Fact &gain : step.gains)
        gains.push_back(markdownText(toString(gain)));
    return "  - " + markdownText(step.techniqueId) + ": " + markdownText(step.fromId.value()) + " to "
        + markdownText(step.toId.value()) + (gains.empty() ? "" : ", gives " + join(gains, ", ")) + "\n";
}

std::string scenarioText(const std::string &name, Exploitability exploitability)
{
    return markdownText(name) + " (exploitability " + std::string(nameOf(exploitability)) + ")";
}

std::string runText(const ConsequenceRun &run)
{
    const TraceComparison &comparison = run.comparison;
    std::string text = "- **" + scenarioText(comparison.scenarioName, comparison.exploitability) + "**: ";
    text += counted(run.newFacts.size(), "fact", "facts") + " more reached, "
        + counted(comparison.opened.size(), "step", "steps") + " more that succeed.";
    if (!comparison.lost.empty())
        text += " Falls now: " + idsText(comparison.lost) + ".";
    for (const ChangedGoal &goal : comparison.goals) {
        if (goal.depthAfter < goal.depthBefore)
            text += " Goal " + markdownText(goal.goal.value()) + " " + depthText(goal.depthAfter)
                + "; with it, it " + depthText(goal.depthBefore) + ".";
    }
    text += "\n";
    const std::size_t shown = std::min(mostSteps, comparison.opened.size());
    for (std::size_t i = 0; i < shown; ++i)
        text += stepText(comparison.opened[i]);
    if (shown < comparison.opened.size())
        text +=
            "  - and " + std::to_string(comparison.opened.size() - shown) + " more in consequences.json\n";
    return text;
}

std::string controlText(const ControlConsequence &control)
{
    std::string text = "\n### " + markdownText(control.title)
        + "\n\n*Taken to hold instead: " + markdownText(control.assumption) + "*\n\n";
    std::vector<std::string> silent;
    for (const ConsequenceRun &run : control.runs) {
        if (run.opensAnything())
            text += runText(run);
        else
            silent.push_back(scenarioText(run.comparison.scenarioName, run.comparison.exploitability));
    }
    if (!silent.empty())
        text += "- Nothing more is reached and no step more succeeds in the runs of " + join(silent, ", ")
            + ".\n";
    return text;
}

/// What a single loss gives and all losses together do not: a store that asks nobody is shown no credential
/// that could be stolen on the way.
std::string onlyAloneText(const ExportConsequences &consequences)
{
    std::set<std::string> alone;
    for (const ControlConsequence &control : consequences.controls) {
        for (std::size_t i = 0; i < control.runs.size(); ++i) {
            const std::vector<std::string> &together = consequences.altogether.runs[i].newFacts;
            for (const std::string &fact : control.runs[i].newFacts) {
                if (!std::binary_search(together.begin(), together.end(), fact))
                    alone.insert(markdownText(fact));
            }
        }
    }
    if (alone.empty())
        return {};
    return "- Reached without one of them but not without all, since what one loss opens another makes "
           "needless: "
        + join({ alone.begin(), alone.end() }, ", ") + ".\n";
}

ordered_json idsJson(const std::vector<ElementId> &ids)
{
    ordered_json list = ordered_json::array();
    for (const ElementId &id : ids)
        list.push_back(id.value());
    return list;
}

ordered_json runJson(const ConsequenceRun &run)
{
    ordered_json steps = ordered_json::array();
    for (const ChangedStep &step : run.comparison.opened) {
        ordered_json stoppedBy = ordered_json::array();
        for (const PivotBlock &block : step.blocks)
            stoppedBy.push_back({ { "plane", nameOf(block.plane) }, { "control", block.control },
                { "reason", block.reason } });
        ordered_json gains = ordered_json::array();
        for (const Fact &gain : step.gains)
            gains.push_back(toString(gain));
        steps.push_back(
            { { "technique", step.techniqueId }, { "from", step.fromId.value() }, { "to", step.toId.value() },
                { "gives", std::move(gains) }, { "stoppedBefore", std::move(stoppedBy) } });
    }
    ordered_json goals = ordered_json::array();
    for (const ChangedGoal &goal : run.comparison.goals)
        goals.push_back({ { "goal", goal.goal.value() }, { "depthInDesign", goal.depthBefore },
            { "depthWithout", goal.depthAfter } });
    return { { "scenario", run.scenarioId.value() },
        { "exploitability", nameOf(run.comparison.exploitability) }, { "opensAnything", run.opensAnything() },
        { "newFacts", run.newFacts }, { "fallsNow", idsJson(run.comparison.lost) },
        { "goals", std::move(goals) }, { "newSteps", std::move(steps) } };
}

ordered_json controlJson(const ControlConsequence &control)
{
    ordered_json runs = ordered_json::array();
    for (const ConsequenceRun &run : control.runs)
        runs.push_back(runJson(run));
    return { { "id", control.id }, { "title", control.title }, { "assumption", control.assumption },
        { "opensAnything", control.opensAnything() }, { "runs", std::move(runs) } };
}

} // namespace

std::string consequencesPage(const ExportConsequences &consequences)
{
    std::string page = "\n## What opens if only this is shipped\n\n";
    if (consequences.scenarios.empty())
        return page + "Not simulated: the design has no scenario to attack it with.\n";
    if (consequences.controls.empty())
        return page
            + "Nothing was taken out: of the controls that can be simulated, this export holds all.\n";
    std::vector<std::string> names;
    for (const Scenario &scenario : consequences.scenarios)
        names.push_back(scenarioText(scenario.name, scenario.exploitability));
    page +=
        "Each control that this export does not hold was taken out of the design, one at a time and then all "
        "at once, and the\ndesign was attacked again. Design-time simulation; no running system was tested. "
        "Scenarios that were run: "
        + join(names, ", ")
        + ".\nOther attacks were not; a control whose loss opens nothing in them is not thereby useless. "
          "`consequences.json`\nholds every new fact and step.\n";
    page += controlText(consequences.altogether) + onlyAloneText(consequences);
    for (const ControlConsequence &control : consequences.controls)
        page += controlText(control);
    return page;
}

std::string consequencesJson(const ExportConsequences &consequences)
{
    ordered_json scenarios = ordered_json::array();
    for (const Scenario &scenario : consequences.scenarios)
        scenarios.push_back({ { "id", scenario.id.value() }, { "name", scenario.name },
            { "exploitability", nameOf(scenario.exploitability) } });
    ordered_json controls = ordered_json::array();
    for (const ControlConsequence &control : consequences.controls)
        controls.push_back(controlJson(control));
    const ordered_json document { { "format", "fourplane-consequences" }, { "formatVersion", 1 },
        { "scenarios", std::move(scenarios) }, { "altogether", controlJson(consequences.altogether) },
        { "controls", std::move(controls) } };
    return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace fourplane
