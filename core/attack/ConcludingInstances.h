// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedAttack.h"

#include <functional>
#include <map>

namespace fourplane {

/// A rule with all variables bound.
struct RuleInstance
{
    std::uint32_t rule = 0;
    std::vector<EntityIndex> bindings;

    auto operator<=>(const RuleInstance &) const = default;
};

/// The instances of rules behind the pivots of a grounding, those that share crowds included.
class ConcludingInstances
{
public:
    /// Keeps a reference.
    explicit ConcludingInstances(PreparedAttack &attack);

    /// Calls `visit` for every instance that gives the fact, each once, in a fixed order. False when the job
    /// was stopped.
    bool forEach(std::uint32_t fact, const Job &job, const std::function<void(RuleInstance)> &visit) const;

    /// The instance that a Single pivot is.
    RuleInstance instanceOf(std::uint32_t pivot) const;

    /// The member of a Crowd pivot that needs `nearFact` and succeeds in the world: the first in the order of
    /// the crowd. There is one.
    RuleInstance memberOf(std::uint32_t pivot, std::uint32_t nearFact, unsigned world) const;

    /// Facts that an instance needs, and those that it gives with what they imply, each once.
    std::vector<std::uint32_t> premisesOf(const RuleInstance &instance) const;
    std::vector<std::uint32_t> grantsOf(const RuleInstance &instance) const;

    Passage passage(const RuleInstance &instance) const;

private:
    std::uint32_t nearFact(const PairGroup &group, std::size_t near) const;

    PreparedAttack &m_attack;
    const Grounding &m_grounding;
    std::map<std::pair<std::uint32_t, EntityIndex>, std::uint32_t> m_groups; ///< by rule and shared element
};

} // namespace fourplane
