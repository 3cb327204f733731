// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/LinkerdPolicyEvaluator.h"

#include "core/base/Text.h"
#include "core/enforcement/LinkerdServers.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

constexpr const char *identityControl = "I4";

PlaneVerdict nothing(std::string reason)
{
    return { Verdict::NotEnforced, std::nullopt, std::move(reason), "" };
}

/// Best first for who asks: open, permitted, perhaps, refused.
int rankOf(Verdict verdict)
{
    static constexpr std::array<Verdict, 4> order { Verdict::NotEnforced, Verdict::Permit, Verdict::Uncertain,
        Verdict::Deny };
    return static_cast<int>(std::find(order.begin(), order.end(), verdict) - order.begin());
}

template <class T>
std::string named(const std::string &kind, const Planned<T> &planned)
{
    return kind + " " + planned.object.meta.namespaceName + "/" + planned.object.meta.name;
}

std::string named(const Planned<ServerRoute> &route)
{
    return named(std::string(nameOf(route.object.kind)), route);
}

bool isHttp(const LinkerdServer &server)
{
    return server.proxyProtocol != "opaque" && server.proxyProtocol != "TLS";
}

bool isOpen(LinkerdAccess access)
{
    return access == LinkerdAccess::AllUnauthenticated || access == LinkerdAccess::Audit;
}

/// "GET /v1/*" of the route's matches; empty when one of them takes every request.
std::string requestsOf(const ServerRoute &route)
{
    std::vector<std::string> parts;
    for (const std::vector<RouteMatch> &rule : route.rules) {
        if (rule.empty())
            return {};
        for (const RouteMatch &match : rule) {
            std::vector<std::string> words;
            if (!match.service.empty() || (route.kind == ServerRouteKind::GRPCRoute && !match.method.empty()))
                words.push_back(match.service + "/" + match.method);
            else if (!match.method.empty())
                words.push_back(match.method);
            const bool isPrefix = match.pathType.empty() || match.pathType == "PathPrefix";
            if (!match.path.empty() && !(isPrefix && match.path == "/"))
                words.push_back(match.path + (isPrefix ? "*" : ""));
            if (words.empty() && match.headers.empty() && match.queryParams.empty())
                return {};
            if (!match.headers.empty() || !match.queryParams.empty())
                words.push_back("with certain headers or parameters");
            parts.push_back(join(words, " "));
        }
    }
    return join(parts, "; ");
}

bool targets(const LinkerdAuthorizationPolicy &policy, const LinkerdServer &server)
{
    if (policy.meta.namespaceName != server.meta.namespaceName)
        return false;
    return policy.targetRef.kind == "Namespace"
        || (policy.targetRef.kind == "Server" && policy.targetRef.name == server.meta.name);
}

bool targets(const LinkerdAuthorizationPolicy &policy, const ServerRoute &route)
{
    return policy.meta.namespaceName == route.meta.namespaceName
        && policy.targetRef.kind == nameOf(route.kind) && policy.targetRef.group == route.group
        && policy.targetRef.name == route.meta.name;
}

} // namespace

LinkerdPolicyEvaluator::LinkerdPolicyEvaluator(const PlanIndex &index)
    : m_index(index)
    , m_servers(index.plan().pods.size())
{
    const EnforcementPlan &plan = index.plan();
    for (const Server &server : plan.linkerdServers) {
        m_rules.push_back(rulesOf(server));
        for (std::size_t pod = 0; pod < plan.pods.size(); ++pod) {
            for (std::uint16_t port : linkerdPorts(server.object, plan.pods[pod])) {
                std::vector<std::size_t> &there = m_servers[pod][port];
                if (there.empty() || there.back() != m_rules.size() - 1)
                    there.push_back(m_rules.size() - 1);
            }
        }
    }
}

LinkerdPolicyEvaluator::Rules LinkerdPolicyEvaluator::rulesOf(const Server &server) const
{
    const EnforcementPlan &plan = m_index.plan();
    Rules rules;
    rules.server = &server;
    const ObjectMeta &meta = server.object.meta;
    for (const auto &authorization : plan.serverAuthorizations) {
        const ServerAuthorization &object = authorization.object;
        if (object.meta.namespaceName != meta.namespaceName)
            continue;
        if (object.serverSelector ? matches(*object.serverSelector, meta.labels)
                                  : object.serverName == meta.name)
            rules.authorizations.push_back(&authorization);
    }
    for (const auto &route : plan.serverRoutes) {
        const std::vector<std::string> &parents = route.object.servers;
        if (isHttp(server.object) && route.object.meta.namespaceName == meta.namespaceName
            && std::find(parents.begin(), parents.end(), meta.name) != parents.end())
            rules.routes.push_back(&route);
    }
    for (const auto &policy : plan.linkerdAuthorizationPolicies) {
        if (targets(policy.object, server.object))
            rules.policies.push_back(&policy);
        for (const auto *route : rules.routes) {
            if (targets(policy.object, route->object))
                rules.routePolicies.emplace_back(&policy, route);
        }
    }
    return rules;
}

