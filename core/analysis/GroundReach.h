// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedAttack.h"

#include <optional>
#include <vector>

namespace fourplane {

/// What an attack reaches in the design as it is (world 0), on the level of ground facts and pivots, without
/// a word about why. Cheap next to a trace, so analyses that solve many designs use it.
class GroundReach
{
public:
    /// Solves the attack in world 0. `attack` must outlive it.
    explicit GroundReach(PreparedAttack &attack);

    bool holds(std::uint32_t fact) const { return m_levels[fact] != noIndex; }

    /// Steps of the shortest derivation of a fact that holds.
    std::uint32_t level(std::uint32_t fact) const { return m_levels[fact]; }

    /// Elements that fall, sorted; see meansFall.
    std::vector<ElementId> fallen() const;

    bool falls(const ElementId &element) const { return firstFall(element).has_value(); }

    /// The fact by which an element falls first.
    std::optional<std::uint32_t> firstFall(const ElementId &element) const;

    /// All pivots that succeed, by number.
    std::vector<std::uint32_t> successes() const;

    /// Pivots of a shortest derivation of a fact that holds, premises before conclusions.
    std::vector<std::uint32_t> derivation(std::uint32_t fact) const;

private:
    bool succeeds(std::uint32_t pivot) const;
    std::vector<std::uint32_t> fallFacts() const;
    void collect(std::uint32_t fact, const std::vector<std::uint32_t> &first, std::vector<bool> &seen,
        std::vector<std::uint32_t> &pivots) const;

    PreparedAttack &m_attack;
    std::vector<std::uint32_t> m_levels; ///< by fact; noIndex where it does not hold
};

} // namespace fourplane
