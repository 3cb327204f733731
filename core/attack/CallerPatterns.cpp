// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CallerPatterns.h"

#include "core/base/Text.h"
#include "core/decision/AuthorizationMatching.h"
#include "core/decision/HttpCandidates.h"
#include "core/decision/TrustDomains.h"
#include "core/decision/ZtunnelPolicy.h"

#include <algorithm>

namespace fourplane {

namespace {

/// Patterns that depend only on whether there is a caller's identity at all.
bool isGeneral(const std::string &pattern)
{
    return pattern.empty() || pattern == "*";
}

bool isWildcard(const std::string &pattern)
{
    return !pattern.empty() && (pattern.front() == '*' || pattern.back() == '*');
}

/// Unambiguous: each value with its length.
std::string listText(const char *name, const std::vector<std::string> &values)
{
    std::string text = name;
    for (const std::string &value : values)
        text += " " + std::to_string(value.size()) + ":" + value;
    return text + ";";
}

std::string operationText(const AuthorizationOperation &operation)
{
    return listText("hosts", operation.hosts) + listText("notHosts", operation.notHosts)
        + listText("ports", operation.ports) + listText("notPorts", operation.notPorts)
        + listText("methods", operation.methods) + listText("notMethods", operation.notMethods)
        + listText("paths", operation.paths) + listText("notPaths", operation.notPaths);
}

} // namespace

CallerPatterns::CallerPatterns(const PlanIndex &index, std::size_t smallSet)
    : m_plan(index.plan())
    , m_smallSet(smallSet)
{
    const EnforcementPlan &plan = m_plan;
    for (const Planned<AuthorizationPolicy> &planned : plan.authorizationPolicies) {
        m_byNamespace[planned.object.meta.namespaceName].push_back(&planned.object);
        if (auto read = asZtunnelReads(planned.object))
            m_atZtunnel.push_back(std::move(*read));
    }
    for (const AuthorizationPolicy &policy : m_atZtunnel)
        m_byNamespaceAtZtunnel[policy.meta.namespaceName].push_back(&policy);
    if (plan.authorizationPolicies.empty())
        return;
    for (const PlannedPod &pod : plan.pods) {
        const auto position = static_cast<std::uint32_t>(m_callers.size());
        Caller caller;
        const std::string &principal = index.principalOf(pod);
        caller.principals = withAliases(plan.platform, principal);
        caller.principals.push_back(principal);
        const std::vector<std::string> parts = split(principal, '/');
        if (parts.size() == 5 && parts[1] == "ns" && parts[3] == "sa") {
            caller.namespaceName = parts[2];
            caller.account = parts[2] + "/" + parts[4];
        }
        for (const std::string &name : caller.principals)
            m_exact[{ Field::Principal, name }].push_back(position);
        m_exact[{ Field::Namespace, caller.namespaceName }].push_back(position);
        m_exact[{ Field::ServiceAccount, caller.account }].push_back(position);
        m_callers.push_back(std::move(caller));
    }
}

CallersOfPod CallerPatterns::of(std::size_t position)
{
    const PlannedPod &pod = m_plan.pods[position];
    CallersOfPod result;
    if (!isIstio(pod.meshMode))
        return result;
    const auto &scopes = pod.meshMode == MeshMode::Ambient ? m_byNamespaceAtZtunnel : m_byNamespace;
    std::vector<const AuthorizationRule *> rules;
    std::vector<std::string> texts;
    const auto takeScope = [&](const std::string &name) {
        const auto found = scopes.find(name);
        if (found == scopes.end())
            return;
        for (const AuthorizationPolicy *policy : found->second) {
            if (!policy->targetRefs.empty()
                || (policy->selector && !matches(LabelSelector { *policy->selector, {} }, pod.labels)))
                continue;
            texts.push_back(textOf(*policy, result));
            for (const AuthorizationRule &rule : policy->rules)
                rules.push_back(&rule);
        }
    };
    takeScope(pod.namespaceName);
    if (pod.namespaceName != m_plan.platform.meshRootNamespace)
        takeScope(m_plan.platform.meshRootNamespace);
    std::sort(texts.begin(), texts.end());
    for (const std::string &text : texts)
        result.text += text + "\n";
    const bool hasHttp = std::any_of(
        rules.begin(), rules.end(), [](const AuthorizationRule *rule) { return hasHttpFields(*rule); });
    result.text += hasHttp ? "http" : "";
    if (hasHttp && !httpCandidatesFor(rules).isComplete)
        result.text += " incomplete";
    return result;
}

const CallerPatterns::Pods &CallerPatterns::podsMatching(
    Field field, const std::string &pattern, const std::string &home)
{
    static const Pods nobody;
    if (field == Field::ServiceAccount || !isWildcard(pattern)) {
        const bool isShort = field == Field::ServiceAccount && pattern.find('/') == std::string::npos;
        const auto found = m_exact.find({ field, isShort ? home + "/" + pattern : pattern });
        return found == m_exact.end() ? nobody : found->second;
    }
    const auto [place, isNew] = m_resolved.try_emplace({ field, pattern });
    if (isNew) {
        for (std::uint32_t pod = 0; pod < m_callers.size(); ++pod) {
            const Caller &caller = m_callers[pod];
            const bool isMatch = field == Field::Namespace
                ? matchesPattern(pattern, caller.namespaceName)
                : std::any_of(caller.principals.begin(), caller.principals.end(),
                    [&pattern](const std::string &name) { return matchesPattern(pattern, name); });
            if (isMatch)
                place->second.push_back(pod);
        }
    }
    return place->second;
}

/// The patterns that are left for callers who are not named. Those are added to `result`.
std::vector<std::string> CallerPatterns::withoutFew(
    Field field, const std::vector<std::string> &patterns, const std::string &home, CallersOfPod &result)
{
    std::vector<std::string> left;
    for (const std::string &pattern : patterns) {
        if (isGeneral(pattern)) {
            left.push_back(pattern);
            continue;
        }
        const Pods &pods = podsMatching(field, pattern, home);
        if (pods.size() <= m_smallSet) {
            result.named.insert(result.named.end(), pods.begin(), pods.end());
            continue;
        }
        const std::string full = std::to_string(static_cast<int>(field)) + " " + home + " " + pattern;
        result.large.emplace_back(full, &pods);
        left.push_back(full);
    }
    return left;
}

std::string CallerPatterns::textOf(const AuthorizationPolicy &policy, CallersOfPod &result)
{
    const auto dryRun = policy.meta.annotations.find("istio.io/dry-run");
    const bool isDryRun = dryRun != policy.meta.annotations.end() && dryRun->second == "true";
    std::string text = std::to_string(static_cast<int>(policy.action)) + policy.providerName
        + (isDryRun ? " dry" : "") + (policy.rules.empty() ? " no rules" : "");
    const std::string &home = policy.meta.namespaceName;
    std::vector<std::string> ruleTexts;
    for (const AuthorizationRule &rule : policy.rules) {
        result.isEverybody = result.isEverybody || !rule.when.empty();
        std::vector<std::string> sources;
        for (const AuthorizationSource &source : rule.from) {
            const auto principals = withoutFew(Field::Principal, source.principals, home, result);
            const auto namespaces = withoutFew(Field::Namespace, source.namespaces, home, result);
            const auto accounts = withoutFew(Field::ServiceAccount, source.serviceAccounts, home, result);
            const std::string excluded =
                listText("notPrincipals", withoutFew(Field::Principal, source.notPrincipals, home, result))
                + listText("notNamespaces", withoutFew(Field::Namespace, source.notNamespaces, home, result))
                + listText("notServiceAccounts",
                    withoutFew(Field::ServiceAccount, source.notServiceAccounts, home, result));
            const bool meansNobodyElse = (principals.empty() && !source.principals.empty())
                || (namespaces.empty() && !source.namespaces.empty())
                || (accounts.empty() && !source.serviceAccounts.empty());
            if (meansNobodyElse)
                continue;
            sources.push_back(listText("principals", principals) + listText("namespaces", namespaces)
                + listText("serviceAccounts", accounts) + excluded
                + listText("tokens", source.requestPrincipals)
                + listText("notTokens", source.notRequestPrincipals) + listText("ip", source.ipBlocks)
                + listText("notIp", source.notIpBlocks) + listText("remote", source.remoteIpBlocks)
                + listText("notRemote", source.notRemoteIpBlocks) + listText("domains", source.trustDomains)
                + listText("notDomains", source.notTrustDomains));
        }
        if (sources.empty() && !rule.from.empty())
            continue;
        std::string one = listText("from", sources) + " to ";
        for (const AuthorizationOperation &operation : rule.to)
            one += "[" + operationText(operation) + "]";
        ruleTexts.push_back(std::move(one));
    }
    return text + listText(" rules", ruleTexts);
}

} // namespace fourplane
