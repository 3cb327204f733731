// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GateKeeper.h"
#include "core/attack/Grounding.h"

namespace fourplane {

/// Writes down a solved grounding for people: facts with the worlds they hold in, and every attempt whose
/// premises hold in world 0. Of attempts with the same technique, ends and gains only one is kept, or, when
/// none succeeds, one per set of blocking planes. Blocked attempts at what is held before are left out. Sorts
/// as AttackTrace promises.
AttackTrace buildTrace(const Scenario &scenario, const DesignModel &model,
    const std::vector<PreparedRule> &rules, const Grounding &grounding, const std::vector<WorldMask> &worlds,
    GateKeeper &gateKeeper);

} // namespace fourplane
