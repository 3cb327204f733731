// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/base/Job.h"
#include "core/base/Result.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace fourplane {

/// Facts and pivots without variables: a directed hypergraph in compressed rows. Facts are numbers from 0.
class GroundSystem
{
public:
    explicit GroundSystem(std::size_t factCount)
        : initial(factCount, 0)
    {
    }

    /// Adds a pivot and gives its number. A pivot without premises always holds.
    std::uint32_t addPivot(std::span<const std::uint32_t> premises, std::span<const std::uint32_t> grants);

    std::size_t factCount() const { return initial.size(); }

    std::size_t pivotCount() const { return m_premiseEnds.size(); }

    std::span<const std::uint32_t> premisesOf(std::uint32_t pivot) const
    {
        return row(m_premises, m_premiseEnds, pivot);
    }

    std::span<const std::uint32_t> grantsOf(std::uint32_t pivot) const
    {
        return row(m_grants, m_grantEnds, pivot);
    }

    /// What the rows take, roughly.
    std::size_t bytes() const
    {
        return sizeof(std::uint32_t)
            * (m_premises.size() + m_premiseEnds.size() + m_grants.size() + m_grantEnds.size())
            + sizeof(WorldMask) * initial.size();
    }

    /// Worlds in which a fact holds from the start.
    std::vector<WorldMask> initial;

private:
    static std::span<const std::uint32_t> row(
        const std::vector<std::uint32_t> &all, const std::vector<std::uint32_t> &ends, std::uint32_t index);

    std::vector<std::uint32_t> m_premises;
    std::vector<std::uint32_t> m_premiseEnds;
    std::vector<std::uint32_t> m_grants;
    std::vector<std::uint32_t> m_grantEnds;
};

/// The worlds in which a pivot is not blocked. Asked at most once per pivot, and only when the answer can
/// change something.
using OpenWorlds = std::function<WorldMask(std::uint32_t pivot)>;

/// The least fix-point: for each fact the worlds in which it holds. Linear in the size of the system, since a
/// fact can change at most once per world. Error: "cancelled".
Result<std::vector<WorldMask>> solve(
    const GroundSystem &system, const OpenWorlds &openWorlds, const Job &job = {});

/// Length of the shortest derivation of each fact in world 0, counted in pivots that follow one another;
/// `noIndex` for facts that do not hold there. `isOpen` says whether a pivot succeeds in world 0; those with
/// one premise that `isFree` picks are not counted.
std::vector<std::uint32_t> derivationLevels(const GroundSystem &system,
    const std::function<bool(std::uint32_t pivot)> &isOpen,
    const std::function<bool(std::uint32_t pivot)> &isFree = {});

/// The worlds in which all planes of `blocking` have failed.
WorldMask worldsWithout(PlaneSet blocking);

/// The sets of planes in `worlds` that contain no other one of them; those of few planes first.
std::vector<PlaneSet> smallestPlaneSets(WorldMask worlds);

} // namespace fourplane
