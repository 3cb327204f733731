// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedAttack.h"
#include "core/enforcement/PlanCompiler.h"

#include <memory>

namespace fourplane::test {

/// The shipped catalogue, read once.
const TechniqueCatalogue &catalogue();

/// A small AI service to be attacked: the AttackLab with random footholds, flows, weaknesses and controls of
/// every plane. The same seed gives the same design.
struct RandomDesign
{
    Project project;
    Scenario scenario;
};

RandomDesign randomDesign(unsigned seed);

/// How many random designs a property test takes: `usual`, or what FOURPLANE_TEST_DESIGNS says.
unsigned designs(unsigned usual);

/// A project with its plan and the prepared attack of a scenario on it.
struct Attacked
{
    Attacked(Project design, const Scenario &scenario);

    Project project;
    CompiledPlan compiled;
    PolicyDecisionPoint decisions;
    PreparedAttack attack;
};

/// The facts that hold in world 0 by the plainest fix-point: sweeps until nothing changes. Pivots that
/// `isOut` names are left out.
std::vector<bool> sweep(
    PreparedAttack &attack,
    const std::function<bool(std::uint32_t pivot)> &isOut = [](auto) { return false; });

/// Elements that fall among facts that hold, sorted.
std::vector<ElementId> fallenOf(const PreparedAttack &attack, const std::vector<bool> &holds);

} // namespace fourplane::test
