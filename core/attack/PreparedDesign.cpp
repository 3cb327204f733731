// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PreparedDesign.h"

namespace fourplane {

PreparedDesign::PreparedDesign(const Project &project, const PolicyDecisionPoint &decisions)
    : m_project(project)
    , m_decisions(decisions)
    , m_model(makeDesignModel(project, decisions, Exploitability::None))
    , m_answers(m_model, decisions, project.unmodelled)
{
}

DesignModel PreparedDesign::modelUnder(Exploitability exploitability) const
{
    DesignModel model = m_model;
    stateExploitability(m_project.topology, exploitability, model);
    return model;
}

} // namespace fourplane
