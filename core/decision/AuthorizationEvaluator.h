// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/AuthorizationAnswer.h"
#include "core/decision/DecisionStep.h"
#include "core/decision/HttpCandidates.h"
#include "core/decision/PeerAuthenticationEvaluator.h"
#include "core/decision/PlannedRequest.h"

#include <map>
#include <string>
#include <vector>

namespace fourplane {

/// The identity plane: Istio AuthorizationPolicy at the destination (semantics IS1 to IS9, IS11 to IS13;
/// control I4), as its sidecar enforces it, or the ztunnel of its node. What a request does
/// not say of HTTP (method, path, host, headers) the caller may choose: the answer is Permit when some
/// request is allowed, and the reason says which. Immutable after construction.
class AuthorizationEvaluator
{
public:
    /// Keeps references: both must outlive the evaluator.
    AuthorizationEvaluator(const PlanIndex &index, const PeerAuthenticationEvaluator &peerAuthentication);

    PlaneVerdict evaluate(const AccessRequest &request) const;

    /// The parts of that answer, in Istio's order: CUSTOM, DENY, ALLOW, each only where there are such
    /// policies. All have to let the request pass (semantics IS1). They speak of one request: of those that
    /// the caller may choose, the one that is let through most.
    std::vector<DecisionStep> stages(const AccessRequest &request) const;

    /// The parts of the answer through a waypoint: those there, then those of the destination's ztunnel.
    std::vector<DecisionStep> stagesThrough(const AccessRequest &request, std::size_t waypoint) const;

    /// The answer on the way through a waypoint of the ambient destination, one of its `waypoints`: its
    /// policies (targetRefs to the Gateway, to a Service it serves, or to the GatewayClass in the root
    /// namespace; semantics IS9) with the caller's identity, then the destination's ztunnel, which sees the
    /// waypoint's (IS10).
    PlaneVerdict evaluateThrough(const AccessRequest &request, std::size_t waypoint) const;

private:
    using Policy = Planned<AuthorizationPolicy>;

    using Policies = std::vector<const Policy *>;

    /// Policies by namespace, each list in the order of the plan.
    using PoliciesByNamespace = std::map<std::string, Policies>;

    /// What holds for one pod.
    struct Applicable
    {
        Policies policies; ///< without AUDIT, dry run and those for gateways
        bool hasHttpFields = false;
        bool losesHttp = false; ///< enforced by a ztunnel, which leaves HTTP fields out
        HttpCandidates candidates;
    };

    /// A request to a proxy that reads HTTP, with the answer to it.
    struct Chosen
    {
        MeshRequest request;
        AuthorizationAnswer answer;
        const Policy *refuser = nullptr; ///< of other requests
    };

    /// Of the requests that the caller may choose, the one that is let through most.
    static Chosen choose(
        const Applicable &applicable, const MeshRequest &request, const AccessRequest &access);
    /// What asks for the caller before the pod.
    bool hasProxyFor(const PlannedPod *destination, const AccessRequest &request) const;
    /// The waypoint as the caller that the destination behind it sees.
    MeshRequest behindWaypoint(MeshRequest asked, const PodWaypoint &waypoint) const;
    static void addStages(std::vector<DecisionStep> &steps, const Applicable &applicable,
        const MeshRequest &request, const std::string &caller, const std::string &where);

    static PoliciesByNamespace byNamespace(const std::vector<Policy> &policies);
    /// Those of the namespaces, in the order of the plan.
    static Policies policiesIn(const PoliciesByNamespace &all, std::vector<std::string> namespaces);
    Applicable applicableTo(const PlannedPod &pod) const;
    /// What holds at a waypoint for requests to the pod.
    Applicable applicableAt(const PodWaypoint &waypoint, const PlannedPod &pod) const;
    static void addRules(Applicable &applicable);
    PlaneVerdict verdictBehindProxy(const Applicable &applicable, const PlannedPod &destination,
        const MeshRequest &asked, const std::string &caller, const AccessRequest &request) const;
    std::string callerOf(const MeshRequest &asked, const AccessRequest &request) const;
    MeshRequest meshRequest(const AccessRequest &request) const;
    PlaneVerdict verdictOnHttp(const Applicable &applicable, const MeshRequest &request,
        const std::string &caller, const AccessRequest &access) const;
    PlaneVerdict verdictOnTcp(
        const Applicable &applicable, const MeshRequest &request, const std::string &caller) const;

    const PlanIndex &m_index;
    const PeerAuthenticationEvaluator &m_peerAuthentication;
    std::vector<Policy> m_atZtunnel; ///< the plan's policies as a ztunnel reads them, where it does
    PoliciesByNamespace m_inNamespace; ///< of the plan
    PoliciesByNamespace m_inNamespaceAtZtunnel; ///< of m_atZtunnel
    std::vector<std::vector<Applicable>> m_atWaypoints; ///< by pod, as its `waypoints`
    std::vector<Applicable> m_byPod; ///< by position in plan().pods; empty for pods outside the mesh
};

} // namespace fourplane
