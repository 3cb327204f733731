// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/TraceComparison.h"
#include "core/attack/GroundingLimits.h"
#include "core/attack/Technique.h"
#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/exporters/WithheldControls.h"

#include <string>
#include <vector>

namespace fourplane {

/// What an attack achieves without a control and not with it.
struct ConsequenceRun
{
    ElementId scenarioId;
    TraceComparison comparison; ///< the design as drawn, and without the control
    std::vector<std::string> newFacts; ///< as toString(Fact) writes them, held only without it, sorted

    /// True when something is reached, a step succeeds, or fewer planes protect a goal.
    bool opensAnything() const;
};

/// What follows from doing without a control.
struct ControlConsequence
{
    std::string id; ///< of WithheldControl; "altogether" for all of them at once
    std::string title;
    std::string assumption;
    std::vector<ConsequenceRun> runs; ///< one for each scenario, in their order

    bool opensAnything() const;
};

/// What follows from shipping an export and nothing else.
struct ExportConsequences
{
    /// Those that were run: every one of the project, and again where whatever is reached falls.
    std::vector<Scenario> scenarios;
    std::vector<ControlConsequence> controls; ///< in the order of withheldControls
    ControlConsequence altogether; ///< without runs where no control is withheld
};

/// Attacks the project as it is, without each control that an export for `targets` does not hold, and without
/// all of them: every scenario of the project each time, as it is and with exploitability `all`, each within
/// `limits`. Errors: those of simulate.
Result<ExportConsequences> exportConsequences(const Project &project, const ExportTargets &targets,
    const TechniqueCatalogue &catalogue, const Job &job = {}, const GroundingLimits &limits = {});

/// The consequences as a chapter of COMPATIBILITY.md, and as JSON (format "fourplane-consequences").
std::string consequencesPage(const ExportConsequences &consequences);
std::string consequencesJson(const ExportConsequences &consequences);

} // namespace fourplane
