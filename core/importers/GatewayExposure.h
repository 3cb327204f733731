// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/InboundPaths.h"

#include <vector>

namespace fourplane {

/// Opens what routes of the Gateway API lead to, as far as a Gateway accepts them: listener, protocol, host,
/// namespace, and a ReferenceGrant for a backend in another namespace. A route that is not accepted opens
/// nothing, and that is reported ("route-not-accepted", "no-reference-grant"). A Gateway that is not in the
/// input, or of an unknown kind, counts as accepting, and as reachable from the internet. `objects` are
/// Gateways, routes, ReferenceGrants and InferencePools.
void exposeGatewayRoutes(InboundPaths &paths, const std::vector<const ManifestObject *> &objects);

} // namespace fourplane
