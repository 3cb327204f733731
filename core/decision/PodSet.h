// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fourplane {

/// A set of positions in EnforcementPlan::pods: bits, or a sorted list where that is smaller.
class PodSet
{
public:
    /// The empty set.
    PodSet() = default;

    /// The set of `positions`, ascending and distinct, each below `podCount`.
    PodSet(std::vector<std::uint32_t> positions, std::size_t podCount)
        : m_size(positions.size())
    {
        if (positions.size() * positionBits < podCount) {
            m_positions = std::move(positions);
            m_positions.shrink_to_fit();
            return;
        }
        m_words.resize((podCount + wordBits - 1) / wordBits);
        for (std::uint32_t pod : positions)
            m_words[pod / wordBits] |= bit(pod);
    }

    std::size_t size() const { return m_size; }

    bool contains(std::size_t pod) const
    {
        if (m_words.empty())
            return std::binary_search(m_positions.begin(), m_positions.end(), pod);
        return (m_words[pod / wordBits] & bit(pod)) != 0;
    }

    /// Calls visit(pod) for every pod of the set, ascending.
    template <class Visit>
    void forEach(Visit visit) const
    {
        for (std::uint32_t pod : m_positions)
            visit(std::size_t(pod));
        for (std::size_t word = 0; word < m_words.size(); ++word) {
            for (std::uint64_t rest = m_words[word]; rest != 0; rest &= rest - 1)
                visit(word * wordBits + static_cast<std::size_t>(std::countr_zero(rest)));
        }
    }

private:
    static constexpr std::size_t wordBits = 64;
    static constexpr std::size_t positionBits = 32;

    static std::uint64_t bit(std::size_t pod) { return std::uint64_t(1) << (pod % wordBits); }

    std::size_t m_size = 0;
    std::vector<std::uint32_t> m_positions; ///< empty when bits are held
    std::vector<std::uint64_t> m_words;
};

} // namespace fourplane
