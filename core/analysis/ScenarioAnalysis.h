// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/BlastRadius.h"
#include "core/analysis/ChokePoints.h"
#include "core/analysis/FixSet.h"

namespace fourplane {

/// A goal that falls, and what every way to it goes through.
struct GoalAnalysis
{
    ElementId goal;
    std::vector<ChokePoint> chokePoints;
};

/// One scenario, answered for somebody who has to decide: how far the attack gets, what stands before each
/// asset, where all ways meet, and what to change.
struct ScenarioAnalysis
{
    std::string scenarioName;
    Exploitability exploitability = Exploitability::Marked;
    BlastRadius radius;
    std::vector<GoalAnalysis> goals; ///< those that fall, in the order of the scenario
    ControlRanking ranking; ///< single changes
    FixSearch fix; ///< the smallest set of changes that closes every goal
};

/// Attacks and analyses. `memoryLimit`: see GroundingLimits::bytes. Errors: those of simulate.
Result<ScenarioAnalysis> analyseScenario(const Project &project, const TechniqueCatalogue &catalogue,
    const Scenario &scenario, const Job &job = {}, std::size_t memoryLimit = GroundingLimits {}.bytes);

} // namespace fourplane
