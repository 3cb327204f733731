// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <map>
#include <set>
#include <vector>

namespace fourplane {

/// Who is asked about on the way to an end where asking about everybody would be too much: whom a rule lets
/// reach it, or whom it may reach (a mistake can exchange them), every end that stands in for others, and
/// some pods of all others, evenly.
class NearSources
{
public:
    /// Keeps a reference to the plan, which is one of withStandIns.
    explicit NearSources(const EnforcementPlan &plan);

    /// Pods, in the order of the plan.
    std::vector<const PlannedPod *> of(const ElementId &destination) const;

private:
    void addPairs();
    const std::vector<std::size_t> &matched(const NetworkPolicyPeer &peer, const std::string &home);
    void join(std::size_t selected, const NetworkPolicyPeer &peer, const std::string &home);

    const EnforcementPlan &m_plan;
    std::map<std::string, std::vector<std::size_t>> m_matched; ///< positions of pods by the text of a peer
    std::map<ElementId, std::set<std::size_t>> m_named; ///< pods at the other end of a rule, by end
    std::set<std::size_t> m_always;
};

} // namespace fourplane
