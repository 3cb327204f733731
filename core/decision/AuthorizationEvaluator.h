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

    PlaneVerdict evaluate(const PlannedRequest &request) const;

    /// The parts of that answer, in Istio's order: CUSTOM, DENY, ALLOW, each only where there are such
    /// policies. All have to let the request pass (semantics IS1). They speak of one request: of those that
    /// the caller may choose, the one that is let through most.
    std::vector<DecisionStep> stages(const PlannedRequest &request) const;

    /// The parts of the answer through a waypoint: those there, then those of the destination's ztunnel.
    std::vector<DecisionStep> stagesThrough(const PlannedRequest &request, std::size_t waypoint) const;

    /// The answer on the way through a waypoint of the ambient destination, one of its `waypoints`: its
    /// policies (targetRefs to the Gateway, to a Service it serves, or to the GatewayClass in the root
    /// namespace; semantics IS9) with the caller's identity, then the destination's ztunnel, which sees the
    /// waypoint's (IS10).
    PlaneVerdict evaluateThrough(const PlannedRequest &request, std::size_t waypoint) const;

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

    /// What holds for one pod at one of its waypoints.
    struct AtWaypoint
    {
        Applicable applicable;
        MeshCaller caller; ///< as which the destination behind it sees the waypoint
    };

    /// Of the requests that the caller may choose, the one that is let through most.
    static Chosen choose(
        const Applicable &applicable, const MeshRequest &request, const AccessRequest &access);
    /// Whether a proxy of Istio asks for the caller before the destination.
    static bool hasProxy(const PlannedRequest &request);
    const AtWaypoint &atWaypoint(const PlannedRequest &request, std::size_t waypoint) const;
    /// The request as the destination behind a waypoint sees it.
    static MeshRequest behind(const AtWaypoint &waypoint, const MeshRequest &asked);
    static void addStages(std::vector<DecisionStep> &steps, const Applicable &applicable,
        const MeshRequest &asked, const PlannedRequest &request, const std::string &where);

    static PoliciesByNamespace byNamespace(const std::vector<Policy> &policies);
    /// Those of the namespaces, in the order of the plan.
    static Policies policiesIn(const PoliciesByNamespace &all, std::vector<std::string> namespaces);
    Applicable applicableTo(const PlannedPod &pod) const;
    /// What holds at a waypoint for requests to the pod.
    Applicable applicableAt(const PodWaypoint &waypoint, const PlannedPod &pod) const;
    static void addRules(Applicable &applicable);
    PlaneVerdict verdictBehindProxy(
        const Applicable &applicable, const MeshRequest &asked, const PlannedRequest &request) const;
    MeshRequest meshRequest(const PlannedRequest &request) const;
    /// The ranges in which the caller's address lies, as far as is known.
    std::span<const Cidr> rangesOf(const PlannedEnd &source) const;
    static PlaneVerdict verdictOnHttp(
        const Applicable &applicable, const MeshRequest &asked, const PlannedRequest &request);
    static PlaneVerdict verdictOnTcp(
        const Applicable &applicable, const MeshRequest &asked, const PlannedRequest &request);

    const PlanIndex &m_index;
    const PeerAuthenticationEvaluator &m_peerAuthentication;
    std::vector<Policy> m_atZtunnel; ///< the plan's policies as a ztunnel reads them, where it does
    PoliciesByNamespace m_inNamespace; ///< of the plan
    PoliciesByNamespace m_inNamespaceAtZtunnel; ///< of m_atZtunnel
    std::vector<std::vector<AtWaypoint>> m_atWaypoints; ///< by pod, as its `waypoints`
    std::vector<Applicable> m_byPod; ///< by position in plan().pods; empty for pods outside the mesh
    std::vector<MeshCaller> m_callers; ///< by pod: as which it is seen where it shows its certificate
    std::vector<Cidr> m_clusterRanges;
    std::map<const PlannedExternal *, std::vector<Cidr>> m_externalRanges;
};

} // namespace fourplane
