// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/PlanContext.h"

#include <cstdint>
#include <map>
#include <vector>

namespace fourplane {

// Callers without an identity, which no mesh of whichever make can tell from others.

/// The source has no identity of the mesh, so the destination lets anybody in on these ports
/// ("unauthenticated-source").
void reportUnauthenticatedSource(PlanContext &context, const AllowRule &rule, const PlannedPod &destination);

/// The source is a workload outside of the mesh, which the allow-list refuses ("source-without-identity").
void reportSourceWithoutIdentity(
    PlanContext &context, const PlannedPod &source, const PlannedPod &destination);

/// TCP ports of a member that accepts mutual TLS only which allow rules open to callers outside of the
/// cluster, with these rules, ordered by id: there it has to accept plaintext. Reports rules from workloads
/// outside of the mesh, which cannot work ("plaintext-to-strict").
std::map<std::uint16_t, std::vector<ElementId>> plaintextPorts(PlanContext &context, const PlannedPod &pod);

/// Says that there are such ports ("plaintext-port").
void reportPlaintextPorts(PlanContext &context, const PlannedPod &pod);

} // namespace fourplane
