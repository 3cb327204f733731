// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackEngine.h"

#include "core/attack/TraceBuilder.h"

namespace fourplane {

Result<AttackTrace> simulate(const Project &project, const PolicyDecisionPoint &decisions,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job)
{
    auto attack = PreparedAttack::make(project, decisions, catalogue, scenario, job);
    if (!attack)
        return tl::make_unexpected(attack.error());
    job.progress(2, 3, "Asking the decision point");
    const auto worlds = solve(
        attack->grounding().system, [&](std::uint32_t pivot) { return attack->passage(pivot).open; }, job);
    if (!worlds)
        return tl::make_unexpected(worlds.error());
    Result<AttackTrace> trace = buildTrace(*attack, *worlds, job);
    job.progress(3, 3, "Done");
    return trace;
}

} // namespace fourplane
