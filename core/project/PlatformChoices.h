// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// The container network and whether it enforces NetworkPolicy (semantics NP22).
enum class CniKind
{
    None, ///< enforces nothing
    Generic, ///< enforces networking.k8s.io/v1
};

template <>
struct EnumNames<CniKind>
{
    static constexpr std::array<std::string_view, 2> names { "none", "generic" };
};

/// The service mesh and its data-plane mode.
enum class MeshKind
{
    None,
    IstioSidecar,
};

template <>
struct EnumNames<MeshKind>
{
    static constexpr std::array<std::string_view, 2> names { "none", "istio-sidecar" };
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
