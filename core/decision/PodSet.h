// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fourplane {

/// A set of positions in EnforcementPlan::pods, as bits.
class PodSet
{
public:
    /// The empty subset of `podCount` pods.
    explicit PodSet(std::size_t podCount = 0)
        : m_words((podCount + wordBits - 1) / wordBits)
    {
    }

    void insert(std::size_t pod) { m_words[pod / wordBits] |= bit(pod); }

    bool contains(std::size_t pod) const { return (m_words[pod / wordBits] & bit(pod)) != 0; }

    /// Calls visit(pod) for every pod of the set, ascending.
    template <class Visit>
    void forEach(Visit visit) const
    {
        for (std::size_t word = 0; word < m_words.size(); ++word) {
            for (std::uint64_t rest = m_words[word]; rest != 0; rest &= rest - 1)
                visit(word * wordBits + static_cast<std::size_t>(std::countr_zero(rest)));
        }
    }

    bool operator==(const PodSet &) const = default;

private:
    static constexpr std::size_t wordBits = 64;

    static std::uint64_t bit(std::size_t pod) { return std::uint64_t(1) << (pod % wordBits); }

    std::vector<std::uint64_t> m_words;
};

} // namespace fourplane
