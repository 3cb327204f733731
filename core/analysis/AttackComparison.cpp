// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/AttackComparison.h"

#include "core/attack/TraceBuilder.h"

namespace fourplane {

Result<TraceComparison> compareAttacks(const std::shared_ptr<PreparedDesign> &before,
    const std::shared_ptr<PreparedDesign> &after, const TechniqueCatalogue &catalogue,
    const Scenario &scenario, const Job &job, const GroundingLimits &limits)
{
    PreparationOptions options;
    options.limits = limits;
    auto attack = PreparedAttack::make(before, catalogue, scenario, job, options);
    if (!attack)
        return tl::make_unexpected(attack.error());
    const auto first = traceOf(*attack, job);
    if (!first)
        return tl::make_unexpected(first.error());
    auto changed = attack->onChanged(after, job);
    if (!changed)
        return tl::make_unexpected(changed.error());
    const auto second = traceOf(*changed, job);
    if (!second)
        return tl::make_unexpected(second.error());
    return compareTraces(*first, *second);
}

} // namespace fourplane
