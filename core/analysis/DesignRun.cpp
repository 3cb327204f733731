// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/DesignRun.h"

#include "core/attack/AttackEngine.h"

namespace fourplane {

DesignRun::DesignRun(Project project)
    : m_project(std::move(project))
    , m_compiled(compilePlan(m_project))
    , m_decisions(m_compiled.plan)
    , m_design(std::make_shared<PreparedDesign>(m_project, m_decisions))
{
}

Result<std::unique_ptr<DesignRun>> DesignRun::make(Project project, const TechniqueCatalogue &catalogue,
    const Scenario &scenario, const Job &job, std::size_t memoryLimit)
{
    std::unique_ptr<DesignRun> run(new DesignRun(std::move(project)));
    Job silent; // the caller reports its own progress
    silent.stop = job.stop;
    PreparationOptions options;
    options.limits.onlySuccesses = true;
    options.limits.bytes = memoryLimit;
    run->m_memoryLimit = memoryLimit;
    auto attack = PreparedAttack::make(run->m_design, catalogue, scenario, silent, options);
    if (!attack)
        return tl::make_unexpected(attack.error());
    run->m_attack.emplace(std::move(*attack));
    return run;
}

Result<std::unique_ptr<DesignRun>> DesignRun::changed(Project project, const Job &job) const
{
    std::unique_ptr<DesignRun> run(new DesignRun(std::move(project)));
    Job silent;
    silent.stop = job.stop;
    auto attack = m_attack->onChanged(run->m_design, silent);
    if (!attack)
        return tl::make_unexpected(attack.error());
    run->m_memoryLimit = m_memoryLimit;
    run->m_attack.emplace(std::move(*attack));
    return run;
}

Result<AttackTrace> DesignRun::trace(const Job &job) const
{
    GroundingLimits limits;
    limits.bytes = m_memoryLimit;
    return simulate(m_design, catalogue(), scenario(), job, limits);
}

const GroundReach &DesignRun::reach()
{
    if (!m_reach)
        m_reach.emplace(*m_attack);
    return *m_reach;
}

} // namespace fourplane
