// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/ConnectivityList.h"

#include "core/decision/PodConnectivity.h"

#include <utility>

namespace fourplane {

Result<std::vector<ConnectivityLine>> listConnectivity(
    const NetworkPolicyEvaluator &evaluator, const Job &job)
{
    std::vector<ConnectivityLine> lines;
    const auto add = [&lines](ConnectivityEnd source, ConnectivityEnd destination, Connectivity connections) {
        if (!connections.possible.isEmpty())
            lines.push_back({ std::move(source), std::move(destination), std::move(connections) });
    };
    const std::size_t podCount = evaluator.plan().pods.size();
    for (const IpRange &outside : evaluator.externalRanges(PolicyDirection::Ingress)) {
        for (std::size_t pod = 0; pod < podCount; ++pod)
            add(outside, pod, evaluator.connectionsFrom(outside, pod));
    }
    const auto pods = PodConnectivity::compute(evaluator, job);
    if (!pods)
        return tl::make_unexpected(pods.error());
    const std::vector<IpRange> destinations = evaluator.externalRanges(PolicyDirection::Egress);
    for (std::size_t source = 0; source < podCount; ++source) {
        if (job.isStopped())
            return failure("cancelled", "The connectivity list was cancelled.");
        job.progress(source, podCount, "Listing connectivity");
        for (const IpRange &outside : destinations)
            add(source, outside, evaluator.connectionsTo(source, outside));
        for (const auto &[destination, connections] : pods->openFrom(source))
            add(source, destination, *connections);
    }
    return lines;
}

} // namespace fourplane
