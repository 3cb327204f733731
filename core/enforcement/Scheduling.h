// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/NodePool.h"
#include "core/topology/Workload.h"

#include <vector>

namespace fourplane {

/// True when the toleration lets a pod stand the taint (semantics T1).
bool tolerates(const Toleration &toleration, const Taint &taint);

/// True when the scheduler may place such a pod on nodes of the pool: every node selector label is there and
/// every taint that keeps pods away is tolerated. A toleration alone attracts nothing (semantics T3).
bool canLand(const Placement &placement, const NodePool &pool);

/// The pools that the pods can land in, ordered by id.
std::vector<ElementId> poolsFor(const Placement &placement, const ElementMap<NodePool> &pools);

} // namespace fourplane
