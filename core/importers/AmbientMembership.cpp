// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/AmbientMembership.h"

namespace fourplane {

namespace {

MeshMembership membershipOf(const Workload &workload, const PodEvidence &evidence, const Labels &home)
{
    const auto value = [&home](const char *key) {
        const auto label = home.find(key);
        return label == home.end() ? std::string() : label->second;
    };
    const std::string injection = value("istio-injection");
    const bool isAmbient = value("istio.io/dataplane-mode") == "ambient";
    const bool isInjected =
        injection == "enabled" || (injection.empty() && !value("istio.io/rev").empty() && !isAmbient);
    if (evidence.hasMeshProxy)
        return MeshMembership::In;
    if (workload.placement.hostNetwork) // neither injected nor captured
        return MeshMembership::Out;
    const bool hasSidecar = evidence.sidecarWish == "true" || (isInjected && evidence.sidecarWish != "false");
    const bool isCaptured =
        evidence.dataplaneMode == "ambient" || (isAmbient && evidence.dataplaneMode != "none");
    return hasSidecar || isCaptured ? MeshMembership::In : MeshMembership::Out;
}

} // namespace

void settleAmbientMembership(ImportSession &session)
{
    Topology &topology = session.project.topology;
    const Labels none;
    for (auto &[id, workload] : topology.workloads) {
        const auto evidence = session.evidence.find(id);
        if (evidence == session.evidence.end())
            continue;
        const Namespace *home = find(topology.namespaces, workload.namespaceId);
        const MeshMembership made = membershipOf(workload, evidence->second, home ? home->labels : none);
        const bool isInherited = (made == MeshMembership::In) == (home && home->meshInjection);
        workload.mesh = isInherited ? MeshMembership::Inherit : made;
    }
}

} // namespace fourplane
