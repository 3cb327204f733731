// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/ProblemFinder.h"

namespace fourplane {

namespace {

using Need = ProblemFinder::Need;
using Kind = ElementKind;

void checkFoothold(const Foothold &foothold, std::size_t at, const ElementPlace &place, ProblemFinder &finder)
{
    const std::string position = std::to_string(at);
    const ProblemFinder::Path field { "footholds", position, "element" };
    switch (foothold.kind) {
    case FootholdKind::CodeExecution:
        finder.reference(place, field, foothold.elementId, { Kind::Workload }, Need::Required);
        break;
    case FootholdKind::NetworkAccess:
        finder.reference(
            place, field, foothold.elementId, { Kind::Workload, Kind::External }, Need::Required);
        break;
    case FootholdKind::StolenToken:
        finder.reference(place, field, foothold.elementId, { Kind::Identity }, Need::Required);
        break;
    case FootholdKind::UntrustedText:
        finder.reference(place, field, foothold.elementId,
            { Kind::Collection, Kind::External, Kind::Workload }, Need::Required);
        break;
    }
    finder.reference(place, { "footholds", position, "from" }, foothold.fromId,
        { Kind::Workload, Kind::External }, Need::Optional);
}

/// Stale placements lose nothing but a position, so they are only warned about.
void checkPlacements(const Project &project, ProblemFinder &finder)
{
    const Topology &t = project.topology;
    for (const auto &[id, placement] : project.diagram.placements) {
        if (t.namespaces.count(id) + t.workloads.count(id) + t.externals.count(id) > 0)
            continue;
        finder.warning({ id, { "diagram", "placements", id.value() } }, {}, "dangling-reference",
            "The diagram places \"" + id.value()
                + "\", which is no namespace, workload or external endpoint.",
            "Remove the placement.");
    }
}

} // namespace

void findScenarioProblems(const Project &project, ProblemFinder &finder)
{
    for (const auto &[id, scenario] : project.scenarios) {
        const ElementPlace place { id, { "scenarios", id.value() } };
        for (std::size_t i = 0; i < scenario.footholds.size(); ++i)
            checkFoothold(scenario.footholds[i], i, place, finder);
        for (std::size_t i = 0; i < scenario.jewels.size(); ++i) {
            finder.reference(place, { "jewels", std::to_string(i) }, scenario.jewels[i],
                { Kind::Collection, Kind::Workload, Kind::External }, Need::Required);
        }
    }
    checkPlacements(project, finder);
}

} // namespace fourplane
