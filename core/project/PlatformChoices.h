// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// The container network and whether it enforces NetworkPolicy (semantics NP22).
enum class CniKind
{
    None, ///< enforces nothing (kubenet, flannel)
    Generic, ///< enforces networking.k8s.io/v1; nothing else is known about it
    Calico,
    Cilium,
    OvnKubernetes,
};

template <>
struct EnumNames<CniKind>
{
    static constexpr std::array<std::string_view, 5> names { "none", "generic", "calico", "cilium",
        "ovn-kubernetes" };
};

/// Cilium's policy enforcement mode, a setting of its agents (semantics C1).
enum class CiliumEnforcement
{
    Default, ///< a pod is isolated as soon as a policy with default deny selects it
    Always, ///< every pod is isolated
    Never, ///< no policy is in force
};

template <>
struct EnumNames<CiliumEnforcement>
{
    static constexpr std::array<std::string_view, 3> names { "default", "always", "never" };
};

/// The service mesh and its data-plane mode.
enum class MeshKind
{
    None,
    IstioSidecar,
    IstioAmbient, ///< ztunnel on the node, waypoints for layer 7
    Linkerd,
};

template <>
struct EnumNames<MeshKind>
{
    static constexpr std::array<std::string_view, 4> names { "none", "istio-sidecar", "istio-ambient",
        "linkerd" };
};

/// A behaviour on which engines differ: known for the platform, or not known, which makes the verdict
/// Uncertain.
enum class EngineBehaviour
{
    No,
    Yes,
    Unknown,
};

template <>
struct EnumNames<EngineBehaviour>
{
    static constexpr std::array<std::string_view, 3> names { "no", "yes", "unknown" };
};

} // namespace fourplane
