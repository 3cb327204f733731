// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/PodsReaching.h"

namespace fourplane {

std::vector<const PlannedPod *> podsReaching(
    const PolicyDecisionPoint &decisions, const ElementId &destinationId)
{
    std::vector<const PlannedPod *> pods;
    for (const PlannedPod &pod : decisions.plan().pods) {
        AccessRequest request;
        request.sourceId = pod.workloadId;
        request.destinationId = destinationId;
        if (!(pod.workloadId == destinationId) && decisions.decide(request).joint() != Verdict::Deny)
            pods.push_back(&pod);
    }
    return pods;
}

} // namespace fourplane
