// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/AdminPolicySides.h"
#include "core/decision/CiliumPolicySides.h"
#include "core/decision/Decision.h"
#include "core/decision/NetworkPolicyEvaluator.h"
#include "core/decision/NetworkPolicySides.h"
#include "core/decision/PlannedRequest.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace fourplane {

/// An end of a question, resolved: exactly one of `pod` (a position in the plan) and `external` is set when
/// the end is known.
struct NetworkEnd
{
    std::optional<std::size_t> pod;
    const PlannedExternal *external = nullptr;
    NetworkPeer asPeer; ///< as the other end sees it

    bool isKnown() const { return pod || external; }
};

/// What is asked of the network's policies.
struct NetworkInquiry
{
    NetworkEnd source;
    NetworkEnd destination;
    ConnectionSet asked;
    std::string askedText; ///< "TCP 443", "any port"; empty where no words are wanted
    std::optional<PolicyDirection> only; ///< asks one side and takes the other for open
    Wording wording = Wording::Full;
};

/// What both sides let through under one set of assumptions.
struct NetworkOutcome
{
    NetworkAssumptions assumptions;
    NetworkSide egress;
    NetworkSide ingress;
    ConnectionSet allowed; ///< of what was asked
    NetworkQuestions questions;

    Verdict verdict() const;
};

/// All families of policies that the network of a plan enforces, compiled, and how they combine on each side
/// of a connection. Immutable after construction.
class NetworkPolicyEngine
{
public:
    /// Keeps a reference: `plan` must outlive this.
    explicit NetworkPolicyEngine(const EnforcementPlan &plan);

    const EnforcementPlan &plan;
    NetworkPolicySides sides;
    AdminPolicySides admin;
    CiliumPolicySides cilium;

    NetworkEnd end(const ElementId &id) const;

    /// The same; the end must be one of the plan.
    NetworkEnd end(const PlannedEnd &end) const;

    /// "namespace/pod", or the name of the outside end.
    std::string name(const NetworkEnd &end) const;

    /// Position of a workload in plan.pods; nothing when unknown.
    std::optional<std::size_t> podPosition(const ElementId &workloadId) const;

    /// True when a policy object that is not understood may apply there.
    bool isUnmodelled(const NetworkEnd &end) const { return end.pod && m_unmodelled[*end.pod]; }

    bool isUnmodelled(std::size_t pod) const { return m_unmodelled[pod]; }

    bool isOnHostNetwork(std::size_t pod) const { return m_onHostNetwork[pod]; }

    bool hasPodsOnHostNetwork() const { return m_hasPodsOnHostNetwork; }

    /// Every combination of answers to the open questions that may matter, strictest first.
    std::vector<NetworkOutcome> outcomes(const NetworkInquiry &question) const;

    Connectivity connectivity(const NetworkEnd &source, const NetworkEnd &destination) const;

    /// False when the platform enforces no network policy of any kind (semantics NP22, C1).
    bool enforcesPolicies() const;

    /// True when Cilium's enforcement mode isolates the pod without any policy (semantics C1).
    bool isAlwaysIsolated(std::size_t pod) const;

private:
    NetworkPolicyEngine(const EnforcementPlan &plan, PodSelection selection);

    NetworkEnd podEnd(std::size_t pod) const { return { pod, nullptr, { pod, {}, nullptr } }; }

    NetworkEnd externalEnd(const PlannedExternal &external) const;
    /// `own`, which NetworkPolicies alone let through, joined with what Cilium's policies say.
    NetworkSide withCilium(NetworkSide own, PolicyDirection direction, std::size_t pod,
        const NetworkPeer &peer, const NetworkAssumptions &assumptions, NetworkQuestions &questions) const;
    /// What all policies together let through on one side (semantics AN1).
    NetworkSide side(PolicyDirection direction, const NetworkEnd &inside, const NetworkEnd &outside,
        const NetworkAssumptions &assumptions, NetworkQuestions &questions) const;

    InternTable m_podNumbers; ///< by workload id
    std::vector<std::uint32_t> m_podOfNumber;
    std::map<ElementId, const PlannedExternal *> m_externals;
    std::unordered_map<const PlannedExternal *, NetworkPeer> m_externalPeers;
    std::vector<bool> m_unmodelled; ///< per pod
    std::vector<bool> m_onHostNetwork; ///< per pod: in one place, where the plan holds much else
    bool m_hasPodsOnHostNetwork = false;
};

} // namespace fourplane
