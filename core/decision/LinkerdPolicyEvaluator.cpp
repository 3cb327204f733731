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

/// As sentences name it.
std::string callerName(const LinkerdCaller &caller, const PlannedRequest &request)
{
    return !caller.identity.empty() ? caller.identity : request.source.name() + ", which shows no identity,";
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

} // namespace

LinkerdPolicyEvaluator::LinkerdPolicyEvaluator(const PlanIndex &index)
    : m_index(index)
    , m_rules(index.plan())
    , m_authentications(index.plan())
{
}

bool LinkerdPolicyEvaluator::hasProxy(const PlannedRequest &request) const
{
    const PlannedPod *destination = request.destination.pod;
    return destination && !request.isToItself() && destination->meshMode == MeshMode::Linkerd
        && request.protocol == Protocol::Tcp
        && !skipsLinkerdProxy(*destination, m_index.namespaceNamed(destination->namespaceName), request.port);
}

std::string LinkerdPolicyEvaluator::whyNoProxy(const PlannedRequest &request) const
{
    const PlannedPod *destination = request.destination.pod;
    if (!destination)
        return "No proxy of the mesh stands before the destination.";
    if (request.isToItself())
        return "A pod reaches itself without a proxy.";
    if (destination->meshMode != MeshMode::Linkerd)
        return destination->name + " is not in the mesh: nothing asks who the caller is.";
    if (request.protocol != Protocol::Tcp)
        return "The mesh sees TCP only, not " + std::string(nameOf(request.protocol)) + ".";
    return "config.linkerd.io/skip-inbound-ports leads port " + std::to_string(request.port) + " of "
        + destination->name + " past its proxy.";
}

PlaneVerdict LinkerdPolicyEvaluator::evaluate(const PlannedRequest &request) const
{
    if (!hasProxy(request))
        return request.answer(Verdict::NotEnforced, [&] {
            return VerdictWords { {}, whyNoProxy(request), "" };
        });
    const LinkerdCaller caller = linkerdCaller(m_index, request);
    PlaneVerdict best = onPort(request, request.port, caller);
    if (request.port != 0)
        return best;
    for (const auto &[port, servers] : m_rules.portsOf(m_index.indexOf(*request.destination.pod))) {
        PlaneVerdict one = onPort(request, port, caller);
        if (rankOf(one.verdict) < rankOf(best.verdict))
            best = std::move(one);
    }
    return best;
}

std::vector<DecisionStep> LinkerdPolicyEvaluator::stages(const PlannedRequest &request) const
{
    std::vector<DecisionStep> steps;
    if (!hasProxy(request))
        return steps;
    const auto add = [&steps](DecisionStage stage, PlaneVerdict answer) {
        steps.push_back({ stage, Plane::Identity, std::move(answer), true });
    };
    const LinkerdCaller caller = linkerdCaller(m_index, request);
    const auto &ports = m_rules.portsOf(m_index.indexOf(*request.destination.pod));
    const auto found = ports.find(request.port);
    if (found == ports.end()) {
        add(DecisionStage::ServerAccess, onDefault(request, caller));
        return steps;
    }
    for (std::size_t number : found->second) {
        const LinkerdServerRules &rules = m_rules.servers()[number];
        add(DecisionStage::ServerAccess, onServer(request, rules, caller, Part::AccessPolicy));
        const bool isAuthorized =
            !rules.authorizations.empty() || !rules.policies.empty() || !rules.routePolicies.empty();
        if (isAuthorized)
            add(DecisionStage::Authorizations, onServer(request, rules, caller, Part::Authorizations));
    }
    return steps;
}

PlaneVerdict LinkerdPolicyEvaluator::onPort(
    const PlannedRequest &request, std::uint16_t port, const LinkerdCaller &caller) const
{
    const PlannedPod &pod = *request.destination.pod;
    const auto &ports = m_rules.portsOf(m_index.indexOf(pod));
    const auto found = ports.find(port);
    PlaneVerdict result;
    if (found == ports.end())
        result = onDefault(request, caller);
    else {
        result = onServer(request, m_rules.servers()[found->second.front()], caller);
        for (std::size_t other : found->second) {
            PlaneVerdict one = onServer(request, m_rules.servers()[other], caller);
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
            return request.answer(Verdict::Uncertain, [&] {
                return VerdictWords { std::move(result.decidedBy),
                    named("Server", *m_rules.servers()[found->second.front()].server) + " and "
                        + named("Server", *m_rules.servers()[other].server) + " both select port "
                        + std::to_string(port) + " of " + pod.name
                        + " and disagree; Linkerd obeys only one of them.",
                    "" };
            });
        }
    }
    if (result.verdict == Verdict::Deny && request.wantsWords())
        result.reason += admitsProbes(pod, port).value_or(true)
            ? " Only the paths of its health probes stay open."
            : " Its health probes need a rule of their own.";
    return result;
}

std::optional<bool> LinkerdPolicyEvaluator::admitsProbes(const PlannedPod &pod, std::uint16_t port) const
{
    const auto &ports = m_rules.portsOf(m_index.indexOf(pod));
    const auto found = ports.find(port);
    if (found == ports.end())
        return true;
    const bool first = m_rules.servers()[found->second.front()].routes.empty();
    for (std::size_t other : found->second) {
        if (m_rules.servers()[other].routes.empty() != first)
            return std::nullopt;
    }
    return first;
}

