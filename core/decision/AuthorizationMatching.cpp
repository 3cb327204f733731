// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/AuthorizationMatching.h"

#include "core/base/Text.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace fourplane {

namespace {

using Values = std::vector<std::string>;
using ValueMatcher = std::function<Match(const std::string &)>;

Match both(Match a, Match b)
{
    return std::min(a, b);
}

Match negated(Match match)
{
    return match == Match::Yes ? Match::No : match == Match::No ? Match::Yes : Match::Maybe;
}

Match yesIf(bool condition)
{
    return condition ? Match::Yes : Match::No;
}

/// A field and its notX twin; an empty list says nothing. `matches` tells whether one value matches.
template <class Matches>
Match field(const Values &values, const Values &notValues, const Matches &matches)
{
    const auto anyOf = [&matches](const Values &list) {
        Match best = Match::No;
        for (const std::string &value : list)
            best = std::max(best, matches(value));
        return best;
    };
    const Match wanted = values.empty() ? Match::Yes : anyOf(values);
    return both(wanted, negated(anyOf(notValues)));
}

// The matchers keep references to what they are made from.

auto textMatcher(std::string_view text)
{
    return [text](const std::string &pattern) { return yesIf(matchesPattern(pattern, text)); };
}

/// A policy may be written for any name of the trust domain.
auto principalMatcher(const MeshCaller &caller)
{
    return [&caller](const std::string &pattern) {
        return yesIf(matchesPattern(pattern, caller.principal)
            || std::any_of(caller.aliases.begin(), caller.aliases.end(),
                [&pattern](const std::string &alias) { return matchesPattern(pattern, alias); }));
    };
}

auto pathMatcher(const std::string &path)
{
    return [&path](const std::string &pattern) {
        if (pattern.find("{*}") != std::string::npos || pattern.find("{**}") != std::string::npos)
            return Match::Maybe;
        return yesIf(matchesPattern(pattern, path));
    };
}

auto hostMatcher(const std::string &host)
{
    return [&host](const std::string &pattern) {
        return yesIf(matchesPattern(toLowerAscii(pattern), toLowerAscii(host)));
    };
}

auto portMatcher(const MeshRequest &request)
{
    return [&request](const std::string &port) {
        return request.port ? yesIf(port == std::to_string(*request.port)) : Match::Maybe;
    };
}

auto serviceAccountMatcher(const MeshCaller &caller, const std::string &policyNamespace)
{
    return [&caller, &policyNamespace](const std::string &wanted) {
        const std::string full =
            wanted.find('/') == std::string::npos ? policyNamespace + "/" + wanted : wanted;
        return yesIf(
            !caller.serviceAccount.empty() && full == caller.namespaceName + "/" + caller.serviceAccount);
    };
}

/// The caller's address is only known to lie in some ranges.
auto addressMatcher(std::span<const Cidr> ranges)
{
    return [ranges](const std::string &text) {
        std::optional<Cidr> block = parseCidr(text);
        if (!block) {
            const std::optional<IpAddress> address = parseIpAddress(text);
            if (!address)
                return Match::No;
            block = Cidr { *address, address->bits() };
        }
        if (block->prefixLength == 0 && !block->network.isIpv6)
            return Match::Yes;
        if (ranges.empty())
            return Match::Maybe;
        if (std::all_of(
                ranges.begin(), ranges.end(), [&](const Cidr &range) { return contains(*block, range); }))
            return Match::Yes;
        return std::any_of(
                   ranges.begin(), ranges.end(), [&](const Cidr &range) { return overlaps(*block, range); })
            ? Match::Maybe
            : Match::No;
    };
}

/// Fields of a user token: never there without one, not known with one.
auto tokenMatcher(const HttpRequest &http)
{
    return [brings = http.bringsToken](const std::string &) { return brings ? Match::Maybe : Match::No; };
}

Match matchSource(
    const AuthorizationSource &source, const std::string &policyNamespace, const MeshRequest &request)
{
    const MeshCaller &caller = *request.caller;
    Match match = field(source.principals, source.notPrincipals, principalMatcher(caller));
    if (match == Match::No) // as most rules are for somebody else
        return match;
    match = both(match, field(source.namespaces, source.notNamespaces, textMatcher(caller.namespaceName)));
    match = both(match, field(source.trustDomains, source.notTrustDomains, textMatcher(caller.trustDomain)));
    match = both(match,
        field(source.serviceAccounts, source.notServiceAccounts,
            serviceAccountMatcher(caller, policyNamespace)));
    match = both(match, field(source.ipBlocks, source.notIpBlocks, addressMatcher(request.sourceRanges)));
    match = both(match, field(source.remoteIpBlocks, source.notRemoteIpBlocks, addressMatcher({})));
    if (request.http)
        match = both(
            match, field(source.requestPrincipals, source.notRequestPrincipals, tokenMatcher(*request.http)));
    return match;
}

Match matchOperation(const AuthorizationOperation &operation, const MeshRequest &request)
{
    Match match = field(operation.ports, operation.notPorts, portMatcher(request));
    if (!request.http)
        return match;
    match = both(match, field(operation.hosts, operation.notHosts, hostMatcher(request.http->host)));
    match = both(match, field(operation.methods, operation.notMethods, textMatcher(request.http->method)));
    return both(match, field(operation.paths, operation.notPaths, pathMatcher(request.http->path)));
}

bool startsWith(const std::string &text, std::string_view prefix)
{
    return text.compare(0, prefix.size(), prefix) == 0;
}

bool isHttpKey(const std::string &key)
{
    return startsWith(key, "request.");
}

/// Nothing for a key that Istio does not know.
std::optional<ValueMatcher> conditionMatcher(
    const std::string &key, const std::string &policyNamespace, const MeshRequest &request)
{
    if (key == "source.principal")
        return principalMatcher(*request.caller);
    if (key == "source.namespace")
        return textMatcher(request.caller->namespaceName);
    if (key == "source.trustDomain")
        return textMatcher(request.caller->trustDomain);
    if (key == "source.serviceAccount")
        return serviceAccountMatcher(*request.caller, policyNamespace);
    if (key == "source.ip")
        return addressMatcher(request.sourceRanges);
    if (key == "destination.port")
        return portMatcher(request);
    if (key == "remote.ip" || key == "destination.ip" || key == "connection.sni"
        || startsWith(key, "experimental.envoy.filters."))
        return [](const std::string &) { return Match::Maybe; };
    if (startsWith(key, "request.headers[") && key.back() == ']') {
        if (!request.http)
            return textMatcher({});
        const auto header = request.http->headers.find(key);
        return textMatcher(
            header == request.http->headers.end() ? std::string_view() : std::string_view(header->second));
    }
    if (startsWith(key, "request.auth.") || startsWith(key, "request.regex.headers["))
        return tokenMatcher(request.http.value_or(HttpRequest {}));
    return std::nullopt;
}

/// Nothing when the condition makes its rule void.
std::optional<Match> matchCondition(
    const AuthorizationCondition &condition, const std::string &policyNamespace, const MeshRequest &request)
{
    const std::optional<ValueMatcher> matcher = conditionMatcher(condition.key, policyNamespace, request);
    if (!matcher || (condition.values.empty() && condition.notValues.empty()))
        return std::nullopt;
    if (!request.http && isHttpKey(condition.key))
        return Match::Yes; // dropped; ALLOW rules do not come here
    return field(condition.values, condition.notValues, *matcher);
}

} // namespace

