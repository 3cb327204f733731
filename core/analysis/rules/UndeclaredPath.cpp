// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/PodsReaching.h"
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

bool isDeclared(const Topology &topology, const ElementId &source, const ElementId &destination)
{
    for (const auto &[id, flow] : topology.flows) {
        if (flow.sourceId == source && flow.destinationId == destination)
            return true;
    }
    return false;
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const Topology &topology = context.project.topology;
    if (topology.flows.empty())
        return findings; // nothing is declared, so there is nothing to compare with
    for (const PlannedPod &destination : context.decisions.plan().pods) {
        std::vector<ElementId> elements { destination.workloadId };
        for (const PlannedPod *source : podsReaching(context.decisions, destination.workloadId)) {
            if (!isDeclared(topology, source->workloadId, destination.workloadId))
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
