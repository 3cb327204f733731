// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/Edit.h"

#include <vector>

namespace fourplane::ui {

/// Puts workloads onto the nodes of a pool and no others: their node selectors ask for the labels of the pool
/// instead of those of other pools, and its taints are tolerated. What is there already is left alone. Fails
/// with "pool-not-singled-out" where the labels of the pool are also those of another one, or something else
/// in the placement of a workload keeps it away.
Result<Edit> poolMove(
    const Project &project, const std::vector<ElementId> &workloadIds, const ElementId &poolId);

} // namespace fourplane::ui
