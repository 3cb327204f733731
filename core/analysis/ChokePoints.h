// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedAttack.h"

namespace fourplane {

/// What every way to a goal goes through.
enum class ChokeKind
{
    Step, ///< a technique between two elements
    Element, ///< an element that every way uses
    Fact, ///< something that the attacker must gain
    Technique, ///< a technique, wherever it is tried
};

template <>
struct EnumNames<ChokeKind>
{
    static constexpr std::array<std::string_view, 4> names { "step", "element", "fact", "technique" };
};

/// Something without which a goal does not fall: taken out of the attack, no derivation is left. (In an
/// AND/OR graph this is what a dominator is meant to say, and it is exact.)
struct ChokePoint
{
    ChokeKind kind = ChokeKind::Step;
    std::string techniqueId; ///< of a step or technique
    ElementId fromId; ///< of a step
    ElementId toId; ///< of a step
    ElementId elementId; ///< of an element
    Fact fact; ///< of a fact
};

/// The choke points of a goal that falls, each tried by solving the attack without it: steps, elements, facts
/// and techniques, each kind from the start of the attack to the goal. Empty when the goal does not fall, or
/// is a foothold. Left out: where the attacker starts, and the goal itself. `attack` has no crowds
/// (see Grounding). Error: "cancelled".
Result<std::vector<ChokePoint>> findChokePoints(
    PreparedAttack &attack, const ElementId &goal, const Job &job = {});

} // namespace fourplane
