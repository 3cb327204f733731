// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ControlChange.h"
#include "core/analysis/DesignRun.h"
#include "core/analysis/OpenedStep.h"
#include "core/analysis/RiskWeights.h"

namespace fourplane {

/// One control change, and what it does by itself.
struct ControlCandidate
{
    ControlSetting setting;
    std::string control; ///< id of the catalogue
    Plane plane = Plane::Network;
    /// By the complexity of the control (effortOf); with a namespace that enters the mesh for it, 4 more
    /// (the paper's Table 1: a service mesh is medium to high); with allow rules to write, those of N2 more.
    int effort = 0;
    std::vector<ElementId> elements; ///< that it touches, sorted
    /// Ground pivots of the design that succeed without it and are blocked, or gone, with it.
    std::vector<std::uint32_t> closedSteps;
    std::vector<ElementId> saved; ///< are there still and no longer fall, sorted
    /// Were there before and newly fall, sorted; such a candidate is never recommended.
    std::vector<ElementId> lost;
    /// Among elements that were there before, sorted: a change may close some ways and open others (a store
    /// that tells identities apart is shown credentials, which can be overheard).
    std::vector<OpenedStep> openedSteps;
    std::vector<ElementId> closedGoals; ///< goals of the scenario among `saved`
    int riskRemoved = 0; ///< weight of what falls without it less that of what falls with it
    std::vector<ElementId> brokenFlows; ///< declared flows that worked and are refused with it

    bool breaksNothing() const { return brokenFlows.empty() && lost.empty(); }

    bool hasEffect() const
    {
        return !closedSteps.empty() || !saved.empty() || !lost.empty() || !openedSteps.empty();
    }
};

/// A control that would stop a step that succeeds, and that no edit of a project can put in force.
struct ControlWithoutEdit
{
    std::string control;
    std::string techniqueId;
    std::vector<ElementId> elements; ///< where, sorted

    bool operator==(const ControlWithoutEdit &) const = default;
};

/// Every single control change, best first.
struct ControlRanking
{
    std::vector<ElementId> fallen; ///< without any change, sorted
    int risk = 0; ///< weight of what falls without any change
    /// First what breaks nothing, by risk removed per effort, then by risk removed, steps closed, and the
    /// order of settings; then, in the same order, what refuses a declared flow or lets something fall.
    std::vector<ControlCandidate> candidates;
    std::vector<ControlWithoutEdit> withoutEdit; ///< sorted by control, then technique
    ControlChange change { {} }; ///< puts the candidates in force
};

/// The effort of putting a setting in force, as its control alone says.
int effortOfSetting(const TechniqueCatalogue &catalogue, SettingKind kind);

/// Tries every candidate change of a design under attack: each is compiled, and all are attacked in one
/// multi-world pass. Errors: "cancelled", and what a changed design may say.
Result<ControlRanking> rankControls(DesignRun &design, const Job &job = {});

} // namespace fourplane
