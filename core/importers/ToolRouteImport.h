// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

#include <vector>

namespace fourplane {

/// Takes MCPRoutes of Envoy AI Gateway as the tool scopes that they were exported from: routes with the
/// annotation fourplane.dev/edges, whose authorization denies by default and names callers by their service
/// accounts. `policies` are the BackendTrafficPolicies, which hold the limits of routes. Every other route is
/// kept as unmodelled, as before: whether callers can go past its gateway is not in it, so that it would earn
/// credit unchecked. To be called when workloads and services are there.
void importToolRoutes(ImportSession &session, const std::vector<const ManifestObject *> &routes,
    const std::vector<const ManifestObject *> &policies);

} // namespace fourplane
