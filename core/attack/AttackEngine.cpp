// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackEngine.h"

#include "core/attack/TraceBuilder.h"

#include <chrono>

namespace fourplane {

namespace {

/// Seconds since it was last asked.
class Stopwatch
{
public:
    double lap()
    {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> passed = now - m_start;
        m_start = now;
        return passed.count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace

Result<AttackTrace> simulate(const Project &project, const PolicyDecisionPoint &decisions,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job,
    const GroundingLimits &limits, SimulationFigures *figures)
{
    return simulate(
        std::make_shared<PreparedDesign>(project, decisions), catalogue, scenario, job, limits, figures);
}

Result<AttackTrace> simulate(const std::shared_ptr<PreparedDesign> &design,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job,
    const GroundingLimits &limits, SimulationFigures *figures)
{
    Stopwatch watch;
    SimulationFigures taken;
    PreparationOptions options;
    options.limits = limits;
    auto attack = PreparedAttack::make(design, catalogue, scenario, job, options);
    if (!attack)
        return tl::make_unexpected(attack.error());
    taken.groundSeconds = watch.lap();
    job.progress(2, 3, "Asking the decision point");
    const Grounding &grounding = attack->grounding();
    const auto worlds = solve(
        grounding.system, [&](std::uint32_t pivot) { return attack->passage(pivot).open; }, job);
    if (!worlds)
        return tl::make_unexpected(worlds.error());
    taken.solveSeconds = watch.lap();
    Result<AttackTrace> trace = buildTrace(*attack, *worlds, job);
    taken.traceSeconds = watch.lap();
    taken.facts = grounding.system.factCount();
    taken.pivots = grounding.system.pivotCount();
    taken.instances = grounding.instanceCount();
    taken.bytes = grounding.bytes();
    if (figures)
        *figures = taken;
    job.progress(3, 3, "Done");
    return trace;
}

} // namespace fourplane
