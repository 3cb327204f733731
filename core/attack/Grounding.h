// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GroundSystem.h"
#include "core/attack/PreparedRule.h"

namespace fourplane {

/// An attacker fact about one element.
struct AttackerFact
{
    RelationIndex relation = 0;
    EntityIndex subject = 0;
};

/// The rules with all variables bound, for one design and one set of footholds.
struct Grounding
{
    GroundSystem system { 0 };
    std::vector<AttackerFact> facts; ///< by fact number; footholds and what they imply come first
    std::size_t footholdCount = 0;
    std::vector<std::uint32_t> ruleOf; ///< rule number, by pivot
    std::vector<std::uint32_t> bindingStart; ///< by pivot: where its elements start in `bindings`
    std::vector<EntityIndex> bindings; ///< by variable of the rule

    std::span<const EntityIndex> bindingsOf(std::uint32_t pivot, const PreparedRule &rule) const
    {
        return { bindings.data() + bindingStart[pivot], rule.variables.size() };
    }
};

/// Every instance whose premises could hold if no plane and no control stood in the way: what can hold in
/// world 15, which contains every other world. Instances that lead from an element to itself, that ask a
/// workload for something from code inside it, and those that give only what the attacker starts with, are
/// left out. Error: "cancelled".
Result<Grounding> ground(const DesignModel &model, const std::vector<PreparedRule> &rules,
    const std::vector<AttackerFact> &footholds, const Job &job = {});

} // namespace fourplane
