// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/PodsReaching.h"

#include "core/decision/PodConnectivity.h"

namespace fourplane {

namespace {

bool isReached(const PolicyDecisionPoint &decisions, const ElementId &source, const ElementId &destination)
{
    AccessRequest request;
    request.sourceId = source;
    request.destinationId = destination;
    return decisions.verdicts(request).joint() != Verdict::Deny;
}

} // namespace

std::vector<const PlannedPod *> podsReaching(
    const PolicyDecisionPoint &decisions, const ElementId &destinationId)
{
    std::vector<const PlannedPod *> pods;
    for (const PlannedPod &pod : decisions.plan().pods) {
        if (!(pod.workloadId == destinationId) && isReached(decisions, pod.workloadId, destinationId))
            pods.push_back(&pod);
    }
    return pods;
}

std::vector<std::vector<const PlannedPod *>> podsReachingEachPod(const PolicyDecisionPoint &decisions)
{
    const std::vector<PlannedPod> &pods = decisions.plan().pods;
    const NetworkPolicyEvaluator network(decisions.plan());
    const auto connectivity = PodConnectivity::compute(network).value(); // nobody stops it
    std::vector<std::vector<const PlannedPod *>> reaching(pods.size());
    for (std::size_t source = 0; source < pods.size(); ++source) {
        for (const auto &[destination, open] : connectivity.openFrom(source)) {
            const PlannedPod &end = pods[destination];
            // A waypoint is another way, which may be open where the direct one is not.
            if (end.waypoints.empty() && isReached(decisions, pods[source].workloadId, end.workloadId))
                reaching[destination].push_back(&pods[source]);
        }
    }
    for (std::size_t destination = 0; destination < pods.size(); ++destination) {
        if (!pods[destination].waypoints.empty())
            reaching[destination] = podsReaching(decisions, pods[destination].workloadId);
    }
    return reaching;
}

} // namespace fourplane