PlaneVerdict LinkerdPolicyEvaluator::evaluate(const AccessRequest &request) const
{
    const PlannedPod *destination = m_index.pod(request.destinationId);
    if (!destination)
        return nothing("No proxy of the mesh stands before the destination.");
    if (request.sourceId == request.destinationId)
        return nothing("A pod reaches itself without a proxy.");
    if (destination->meshMode != MeshMode::Linkerd)
        return nothing(destination->name + " is not in the mesh: nothing asks who the caller is.");
    if (request.protocol != Protocol::Tcp)
        return nothing("The mesh sees TCP only, not " + std::string(nameOf(request.protocol)) + ".");
    if (skipsLinkerdProxy(*destination, m_index.namespaceNamed(destination->namespaceName), request.port))
        return nothing("config.linkerd.io/skip-inbound-ports leads port " + std::to_string(request.port)
            + " of " + destination->name + " past its proxy.");

    const LinkerdCaller caller = linkerdCaller(m_index, request);
    const std::string who = callerName(caller, request);
    PlaneVerdict best = onPort(*destination, request.port, caller, who);
    if (request.port != 0)
        return best;
    for (const auto &[port, servers] : m_servers[m_index.indexOf(*destination)]) {
        PlaneVerdict one = onPort(*destination, port, caller, who);
        if (rankOf(one.verdict) < rankOf(best.verdict))
            best = std::move(one);
    }
    return best;
}

std::string LinkerdPolicyEvaluator::callerName(
    const LinkerdCaller &caller, const AccessRequest &request) const
{
    return !caller.identity.empty() ? caller.identity
                                    : m_index.nameOf(request.sourceId) + ", which shows no identity,";
}

std::vector<DecisionStep> LinkerdPolicyEvaluator::stages(const AccessRequest &request) const
{
    std::vector<DecisionStep> steps;
    const PlannedPod *destination = m_index.pod(request.destinationId);
    if (!destination || request.sourceId == request.destinationId
        || destination->meshMode != MeshMode::Linkerd || request.protocol != Protocol::Tcp
        || skipsLinkerdProxy(*destination, m_index.namespaceNamed(destination->namespaceName), request.port))
        return steps;
    const auto add = [&steps](DecisionStage stage, PlaneVerdict answer) {
        steps.push_back({ stage, Plane::Identity, std::move(answer), true });
    };
    const LinkerdCaller caller = linkerdCaller(m_index, request);
    const std::string who = callerName(caller, request);
    const auto &ports = m_servers[m_index.indexOf(*destination)];
    const auto found = ports.find(request.port);
    if (found == ports.end()) {
        add(DecisionStage::ServerAccess, onDefault(*destination, caller, who));
        return steps;
    }
    for (std::size_t number : found->second) {
        const Rules &rules = m_rules[number];
        add(DecisionStage::ServerAccess, onServer(rules, caller, who, Part::AccessPolicy));
        const bool isAuthorized =
            !rules.authorizations.empty() || !rules.policies.empty() || !rules.routePolicies.empty();
        if (isAuthorized)
            add(DecisionStage::Authorizations, onServer(rules, caller, who, Part::Authorizations));
    }
    return steps;
}

PlaneVerdict LinkerdPolicyEvaluator::onPort(
    const PlannedPod &pod, std::uint16_t port, const LinkerdCaller &caller, const std::string &who) const
{
    const auto &ports = m_servers[m_index.indexOf(pod)];
    const auto found = ports.find(port);
    PlaneVerdict result;
    if (found == ports.end())
        result = onDefault(pod, caller, who);
    else {
        result = onServer(m_rules[found->second.front()], caller, who);
        for (std::size_t other : found->second) {
            PlaneVerdict one = onServer(m_rules[other], caller, who);
            const auto isLetIn = [](const PlaneVerdict &verdict) {
                return verdict.verdict == Verdict::Permit || verdict.verdict == Verdict::NotEnforced;
            };
            if (isLetIn(one) && isLetIn(result)) { // let in either way: the weaker control counts
                if (one.verdict == Verdict::NotEnforced)
                    result = std::move(one);
                continue;
            }
            if (one.verdict == result.verdict)
                continue;
            result.verdict = Verdict::Uncertain;
            result.control.clear();
            result.reason = named("Server", *m_rules[found->second.front()].server) + " and "
                + named("Server", *m_rules[other].server) + " both select port " + std::to_string(port)
                + " of " + pod.name + " and disagree; Linkerd obeys only one of them.";
            return result;
        }
    }
    if (result.verdict == Verdict::Deny)
        result.reason += admitsProbes(pod, port).value_or(true)
            ? " Only the paths of its health probes stay open."
            : " Its health probes need a rule of their own.";
    return result;
}

std::optional<bool> LinkerdPolicyEvaluator::admitsProbes(const PlannedPod &pod, std::uint16_t port) const
{
    const auto &ports = m_servers[m_index.indexOf(pod)];
    const auto found = ports.find(port);
    if (found == ports.end())
        return true;
    const bool first = m_rules[found->second.front()].routes.empty();
    for (std::size_t other : found->second) {
        if (m_rules[other].routes.empty() != first)
            return std::nullopt;
    }
    return first;
}

