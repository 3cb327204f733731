// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/InternTable.h"
#include "core/decision/NumberLists.h"
#include "core/decision/PodSet.h"
#include "core/decision/PodSets.h"
#include "core/enforcement/EnforcementPlan.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fourplane {

/// Resolves label selectors to pods of a plan through posting lists of labels, each distinct selector once:
/// the shortest list first, and the rest verified. For use while an evaluator is being built; not
/// thread-safe.
class PodSelection
{
public:
    using Pods = std::shared_ptr<const PodSet>;
    using Positions = std::vector<std::uint32_t>;

    /// Keeps a reference: `plan` must outlive the selection.
    explicit PodSelection(const EnforcementPlan &plan);

    /// Positions of the pods in the namespace that the selector matches, ascending (semantics NP3, NP4).
    /// Valid until the next question.
    const Positions &positionsIn(const std::string &namespaceName, const LabelSelector &pods);

    /// The number of the same as a set: equal scopes and selectors have equal numbers.
    std::uint32_t setIn(const std::string &namespaceName, const LabelSelector &pods);

    /// The number of the set of pods that `pods` matches (all when absent) in the namespaces that
    /// `namespaces` matches (semantics NP7, NP23).
    std::uint32_t setWhere(const LabelSelector &namespaces, const std::optional<LabelSelector> &pods);

    /// The same as a set of its own.
    Pods podsWhere(const LabelSelector &namespaces, const std::optional<LabelSelector> &pods);

    /// The sets by number. More may come while the selection is in use.
    std::shared_ptr<const PodSets> sets() const { return m_sets; }

private:
    using Label = std::pair<std::string_view, std::string_view>;

    struct LabelPlace
    {
        std::uint32_t start = 0;
        std::uint32_t keySize = 0;
        std::uint32_t valueSize = 0;
    };

    /// Numbers of selectors: that of everything, that of nothing, twice a label's number plus `firstLabel`,
    /// and twice the position in m_longSelectors plus `firstLong`.
    static constexpr std::uint32_t everything = 0, nothing = 1, firstLabel = 2, firstLong = 3;

    std::uint32_t addLabel(const Label &label);
    Label label(std::uint32_t number) const;
    std::uint32_t labelNumber(const Label &label) const;
    std::uint32_t namespaceNumber(const std::string &name);
    std::uint32_t addNamespace(const std::string &name);
    std::uint32_t selectorNumber(const LabelSelector &selector);

    const LabelSelector &longSelector(std::uint32_t number) const { return m_longSelectors[number / 2 - 1]; }

    std::uint32_t setOf(std::uint32_t scope, bool isSelector, std::uint32_t podSelector);
    const Positions &scopeOf(std::uint32_t namespaceSelector);
    bool isMatched(std::uint32_t podSelector, std::uint32_t pod) const;
    /// Fills m_selected.
    void select(std::span<const std::uint32_t> namespaces, std::uint32_t podSelector);
    /// A list that holds every pod that the selector matches: the shortest there is.
    std::optional<std::span<const std::uint32_t>> shortest(std::uint32_t podSelector) const;

    const EnforcementPlan &m_plan;
    std::string m_labelText; ///< the labels that some pod or namespace has, close together
    std::vector<LabelPlace> m_labels; ///< where they are there, by number
    InternTable m_labelTable;
    std::vector<std::string_view> m_namespaceNames;
    InternTable m_namespaceTable;
    std::uint32_t m_lastNamespace = 0; ///< that was asked for
    /// Labels that were asked for last, of pods and of namespaces.
    std::uint32_t m_lastLabel = InternTable::none;
    std::uint32_t m_lastNamespaceLabel = InternTable::none;
    std::vector<Labels> m_namespaceLabels;
    std::vector<std::uint32_t> m_namespaceOf; ///< per pod
    NumberLists<std::uint32_t> m_podsOfNamespace;
    NumberLists<std::uint32_t> m_podsWithLabel;
    NumberLists<std::uint32_t> m_namespacesWithLabel;
    std::vector<LabelSelector> m_longSelectors; ///< of several labels or with expressions
    std::unordered_map<std::string, std::uint32_t> m_longSelectorNumbers; ///< by text
    std::unordered_map<std::uint32_t, Positions> m_scopes; ///< namespaces by the number of a selector
    std::vector<std::uint64_t> m_setKeys; ///< scope and selector, by set
    InternTable m_setTable;
    std::shared_ptr<PodSets> m_sets;
    Positions m_selected; ///< the last that were asked for
};

} // namespace fourplane
