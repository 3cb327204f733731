// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/DecisionStep.h"

#include <algorithm>
#include <iterator>

namespace fourplane {

const PlaneVerdict *decisiveAnswer(std::span<const DecisionStep> steps)
{
    for (const Verdict verdict : { Verdict::Deny, Verdict::Uncertain, Verdict::Permit }) {
        const auto found = std::find_if(steps.begin(), steps.end(),
            [verdict](const DecisionStep &step) { return step.answer.verdict == verdict; });
        if (found != steps.end())
            return &found->answer;
    }
    return nullptr;
}

std::vector<DecisionStep> obstaclesIn(const DecisionExplanation &explanation)
{
    const Verdict joint = explanation.decision.joint();
    std::vector<DecisionStep> obstacles;
    if (joint != Verdict::Deny && joint != Verdict::Uncertain)
        return obstacles;
    std::copy_if(explanation.steps.begin(), explanation.steps.end(), std::back_inserter(obstacles),
        [joint](
            const DecisionStep &step) { return step.plane && !step.isPart && step.answer.verdict == joint; });
    return obstacles;
}

} // namespace fourplane
