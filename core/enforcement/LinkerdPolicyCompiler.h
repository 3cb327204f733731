// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/PlanContext.h"

#include <optional>

namespace fourplane {

/// The default inbound policy that a namespace asks for under Linkerd: deny for a mesh allow-list (control
/// I4), else what its mTLS mode comes to (N7). Nothing where it asks for neither, and for plaintext, which no
/// policy of Linkerd demands. Linkerd, Authorization policy, default policies (semantics L1).
std::optional<LinkerdAccess> drawnInboundPolicy(const NamespaceSegmentation &segmentation);

/// The Linkerd form of what namespaces ask for of the mesh, besides drawnInboundPolicy: for every TCP port
/// that the allow rules open at a member, a Server, and a MeshTLSAuthentication with an AuthorizationPolicy
/// for its callers (semantics L2, L3). Callers from outside have no identity: their ports take anybody. Where
/// a Server speaks for the port already, adopted or generated, its callers are added to that one, since
/// Servers must not overlap. Says which intentions Linkerd's objects do not hold.
void compileLinkerdPolicies(PlanContext &context);

} // namespace fourplane
