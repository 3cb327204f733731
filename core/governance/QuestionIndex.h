// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/governance/PlanMutation.h"

#include <array>
#include <map>
#include <vector>

namespace fourplane {

/// Finds the questions that a rule may answer among many.
class QuestionIndex
{
public:
    /// Keeps a reference: `questions` must outlive the index.
    explicit QuestionIndex(const std::vector<PlanQuestion> &questions);

    /// Positions of the questions of the rule's family with an end in its scope, ascending.
    std::vector<std::size_t> within(const PlanRule &rule) const;

private:
    std::array<std::vector<std::size_t>, EnumNames<QuestionFamily>::names.size()> m_byFamily;
    std::map<std::pair<QuestionFamily, ElementId>, std::vector<std::size_t>> m_byEnd;
};

} // namespace fourplane
