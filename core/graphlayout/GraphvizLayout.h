// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/graphlayout/LayoutGraph.h"

namespace fourplane {

/// Places a graph on two levels: each container by itself, then the containers and the nodes that stand alone
/// as one graph of boxes. No two boxes overlap; every node lies inside its container, below the title. Equal
/// input gives equal output. Progress counts containers done, and one more for the outer level. Not
/// thread-safe: call it in a process of its own (fourplane-layout). Errors: "cancelled", "layout-input"
/// (an id used twice, an edge to nowhere, a size that is not positive and finite), "graphviz-failed".
Result<LayoutResult> layoutWithGraphviz(const LayoutGraph &graph, const Job &job = {});

} // namespace fourplane
