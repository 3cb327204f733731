// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/GroundReach.h"
#include "core/enforcement/PlanCompiler.h"

#include <memory>

namespace fourplane {

/// A design from project to reach: compiled, attacked and, when asked, solved in world 0. What analyses
/// re-run when they have changed something. Its attack has the instances of rules that succeed and no others
/// (GroundingLimits::onlySuccesses), each with a pivot of its own, since analyses ask what each stands for.
class DesignRun
{
public:
    /// `memoryLimit`: see GroundingLimits::bytes. Errors: those of PreparedAttack::make.
    static Result<std::unique_ptr<DesignRun>> make(Project project, const TechniqueCatalogue &catalogue,
        const Scenario &scenario, const Job &job = {}, std::size_t memoryLimit = GroundingLimits {}.bytes);

    /// The same attack on a changed project: what the change does not bear on is taken over (see
    /// PreparedAttack::onChanged). Errors: as make.
    Result<std::unique_ptr<DesignRun>> changed(Project project, const Job &job = {}) const;

    DesignRun(const DesignRun &) = delete;
    DesignRun &operator=(const DesignRun &) = delete;

    const Project &project() const { return m_project; }

    const PolicyDecisionPoint &decisions() const { return m_decisions; }

    PreparedAttack &attack() { return *m_attack; }

    /// What the attack reaches; solved when first asked.
    const GroundReach &reach();

    const TechniqueCatalogue &catalogue() const { return m_attack->catalogue(); }

    const Scenario &scenario() const { return m_attack->scenario(); }

    /// The whole attack, with what is blocked and in every world. Errors: those of simulate.
    Result<AttackTrace> trace(const Job &job = {}) const;

private:
    explicit DesignRun(Project project);

    Project m_project;
    CompiledPlan m_compiled;
    PolicyDecisionPoint m_decisions;
    std::shared_ptr<PreparedDesign> m_design;
    std::optional<PreparedAttack> m_attack;
    std::size_t m_memoryLimit = 0;
    std::optional<GroundReach> m_reach;
};

} // namespace fourplane
