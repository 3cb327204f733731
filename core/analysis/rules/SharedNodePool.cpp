// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

#include <set>

namespace fourplane::rules {

namespace {

/// What serves confidential data.
std::set<ElementId> sensitiveHosts(const Topology &topology)
{
    std::set<ElementId> hosts;
    for (const auto &[id, store] : topology.stores) {
        for (const Collection &collection : store.collections) {
            if (collection.classification >= Classification::Confidential)
                hosts.insert(store.hostId);
        }
    }
    return hosts;
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const EnforcementPlan &plan = context.decisions.plan();
    const std::set<ElementId> sensitiveIds = sensitiveHosts(context.project.topology);
    for (const PlannedPod &sensitive : plan.pods) {
        if (sensitiveIds.count(sensitive.workloadId) == 0)
            continue;
        for (const PlannedPod &exposed : plan.pods) {
            if (!exposed.exposed || exposed.workloadId == sensitive.workloadId)
                continue;
            if (context.decisions.sharesNode(sensitive.workloadId, exposed.workloadId).verdict
                == Verdict::Deny)
                continue;
            findings.push_back(makeFinding({ sensitive.workloadId, exposed.workloadId },
                sensitive.name + " holds confidential data and can share a node with " + exposed.name
                    + ", which is exposed.",
                "Give it a node pool of its own, with a taint and a node selector.", sensitive.origin));
        }
    }
    return findings;
}

} // namespace

FindingRule sharedNodePool()
{
    return { "shared-node-pool", "Sensitive data shares nodes with an exposed workload", Severity::Medium,
        Plane::Workload, "W4",
        "Who leaves a container for its node has every pod on that node, whatever the network policies say.",
        "Nodes are never shared for another reason, for instance a virtual machine for each pod.",
        { "LZTSM 3.4", "T1611" }, check };
}

} // namespace fourplane::rules
