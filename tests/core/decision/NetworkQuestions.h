// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/NetworkPolicyEvaluator.h"
#include "tests/core/decision/NetworkPlan.h"

#include <string>
#include <utility>
#include <vector>

namespace fourplane::test {

inline PlaneVerdict ask(const EnforcementPlan &plan, const std::string &source,
    const std::string &destination, std::uint16_t port = 80, Protocol protocol = Protocol::Tcp)
{
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId(destination);
    request.port = port;
    request.protocol = protocol;
    return NetworkPolicyEvaluator(plan).evaluate(request);
}

inline Verdict verdict(const EnforcementPlan &plan, const std::string &source, const std::string &destination,
    std::uint16_t port = 80, Protocol protocol = Protocol::Tcp)
{
    return ask(plan, source, destination, port, protocol).verdict;
}

/// Pods a/web, a/api (app=web, app=api), b/web and external net; no policy.
inline NetworkPlan twoNamespaces()
{
    NetworkPlan plan;
    plan.home("a", { { "team", "red" } });
    plan.home("b", { { "team", "blue" } });
    plan.pod("a", "api", { { "app", "api" } });
    plan.pod("a", "web", { { "app", "web" } });
    plan.pod("b", "web", { { "app", "web" } });
    plan.external("net");
    return plan;
}

/// The same with a policy on a/api whose one ingress rule has these peers and ports.
inline NetworkPlan ingressTo(std::vector<NetworkPolicyPeer> peers, std::vector<NetworkPolicyPort> ports = {})
{
    NetworkPlan plan = twoNamespaces();
    NetworkPolicy &policy = plan.policy("a", "api");
    policy.podSelector = labelled("app", "api");
    policy.ingress.push_back({ std::move(peers), std::move(ports) });
    return plan;
}

} // namespace fourplane::test
