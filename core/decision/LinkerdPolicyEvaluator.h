// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/DecisionStep.h"
#include "core/decision/LinkerdMatching.h"
#include "core/decision/LinkerdRules.h"
#include "core/decision/PlannedRequest.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fourplane {

/// The identity plane under Linkerd: default policies, Servers and what authorizes them, enforced by the
/// destination's proxy (semantics L1 to L9; control I4). A request names no method or path: the answer is
/// Permit when some request is admitted. Immutable after construction.
class LinkerdPolicyEvaluator
{
public:
    /// Keeps a reference: `index` must outlive the evaluator.
    explicit LinkerdPolicyEvaluator(const PlanIndex &index);

    /// NotEnforced where no proxy asks, and where an open default (all-unauthenticated, audit) holds;
    /// Uncertain where Servers overlap and disagree, or the caller's address decides and is not known.
    PlaneVerdict evaluate(const PlannedRequest &request) const;

    /// The parts of that answer on the port of the request: what the Server, or the default policy, admits by
    /// itself, and what the authorizations for the Server admit. One of them is enough (semantics L2).
    std::vector<DecisionStep> stages(const PlannedRequest &request) const;

    /// Whether the kubelet's probes to the port pass without a rule: no Server there, or one without routes
    /// (semantics L8). Nothing when Servers overlap and differ in that.
    std::optional<bool> admitsProbes(const PlannedPod &pod, std::uint16_t port) const;

private:
    /// Whether the destination has a proxy that asks who the caller is.
    bool hasProxy(const PlannedRequest &request) const;
    std::string whyNoProxy(const PlannedRequest &request) const;
    PlaneVerdict onPort(const PlannedRequest &request, std::uint16_t port, const LinkerdCaller &caller) const;
    /// What of a Server's rules is asked.
    enum class Part
    {
        Whole,
        AccessPolicy,
        Authorizations
    };

    PlaneVerdict onServer(const PlannedRequest &request, const LinkerdServerRules &rules,
        const LinkerdCaller &caller, Part asked = Part::Whole) const;
    PlaneVerdict onDefault(const PlannedRequest &request, const LinkerdCaller &caller) const;

    const PlanIndex &m_index;
    LinkerdRules m_rules;
    LinkerdAuthentications m_authentications;
};

} // namespace fourplane
