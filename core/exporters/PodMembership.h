// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <vector>

namespace fourplane {

/// The pods that are in the mesh by a label of their own, in a namespace that is not: no export writes pods,
/// so that none puts them there.
std::vector<const PlannedPod *> membersByThemselves(const EnforcementPlan &plan);

} // namespace fourplane