MeshCaller::MeshCaller(std::string fullName, std::vector<std::string> sameInAliases)
    : principal(std::move(fullName))
    , aliases(std::move(sameInAliases))
{
    const std::vector<std::string> parts = split(principal, '/');
    if (parts.size() > 1)
        trustDomain = parts.front();
    if (parts.size() == 5 && parts[1] == "ns" && parts[3] == "sa") {
        namespaceName = parts[2];
        serviceAccount = parts[4];
    }
}

bool matchesPattern(std::string_view pattern, std::string_view text)
{
    if (pattern == "*")
        return !text.empty();
    if (!pattern.empty() && pattern.back() == '*')
        return text.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0;
    if (!pattern.empty() && pattern.front() == '*') {
        const std::size_t length = pattern.size() - 1;
        return text.size() >= length && text.compare(text.size() - length, length, pattern, 1, length) == 0;
    }
    return pattern == text;
}

bool hasHttpFields(const AuthorizationRule &rule)
{
    const auto inSource = [](const AuthorizationSource &source) {
        return !source.requestPrincipals.empty() || !source.notRequestPrincipals.empty();
    };
    const auto inOperation = [](const AuthorizationOperation &operation) {
        return !operation.hosts.empty() || !operation.notHosts.empty() || !operation.methods.empty()
            || !operation.notMethods.empty() || !operation.paths.empty() || !operation.notPaths.empty();
    };
    return std::any_of(rule.from.begin(), rule.from.end(), inSource)
        || std::any_of(rule.to.begin(), rule.to.end(), inOperation)
        || std::any_of(rule.when.begin(), rule.when.end(),
            [](const AuthorizationCondition &condition) { return isHttpKey(condition.key); });
}

Match matchRule(const AuthorizationRule &rule, AuthorizationAction action, const std::string &policyNamespace,
    const MeshRequest &request)
{
    if (!request.http && action == AuthorizationAction::Allow && hasHttpFields(rule))
        return Match::No;
    Match from = rule.from.empty() ? Match::Yes : Match::No;
    for (const AuthorizationSource &source : rule.from)
        from = std::max(from, matchSource(source, policyNamespace, request));
    if (from == Match::No)
        return from;
    Match to = rule.to.empty() ? Match::Yes : Match::No;
    for (const AuthorizationOperation &operation : rule.to)
        to = std::max(to, matchOperation(operation, request));
    Match when = Match::Yes;
    for (const AuthorizationCondition &condition : rule.when) {
        const std::optional<Match> match = matchCondition(condition, policyNamespace, request);
        if (!match)
            return Match::No;
        when = both(when, *match);
    }
    return both(from, both(to, when));
}

} // namespace fourplane
