// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceReport.h"

#include "core/base/Text.h"
#include "core/enforcement/PlanIndex.h"
#include "core/reports/DecisionReport.h"
#include "core/reports/TraceTimeline.h"
#include "core/reports/TraceWords.h"

#include <algorithm>

namespace fourplane {

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
    const PlanIndex index(plan);
    const ElementNamer name = [&index](const ElementId &id) { return displayName(index, id); };
    std::string text = style.bold("Scenario: " + printable(trace.scenarioName)) + "\n"
        + assumptionLine(trace.exploitability) + "\n\n" + timelineText(trace, catalogue, name, style) + "\n"
        + style.bold("Result") + "\n";
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
    return text + "\n" + style.dim(traceLimit) + "\n";
}

std::vector<std::string> traceSummaryRow(const AttackTrace &trace)
{
    int weakest = static_cast<int>(planeCount) + 1;
    for (const ElementId &jewel : trace.jewels)
        weakest = std::min(weakest, defenceDepth(trace, jewel));
    auto blocked = static_cast<std::size_t>(std::count_if(
        trace.pivots.begin(), trace.pivots.end(), [](const Pivot &pivot) { return !pivot.succeeded(); }));
    for (const FurtherAttempts &further : trace.further)
        blocked += further.blocked;
    return { printable(trace.scenarioName), std::string(nameOf(trace.exploitability)),
        std::to_string(trace.fallenJewels.size()) + " of " + std::to_string(trace.jewels.size()),
        counted(blastRadius(trace).size(), "element", "elements"), std::to_string(blocked),
        trace.jewels.empty() ? "no goal named" : defenceDepthText(weakest) };
}

std::string traceSummary(std::vector<std::vector<std::string>> rows, const TextStyle &style)
{
    rows.insert(rows.begin(),
        { "scenario", "exploitability", "goals fallen", "blast radius", "blocked attempts", "weakest goal" });
    return table(rows, style);
}

} // namespace fourplane
