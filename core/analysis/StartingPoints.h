// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedAttack.h"

#include <vector>

namespace fourplane {

/// What an attacker reaches who starts with code in one workload and nothing else, in the design as it is.
struct StartingPoint
{
    ElementId workloadId;
    std::size_t fallen = 0; ///< elements that fall, the workload included; see meansFall
    std::size_t goals = 0; ///< goals of the scenario among them
    std::size_t equals = 0; ///< workloads that lead to this one and back, itself included: all reach the same
};

/// Every workload as a starting point, under the techniques, assumptions and goals of a scenario; its own
/// footholds play no part. The most goals come first, then the most that falls, then ids.
///
/// One hypergraph is grounded for all of them and searched with 512 starting points at once. Errors: those of
/// PreparedAttack::make.
Result<std::vector<StartingPoint>> measureStartingPoints(const std::shared_ptr<PreparedDesign> &design,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job = {},
    const GroundingLimits &limits = {});

} // namespace fourplane
