// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/PodsReaching.h"
#include "core/analysis/rules/Rules.h"

#include <set>
#include <utility>

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const Topology &topology = context.project.topology;
    if (topology.flows.empty())
        return findings; // nothing is declared, so there is nothing to compare with
    std::set<std::pair<ElementId, ElementId>> declared;
    for (const auto &[id, flow] : topology.flows)
        declared.emplace(flow.sourceId, flow.destinationId);
    const auto reaching = podsReachingEachPod(context.decisions);
    const std::vector<PlannedPod> &pods = context.decisions.plan().pods;
    for (std::size_t i = 0; i < pods.size(); ++i) {
        const PlannedPod &destination = pods[i];
        std::vector<ElementId> elements { destination.workloadId };
        for (const PlannedPod *source : reaching[i]) {
            if (declared.count({ source->workloadId, destination.workloadId }) == 0)
                elements.push_back(source->workloadId);
        }
        if (elements.size() > 1) {
            const std::size_t count = elements.size() - 1;
            findings.push_back(makeFinding(std::move(elements),
                destination.namespaceName + "/" + destination.name + " can be reached by "
                    + std::to_string(count) + (count == 1 ? " workload" : " workloads")
                    + " that declared no flow to it.",
                "Deny by default and allow only the declared flows.", destination.origin));
        }
    }
    return findings;
}

} // namespace

FindingRule undeclaredPath()
{
    return { "undeclared-path", "Something is permitted that nobody declared", Severity::Medium,
        Plane::Network, "N2",
        "Each undeclared path is a step an intruder can take and nobody would miss when it is closed.",
        "The declarations are incomplete: declare the flow.", { "LZTSM 4.2", "LZTSM 6.1" }, check };
}

} // namespace fourplane::rules
