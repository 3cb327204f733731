// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <vector>

namespace fourplane {

/// How much it weighs that data of a classification falls. Ordinal, an assumption of Fourplane and no measure
/// of loss: public 1, internal 3, confidential 9, restricted 27, so that one step up outweighs two falls one
/// step below.
int weightOf(Classification classification);

/// What each element weighs when it falls: a collection by its classification, everything else as public
/// data, and a goal of the scenario at least as restricted data.
class RiskWeights
{
public:
    RiskWeights(const Project &project, const std::vector<ElementId> &goals);

    int of(const ElementId &element) const;

    /// The weights of all of `elements` together.
    int sum(const std::vector<ElementId> &elements) const;

private:
    std::map<ElementId, int> m_weights; ///< of elements that do not weigh as public data
};

} // namespace fourplane
