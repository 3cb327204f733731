// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/PlanContext.h"

namespace fourplane {

/// Adds the NetworkPolicies of namespaces with default deny: deny all, DNS, the mesh's control plane, and one
/// policy per workload and direction from the allow rules (controls N1, N2, N6; exports.md, Kubernetes core).
/// A permission needs both sides: egress at its source and ingress at its destination.
void compileNetworkPolicies(PlanContext &context);

} // namespace fourplane