PlaneVerdict LinkerdPolicyEvaluator::onServer(const PlannedRequest &request, const LinkerdServerRules &rules,
    const LinkerdCaller &caller, Part asked) const
{
    const EnforcementPlan &plan = m_index.plan();
    const LinkerdAccess access = rules.server->object.accessPolicy.value_or(LinkerdAccess::Deny);
    const auto server = [&rules] { return named("Server", *rules.server); };
    const auto byServer = [&rules] { return decidingObject("Server", *rules.server); };
    const auto who = [&] { return callerName(caller, request); };
    const std::string onlyRoutes = rules.routes.empty() || !request.wantsWords()
        ? std::string()
        : " Requests that match no route are refused.";
    if (isOpen(access) && asked != Part::Authorizations)
        return request.answer(Verdict::NotEnforced, [&] {
            return VerdictWords { byServer(),
                server() + " admits anyone (" + std::string(nameOf(access)) + ")." + onlyRoutes, "" };
        });

    PlaneVerdict best = request.answer(Verdict::Deny, [&] {
        return VerdictWords { byServer(),
            asked == Part::AccessPolicy ? "Access policy " + std::string(nameOf(access)) + " of " + server()
                    + " does not admit " + who() + " by itself."
                                        : "Nothing that speaks for " + server() + " admits " + who() + ".",
            identityControl };
    });
    // `object` and `title` say what decides, `part` what of the requests it admits.
    const auto consider = [&](Match match, auto object, auto title, auto part) {
        const Verdict verdict = match == Match::Yes ? Verdict::Permit
            : match == Match::Maybe                 ? Verdict::Uncertain
                                                    : Verdict::Deny;
        if (rankOf(verdict) >= rankOf(best.verdict))
            return;
        best = request.answer(verdict, [&] {
            const bool isAdmitted = verdict == Verdict::Permit;
            return VerdictWords { object(),
                isAdmitted ? title() + " admits " + who() + " to " + server() + part() + "."
                           : title()
                        + " decides by something the design does not know, such as the caller's address.",
                isAdmitted ? identityControl : "" };
        });
    };
    const auto whole = [] { return std::string(); };
    const auto considerObject = [&](Match match, const char *kind, const auto &planned, auto part) {
        consider(
            match, [&] { return decidingObject(kind, planned); }, [&] { return named(kind, planned); }, part);
    };
    if (asked != Part::Authorizations)
        consider(
            matchAccess(access, caller, plan), byServer,
            [access] { return "Access policy " + std::string(nameOf(access)); }, whole);
    if (asked == Part::AccessPolicy)
        return best;
    for (const auto *authorization : rules.authorizations)
        considerObject(matchAuthorization(authorization->object, caller, plan), "ServerAuthorization",
            *authorization, whole);
    for (const auto *policy : rules.policies)
        considerObject(matchPolicy(policy->object, caller, plan.platform, m_authentications),
            "AuthorizationPolicy", *policy, whole);
    const bool isWhole = best.verdict == Verdict::Permit;
    for (const auto &[policy, onRoute] : rules.routePolicies) {
        const Planned<ServerRoute> &route = *onRoute;
        considerObject(matchPolicy(policy->object, caller, plan.platform, m_authentications),
            "AuthorizationPolicy", *policy, [&route] {
                const std::string requests = requestsOf(route.object);
                return ", only by " + named(route) + (requests.empty() ? "" : ": " + requests);
            });
    }
    if (isWhole)
        best.reason += onlyRoutes;
    return best;
}

PlaneVerdict LinkerdPolicyEvaluator::onDefault(
    const PlannedRequest &request, const LinkerdCaller &caller) const
{
    const PlannedPod &pod = *request.destination.pod;
    const PlannedNamespace *home = m_index.namespaceNamed(pod.namespaceName);
    const std::optional<std::string> annotation = annotatedInboundPolicy(pod, home);
    const bool isOwn = pod.meshAnnotations.count(linkerdDefaultPolicyKey) > 0;
    const auto source = [&] {
        return !annotation ? std::string("the install")
            : isOwn        ? "an annotation of " + pod.name
                           : "an annotation of namespace " + pod.namespaceName;
    };
    const auto decider = [&] {
        return !annotation ? std::nullopt
            : isOwn        ? std::optional(decidingWorkload(pod))
                    : std::optional(DecidingObject { "Namespace", "", home->name, home->id, home->origin });
    };
    const auto known = annotation ? enumFromName<LinkerdAccess>(*annotation) : std::nullopt;
    if (annotation && !known)
        return request.answer(Verdict::Uncertain, [&] {
            return VerdictWords { decider(),
                "The default policy \"" + *annotation + "\" (" + source() + ") is none that Linkerd knows.",
                "" };
        });
    const LinkerdAccess access = known.value_or(m_index.plan().platform.linkerdDefaultPolicy);
    const auto policy = [&] {
        return "No Server selects the port, and the default policy (" + source()
            + ", read when the proxy starts) is " + std::string(nameOf(access));
    };
    if (isOpen(access))
        return request.answer(Verdict::NotEnforced, [&] {
            return VerdictWords { {}, policy() + ": anyone is admitted.", "" };
        });
    const auto who = [&] { return callerName(caller, request); };
    switch (matchAccess(access, caller, m_index.plan())) {
    case Match::Yes:
        return request.answer(Verdict::Permit, [&] {
            return VerdictWords { decider(), policy() + ", which admits " + who() + ".", identityControl };
        });
    case Match::Maybe:
        return request.answer(Verdict::Uncertain, [&] {
            return VerdictWords { decider(),
                policy() + ": whether " + who() + " comes from an address of the cluster is not known.", "" };
        });
    case Match::No:
        break;
    }
    return request.answer(Verdict::Deny, [&] {
        return VerdictWords { decider(), policy() + ", which refuses " + who() + ".", identityControl };
    });
}

} // namespace fourplane
