// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PolicyDecisionPoint.h"
#include "core/project/Project.h"

#include <set>
#include <vector>

namespace fourplane {

/// The declared flows that the plan does not refuse, data access and tool call included. `decisions` are
/// about the plan of `project`.
std::set<ElementId> workingFlows(const Project &project, const PolicyDecisionPoint &decisions);

/// Of the flows `working` in one design those that `other` declares and refuses; `workingThere` are the ones
/// that work in it. Sorted.
std::vector<ElementId> refusedFlows(
    const std::set<ElementId> &working, const Project &other, const std::set<ElementId> &workingThere);

} // namespace fourplane
