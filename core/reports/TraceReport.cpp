// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceReport.h"

#include "core/base/Text.h"
#include "core/reports/DecisionReport.h"
#include "core/reports/JsonParts.h"
#include "core/reports/TraceWords.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

std::string heading(const Pivot &pivot, const TechniqueCatalogue &catalogue, const EnforcementPlan &plan)
{
    std::string text = displayName(plan, pivot.fromId);
    if (!(pivot.toId == pivot.fromId) && !pivot.toId.isEmpty())
        text += " -> " + displayName(plan, pivot.toId);
    text += "  " + techniqueName(catalogue, pivot.techniqueId);
    return text;
}

std::string successfulSteps(const AttackTrace &trace, const TechniqueCatalogue &catalogue,
    const EnforcementPlan &plan, const TextStyle &style)
{
    std::string text;
    for (const Pivot &pivot : trace.pivots) {
        if (!pivot.succeeded())
            continue;
        std::vector<std::string> gained;
        for (std::uint32_t fact : pivot.grants)
            gained.push_back(toString(trace.facts[fact].fact));
        text += "  " + style.bad(std::to_string(pivot.step)) + "  "
            + printable(heading(pivot, catalogue, plan))
            + style.dim("  " + techniqueReferences(catalogue, pivot.techniqueId))
            + "\n      gains: " + printable(join(gained, ", ")) + "\n";
        for (const std::string &note : pivot.notes)
            text += style.dim("      " + printable(note)) + "\n";
    }
    return text.empty() ? "  No step succeeds.\n" : text;
}

std::string blockedSteps(const AttackTrace &trace, const TechniqueCatalogue &catalogue,
    const EnforcementPlan &plan, const TextStyle &style)
{
    std::string text;
    for (const Pivot &pivot : trace.pivots) {
        if (pivot.succeeded())
            continue;
        text += "  " + style.good("x") + "  " + printable(heading(pivot, catalogue, plan)) + "\n";
        for (const PivotBlock &block : pivot.blocks)
            text += "      " + printable(blockText(block)) + "\n";
    }
    return text.empty() ? "  Nothing was blocked.\n" : text;
}

Json toJson(const AttackTrace &trace, const TechniqueCatalogue &catalogue)
{
    Json facts = Json::array();
    for (const AttackFact &fact : trace.facts) {
        facts.push_back({ { "fact", toString(fact.fact) }, { "foothold", fact.isFoothold },
            { "holds", (fact.worlds & 1u) != 0 }, { "worlds", fact.worlds } });
    }
    Json pivots = Json::array();
    for (const Pivot &pivot : trace.pivots) {
        Json blocks = Json::array();
        for (const PivotBlock &block : pivot.blocks)
            blocks.push_back(fourplane::toJson(block));
        pivots.push_back({ { "step", pivot.step }, { "technique", pivot.techniqueId },
            { "name", techniqueName(catalogue, pivot.techniqueId) }, { "from", pivot.fromId.value() },
            { "to", pivot.toId.value() }, { "succeeded", pivot.succeeded() }, { "premises", pivot.premises },
            { "grants", pivot.grants }, { "blocks", std::move(blocks) }, { "notes", pivot.notes } });
    }
    Json depth = Json::object();
    for (const ElementId &jewel : trace.jewels)
        depth[jewel.value()] = defenceDepth(trace, jewel);
    return { { "scenario", trace.scenarioName }, { "exploitability", nameOf(trace.exploitability) },
        { "goals", fourplane::toJson(trace.jewels) },
        { "fallenGoals", fourplane::toJson(trace.fallenJewels) },
        { "blastRadius", fourplane::toJson(blastRadius(trace)) }, { "defenceDepth", std::move(depth) },
        { "facts", std::move(facts) }, { "pivots", std::move(pivots) } };
}

} // namespace

std::string defenceDepthText(int depth)
{
    if (depth == 0)
        return "falls";
    if (depth > static_cast<int>(planeCount))
        return "holds against every loss of planes";
    return counted(static_cast<std::size_t>(depth), "plane", "planes") + " must fail";
}

std::string traceText(const AttackTrace &trace, const TechniqueCatalogue &catalogue,
    const EnforcementPlan &plan, const TextStyle &style)
{
    std::string text = style.bold("Scenario: " + printable(trace.scenarioName))
        + "\nAssumption: exploitability " + std::string(nameOf(trace.exploitability)) + "\n\n"
        + style.bold("The attacker starts with") + "\n";
    for (const AttackFact &fact : trace.facts) {
        if (fact.isFoothold)
            text += "  " + printable(toString(fact.fact)) + "\n";
    }
    text += "\n" + style.bold("Steps that succeed") + "\n" + successfulSteps(trace, catalogue, plan, style);
    text +=
        "\n" + style.bold("Attempts that are blocked") + "\n" + blockedSteps(trace, catalogue, plan, style);
    text += "\n" + style.bold("Result") + "\n";
    for (const ElementId &jewel : trace.jewels) {
        const int depth = defenceDepth(trace, jewel);
        text += "  " + printable(jewel.value()) + ": "
            + (depth == 0 ? style.bad(defenceDepthText(depth)) : style.good(defenceDepthText(depth))) + "\n";
    }
    std::vector<std::string> fallen;
    for (const ElementId &id : blastRadius(trace))
        fallen.push_back(id.value());
    text += "  blast radius: " + counted(fallen.size(), "element", "elements");
    if (!fallen.empty())
        text += " (" + printable(join(fallen, ", ")) + ")";
    return text + "\n"
        + style.dim(
            "Design-time simulation under the stated assumption; it proves nothing about a running cluster.")
        + "\n";
}

std::string traceJson(const AttackTrace &trace, const TechniqueCatalogue &catalogue)
{
    return dumpJson(toJson(trace, catalogue));
}

std::string tracesJson(const std::vector<AttackTrace> &traces, const TechniqueCatalogue &catalogue)
{
    Json array = Json::array();
    for (const AttackTrace &trace : traces)
        array.push_back(toJson(trace, catalogue));
    return dumpJson({ { "traces", std::move(array) } });
}

std::string traceSummary(const std::vector<AttackTrace> &traces, const TextStyle &style)
{
    std::vector<std::vector<std::string>> rows { { "scenario", "exploitability", "goals fallen",
        "blast radius", "blocked attempts", "weakest goal" } };
    for (const AttackTrace &trace : traces) {
        int weakest = static_cast<int>(planeCount) + 1;
        for (const ElementId &jewel : trace.jewels)
            weakest = std::min(weakest, defenceDepth(trace, jewel));
        const auto blocked = std::count_if(
            trace.pivots.begin(), trace.pivots.end(), [](const Pivot &pivot) { return !pivot.succeeded(); });
        rows.push_back({ printable(trace.scenarioName), std::string(nameOf(trace.exploitability)),
            std::to_string(trace.fallenJewels.size()) + " of " + std::to_string(trace.jewels.size()),
            counted(blastRadius(trace).size(), "element", "elements"), std::to_string(blocked),
            trace.jewels.empty() ? "no goal named" : defenceDepthText(weakest) });
    }
    return table(rows, style);
}

} // namespace fourplane
