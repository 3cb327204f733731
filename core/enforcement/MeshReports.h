// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/PlanContext.h"

namespace fourplane {

// What no mesh, of whichever make, can do for an allow rule; each reports one warning or note.

/// The source has no identity of the mesh, so the destination lets anybody in on these ports
/// ("unauthenticated-source").
void reportUnauthenticatedSource(PlanContext &context, const AllowRule &rule, const PlannedPod &destination);

/// The source is a workload outside of the mesh, which the allow-list refuses ("source-without-identity").
void reportSourceWithoutIdentity(
    PlanContext &context, const PlannedPod &source, const PlannedPod &destination);

/// The source sends plaintext to a destination that takes mutual TLS only ("plaintext-to-strict").
void reportPlaintextToStrict(
    PlanContext &context, const AllowRule &rule, const PlannedPod &source, const PlannedPod &destination);

/// Ports for callers from outside the cluster accept plaintext in spite of strict mutual TLS
/// ("plaintext-port").
void reportPlaintextPorts(PlanContext &context, const PlannedPod &pod);

} // namespace fourplane
