// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/StepEffort.h"

#include <algorithm>

namespace fourplane {

std::set<std::string> slowingControls(
    const DesignModel &model, const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    std::set<std::string> controls;
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
        const Atom &condition = rule.conditions[i];
        const BlockedBy &blockedBy = rule.technique->blockedBy[i];
        if (!blockedBy.prevents
            && model.table(condition.relation)
                   .contains(bindings[condition.subject], bindings[condition.object]))
            controls.insert(blockedBy.control);
    }
    return controls;
}

std::uint64_t StepEffort::secondsOf(const PreparedRule &rule, std::span<const EntityIndex> bindings) const
{
    const StepDistribution distribution =
        distributionFor(m_assumptions, *rule.technique, slowingControls(m_model, rule, bindings));
    return std::max<std::uint64_t>(1, meanSecondsOf(distribution));
}

bool StepEffort::isOneForCrowds(const PreparedAttack &attack)
{
    const auto &groups = attack.grounding().groups;
    return std::none_of(groups.begin(), groups.end(), [&attack](const PairGroup &group) {
        const PreparedRule &rule = attack.rules()[group.rule];
        for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
            const Atom &condition = rule.conditions[i];
            const std::vector<bool> &isNear = rule.split->isNear;
            if (!rule.technique->blockedBy[i].prevents
                && (isNear[condition.subject] || isNear[condition.object]))
                return true;
        }
        return false;
    });
}

} // namespace fourplane
