// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/WorkingFlows.h"

#include "core/decision/FlowRequest.h"

namespace fourplane {

std::set<ElementId> workingFlows(const Project &project, const PolicyDecisionPoint &decisions)
{
    std::set<ElementId> working;
    for (const auto &[id, flow] : project.topology.flows) {
        if (decisions.verdicts(requestFor(flow, decisions.plan())).joint() != Verdict::Deny)
            working.insert(id);
    }
    return working;
}

std::vector<ElementId> refusedFlows(
    const std::set<ElementId> &working, const Project &other, const std::set<ElementId> &workingThere)
{
    std::vector<ElementId> refused;
    for (const ElementId &id : working) {
        if (find(other.topology.flows, id) && workingThere.count(id) == 0)
            refused.push_back(id);
    }
    return refused;
}

} // namespace fourplane
