// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PlannedRequest.h"

namespace fourplane {

/// What the allow-list of an egress proxy says to a request that it forwards: destination, host, path and
/// account, as far as the request asks for them. A list that only knows host names does not tell the
/// organisation's account from an attacker's: towards a service where an attacker can have one it enforces
/// nothing. No answer (NotEnforced without a reason) when the source is no egress proxy.
PlaneVerdict egressListVerdict(const PlanIndex &index, const PlannedRequest &request);

/// Whether a list looks at the account or path, and not only at the host name, of this destination.
bool checksAccount(const EgressAllowList &list, const ElementId &destinationId);

/// Whether a host of a list means this one: "*.example.com" stands for one label more; without case.
bool matchesEgressHost(std::string pattern, std::string host);

/// Whether a path of a list means this one: a '*' at the end stands for any rest.
bool matchesEgressPath(const std::string &pattern, const std::string &path);

} // namespace fourplane
