// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodSelection.h"

#include <algorithm>
#include <functional>
#include <numeric>

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

std::uint64_t hashOf(std::string_view text)
{
    return mixed(std::hash<std::string_view> {}(text));
}

} // namespace

PodSelection::PodSelection(const EnforcementPlan &plan)
    : m_plan(plan)
{
    for (const PlannedNamespace &home : plan.namespaces) {
        const std::size_t before = m_namespaceNames.size();
        if (addNamespace(home.name) == before)
            m_namespaceLabels[before].insert(home.labels.begin(), home.labels.end());
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ofLabels, ofNamespaces;
    for (std::uint32_t i = 0; i < plan.pods.size(); ++i) {
        const PlannedPod &pod = plan.pods[i];
        const std::uint32_t home = addNamespace(pod.namespaceName);
        m_namespaceOf.push_back(home);
        ofNamespaces.emplace_back(home, i);
        for (const auto &[key, value] : pod.labels)
            ofLabels.emplace_back(addLabel({ key, value }), i);
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> namespacesOfLabels;
    for (std::uint32_t home = 0; home < m_namespaceLabels.size(); ++home) {
        for (const auto &[key, value] : m_namespaceLabels[home])
            namespacesOfLabels.emplace_back(addLabel({ key, value }), home);
    }
    m_podsOfNamespace = { m_namespaceNames.size(), ofNamespaces };
    m_podsWithLabel = { m_labels.size(), ofLabels };
    m_namespacesWithLabel = { m_labels.size(), namespacesOfLabels };
}

std::uint32_t PodSelection::addNamespace(const std::string &name)
{
    if (!m_namespaceNames.empty() && m_namespaceNames[m_lastNamespace] == name)
        return m_lastNamespace;
    const auto [number, isNew] = m_namespaceTable.add(
        hashOf(name), [&](std::uint32_t other) { return m_namespaceNames[other] == name; });
    if (isNew) {
        m_namespaceNames.emplace_back(name);
        m_namespaceLabels.push_back({ { namespaceNameLabel, name } });
    }
    return m_lastNamespace = number;
}

std::uint32_t PodSelection::namespaceNumber(const std::string &name)
{
    if (!m_namespaceNames.empty() && m_namespaceNames[m_lastNamespace] == name)
        return m_lastNamespace;
    const std::uint32_t number = m_namespaceTable.find(
        hashOf(name), [&](std::uint32_t other) { return m_namespaceNames[other] == name; });
    if (number != InternTable::none)
        m_lastNamespace = number;
    return number;
}

namespace {

std::uint64_t hashOfLabel(const std::pair<std::string_view, std::string_view> &label)
{
    // Keys are few and values many: most of a key is left to the comparison.
    const auto &[key, value] = label;
    return mixed(std::hash<std::string_view> {}(value) + key.size()
        + (key.empty() ? 0u : 64u * static_cast<unsigned char>(key.back())));
}

} // namespace

std::uint32_t PodSelection::addLabel(const Label &label)
{
    const auto [number, isNew] = m_labelTable.add(
        hashOfLabel(label), [&](std::uint32_t other) { return this->label(other) == label; });
    if (isNew) {
        const auto &[key, value] = label;
        m_labels.push_back(
            { std::uint32_t(m_labelText.size()), std::uint32_t(key.size()), std::uint32_t(value.size()) });
        m_labelText.append(key).append(value);
    }
    return number;
}

PodSelection::Label PodSelection::label(std::uint32_t number) const
{
    const LabelPlace &place = m_labels[number];
    const std::string_view text(m_labelText.data() + place.start, place.keySize + place.valueSize);
    return { text.substr(0, place.keySize), text.substr(place.keySize) };
}

std::uint32_t PodSelection::labelNumber(const Label &label) const
{
    return m_labelTable.find(
        hashOfLabel(label), [&](std::uint32_t other) { return this->label(other) == label; });
}

std::uint32_t PodSelection::selectorNumber(const LabelSelector &selector)
{
    if (selector.isEmpty())
        return everything;
    if (selector.matchExpressions.empty() && selector.matchLabels.size() == 1) {
        const auto &[key, value] = *selector.matchLabels.begin();
        const std::uint32_t label = labelNumber({ key, value });
        return label == InternTable::none ? nothing : firstLabel + 2 * label;
    }
    const auto number = static_cast<std::uint32_t>(firstLong + 2 * m_longSelectors.size());
    const auto [found, isNew] = m_longSelectorNumbers.try_emplace(keyOf(selector), number);
    if (isNew)
        m_longSelectors.push_back(selector);
    return found->second;
}

const PodSelection::Positions &PodSelection::scopeOf(std::uint32_t namespaceSelector)
{
    const auto [found, isNew] = m_scopes.try_emplace(namespaceSelector);
    Positions &scope = found->second;
    if (!isNew || namespaceSelector == nothing)
        return scope;
    if (namespaceSelector == everything) {
        scope.resize(m_namespaceNames.size());
        std::iota(scope.begin(), scope.end(), 0u);
    } else if (namespaceSelector % 2 == 0) {
        const auto list = m_namespacesWithLabel[(namespaceSelector - firstLabel) / 2];
        scope.assign(list.begin(), list.end());
    } else {
        for (std::uint32_t home = 0; home < m_namespaceLabels.size(); ++home) {
            if (matches(longSelector(namespaceSelector), m_namespaceLabels[home]))
                scope.push_back(home);
        }
    }
    return scope;
}

std::optional<std::span<const std::uint32_t>> PodSelection::shortest(std::uint32_t podSelector) const
{
    if (podSelector == everything)
        return std::nullopt;
    if (podSelector % 2 == 0)
        return m_podsWithLabel[(podSelector - firstLabel) / 2];
    std::optional<std::span<const std::uint32_t>> best;
    for (const auto &[key, value] : longSelector(podSelector).matchLabels) {
        const std::uint32_t label = labelNumber({ key, value });
        const auto list =
            label == InternTable::none ? std::span<const std::uint32_t> {} : m_podsWithLabel[label];
        if (!best || list.size() < best->size())
            best = list;
    }
    return best;
}

bool PodSelection::isMatched(std::uint32_t podSelector, std::uint32_t pod) const
{
    const Labels &labels = m_plan.pods[pod].labels;
    if (podSelector == everything)
        return true;
    if (podSelector % 2 == 1)
        return matches(longSelector(podSelector), labels);
    const auto &[key, value] = label((podSelector - firstLabel) / 2);
    const auto found = labels.find(std::string(key));
    return found != labels.end() && found->second == value;
}

PodSelection::Positions PodSelection::select(const Positions &namespaces, std::uint32_t podSelector) const
{
    Positions selected;
    if (podSelector == nothing)
        return selected;
    std::size_t inNamespaces = 0;
    for (std::uint32_t home : namespaces)
        inNamespaces += m_podsOfNamespace[home].size();
    const auto list = shortest(podSelector);
    if (list && list->size() <= inNamespaces) {
        const bool isWhole = podSelector % 2 == 0; // the selector is the one label whose list is read
        for (std::uint32_t pod : *list) {
            if (std::binary_search(namespaces.begin(), namespaces.end(), m_namespaceOf[pod])
                && (isWhole || isMatched(podSelector, pod)))
                selected.push_back(pod);
        }
        return selected;
    }
    for (std::uint32_t home : namespaces) {
        for (std::uint32_t pod : m_podsOfNamespace[home]) {
            if (isMatched(podSelector, pod))
                selected.push_back(pod);
        }
    }
    if (namespaces.size() > 1)
        std::sort(selected.begin(), selected.end());
    return selected;
}

std::uint32_t PodSelection::setOf(std::uint32_t scope, bool isSelector, std::uint32_t podSelector)
{
    const std::uint64_t key =
        (std::uint64_t(scope) << 33u) | (std::uint64_t(isSelector) << 32u) | podSelector;
    const auto [number, isNew] =
        m_setTable.add(mixed(key), [&](std::uint32_t other) { return m_setKeys[other] == key; });
    if (isNew) {
        m_setKeys.push_back(key);
        m_sets.push_back(std::make_shared<const PodSet>(isSelector
                ? select(scopeOf(scope), podSelector)
                : select(scope == InternTable::none ? Positions {} : Positions { scope }, podSelector),
            m_plan.pods.size()));
    }
    return number;
}

PodSelection::Positions PodSelection::positionsIn(const std::string &namespaceName, const LabelSelector &pods)
{
    const std::uint32_t home = namespaceNumber(namespaceName);
    return home == InternTable::none ? Positions {} : select({ home }, selectorNumber(pods));
}

std::uint32_t PodSelection::setIn(const std::string &namespaceName, const LabelSelector &pods)
{
    return setOf(namespaceNumber(namespaceName), false, selectorNumber(pods));
}

std::uint32_t PodSelection::setWhere(
    const LabelSelector &namespaces, const std::optional<LabelSelector> &pods)
{
    return setOf(selectorNumber(namespaces), true, pods ? selectorNumber(*pods) : everything);
}

} // namespace fourplane
