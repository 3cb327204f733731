// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PolicyDecisionPoint.h"

#include <vector>

namespace fourplane {

/// The pods whose packets to `destinationId` no plane denies, in the order of the plan.
std::vector<const PlannedPod *> podsReaching(
    const PolicyDecisionPoint &decisions, const ElementId &destinationId);

} // namespace fourplane
