// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/Finding.h"
#include "core/analysis/TraceComparison.h"
#include "core/attack/Technique.h"
#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/project/Project.h"

#include <string>
#include <vector>

namespace fourplane {

/// What a change of a design does, found by evaluating and attacking the design without and with it.
struct ChangeEffect
{
    std::vector<Finding> closedFindings; ///< only without the change, in the order of findFindings
    std::vector<Finding> newFindings; ///< only with it
    std::vector<ElementId> refusedFlows; ///< declared flows that work without it and no longer, sorted
    std::vector<ElementId> openedFlows; ///< the other way round
    std::vector<TraceComparison> attacks; ///< by scenario, in the order asked for

    bool opensSteps = false; ///< some step succeeds that gives something not to be had before; see OpenedStep

    /// Whether something falls, or more easily, than before, or a step opens.
    bool opensSomething() const;
};

/// Compares `before` with `after`, both sound. `scenarios` are attacked in both designs with the
/// exploitability they say; one that names what is not in both designs is left out. `today` is an ISO 8601
/// date, empty when expiry does not matter. Errors: those of simulate.
Result<ChangeEffect> effectOf(const Project &before, const Project &after,
    const TechniqueCatalogue &catalogue, const std::vector<Scenario> &scenarios, const std::string &today,
    const Job &job = {});

} // namespace fourplane
