// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodSelection.h"

#include "core/base/Prefetch.h"
#include "core/decision/ShortText.h"

#include <algorithm>
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

} // namespace

PodSelection::PodSelection(const EnforcementPlan &plan)
    : m_plan(plan)
    , m_sets(std::make_shared<PodSets>(plan.pods.size()))
{
    for (const PlannedNamespace &home : plan.namespaces) {
        const std::size_t before = m_namespaceNames.size();
        if (addNamespace(home.name) == before)
            m_namespaceLabels[before].insert(home.labels.begin(), home.labels.end());
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ofLabels, ofNamespaces;
    ofNamespaces.reserve(plan.pods.size());
    m_namespaceOf.reserve(plan.pods.size());
    constexpr std::uint32_t ahead = 4;
    ofLabels.reserve(2 * plan.pods.size());
    m_labelTable.reserve(plan.pods.size());
    for (std::uint32_t i = 0; i < plan.pods.size(); ++i) {
        const PlannedPod &pod = plan.pods[i];
        if (i + 2 * ahead < plan.pods.size()) {
            prefetch(&plan.pods[i + 2 * ahead].namespaceName);
            prefetch(&plan.pods[i + 2 * ahead].labels);
            if (const Labels &labels = plan.pods[i + ahead].labels; !labels.empty()) {
                prefetchAll(*labels.begin());
                prefetchAll(*labels.rbegin());
            }
        }
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
        hashOfText(name), [&](std::uint32_t other) { return m_namespaceNames[other] == name; });
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
        hashOfText(name), [&](std::uint32_t other) { return m_namespaceNames[other] == name; });
    if (number != InternTable::none)
        m_lastNamespace = number;
    return number;
}

namespace {

std::uint64_t hashOfLabel(const std::pair<std::string_view, std::string_view> &label)
{
    // Keys are few and values many: most of a key is left to the comparison.
    const auto &[key, value] = label;
    return mixed(
        hashOfText(value) + key.size() + (key.empty() ? 0u : 64u * static_cast<unsigned char>(key.back())));
}

bool isSameLabel(const std::pair<std::string_view, std::string_view> &left,
    const std::pair<std::string_view, std::string_view> &right)
{
    return isSameText(left.second, right.second) && isSameText(left.first, right.first);
}

} // namespace

std::uint32_t PodSelection::addLabel(const Label &label)
{
    const auto [number, isNew] = m_labelTable.add(
        hashOfLabel(label), [&](std::uint32_t other) { return isSameLabel(this->label(other), label); });
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
        hashOfLabel(label), [&](std::uint32_t other) { return isSameLabel(this->label(other), label); });
}

std::uint32_t PodSelection::selectorNumber(const LabelSelector &selector)
{
    if (selector.isEmpty())
        return everything;
    if (selector.matchExpressions.empty() && selector.matchLabels.size() == 1) {
        const auto &[key, value] = *selector.matchLabels.begin();
        const Label asked { key, value };
        if (m_lastLabel < m_labels.size() && isSameLabel(label(m_lastLabel), asked))
            return firstLabel + 2 * m_lastLabel;
        const std::uint32_t found = labelNumber(asked);
        if (found == InternTable::none)
            return nothing;
        m_lastLabel = found;
        return firstLabel + 2 * found;
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
    if (podSelector == everything)
        return true;
    if (podSelector % 2 == 1)
        return matches(longSelector(podSelector), m_plan.pods[pod].labels);
    const auto pods = m_podsWithLabel[(podSelector - firstLabel) / 2];
    return std::binary_search(pods.begin(), pods.end(), pod);
}

void PodSelection::select(std::span<const std::uint32_t> namespaces, std::uint32_t podSelector)
{
    m_selected.clear();
    if (podSelector == nothing)
        return;
    std::size_t inNamespaces = 0;
    for (std::uint32_t home : namespaces)
        inNamespaces += m_podsOfNamespace[home].size();
    const auto list = shortest(podSelector);
    if (list && list->size() <= inNamespaces) {
        const bool isWhole = podSelector % 2 == 0; // the selector is the one label whose list is read
        for (std::uint32_t pod : *list) {
            if (std::binary_search(namespaces.begin(), namespaces.end(), m_namespaceOf[pod])
                && (isWhole || isMatched(podSelector, pod)))
                m_selected.push_back(pod);
        }
        return;
    }
    for (std::uint32_t home : namespaces) {
        const auto pods = m_podsOfNamespace[home];
        if (list && podSelector % 2 == 0 && !pods.empty()) { // both lists ascend
            auto labelled = std::lower_bound(list->begin(), list->end(), pods.front());
            for (std::uint32_t pod : pods) {
                while (labelled != list->end() && *labelled < pod)
                    ++labelled;
                if (labelled != list->end() && *labelled == pod)
                    m_selected.push_back(pod);
            }
            continue;
        }
        for (std::uint32_t pod : pods) {
            if (isMatched(podSelector, pod))
                m_selected.push_back(pod);
        }
    }
    if (namespaces.size() > 1)
        std::sort(m_selected.begin(), m_selected.end());
}

std::uint32_t PodSelection::setOf(std::uint32_t scope, bool isSelector, std::uint32_t podSelector)
{
    const std::uint64_t key =
        (std::uint64_t(scope) << 33u) | (std::uint64_t(isSelector) << 32u) | podSelector;
    const auto [number, isNew] =
        m_setTable.add(mixed(key), [&](std::uint32_t other) { return m_setKeys[other] == key; });
    if (!isNew)
        return number;
    m_setKeys.push_back(key);
    if (isSelector)
        select(scopeOf(scope), podSelector);
    else if (scope != InternTable::none)
        select({ &scope, 1 }, podSelector);
    else
        m_selected.clear();
    return m_sets->add(m_selected);
}

const PodSelection::Positions &PodSelection::positionsIn(
    const std::string &namespaceName, const LabelSelector &pods)
{
    const std::uint32_t home = namespaceNumber(namespaceName);
    if (home == InternTable::none)
        m_selected.clear();
    else
        select({ &home, 1 }, selectorNumber(pods));
    return m_selected;
}

std::uint32_t PodSelection::setIn(const std::string &namespaceName, const LabelSelector &pods)
{
    return setOf(namespaceNumber(namespaceName), false, selectorNumber(pods));
}

std::uint32_t PodSelection::setWhere(
    const LabelSelector &namespaces, const std::optional<LabelSelector> &pods)
{
    // Most peers of a policy are in few namespaces, and in most plans one label names each.
    std::swap(m_lastLabel, m_lastNamespaceLabel);
    const std::uint32_t scope = selectorNumber(namespaces);
    std::swap(m_lastLabel, m_lastNamespaceLabel);
    return setOf(scope, true, pods ? selectorNumber(*pods) : everything);
}

PodSelection::Pods PodSelection::podsWhere(
    const LabelSelector &namespaces, const std::optional<LabelSelector> &pods)
{
    Positions positions;
    m_sets->forEach(
        setWhere(namespaces, pods), [&positions](std::uint32_t pod) { positions.push_back(pod); });
    return std::make_shared<const PodSet>(std::move(positions), m_plan.pods.size());
}

} // namespace fourplane
