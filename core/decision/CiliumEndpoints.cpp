// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/CiliumEndpoints.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace fourplane {

namespace {

constexpr std::string_view namespaceKey = "io.kubernetes.pod.namespace";
constexpr std::string_view namespaceLabelsPrefix = "io.cilium.k8s.namespace.labels.";
constexpr std::string_view accountKey = "io.cilium.k8s.policy.serviceaccount";
constexpr std::string_view clusterKey = "io.cilium.k8s.policy.cluster";
constexpr std::string_view clusterName = "default";
constexpr std::string_view reservedPrefix = "reserved:";

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

/// Whether a pod label is part of the identity under Cilium's default filter.
bool isIdentityLabel(std::string_view key)
{
    static constexpr std::array<std::string_view, 13> ignored { "io.kubernetes", "kubernetes.io",
        "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index",
        "batch.kubernetes.io/job-completion-index", "batch.kubernetes.io/controller-uid", "k8s.io",
        "pod-template-generation", "pod-template-hash", "controller-revision-hash", "controller-uid",
        "annotation", "etcd_node" };
    if (startsWith(key, "app.kubernetes.io"))
        return true;
    return !startsWith(key, "topology.kubernetes.io")
        && key.find("beta.kubernetes.io") == std::string_view::npos
        && std::none_of(ignored.begin(), ignored.end(),
            [key](std::string_view prefix) { return startsWith(key, prefix); });
}

/// Every label of a pod comes from Kubernetes, so "k8s:x", "any:x" and "x" are the same. Those of other
/// sources keep their prefix, and no pod has them.
std::string ownKey(const std::string &key)
{
    for (std::string_view source : { "k8s:", "any:" }) {
        if (startsWith(key, source))
            return key.substr(source.size());
    }
    return key;
}

LabelSelector withOwnKeys(const LabelSelector &selector)
{
    LabelSelector result;
    for (const auto &[key, value] : selector.matchLabels)
        result.matchLabels.emplace(ownKey(key), value);
    for (SelectorExpression expression : selector.matchExpressions) {
        expression.key = ownKey(expression.key);
        result.matchExpressions.push_back(std::move(expression));
    }
    return result;
}

template <class Test>
bool anyKey(const LabelSelector &selector, Test test)
{
    return std::any_of(selector.matchLabels.begin(), selector.matchLabels.end(),
               [&test](const auto &label) { return test(label.first); })
        || std::any_of(selector.matchExpressions.begin(), selector.matchExpressions.end(),
            [&test](const SelectorExpression &expression) { return test(expression.key); });
}

bool isLabelCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// "*" is any number of label characters.
bool matchesStars(std::string_view pattern, std::string_view text)
{
    if (pattern.empty())
        return text.empty();
    if (pattern.front() != '*')
        return !text.empty() && pattern.front() == text.front()
            && matchesStars(pattern.substr(1), text.substr(1));
    for (std::size_t taken = 0;; ++taken) {
        if (matchesStars(pattern.substr(1), text.substr(taken)))
            return true;
        if (taken == text.size() || !isLabelCharacter(text[taken]))
            return false;
    }
}

std::string withoutFinalDot(const std::string &text)
{
    std::string lower = toLowerAscii(text);
    if (!lower.empty() && lower.back() == '.')
        lower.pop_back();
    return lower;
}

} // namespace

CiliumEndpoints::CiliumEndpoints(const EnforcementPlan &plan)
    : m_plan(plan)
    , m_labels(plan.ciliumPolicies.empty() ? 0 : plan.pods.size())
{
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        const PlannedPod &pod = plan.pods[i];
        if (pod.hostNetwork)
            continue;
        Labels &labels = m_labels[i];
        for (const auto &[key, value] : pod.labels) {
            if (isIdentityLabel(key))
                labels.emplace(key, value);
        }
        labels[std::string(namespaceKey)] = pod.namespaceName;
        labels[std::string(accountKey)] = pod.serviceAccount;
        labels[std::string(clusterKey)] = clusterName;
        if (const PlannedNamespace *home = findNamespace(plan, pod.namespaceName)) {
            for (const auto &[key, value] : home->labels)
                labels.emplace(std::string(namespaceLabelsPrefix) + key, value);
        }
    }
}

const PodSet &CiliumEndpoints::matching(const LabelSelector &selector)
{
    const auto [found, isNew] = m_resolved.try_emplace(toString(selector));
    std::vector<std::uint32_t> positions;
    for (std::uint32_t i = 0; isNew && i < m_labels.size(); ++i) {
        if (!m_plan.pods[i].hostNetwork && matches(selector, m_labels[i]))
            positions.push_back(i);
    }
    if (isNew)
        found->second = PodSet(std::move(positions), m_labels.size());
    return found->second;
}

std::vector<const PodSet *> CiliumEndpoints::sets() const
{
    std::vector<const PodSet *> result;
    for (const auto &[text, set] : m_resolved)
        result.push_back(&set);
    return result;
}

const PodSet &CiliumEndpoints::subjects(const LabelSelector &selector, const std::string &home)
{
    LabelSelector own = withOwnKeys(selector);
    if (!home.empty())
        own.matchLabels[std::string(namespaceKey)] = home;
    return matching(own);
}

const PodSet &CiliumEndpoints::peers(const LabelSelector &selector, const std::string &home)
{
    LabelSelector own = withOwnKeys(selector);
    const bool namesNamespace = anyKey(own,
        [](const std::string &key) { return key == namespaceKey || startsWith(key, namespaceLabelsPrefix); });
    if (!home.empty() && !namesNamespace)
        own.matchLabels[std::string(namespaceKey)] = home;
    return matching(own);
}

bool hasReservedKey(const LabelSelector &selector)
{
    return anyKey(selector, [](const std::string &key) { return startsWith(key, reservedPrefix); });
}

std::string entityOf(const LabelSelector &selector)
{
    if (selector.matchLabels.size() == 1 && selector.matchExpressions.empty()
        && selector.matchLabels.begin()->second.empty())
        return selector.matchLabels.begin()->first.substr(reservedPrefix.size());
    if (selector.matchLabels.empty() && selector.matchExpressions.size() == 1
        && selector.matchExpressions.front().op == SelectorOperator::Exists)
        return selector.matchExpressions.front().key.substr(reservedPrefix.size());
    return {};
}

bool matchesCiliumName(const CiliumName &name, const std::string &host)
{
    const std::string text = withoutFinalDot(host);
    if (!name.matchName.empty())
        return withoutFinalDot(name.matchName) == text;
    const std::string pattern = withoutFinalDot(name.matchPattern);
    if (!pattern.empty() && pattern.find_first_not_of('*') == std::string::npos)
        return !text.empty();
    if (!startsWith(pattern, "**."))
        return matchesStars(pattern, text);
    const std::string_view rest = std::string_view(pattern).substr(3);
    for (std::size_t dot = text.find('.'); dot != std::string::npos; dot = text.find('.', dot + 1)) {
        if (dot > 0 && matchesStars(rest, std::string_view(text).substr(dot + 1)))
            return true;
    }
    return false;
}

} // namespace fourplane
