// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignAssumptions.h"
#include "core/attack/PreparedAttack.h"

#include <span>

namespace fourplane {

/// Ids of the controls in force that only make an instance of a rule harder.
std::set<std::string> slowingControls(
    const DesignModel &model, const PreparedRule &rule, std::span<const EntityIndex> bindings);

/// What the steps of an attack cost in effort: the mean time that campaigns assume of them, in seconds. That
/// a step may fail for ever is not counted.
class StepEffort
{
public:
    /// Keeps references.
    StepEffort(const DesignModel &model, const CampaignAssumptions &assumptions)
        : m_model(model)
        , m_assumptions(assumptions)
    {
    }

    /// At least one second: see exponentialSeconds.
    std::uint64_t secondsOf(const PreparedRule &rule, std::span<const EntityIndex> bindings) const;

    /// Whether all members of every crowd cost the same: no rule with crowds is slowed by a control that
    /// hangs on who of the crowd it is.
    static bool isOneForCrowds(const PreparedAttack &attack);

private:
    const DesignModel &m_model;
    const CampaignAssumptions &m_assumptions;
};

} // namespace fourplane
