// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/AffinityReader.h"

namespace fourplane {

namespace {

constexpr std::string_view requiredKey = "requiredDuringSchedulingIgnoredDuringExecution";

void notSimulated(
    const ManifestFields &map, std::string_view key, const std::string &why, Diagnostics &diagnostics)
{
    const YamlNode *value = map.node().find(key);
    diagnostics.push_back({ DiagnosticLevel::Warning, "not-simulated",
        "The field " + map.path() + "." + std::string(key) + " is not simulated: " + why + ".", {},
        value ? value->location : map.node().location });
}

/// The requirements under `key`; nothing when one has an operator that is none (a problem).
std::optional<std::vector<LabelRequirement>> requirements(const ManifestFields &map, std::string_view key)
{
    std::vector<LabelRequirement> list;
    for (const ManifestFields &item : map.maps(key)) {
        const std::string op = item.text("operator");
        const auto known = enumFromName<LabelOperator>(op);
        if (!known) {
            item.complain("operator", "wrong-value", "is no operator: \"" + op + "\".",
                "Write " + allNames<LabelOperator>() + ".");
            return std::nullopt;
        }
        list.push_back({ item.text("key"), *known, item.texts("values") });
    }
    return list;
}

/// A metav1.LabelSelector.
std::optional<std::vector<LabelRequirement>> selector(const ManifestFields &map)
{
    auto list = requirements(map, "matchExpressions");
    if (!list)
        return std::nullopt;
    for (const auto &[key, value] : map.labels("matchLabels"))
        list->push_back({ key, LabelOperator::In, { value } });
    return list;
}

/// A single term of `In` with one value each says what a node selector says.
bool isSelector(const std::vector<NodeAffinityTerm> &terms)
{
    if (terms.size() != 1 || !terms.front().fields.empty())
        return false;
    for (const LabelRequirement &expression : terms.front().expressions) {
        if (expression.op != LabelOperator::In || expression.values.size() != 1)
            return false;
    }
    return !terms.front().expressions.empty();
}

void readNodeAffinity(const ManifestFields &required, Placement &placement, Diagnostics &diagnostics)
{
    std::vector<NodeAffinityTerm> terms;
    for (const ManifestFields &map : required.maps("nodeSelectorTerms")) {
        auto expressions = requirements(map, "matchExpressions");
        auto fields = requirements(map, "matchFields");
        if (!expressions || !fields) {
            notSimulated(required, "nodeSelectorTerms", "a term cannot be read", diagnostics);
            return;
        }
        terms.push_back({ std::move(*expressions), std::move(*fields) });
    }
    if (isSelector(terms)) {
        Labels merged = placement.nodeSelector;
        bool isConsistent = true;
        for (const LabelRequirement &expression : terms.front().expressions)
            isConsistent = merged.emplace(expression.key, expression.values.front()).first->second
                    == expression.values.front()
                && isConsistent;
        if (isConsistent) {
            placement.nodeSelector = std::move(merged);
            return;
        }
    }
    placement.nodeAffinity = std::move(terms);
}

void readAntiAffinity(const ManifestFields &term, Placement &placement, Diagnostics &diagnostics)
{
    for (std::string_view key : { "matchLabelKeys", "mismatchLabelKeys" }) {
        if (term.has(key)) {
            notSimulated(term, key, "the whole anti-affinity term gets no credit", diagnostics);
            return;
        }
    }
    const auto pods = term.map("labelSelector");
    if (!pods)
        return; // without a selector it means no pod
    PodAntiAffinityTerm made;
    made.topologyKey = term.text("topologyKey");
    made.namespaces = term.texts("namespaces");
    auto podList = selector(*pods);
    std::optional<std::vector<LabelRequirement>> namespaceList = std::vector<LabelRequirement> {};
    if (const auto namespaces = term.map("namespaceSelector")) {
        made.selectsNamespaces = true;
        namespaceList = selector(*namespaces);
    }
    if (!podList || !namespaceList)
        return; // the wrong operator is reported
    made.pods = std::move(*podList);
    made.namespaceSelector = std::move(*namespaceList);
    placement.podAntiAffinity.push_back(std::move(made));
}

} // namespace

void readAffinity(const ManifestFields &affinity, Placement &placement, Diagnostics &diagnostics)
{
    if (const auto node = affinity.map("nodeAffinity")) {
        if (const auto required = node->map(requiredKey))
            readNodeAffinity(*required, placement, diagnostics);
    }
    if (const auto pods = affinity.map("podAntiAffinity")) {
        for (const ManifestFields &term : pods->maps(requiredKey))
            readAntiAffinity(term, placement, diagnostics);
    }
}

std::vector<Toleration> readTolerations(const ManifestFields &map)
{
    std::vector<Toleration> list;
    for (const ManifestFields &item : map.maps("tolerations"))
        list.push_back({ item.text("key"), item.text("operator"), item.text("value"), item.text("effect") });
    return list;
}

} // namespace fourplane
