// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ScenarioAnalysis.h"

namespace fourplane {

Result<ScenarioAnalysis> analyseScenario(const Project &project, const TechniqueCatalogue &catalogue,
    const Scenario &scenario, const Job &job, std::size_t memoryLimit)
{
    const auto run = DesignRun::make(project, catalogue, scenario, job, memoryLimit);
    if (!run)
        return tl::make_unexpected(run.error());
    const auto trace = (*run)->trace(job);
    if (!trace)
        return tl::make_unexpected(trace.error());
    ScenarioAnalysis analysis;
    analysis.scenarioName = trace->scenarioName;
    analysis.exploitability = trace->exploitability;
    analysis.radius = measureBlastRadius(project, *trace);
    job.progress(0, 0, "Looking for choke points");
    for (const ElementId &goal : trace->fallenJewels) {
        auto points = findChokePoints((*run)->attack(), goal, job);
        if (!points)
            return tl::make_unexpected(points.error());
        analysis.goals.push_back({ goal, std::move(*points) });
    }
    auto ranking = rankControls(**run, job);
    if (!ranking)
        return tl::make_unexpected(ranking.error());
    analysis.ranking = std::move(*ranking);
    auto fix = findFixSet(**run, analysis.ranking, {}, job);
    if (!fix)
        return tl::make_unexpected(fix.error());
    analysis.fix = std::move(*fix);
    return analysis;
}

} // namespace fourplane
