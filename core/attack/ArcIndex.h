// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CompiledSystem.h"

namespace fourplane {

/// The arcs of a compiled system in other orders than by their source. Arcs into joins belong to no pivot
/// here: a pivot is closed by closing what it gives.
class ArcIndex
{
public:
    explicit ArcIndex(const CompiledSystem &system);

    /// The first fact of a pair for the arc of the pair.
    std::uint32_t sourceOf(std::uint32_t arc) const { return m_sources[arc]; }

    /// The arcs through which the pivot gives what it gives; empty for pivots that were left out.
    std::span<const std::uint32_t> arcsOf(std::uint32_t pivot) const
    {
        return { m_byPivot.data() + m_pivotStarts[pivot], m_byPivot.data() + m_pivotStarts[pivot + 1] };
    }

    /// The arcs that lead to the node.
    std::span<const std::uint32_t> arcsTo(std::uint32_t node) const
    {
        return { m_byTarget.data() + m_targetStarts[node], m_byTarget.data() + m_targetStarts[node + 1] };
    }

private:
    std::vector<std::uint32_t> m_sources; ///< by arc
    std::vector<std::uint32_t> m_pivotStarts;
    std::vector<std::uint32_t> m_byPivot;
    std::vector<std::uint32_t> m_targetStarts;
    std::vector<std::uint32_t> m_byTarget;
};

} // namespace fourplane
