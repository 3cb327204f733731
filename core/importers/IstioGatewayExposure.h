// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/InboundPaths.h"

#include <vector>

namespace fourplane {

/// Opens what Istio's VirtualServices lead to through Istio's Gateways. A Gateway is reachable from outside
/// when the proxies it selects are, which is known once Services were exposed; proxies that are not in the
/// input count as reachable. A VirtualService that a Gateway's hosts do not take opens nothing
/// ("route-not-accepted"). `objects` are Gateways and VirtualServices of networking.istio.io.
void exposeIstioGateways(InboundPaths &paths, const std::vector<const ManifestObject *> &objects);

} // namespace fourplane
