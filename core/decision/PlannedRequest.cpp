// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PlannedRequest.h"

namespace fourplane {

PlannedEnd::PlannedEnd(const PlanIndex &index, const ElementId &elementId)
    : id(&elementId)
{
    const PlanIndex::Subject &subject = index.subject(elementId);
    pod = subject.pod;
    external = subject.external;
}

PlannedEnd::PlannedEnd(const PlannedPod &thePod)
    : id(&thePod.workloadId)
    , pod(&thePod)
{
}

const std::string &PlannedEnd::name() const
{
    return pod ? pod->name : external ? external->name : id->value();
}

PlannedRequest::PlannedRequest(const PlanIndex &index, const AccessRequest &request, Wording theWording)
    : asked(request)
    , source(index, request.sourceId)
    , destination(index, request.destinationId)
    , port(request.port)
    , protocol(request.protocol)
    , transport(request.transport)
    , wording(theWording)
{
}

Transport PlannedRequest::travels() const
{
    return source.pod && source.pod->inMesh ? transport.value_or(Transport::Mesh) : Transport::Plaintext;
}

DecidingObject decidingWorkload(const PlannedPod &pod)
{
    return { "Workload", pod.namespaceName, pod.name, pod.workloadId, pod.origin };
}

} // namespace fourplane
