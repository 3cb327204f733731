// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/RequestAnswers.h"
#include "core/project/Project.h"

namespace fourplane {

/// What the attacks of several scenarios on one design have in common, so that it is read and asked once: the
/// design as the rules see it, and the answers of the decision point. Not for several threads at once.
class PreparedDesign
{
public:
    /// Keeps references. `decisions` is that of the project's plan.
    PreparedDesign(const Project &project, const PolicyDecisionPoint &decisions);
    PreparedDesign(const PreparedDesign &) = delete;
    PreparedDesign &operator=(const PreparedDesign &) = delete;

    /// With what is assumed to be exploitable. Elements have the same numbers under every assumption.
    DesignModel modelUnder(Exploitability exploitability) const;

    const Project &project() const { return m_project; }

    const PolicyDecisionPoint &decisions() const { return m_decisions; }

    RequestAnswers &answers() { return m_answers; }

private:
    const Project &m_project;
    const PolicyDecisionPoint &m_decisions;
    DesignModel m_model;
    RequestAnswers m_answers;
};

} // namespace fourplane
