// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedRule.h"

#include <utility>
#include <vector>

namespace fourplane {

/// True for a fact that the attacker gains, false for one of the design.
bool isAttackerAtom(const Atom &atom);

/// An order in which to bind the variables of `atoms`, tests first, then joins along a relation, then scans.
/// `isBound` says which variables have a value before; each atom comes with whether it stands before the
/// trigger in its rule (see JoinStep::isBeforeTrigger).
std::vector<JoinStep> planJoin(std::vector<std::pair<Atom, bool>> atoms, std::vector<bool> isBound);

} // namespace fourplane
