// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/OpenedStep.h"

#include <algorithm>
#include <set>

namespace fourplane {

std::vector<OpenedStep> openedSteps(const std::vector<ChangedStep> &opened, const DesignModel &design)
{
    const auto isKnown = [&design](const ElementId &id) { return design.find(id).has_value(); };
    std::set<OpenedStep> steps;
    for (const ChangedStep &step : opened) {
        if (isKnown(step.fromId) && isKnown(step.toId)
            && std::any_of(step.newlyHeld.begin(), step.newlyHeld.end(), isKnown))
            steps.insert({ step.techniqueId, step.fromId, step.toId });
    }
    return { steps.begin(), steps.end() };
}

} // namespace fourplane
