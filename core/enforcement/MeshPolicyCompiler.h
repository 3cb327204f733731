// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/PlanContext.h"

namespace fourplane {

/// Adds the objects of Istio that namespaces ask for: PeerAuthentication for their mTLS mode (control N7),
/// and for a mesh allow-list an AuthorizationPolicy that allows nothing plus one per destination workload
/// from the allow rules (control I4). Says which intentions the mesh cannot hold.
void compileMeshPolicies(PlanContext &context);

} // namespace fourplane
