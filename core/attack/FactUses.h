// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GroundSystem.h"

namespace fourplane {

/// For each fact of a system the pivots that need it, in their order; a pivot that names a fact twice stands
/// there twice. Takes 4 bytes for each premise and each fact.
class FactUses
{
public:
    explicit FactUses(const GroundSystem &system)
        : m_starts(system.factCount() + 1, 0)
    {
        const auto pivots = static_cast<std::uint32_t>(system.pivotCount());
        for (std::uint32_t pivot = 0; pivot < pivots; ++pivot) {
            for (std::uint32_t fact : system.premisesOf(pivot))
                ++m_starts[fact + 1];
        }
        for (std::size_t i = 1; i < m_starts.size(); ++i)
            m_starts[i] += m_starts[i - 1];
        m_pivots.resize(m_starts.back());
        std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
        for (std::uint32_t pivot = 0; pivot < pivots; ++pivot) {
            for (std::uint32_t fact : system.premisesOf(pivot))
                m_pivots[next[fact]++] = pivot;
        }
    }

    std::span<const std::uint32_t> of(std::uint32_t fact) const
    {
        return { m_pivots.data() + m_starts[fact], m_pivots.data() + m_starts[fact + 1] };
    }

private:
    std::vector<std::uint32_t> m_starts;
    std::vector<std::uint32_t> m_pivots;
};

} // namespace fourplane
