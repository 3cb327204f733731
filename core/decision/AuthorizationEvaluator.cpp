// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/AuthorizationEvaluator.h"

#include "core/base/Text.h"
#include "core/decision/TrustDomains.h"
#include "core/decision/ZtunnelPolicy.h"
#include "core/enforcement/MeshFacts.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>

namespace fourplane {

namespace {

constexpr const char *kind = "AuthorizationPolicy";

/// False for policies that only watch (semantics IS1, IS12).
bool decides(const AuthorizationPolicy &policy)
{
    const auto dryRun = policy.meta.annotations.find("istio.io/dry-run");
    return policy.action != AuthorizationAction::Audit
        && (dryRun == policy.meta.annotations.end() || dryRun->second != "true");
}

bool appliesTo(const AuthorizationPolicy &policy, const PlannedPod &pod, const std::string &rootNamespace)
{
    const bool inScope =
        policy.meta.namespaceName == pod.namespaceName || policy.meta.namespaceName == rootNamespace;
    if (!inScope || !policy.targetRefs.empty() || !decides(policy))
        return false;
    return !policy.selector || matches(LabelSelector { *policy.selector, {} }, pod.labels);
}

/// What Istio takes a port for: by the names of the Service ports before it, or of the container port, which
/// by convention is the same, where there is no Service.
enum class PortKnowledge
{
    Http,
    Tcp,
    Unknown
};

PortKnowledge knowledgeOf(const PlannedPod &pod, std::uint16_t number)
{
    static const std::set<std::string> httpNames { "http", "http2", "grpc" };
    static const std::set<std::string> tcpNames { "tcp", "tls", "https", "mongo", "mysql", "redis" };
    const auto byName = [](const std::string &name) {
        const std::string prefix = name.substr(0, name.find('-'));
        return httpNames.count(prefix) > 0 ? PortKnowledge::Http
            : tcpNames.count(prefix) > 0   ? PortKnowledge::Tcp
                                           : PortKnowledge::Unknown;
    };
    const auto services = pod.servicePortNames.find(number);
    if (services != pod.servicePortNames.end()) {
        const PortKnowledge first = byName(services->second.front());
        const bool isAgreed = std::all_of(services->second.begin(), services->second.end(),
            [&](const std::string &name) { return byName(name) == first; });
        return isAgreed ? first : PortKnowledge::Unknown;
    }
    for (const NamedPort &port : pod.ports) {
        if (port.number == number && port.protocol == Protocol::Tcp)
            return byName(port.name);
    }
    return PortKnowledge::Unknown;
}

/// Fixes in a request to try what the question fixes.
void fixAsked(HttpRequest &http, const AccessRequest &access)
{
    if (!access.method.empty())
        http.method = access.method;
    if (!access.path.empty())
        http.path = access.path;
    if (!access.host.empty())
        http.host = access.host;
}

std::vector<Cidr> cidrsOf(const std::vector<std::string> &texts)
{
    std::vector<Cidr> blocks;
    for (const std::string &text : texts) {
        if (const std::optional<Cidr> block = parseCidr(text))
            blocks.push_back(*block);
    }
    return blocks;
}

/// As sentences name it.
std::string callerName(const MeshRequest &asked, const PlannedRequest &request)
{
    return !asked.caller->principal.empty() ? asked.caller->principal
                                            : request.source.name() + ", which shows no identity,";
}

std::string portText(const MeshRequest &asked)
{
    return asked.port ? " on port " + std::to_string(*asked.port) : std::string();
}

std::string named(const Planned<AuthorizationPolicy> &policy)
{
    return "AuthorizationPolicy " + policy.object.meta.namespaceName + "/" + policy.object.meta.name;
}

/// "GET /v1/*" for the HTTP part of what a rule opens; empty when it opens everything.
std::string httpPart(const AuthorizationRule &rule)
{
    std::vector<std::string> parts;
    for (const AuthorizationOperation &operation : rule.to) {
        std::vector<std::string> words;
        if (!operation.methods.empty())
            words.push_back(join(operation.methods, "/"));
        if (!operation.hosts.empty())
            words.push_back("host " + join(operation.hosts, "/"));
        if (!operation.paths.empty())
            words.push_back(join(operation.paths, ", "));
        if (!operation.notMethods.empty())
            words.push_back("not " + join(operation.notMethods, "/"));
        if (!operation.notPaths.empty())
            words.push_back("not " + join(operation.notPaths, ", "));
        if (words.empty())
            return {};
        parts.push_back(join(words, " "));
    }
    return join(parts, "; ");
}

std::string whyNoProxy(const PlannedRequest &request)
{
    const PlannedPod *destination = request.destination.pod;
    if (!destination)
        return "No proxy of the mesh stands before the destination.";
    if (request.isToItself())
        return "A pod reaches itself without a proxy.";
    if (!isIstio(destination->meshMode))
        return destination->name + " is not in the mesh: nothing asks who the caller is.";
    return "The mesh sees TCP only, not " + std::string(nameOf(request.protocol)) + ".";
}

PlaneVerdict noPolicy(const PlannedRequest &request)
{
    return request.answer(Verdict::NotEnforced, [&request] {
        return VerdictWords { {}, "No AuthorizationPolicy applies to " + request.destination.pod->name + ".",
            "" };
    });
}

} // namespace

AuthorizationEvaluator::AuthorizationEvaluator(
    const PlanIndex &index, const PeerAuthenticationEvaluator &peerAuthentication)
    : m_index(index)
    , m_peerAuthentication(peerAuthentication)
{
    for (const Policy &policy : index.plan().authorizationPolicies) {
        if (auto read = asZtunnelReads(policy.object))
            m_atZtunnel.push_back({ std::move(*read), policy.sources, policy.origin, policy.isAdopted });
    }
    m_inNamespace = byNamespace(index.plan().authorizationPolicies);
    m_inNamespaceAtZtunnel = byNamespace(m_atZtunnel);
    const PlatformProfile &platform = index.plan().platform;
    const auto callerNamed = [&platform](const std::string &principal) {
        return MeshCaller(principal, withAliases(platform, principal));
    };
    m_byPod.reserve(index.plan().pods.size());
    for (const PlannedPod &pod : index.plan().pods) {
        m_byPod.push_back(applicableTo(pod));
        m_callers.push_back(pod.inMesh ? callerNamed(index.principalOf(pod)) : MeshCaller());
        m_atWaypoints.emplace_back();
        for (const PodWaypoint &waypoint : pod.waypoints)
            m_atWaypoints.back().push_back({ applicableAt(waypoint, pod),
                callerNamed(
                    platform.trustDomain + "/ns/" + waypoint.namespaceName + "/sa/" + waypoint.name) });
    }
    m_clusterRanges = cidrsOf(platform.clusterCidrs);
    for (const auto *externals : { &index.plan().externals, &index.plan().implicitExternals }) {
        for (const PlannedExternal &external : *externals)
            m_externalRanges.emplace(&external, cidrsOf(external.cidrs));
    }
}

AuthorizationEvaluator::PoliciesByNamespace AuthorizationEvaluator::byNamespace(
    const std::vector<Policy> &policies)
{
    PoliciesByNamespace lists;
    for (const Policy &policy : policies)
        lists[policy.object.meta.namespaceName].push_back(&policy);
    return lists;
}

AuthorizationEvaluator::Policies AuthorizationEvaluator::policiesIn(
    const PoliciesByNamespace &all, std::vector<std::string> namespaces)
{
    std::sort(namespaces.begin(), namespaces.end());
    namespaces.erase(std::unique(namespaces.begin(), namespaces.end()), namespaces.end());
    Policies found;
    for (const std::string &name : namespaces) {
        if (const auto some = all.find(name); some != all.end())
            found.insert(found.end(), some->second.begin(), some->second.end());
    }
    std::sort(found.begin(), found.end(), std::less<>()); // all lie in one vector
    return found;
}

AuthorizationEvaluator::Applicable AuthorizationEvaluator::applicableTo(const PlannedPod &pod) const
{
    Applicable applicable;
    if (!isIstio(pod.meshMode))
        return applicable;
    const std::string &rootNamespace = m_index.plan().platform.meshRootNamespace;
    const bool knowsHttp = behaviourOf(pod.meshMode).readsHttp == EngineBehaviour::Yes;
    const std::vector<std::string> scopes { pod.namespaceName, rootNamespace };
    const Policies written = policiesIn(m_inNamespace, scopes);
    for (const Policy *policy : written)
        applicable.losesHttp = applicable.losesHttp
            || (!knowsHttp && appliesTo(policy->object, pod, rootNamespace)
                && std::any_of(
                    policy->object.rules.begin(), policy->object.rules.end(), fourplane::hasHttpFields));
    for (const Policy *policy : knowsHttp ? written : policiesIn(m_inNamespaceAtZtunnel, scopes)) {
        if (appliesTo(policy->object, pod, rootNamespace))
            applicable.policies.push_back(policy);
    }
    addRules(applicable);
    return applicable;
}

void AuthorizationEvaluator::addRules(Applicable &applicable)
{
    std::vector<const AuthorizationRule *> rules;
    for (const Policy *policy : applicable.policies) {
        for (const AuthorizationRule &rule : policy->object.rules) {
            rules.push_back(&rule);
            applicable.hasHttpFields = applicable.hasHttpFields || fourplane::hasHttpFields(rule);
        }
    }
    applicable.candidates = httpCandidatesFor(rules);
}

AuthorizationEvaluator::Applicable AuthorizationEvaluator::applicableAt(
    const PodWaypoint &waypoint, const PlannedPod &pod) const
{
    Applicable applicable;
    const std::string &rootNamespace = m_index.plan().platform.meshRootNamespace;
    for (const Policy *policy :
        policiesIn(m_inNamespace, { waypoint.namespaceName, rootNamespace, pod.namespaceName })) {
        if (!decides(policy->object))
            continue;
        const std::string &home = policy->object.meta.namespaceName;
        const auto isHere = [&](const PolicyTargetReference &target) {
            if (target.kind == "Gateway")
                return target.name == waypoint.name && home == waypoint.namespaceName;
            if (target.kind == "GatewayClass")
                return target.name == "istio-waypoint" && home == rootNamespace;
            return target.kind == "Service" && home == pod.namespaceName
                && std::count(waypoint.services.begin(), waypoint.services.end(), target.name) > 0;
        };
        if (std::any_of(policy->object.targetRefs.begin(), policy->object.targetRefs.end(), isHere))
            applicable.policies.push_back(policy);
    }
    addRules(applicable);
    return applicable;
}

const AuthorizationEvaluator::AtWaypoint &AuthorizationEvaluator::atWaypoint(
    const PlannedRequest &request, std::size_t waypoint) const
{
    return m_atWaypoints[m_index.indexOf(*request.destination.pod)][waypoint];
}

PlaneVerdict AuthorizationEvaluator::evaluateThrough(const PlannedRequest &request, std::size_t number) const
{
    const PlannedPod &destination = *request.destination.pod;
    const auto title = [&] {
        const PodWaypoint &waypoint = destination.waypoints[number];
        return "waypoint " + waypoint.namespaceName + "/" + waypoint.name;
    };
    const MeshRequest asked = meshRequest(request);
    const AtWaypoint &there = atWaypoint(request, number);
    PlaneVerdict first = there.applicable.policies.empty()
        ? request.answer(Verdict::NotEnforced,
            [] {
                return VerdictWords { {}, "No AuthorizationPolicy is for it.", "" };
            })
        : verdictBehindProxy(there.applicable, asked, request);
    if (request.wantsWords())
        first.reason = "Through " + title() + ": " + first.reason;
    if (first.verdict == Verdict::Deny)
        return first;
    const Applicable &own = m_byPod[m_index.indexOf(destination)];
    PlaneVerdict second =
        own.policies.empty() ? noPolicy(request) : verdictOnTcp(own, behind(there, asked), request);
    const bool isSecond = second.verdict == Verdict::Deny
        || (second.verdict == Verdict::Uncertain && first.verdict != Verdict::Uncertain)
        || (second.verdict == Verdict::Permit && first.verdict == Verdict::NotEnforced);
    PlaneVerdict &result = isSecond ? second : first;
    if (request.wantsWords())
        result.reason =
            first.reason + " The destination sees the " + title() + " as the caller: " + second.reason;
    return result;
}

MeshRequest AuthorizationEvaluator::behind(const AtWaypoint &waypoint, const MeshRequest &asked)
{
    return { &waypoint.caller, {}, asked.port, std::nullopt };
}

void AuthorizationEvaluator::addStages(std::vector<DecisionStep> &steps, const Applicable &applicable,
    const MeshRequest &asked, const PlannedRequest &request, const std::string &where)
{
    const std::string caller = callerName(asked, request);
    const std::string port = portText(asked);
    for (const auto &[action, stage] :
        { std::pair { AuthorizationAction::Custom, DecisionStage::CustomPolicies },
            std::pair { AuthorizationAction::Deny, DecisionStage::DenyPolicies },
            std::pair { AuthorizationAction::Allow, DecisionStage::AllowPolicies } }) {
        std::vector<const Policy *> policies;
        std::copy_if(applicable.policies.begin(), applicable.policies.end(), std::back_inserter(policies),
            [action](const Policy *policy) { return policy->object.action == action; });
        if (policies.empty())
            continue;
        const AuthorizationAnswer one = authorizationAnswer(policies, asked);
        DecisionStep step { stage, Plane::Identity, { one.verdict, std::nullopt, "", "" }, true };
        if (one.verdict == Verdict::NotEnforced) {
            step.answer.reason =
                "No " + std::string(nameOf(action)) + " policy speaks of " + caller + port + ".";
        } else {
            step.answer.decidedBy = decidingObject(kind, *one.policy);
            const bool isSure = one.verdict != Verdict::Uncertain;
            step.answer.control = isSure ? "I4" : "";
            step.answer.reason = !isSure && action == AuthorizationAction::Custom
                ? named(*one.policy) + " asks an external authorizer, which is not part of the design."
                : !isSure ? named(*one.policy) + " depends on something the design does not know."
                : one.verdict == Verdict::Permit ? named(*one.policy) + " admits "
                    + (one.rule->from.empty() ? "any caller" : caller) + port + "."
                : one.rule ? named(*one.policy) + " refuses " + caller + port + "."
                           : "No rule of " + named(*one.policy) + " admits " + caller + port
                    + (policies.size() > 1 ? ", nor any other." : ".");
        }
        step.answer.reason = where + step.answer.reason;
        steps.push_back(std::move(step));
    }
}

std::vector<DecisionStep> AuthorizationEvaluator::stages(const PlannedRequest &request) const
{
    std::vector<DecisionStep> steps;
    if (!hasProxy(request))
        return steps;
    const PlannedPod &destination = *request.destination.pod;
    const Applicable &applicable = m_byPod[m_index.indexOf(destination)];
    const MeshRequest asked = meshRequest(request);
    const bool isTcp = behaviourOf(destination.meshMode).readsHttp != EngineBehaviour::Yes
        || (applicable.hasHttpFields && knowledgeOf(destination, request.port) == PortKnowledge::Tcp);
    addStages(steps, applicable, isTcp ? asked : choose(applicable, asked, request.asked).request, request,
        destination.meshMode == MeshMode::Ambient ? "At the ztunnel of the node: " : "");
    return steps;
}

std::vector<DecisionStep> AuthorizationEvaluator::stagesThrough(
    const PlannedRequest &request, std::size_t number) const
{
    std::vector<DecisionStep> steps;
    const PlannedPod &destination = *request.destination.pod;
    const PodWaypoint &waypoint = destination.waypoints[number];
    const AtWaypoint &there = atWaypoint(request, number);
    const MeshRequest asked = meshRequest(request);
    const bool isTcp =
        there.applicable.hasHttpFields && knowledgeOf(destination, request.port) == PortKnowledge::Tcp;
    addStages(steps, there.applicable, isTcp ? asked : choose(there.applicable, asked, request.asked).request,
        request, "At waypoint " + waypoint.namespaceName + "/" + waypoint.name + ": ");
    addStages(steps, m_byPod[m_index.indexOf(destination)], behind(there, asked), request,
        "At the ztunnel of the node, which sees the waypoint: ");
    return steps;
}

MeshRequest AuthorizationEvaluator::meshRequest(const PlannedRequest &request) const
{
    static const MeshCaller nobody;
    const PlannedPod *source = request.source.pod;
    const bool isShown = source && m_peerAuthentication.showsIdentity(request);
    return { isShown ? &m_callers[m_index.indexOf(*source)] : &nobody, rangesOf(request.source),
        request.port != 0 ? std::optional(request.port) : std::nullopt, std::nullopt };
}

std::span<const Cidr> AuthorizationEvaluator::rangesOf(const PlannedEnd &source) const
{
    return source.external ? m_externalRanges.at(source.external) : m_clusterRanges;
}

bool AuthorizationEvaluator::hasProxy(const PlannedRequest &request)
{
    return request.destination.pod && !request.isToItself() && isIstio(request.destination.pod->meshMode)
        && request.protocol == Protocol::Tcp;
}

PlaneVerdict AuthorizationEvaluator::evaluate(const PlannedRequest &request) const
{
    if (!hasProxy(request))
        return request.answer(Verdict::NotEnforced, [&request] {
            return VerdictWords { {}, whyNoProxy(request), "" };
        });
    const PlannedPod &destination = *request.destination.pod;
    const Applicable &applicable = m_byPod[m_index.indexOf(destination)];
    if (applicable.policies.empty())
        return noPolicy(request);
    const MeshRequest asked = meshRequest(request);
    if (behaviourOf(destination.meshMode).readsHttp == EngineBehaviour::Yes)
        return verdictBehindProxy(applicable, asked, request);
    PlaneVerdict verdict = verdictOnTcp(applicable, asked, request);
    if (applicable.losesHttp && request.wantsWords())
        verdict.reason += " (The ztunnel of the node knows no HTTP: it leaves ALLOW rules with HTTP "
                          "conditions out, and those conditions out of DENY rules.)";
    return verdict;
}

PlaneVerdict AuthorizationEvaluator::verdictBehindProxy(
    const Applicable &applicable, const MeshRequest &asked, const PlannedRequest &request) const
{
    const PlannedPod &destination = *request.destination.pod;
    const PortKnowledge knowledge =
        applicable.hasHttpFields ? knowledgeOf(destination, request.port) : PortKnowledge::Http;
    if (knowledge == PortKnowledge::Http)
        return verdictOnHttp(applicable, asked, request);
    if (knowledge == PortKnowledge::Tcp)
        return verdictOnTcp(applicable, asked, request);
    PlaneVerdict onHttp = verdictOnHttp(applicable, asked, request);
    if (onHttp.verdict == verdictOnTcp(applicable, asked, request).verdict)
        return onHttp;
    onHttp.verdict = Verdict::Uncertain;
    if (request.wantsWords())
        onHttp.reason = "It depends on whether the mesh takes port " + std::to_string(request.port) + " of "
            + destination.name
            + " for HTTP: name the port http-... or tcp-.... If it is HTTP: " + onHttp.reason;
    return onHttp;
}

AuthorizationEvaluator::Chosen AuthorizationEvaluator::choose(
    const Applicable &applicable, const MeshRequest &request, const AccessRequest &access)
{
    // Best first: a request that nothing stops, one that is permitted, one that may be.
    static constexpr std::array<Verdict, 4> order { Verdict::NotEnforced, Verdict::Permit, Verdict::Uncertain,
        Verdict::Deny };
    const auto rank = [](Verdict verdict) { return std::find(order.begin(), order.end(), verdict); };
    std::optional<Chosen> best;
    const Policy *refuser = nullptr;
    for (const HttpRequest &http : applicable.candidates.requests) {
        MeshRequest tried = request;
        fixAsked(tried.http.emplace(http), access);
        const AuthorizationAnswer one = authorizationAnswer(applicable.policies, tried);
        if (one.verdict == Verdict::Deny && one.rule)
            refuser = one.policy;
        if (!best || rank(one.verdict) < rank(best->answer.verdict))
            best = Chosen { std::move(tried), one, nullptr };
    }
    best->refuser = refuser;
    return *std::move(best);
}

PlaneVerdict AuthorizationEvaluator::verdictOnHttp(
    const Applicable &applicable, const MeshRequest &asked, const PlannedRequest &request)
{
    const Chosen chosen = choose(applicable, asked, request.asked);
    const AuthorizationAnswer &best = chosen.answer;
    const bool isTried = best.verdict != Verdict::Deny || applicable.candidates.isComplete;
    return request.answer(isTried ? best.verdict : Verdict::Uncertain, [&] {
        VerdictWords words;
        if (best.policy && best.verdict != Verdict::NotEnforced)
            words.decidedBy = decidingObject(kind, *best.policy);
        const std::string caller = callerName(asked, request);
        const std::string port = portText(asked);
        switch (best.verdict) {
        case Verdict::NotEnforced:
            words.reason = "No rule refuses " + caller + port + ", and there is no allow-list.";
            break;
        case Verdict::Permit: {
            const std::string part = httpPart(*best.rule);
            words.reason = named(*best.policy) + " admits "
                + (best.rule->from.empty() ? "any caller" : caller) + port
                + (part.empty() ? "." : ", only " + part + ".");
            words.control = "I4";
            break;
        }
        case Verdict::Uncertain:
            words.reason = best.policy->object.action == AuthorizationAction::Custom
                ? named(*best.policy) + " asks an external authorizer, which is not part of the design."
                : named(*best.policy)
                    + " depends on something the design does not know, such as an address or a user token.";
            break;
        case Verdict::Deny:
            words.control = "I4";
            words.reason = best.rule ? named(*best.policy) + " refuses " + caller + port + "."
                : best.policy->object.rules.empty()
                ? named(*best.policy) + " allows nothing, and no rule admits " + caller + port + "."
                : "No rule of " + named(*best.policy) + " admits " + caller + port + ".";
            if (!isTried)
                words.reason = "Too many combinations of HTTP conditions to try them all. " + words.reason;
            break;
        }
        if (chosen.refuser && best.verdict != Verdict::Deny)
            words.reason += " Some requests are refused by " + named(*chosen.refuser) + ".";
        return words;
    });
}

PlaneVerdict AuthorizationEvaluator::verdictOnTcp(
    const Applicable &applicable, const MeshRequest &asked, const PlannedRequest &request)
{
    const AuthorizationAnswer one = authorizationAnswer(applicable.policies, asked);
    return request.answer(one.verdict, [&] {
        VerdictWords words;
        if (one.policy && one.verdict != Verdict::NotEnforced)
            words.decidedBy = decidingObject(kind, *one.policy);
        const std::string caller = callerName(asked, request);
        const std::string port = portText(asked);
        switch (one.verdict) {
        case Verdict::NotEnforced:
            words.reason = "No rule refuses " + caller + port + ", and there is no allow-list.";
            break;
        case Verdict::Permit:
            words.control = "I4";
            words.reason = named(*one.policy) + " admits " + (one.rule->from.empty() ? "any caller" : caller)
                + port + ".";
            break;
        case Verdict::Uncertain:
            words.reason = named(*one.policy) + " depends on something the design does not know.";
            break;
        case Verdict::Deny:
            words.control = "I4";
            words.reason = one.rule
                ? named(*one.policy) + " refuses " + caller + port + "."
                : "No rule of " + named(*one.policy) + " for plain TCP admits " + caller + port + ".";
            break;
        }
        return words;
    });
}

} // namespace fourplane
