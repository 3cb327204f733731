// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/InboundPaths.h"

namespace fourplane {

/// Opens what Services of type NodePort and LoadBalancer, external addresses and host ports publish. An
/// annotation that keeps a load balancer inside counts; ranges of clients do not, since a platform may ignore
/// them.
void exposeServices(InboundPaths &paths);

/// Opens host ports, and marks workloads in the network of their nodes.
void exposeHostPorts(InboundPaths &paths);

} // namespace fourplane