PlaneVerdict LinkerdPolicyEvaluator::onServer(
    const Rules &rules, const LinkerdCaller &caller, const std::string &who, Part asked) const
{
    const EnforcementPlan &plan = m_index.plan();
    const LinkerdAccess access = rules.server->object.accessPolicy.value_or(LinkerdAccess::Deny);
    const std::string server = named("Server", *rules.server);
    const DecidingObject byServer = decidingObject("Server", *rules.server);
    const std::string onlyRoutes =
        rules.routes.empty() ? std::string() : " Requests that match no route are refused.";
    if (isOpen(access) && asked != Part::Authorizations)
        return { Verdict::NotEnforced, byServer,
            server + " admits anyone (" + std::string(nameOf(access)) + ")." + onlyRoutes, "" };

    PlaneVerdict best { Verdict::Deny, byServer, "Nothing that speaks for " + server + " admits " + who + ".",
        identityControl };
    const auto consider = [&](Match match, const DecidingObject &object, const std::string &title,
                              const std::string &part) {
        const Verdict verdict = match == Match::Yes ? Verdict::Permit
            : match == Match::Maybe                 ? Verdict::Uncertain
                                                    : Verdict::Deny;
        if (rankOf(verdict) >= rankOf(best.verdict))
            return;
        best.verdict = verdict;
        best.decidedBy = object;
        best.control = verdict == Verdict::Permit ? identityControl : "";
        best.reason = verdict == Verdict::Permit
            ? title + " admits " + who + " to " + server + part + "."
            : title + " decides by something the design does not know, such as the caller's address.";
    };
    if (asked != Part::Authorizations)
        consider(
            matchAccess(access, caller, plan), byServer, "Access policy " + std::string(nameOf(access)), "");
    if (asked == Part::AccessPolicy) {
        if (best.verdict == Verdict::Deny)
            best.reason = "Access policy " + std::string(nameOf(access)) + " of " + server
                + " does not admit " + who + " by itself.";
        return best;
    }
    for (const auto *authorization : rules.authorizations)
        consider(matchAuthorization(authorization->object, caller, plan),
            decidingObject("ServerAuthorization", *authorization),
            named("ServerAuthorization", *authorization), "");
    for (const auto *policy : rules.policies)
        consider(matchPolicy(policy->object, caller, plan), decidingObject("AuthorizationPolicy", *policy),
            named("AuthorizationPolicy", *policy), "");
    const bool isWhole = best.verdict == Verdict::Permit;
    for (const auto &[policy, route] : rules.routePolicies) {
        const std::string requests = requestsOf(route->object);
        consider(matchPolicy(policy->object, caller, plan), decidingObject("AuthorizationPolicy", *policy),
            named("AuthorizationPolicy", *policy),
            ", only by " + named(*route) + (requests.empty() ? "" : ": " + requests));
    }
    if (isWhole)
        best.reason += onlyRoutes;
    return best;
}

PlaneVerdict LinkerdPolicyEvaluator::onDefault(
    const PlannedPod &pod, const LinkerdCaller &caller, const std::string &who) const
{
    const PlannedNamespace *home = m_index.namespaceNamed(pod.namespaceName);
    const std::optional<std::string> annotation = annotatedInboundPolicy(pod, home);
    LinkerdAccess access = m_index.plan().platform.linkerdDefaultPolicy;
    std::string source = "the install";
    PlaneVerdict result;
    if (annotation) {
        const bool isOwn = pod.meshAnnotations.count(linkerdDefaultPolicyKey) > 0;
        source = isOwn ? "an annotation of " + pod.name : "an annotation of namespace " + pod.namespaceName;
        result.decidedBy = isOwn
            ? DecidingObject { "Workload", pod.namespaceName, pod.name, pod.workloadId, pod.origin }
            : DecidingObject { "Namespace", "", home->name, home->id, home->origin };
        const auto value = enumFromName<LinkerdAccess>(*annotation);
        if (!value) {
            result.verdict = Verdict::Uncertain;
            result.reason =
                "The default policy \"" + *annotation + "\" (" + source + ") is none that Linkerd knows.";
            return result;
        }
        access = *value;
    }
    const std::string policy = "No Server selects the port, and the default policy (" + source
        + ", read when the proxy starts) is " + std::string(nameOf(access));
    if (isOpen(access)) {
        result.decidedBy.reset();
        result.reason = policy + ": anyone is admitted.";
        return result;
    }
    switch (matchAccess(access, caller, m_index.plan())) {
    case Match::Yes:
        result.verdict = Verdict::Permit;
        result.control = identityControl;
        result.reason = policy + ", which admits " + who + ".";
        break;
    case Match::Maybe:
        result.verdict = Verdict::Uncertain;
        result.reason = policy + ": whether " + who + " comes from an address of the cluster is not known.";
        break;
    case Match::No:
        result.verdict = Verdict::Deny;
        result.control = identityControl;
        result.reason = policy + ", which refuses " + who + ".";
        break;
    }
    return result;
}

} // namespace fourplane
