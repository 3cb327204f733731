// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/TraceComparison.h"
#include "core/attack/PreparedAttack.h"

namespace fourplane {

/// Attacks a design without and with a change. The changed one is attacked incrementally: what the change
/// does not bear on is taken over, attempts and answers alike (PreparedAttack::onChanged). Errors: those of
/// simulate for either.
Result<TraceComparison> compareAttacks(const std::shared_ptr<PreparedDesign> &before,
    const std::shared_ptr<PreparedDesign> &after, const TechniqueCatalogue &catalogue,
    const Scenario &scenario, const Job &job = {}, const GroundingLimits &limits = {});

} // namespace fourplane
