// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/AccessMatrix.h"

#include <algorithm>
#include <vector>

namespace fourplane {

namespace {

/// A workload or an external endpoint and the ports it offers; one port 0 when it declares none.
struct End
{
    const ElementId *id;
    bool isExternal;
    std::vector<NamedPort> ports;
};

std::vector<NamedPort> distinctPorts(const std::vector<NamedPort> &declared)
{
    std::vector<NamedPort> ports;
    for (const NamedPort &port : declared) {
        const NamedPort unnamed { "", port.number, port.protocol };
        if (std::find(ports.begin(), ports.end(), unnamed) == ports.end())
            ports.push_back(unnamed);
    }
    if (ports.empty())
        ports.emplace_back();
    return ports;
}

std::vector<End> endsOf(const EnforcementPlan &plan)
{
    std::vector<End> ends;
    for (const PlannedPod &pod : plan.pods)
        ends.push_back({ &pod.workloadId, false, distinctPorts(pod.ports) });
    for (const PlannedExternal &external : plan.externals)
        ends.push_back({ &external.id, true, distinctPorts(external.ports) });
    return ends;
}

} // namespace

std::size_t accessRowCount(const EnforcementPlan &plan)
{
    const std::size_t podCount = plan.pods.size();
    std::size_t rows = 0;
    for (const End &destination : endsOf(plan)) {
        const std::size_t sources = destination.isExternal ? podCount : podCount - 1 + plan.externals.size();
        rows += sources * destination.ports.size();
    }
    return rows;
}

Result<std::size_t> forEachAccess(
    const PolicyDecisionPoint &decisions, const std::function<bool(const AccessRow &)> &visit, const Job &job)
{
    const std::vector<End> ends = endsOf(decisions.plan());
    std::size_t rows = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        job.progress(i, ends.size(), "Deciding access");
        for (const End &destination : ends) {
            if (job.isStopped())
                return failure("cancelled", "The access matrix was cancelled.");
            if (destination.id == ends[i].id || (ends[i].isExternal && destination.isExternal))
                continue;
            for (const NamedPort &port : destination.ports) {
                AccessRequest request;
                request.sourceId = *ends[i].id;
                request.destinationId = *destination.id;
                request.port = port.number;
                request.protocol = port.protocol;
                ++rows;
                if (!visit({ request.sourceId, request.destinationId, port.number, port.protocol,
                        decisions.decide(request) }))
                    return rows;
            }
        }
    }
    job.progress(ends.size(), ends.size(), "Deciding access");
    return rows;
}

} // namespace fourplane
