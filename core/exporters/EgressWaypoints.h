// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportBuilder.h"

namespace fourplane {

/// Writes the egress proxies of a plan for Istio in ambient mode as waypoints before ServiceEntries: who may
/// ask a host for what is an AuthorizationPolicy of the entry, and TLS to the host begins at the waypoint.
void writeEgressWaypoints(ExportBuilder &builder);

} // namespace fourplane
