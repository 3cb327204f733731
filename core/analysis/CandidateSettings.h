// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ControlSetting.h"
#include "core/attack/PreparedAttack.h"

namespace fourplane {

/// The settings that could close one of `pivots`, which succeed: for every control that stops the technique
/// and is not in force, every gate that it passes and every design fact that it rests on. Only those that are
/// possible in the project (ControlChange::isPossible) and serve no declared flow. Sorted.
std::vector<ControlSetting> candidateSettings(
    const Project &project, PreparedAttack &attack, const std::vector<std::uint32_t> &pivots);

/// Whether the setting would take away a rule or grant that a declared flow uses.
bool servesFlow(const Project &project, const ControlSetting &setting);

/// Whether some setting bears on a relation of the rule language.
bool hasSetting(std::string_view relation);

} // namespace fourplane
