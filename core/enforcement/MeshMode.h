// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/project/PlatformChoices.h"

namespace fourplane {

/// What of a mesh stands before the ports of a pod. Decides who enforces, which port a peer's packets arrive
/// at, and how the pod is named to its peers.
enum class MeshMode
{
    None, ///< no proxy: nothing of the mesh is enforced there, and the pod shows no identity
    Sidecar, ///< Istio's proxy in the pod
    Ambient, ///< Istio's ztunnel on the node
    Linkerd, ///< Linkerd's proxy in the pod
};

template <>
struct EnumNames<MeshMode>
{
    static constexpr std::array<std::string_view, 4> names { "none", "sidecar", "ambient", "linkerd" };
};

/// The mode of a member of the mesh that a platform runs.
constexpr MeshMode meshModeOf(MeshKind mesh)
{
    switch (mesh) {
    case MeshKind::IstioSidecar:
        return MeshMode::Sidecar;
    case MeshKind::IstioAmbient:
        return MeshMode::Ambient;
    case MeshKind::Linkerd:
        return MeshMode::Linkerd;
    case MeshKind::None:
        break;
    }
    return MeshMode::None;
}

/// True where Istio's policies are enforced, whoever enforces them.
constexpr bool isIstio(MeshMode mode)
{
    return mode == MeshMode::Sidecar || mode == MeshMode::Ambient;
}

constexpr bool isIstio(MeshKind mesh)
{
    return isIstio(meshModeOf(mesh));
}

} // namespace fourplane
