// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/QuestionIndex.h"

#include <algorithm>

namespace fourplane {

QuestionIndex::QuestionIndex(const std::vector<PlanQuestion> &questions)
{
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const PlanQuestion &question = questions[i];
        m_byFamily[static_cast<std::size_t>(question.family)].push_back(i);
        const auto *access = std::get_if<AccessRequest>(&question.asked);
        if (!access)
            continue;
        for (const ElementId &id : { access->sourceId, access->destinationId })
            m_byEnd[{ question.family, id }].push_back(i);
    }
}

std::vector<std::size_t> QuestionIndex::within(const PlanRule &rule) const
{
    if (rule.scope.empty())
        return m_byFamily[static_cast<std::size_t>(rule.family)];
    std::vector<std::size_t> positions;
    for (const ElementId &id : rule.scope) {
        const auto found = m_byEnd.find({ rule.family, id });
        if (found != m_byEnd.end())
            positions.insert(positions.end(), found->second.begin(), found->second.end());
    }
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    return positions;
}

} // namespace fourplane
