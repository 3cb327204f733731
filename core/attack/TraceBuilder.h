// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedAttack.h"

namespace fourplane {

/// Writes down a solved attack for people: facts with the worlds they hold in, and every attempt whose
/// premises hold in world 0. Of attempts with the same technique, ends and gains only one is kept, or, when
/// none succeeds, one per set of blocking planes. Blocked attempts at what is held before are left out.
/// Crowds (see Grounding) never show: the attempts of their members do, within the limits that AttackTrace
/// states. Sorts as AttackTrace promises.
AttackTrace buildTrace(PreparedAttack &attack, const std::vector<WorldMask> &worlds);

/// The same, stoppable. Error: "cancelled".
Result<AttackTrace> buildTrace(PreparedAttack &attack, const std::vector<WorldMask> &worlds, const Job &job);

/// Solves the attack in every world and writes it down. Error: "cancelled".
Result<AttackTrace> traceOf(PreparedAttack &attack, const Job &job = {});

} // namespace fourplane
