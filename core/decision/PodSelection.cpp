// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodSelection.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *namespaceNameLabel = "kubernetes.io/metadata.name";

/// Unambiguous text of a selector, as a key: values may not hold control characters.
std::string keyOf(const LabelSelector &selector)
{
    std::string key;
    for (const auto &[name, value] : selector.matchLabels)
        key += name + '\x1' + value + '\x2';
    for (const SelectorExpression &expression : selector.matchExpressions) {
        key += '\x3' + expression.key + '\x1' + std::string(nameOf(expression.op));
        for (const std::string &value : expression.values)
            key += '\x1' + value;
    }
    return key;
}

} // namespace

PodSelection::PodSelection(const EnforcementPlan &plan)
    : m_plan(plan)
{
    std::map<std::string, std::uint32_t> namespacePositions;
    const auto addNamespace = [&](const std::string &name, Labels labels) {
        labels[namespaceNameLabel] = name;
        if (namespacePositions.try_emplace(name, std::uint32_t(m_namespaceLabels.size())).second)
            m_namespaceLabels.push_back(std::move(labels));
    };
    for (const PlannedNamespace &home : plan.namespaces)
        addNamespace(home.name, home.labels);
    for (std::uint32_t i = 0; i < plan.pods.size(); ++i) {
        const PlannedPod &pod = plan.pods[i];
        addNamespace(pod.namespaceName, {});
        m_namespaceOf.push_back(namespacePositions.at(pod.namespaceName));
        m_byNamespace[pod.namespaceName].push_back(i);
        for (const auto &label : pod.labels)
            m_byLabel[label].push_back(i);
    }
}

const PodSelection::Positions *PodSelection::rarest(const Labels &labels) const
{
    static const Positions none;
    const Positions *shortest = nullptr;
    for (const auto &label : labels) {
        const auto found = m_byLabel.find(label);
        const Positions &positions = found == m_byLabel.end() ? none : found->second;
        if (!shortest || positions.size() < shortest->size())
            shortest = &positions;
    }
    return shortest;
}

std::vector<std::uint32_t> PodSelection::positionsIn(
    const std::string &namespaceName, const LabelSelector &pods) const
{
    const auto home = m_byNamespace.find(namespaceName);
    if (home == m_byNamespace.end())
        return {};
    const Positions *candidates = rarest(pods.matchLabels);
    if (!candidates || home->second.size() < candidates->size())
        candidates = &home->second;
    Positions selected;
    for (std::uint32_t i : *candidates) {
        const PlannedPod &pod = m_plan.pods[i];
        if (pod.namespaceName == namespaceName && matches(pods, pod.labels))
            selected.push_back(i);
    }
    return selected;
}

PodSelection::Pods PodSelection::podsIn(const std::string &namespaceName, const LabelSelector &pods)
{
    Pods &resolved = m_resolved["in\x4" + namespaceName + '\x4' + keyOf(pods)];
    if (!resolved) {
        PodSet set(m_plan.pods.size());
        for (std::uint32_t i : positionsIn(namespaceName, pods))
            set.insert(i);
        resolved = std::make_shared<const PodSet>(std::move(set));
    }
    return resolved;
}

PodSelection::Pods PodSelection::podsWhere(
    const LabelSelector &namespaces, const std::optional<LabelSelector> &pods)
{
    const LabelSelector podSelector = pods.value_or(LabelSelector {});
    Pods &resolved = m_resolved["where\x4" + keyOf(namespaces) + '\x4' + keyOf(podSelector)];
    if (resolved)
        return resolved;
    std::vector<bool> inScope;
    for (const Labels &labels : m_namespaceLabels)
        inScope.push_back(matches(namespaces, labels));
    PodSet set(m_plan.pods.size());
    const auto consider = [&](std::uint32_t i) {
        if (inScope[m_namespaceOf[i]] && matches(podSelector, m_plan.pods[i].labels))
            set.insert(i);
    };
    if (const Positions *candidates = rarest(podSelector.matchLabels)) {
        std::for_each(candidates->begin(), candidates->end(), consider);
    } else {
        for (std::uint32_t i = 0; i < m_plan.pods.size(); ++i)
            consider(i);
    }
    resolved = std::make_shared<const PodSet>(std::move(set));
    return resolved;
}

} // namespace fourplane
