// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/decision/NetworkPlan.h"

#include <string>
#include <vector>

namespace fourplane::test {

/// The outside addresses that are asked about.
inline const std::vector<std::string> referenceAddresses { "203.0.113.5", "203.0.113.9", "192.0.2.1" };

/// What may happen to a packet, over every order of policies that the API leaves open (AN4).
struct PacketOutcome
{
    bool mayBeAllowed = false;
    bool mayBeDenied = false;
    bool isPassDisputed = false; ///< a Pass is among the actions whose order is open
};

/// One packet from a pod to another, or to `address` when `to` is null, by AN1 to AN6: plain loops over the
/// objects for a single packet, no sets of connections or pods. Written by us, not by others.
PacketOutcome decidePacket(const EnforcementPlan &plan, const PlannedPod &from, const PlannedPod *to,
    const std::string &address, Protocol protocol, std::uint16_t port);

/// A random cluster (rapidcheck): admin policies of all three kinds with equal and different priorities, all
/// three actions, selectors, networks, ports, ranges and named ports; pods on the host network; and sometimes
/// a NetworkPolicy for ingress to namespace b that admits TCP 2 from its pods with app=a.
NetworkPlan anyAdminCluster();

} // namespace fourplane::test
