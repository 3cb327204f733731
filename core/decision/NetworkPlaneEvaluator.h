// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/DecisionStep.h"
#include "core/decision/NetworkPolicyEvaluator.h"
#include "core/decision/PeerAuthenticationEvaluator.h"
#include "core/decision/PlannedRequest.h"

#include <array>
#include <map>

namespace fourplane {

/// The network plane: exposure to the outside, NetworkPolicy, refusal of plaintext, and the allow-list of an
/// egress proxy, joined by AND (semantics X1). Mesh egress configuration never blocks (semantics EG1, EG2,
/// EG5).
class NetworkPlaneEvaluator
{
public:
    /// Keeps references: both must outlive the evaluator.
    NetworkPlaneEvaluator(const PlanIndex &index, const PeerAuthenticationEvaluator &peerAuthentication);

    /// Appends the parts that the verdict is joined from to `steps`, when given.
    PlaneVerdict evaluate(const PlannedRequest &request, std::vector<DecisionStep> *steps = nullptr) const;

    /// The answer on the way through a waypoint of the ambient destination: to the waypoint's pods at the
    /// port of the mesh, and from them to the destination. Where those pods are not in the plan, it is
    /// uncertain as soon as a policy speaks of an end.
    PlaneVerdict evaluateThrough(const PlannedRequest &request, const PodWaypoint &waypoint) const;

private:
    /// The port at which the mesh delivers the packets, when it is another one than the request's (semantics
    /// X2, X3).
    std::optional<std::uint16_t> arrivalPort(const PlannedRequest &request) const;
    /// The request with the port that its packets have on the wire, which NetworkPolicy sees.
    PlannedRequest asItArrives(PlannedRequest request) const;
    /// The pods of the waypoint; nullptr where they are not in the plan.
    const PlannedPod *podOf(const PodWaypoint &waypoint) const;
    PlaneVerdict exposure(const PlannedRequest &request) const;
    /// `direct`, unless it denies what a node may send on to an exposed pod under an address that the
    /// policies admit: a Service with the default externalTrafficPolicy hides who sent it. Then it is
    /// uncertain.
    PlaneVerdict orFromANode(const PlannedRequest &request, PlaneVerdict direct) const;
    PlaneVerdict metadataHops(const PlannedRequest &request) const;
    /// What is said beside the part that decided.
    std::string remarks(const PlannedRequest &request, const std::array<DecisionStep, 5> &parts,
        const PlaneVerdict &result) const;
    std::string meshEgressNote(const PlannedRequest &request) const;

    const PlanIndex &m_index;
    const PeerAuthenticationEvaluator &m_peerAuthentication;
    NetworkPolicyEvaluator m_networkPolicy;
    IpRanges m_nodeAddresses; ///< that may be those of nodes
    /// By namespace and name of a Gateway its first workload.
    std::map<std::string, std::map<std::string, const PlannedPod *>> m_gatewayPods;
};

} // namespace fourplane
