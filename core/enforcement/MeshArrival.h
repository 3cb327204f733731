// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <cstdint>
#include <optional>

namespace fourplane {

/// The TCP port of the destination's pods at which packets for `port` arrive when the mesh carries them:
/// 15008 (HBONE) where either end is ambient and both are in Istio (semantics X2), 4143 between members of
/// Linkerd (X3), unless the destination skips its proxy for that port. Nothing where `port` itself is used:
/// outside the mesh, between sidecars, and for code that goes past its own proxy.
std::optional<std::uint16_t> meshArrivalPort(const PlannedPod &source, const PlannedPod &destination,
    const PlannedNamespace *destinationNamespace, std::uint16_t port);

} // namespace fourplane
