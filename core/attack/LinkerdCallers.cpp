// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/LinkerdCallers.h"

#include "core/decision/LinkerdMatching.h"
#include "core/enforcement/LinkerdServers.h"

#include <set>

namespace fourplane {

namespace {

/// Unambiguous: with its length.
std::string measured(const std::string &value)
{
    return std::to_string(value.size()) + ":" + value + " ";
}

std::string networksText(const std::vector<LinkerdNetwork> &networks)
{
    std::string text = "networks ";
    for (const LinkerdNetwork &network : networks) {
        text += measured(network.cidr);
        for (const std::string &part : network.except)
            text += "less " + measured(part);
    }
    return text + ";";
}

} // namespace

LinkerdCallers::LinkerdCallers(const PlanIndex &index, std::size_t smallSet)
    : m_index(index)
    , m_rules(index.plan())
    , m_authentications(index.plan())
    , m_smallSet(smallSet)
    , m_ofServer(m_rules.servers().size())
{
    const std::vector<PlannedPod> &pods = index.plan().pods;
    for (std::uint32_t pod = 0; pod < pods.size(); ++pod) {
        if (pods[pod].meshMode == MeshMode::Linkerd)
            m_exact[index.principalOf(pods[pod])].push_back(pod);
    }
}

std::vector<LinkerdCallers::Pattern> LinkerdCallers::asPatterns(const std::vector<std::string> &identities)
{
    std::vector<Pattern> patterns;
    for (const std::string &text : identities)
        patterns.push_back({ text, text == "*" || text.rfind("*.", 0) == 0 });
    return patterns;
}

CallersOfPod LinkerdCallers::of(std::size_t position)
{
    const PlannedPod &pod = m_index.plan().pods[position];
    CallersOfPod result;
    if (pod.meshMode != MeshMode::Linkerd)
        return result;
    const PlannedNamespace *home = m_index.namespaceNamed(pod.namespaceName);
    if (const auto annotation = annotatedInboundPolicy(pod, home))
        result.text += "default " + measured(*annotation);
    if (const std::string *ports = meshAnnotation(pod, home, linkerdSkippedPortsKey))
        result.text += "skips " + measured(*ports);
    for (const auto &[port, servers] : m_rules.portsOf(position)) {
        result.text += "port " + std::to_string(port) + " ";
        for (std::size_t number : servers) {
            const CallersOfPod &callers = ofServer(number);
            result.text += measured(callers.text);
            result.named.insert(result.named.end(), callers.named.begin(), callers.named.end());
            result.large.insert(result.large.end(), callers.large.begin(), callers.large.end());
        }
    }
    return result;
}

const CallersOfPod &LinkerdCallers::ofServer(std::size_t number)
{
    std::optional<CallersOfPod> &known = m_ofServer[number];
    if (known)
        return *known;
    CallersOfPod &result = known.emplace();
    const LinkerdServerRules &rules = m_rules.servers()[number];
    std::set<std::string> texts; // whoever admits most decides, in whatever order
    for (const auto *authorization : rules.authorizations)
        texts.insert(textOf(authorization->object, result));
    for (const auto *policy : rules.policies)
        texts.insert(textOf(policy->object, result));
    for (const auto &[policy, route] : rules.routePolicies) // some request is enough
        texts.insert(textOf(policy->object, result));
    texts.erase(std::string());
    result.text =
        std::to_string(static_cast<int>(rules.server->object.accessPolicy.value_or(LinkerdAccess::Deny)))
        + " ";
    for (const std::string &text : texts)
        result.text += measured(text);
    return result;
}

const LinkerdCallers::Pods &LinkerdCallers::podsMatching(const Pattern &pattern)
{
    static const Pods nobody;
    if (!pattern.isWildcard) {
        const auto found = m_exact.find(pattern.text);
        return found == m_exact.end() ? nobody : found->second;
    }
    const auto [place, isNew] = m_resolved.try_emplace(pattern.text);
    if (isNew) {
        for (const auto &[identity, pods] : m_exact) {
            if (matchesIdentity(pattern.text, identity))
                place->second.insert(place->second.end(), pods.begin(), pods.end());
        }
    }
    return place->second;
}

LinkerdCallers::Pattern LinkerdCallers::patternOf(
    const LinkerdReference &reference, const std::string &home) const
{
    return { referredIdentity(reference, home, m_index.plan().platform), reference.kind == "Namespace" };
}

/// The patterns that are left for callers who are not named; empty where none is. Those are added to
/// `result`.
std::string LinkerdCallers::withoutFew(const std::vector<Pattern> &patterns, CallersOfPod &result)
{
    std::set<std::string> left;
    for (const Pattern &pattern : patterns) {
        if (pattern.isWildcard && pattern.text == "*") { // all members alike
            left.insert("any");
            continue;
        }
        const Pods &pods = podsMatching(pattern);
        if (pods.size() <= m_smallSet) {
            result.named.insert(result.named.end(), pods.begin(), pods.end());
            continue;
        }
        const std::string full = (pattern.isWildcard ? "like " : "is ") + pattern.text;
        result.large.emplace_back(full, &pods);
        left.insert(full);
    }
    std::string text;
    for (const std::string &pattern : left)
        text += measured(pattern);
    return text;
}

/// Empty where it admits nobody who is not named.
std::string LinkerdCallers::textOf(const ServerAuthorization &authorization, CallersOfPod &result)
{
    const std::string networks = networksText(authorization.networks);
    if (authorization.unauthenticated || !authorization.meshTls)
        return authorization.unauthenticated ? "anybody " + networks : std::string();
    const ServerAuthorization::MeshTls &tls = *authorization.meshTls;
    std::vector<Pattern> patterns = asPatterns(tls.identities);
    for (const LinkerdReference &account : tls.serviceAccounts)
        patterns.push_back(patternOf(account, authorization.meta.namespaceName));
    const std::string callers = withoutFew(patterns, result);
    if (callers.empty() && !tls.unauthenticatedTls)
        return {};
    return (tls.unauthenticatedTls ? "any TLS " : "") + callers + networks;
}

/// Empty where it admits nobody who is not named.
std::string LinkerdCallers::textOf(const LinkerdAuthorizationPolicy &policy, CallersOfPod &result)
{
    std::string text = "all of ";
    for (const LinkerdReference &reference : policy.requiredAuthenticationRefs) {
        const auto one = textOf(reference, policy.meta.namespaceName, result);
        if (!one)
            return {};
        text += measured(*one);
    }
    return text;
}

/// Nothing where nobody satisfies it who is not named.
std::optional<std::string> LinkerdCallers::textOf(
    const LinkerdReference &reference, const std::string &home, CallersOfPod &result)
{
    std::vector<Pattern> patterns;
    if (reference.kind == "NetworkAuthentication") {
        const NetworkAuthentication *found = m_authentications.networks(reference, home);
        return found ? std::optional(networksText(found->networks)) : std::nullopt;
    }
    if (reference.kind == "MeshTLSAuthentication") {
        const MeshTlsAuthentication *found = m_authentications.meshTls(reference, home);
        if (!found)
            return std::nullopt;
        patterns = asPatterns(found->identities);
        for (const LinkerdReference &identity : found->identityRefs)
            patterns.push_back(patternOf(identity, found->meta.namespaceName));
    } else {
        patterns.push_back(patternOf(reference, home));
    }
    const std::string callers = withoutFew(patterns, result);
    return callers.empty() ? std::nullopt : std::optional(callers);
}

} // namespace fourplane
