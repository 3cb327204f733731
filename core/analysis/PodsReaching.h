// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PolicyDecisionPoint.h"

#include <vector>

namespace fourplane {

/// The pods whose packets to `destinationId` no plane denies, in the order of the plan.
std::vector<const PlannedPod *> podsReaching(
    const PolicyDecisionPoint &decisions, const ElementId &destinationId);

/// The same for every pod as destination, by its position in the plan. Nobody is asked about pairs between
/// which the network's policies let nothing through.
std::vector<std::vector<const PlannedPod *>> podsReachingEachPod(const PolicyDecisionPoint &decisions);

} // namespace fourplane
