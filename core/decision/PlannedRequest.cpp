// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PlannedRequest.h"

namespace fourplane {

Transport transportOf(const PlanIndex &index, const AccessRequest &request)
{
    const PlannedPod *source = index.pod(request.sourceId);
    if (!source || !source->inMesh)
        return Transport::Plaintext;
    return request.transport.value_or(Transport::Mesh);
}

} // namespace fourplane
