// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PlannedRequest.h"

namespace fourplane {

/// Whether pods of two different workloads may run on one node. Deny only where scheduling really keeps them
/// apart: no node pool in common, or a required pod anti-affinity that the scheduler applies to both.
/// Uncertain where that hangs on a feature gate (semantics T1 to T3).
PlaneVerdict nodeSharing(const PlanIndex &index, const PlannedPod &first, const PlannedPod &second);

} // namespace fourplane
