// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PodSet.h"
#include "core/enforcement/EnforcementPlan.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fourplane {

/// Resolves label selectors to pods of a plan through posting lists, each distinct selector once. For use
/// while an evaluator is being built; not thread-safe.
class PodSelection
{
public:
    using Pods = std::shared_ptr<const PodSet>;

    /// Keeps a reference: `plan` must outlive the selection.
    explicit PodSelection(const EnforcementPlan &plan);

    /// Positions of the pods in the namespace that the selector matches, ascending (semantics NP3, NP4).
    std::vector<std::uint32_t> positionsIn(const std::string &namespaceName, const LabelSelector &pods) const;

    /// The same as a set.
    Pods podsIn(const std::string &namespaceName, const LabelSelector &pods);

    /// Pods that `pods` matches (all when absent) in the namespaces that `namespaces` matches (semantics NP7,
    /// NP23).
    Pods podsWhere(const LabelSelector &namespaces, const std::optional<LabelSelector> &pods);

private:
    using Positions = std::vector<std::uint32_t>;

    /// The shortest posting list that holds every pod with all of `labels`, or nullptr when `labels` is
    /// empty.
    const Positions *rarest(const Labels &labels) const;

    const EnforcementPlan &m_plan;
    std::vector<std::uint32_t> m_namespaceOf; ///< per pod, position in m_namespaceLabels
    std::vector<Labels> m_namespaceLabels;
    std::map<std::string, Positions> m_byNamespace;
    std::map<std::pair<std::string, std::string>, Positions> m_byLabel;
    std::map<std::string, Pods> m_resolved; ///< by scope and selector text
};

} // namespace fourplane
