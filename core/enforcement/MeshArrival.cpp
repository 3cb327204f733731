// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/MeshArrival.h"

#include "core/enforcement/LinkerdServers.h"
#include "core/enforcement/MeshFacts.h"

namespace fourplane {

std::optional<std::uint16_t> meshArrivalPort(const PlannedPod &source, const PlannedPod &destination,
    const PlannedNamespace *destinationNamespace, std::uint16_t port)
{
    if (source.workloadId == destination.workloadId)
        return std::nullopt;
    if (source.meshMode == MeshMode::Linkerd && destination.meshMode == MeshMode::Linkerd
        && !skipsLinkerdProxy(destination, destinationNamespace, port))
        return behaviourOf(MeshMode::Linkerd).arrivalPort;
    const bool isAmbient = source.meshMode == MeshMode::Ambient || destination.meshMode == MeshMode::Ambient;
    if (isAmbient && isIstio(source.meshMode) && isIstio(destination.meshMode))
        return behaviourOf(MeshMode::Ambient).arrivalPort;
    return std::nullopt;
}

} // namespace fourplane
