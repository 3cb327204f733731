// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fourplane {

/// Sets of positions in EnforcementPlan::pods by number, each as bits, or as a sorted list where that is
/// smaller; all one after another.
class PodSets
{
public:
    explicit PodSets(std::size_t podCount)
        : m_wordsEach((podCount + wordBits - 1) / wordBits)
    {
    }

    std::size_t count() const { return m_places.size(); }

    /// The number of a new set of `positions`, ascending and distinct.
    std::uint32_t add(std::span<const std::uint32_t> positions)
    {
        const bool isList = positions.size() < 2 * m_wordsEach; // a word takes as much as two positions
        m_places.push_back({ isList ? m_positions.size() : m_words.size(),
            static_cast<std::uint32_t>(positions.size()), isList });
        if (isList) {
            m_positions.insert(m_positions.end(), positions.begin(), positions.end());
        } else {
            m_words.resize(m_words.size() + m_wordsEach);
            std::uint64_t *words = m_words.data() + m_places.back().start;
            for (std::uint32_t pod : positions)
                words[pod / wordBits] |= bit(pod);
        }
        return static_cast<std::uint32_t>(m_places.size() - 1);
    }

    std::size_t size(std::uint32_t set) const { return m_places[set].size; }

    bool contains(std::uint32_t set, std::size_t pod) const
    {
        const Place &place = m_places[set];
        if (place.isList)
            return std::binary_search(list(place), list(place) + place.size, pod);
        return (m_words[place.start + pod / wordBits] & bit(pod)) != 0;
    }

    /// Calls visit(pod) for every pod of the set, ascending.
    template <class Visit>
    void forEach(std::uint32_t set, Visit visit) const
    {
        const Place &place = m_places[set];
        if (place.isList) {
            for (const std::uint32_t *pod = list(place); pod != list(place) + place.size; ++pod)
                visit(*pod);
            return;
        }
        for (std::size_t word = 0; word < m_wordsEach; ++word) {
            for (std::uint64_t rest = m_words[place.start + word]; rest != 0; rest &= rest - 1)
                visit(static_cast<std::uint32_t>(
                    word * wordBits + static_cast<std::size_t>(std::countr_zero(rest))));
        }
    }

private:
    static constexpr std::size_t wordBits = 64;

    struct Place
    {
        std::size_t start = 0; ///< in m_positions or m_words
        std::uint32_t size = 0;
        bool isList = false;
    };

    static std::uint64_t bit(std::size_t pod) { return std::uint64_t(1) << (pod % wordBits); }

    const std::uint32_t *list(const Place &place) const { return m_positions.data() + place.start; }

    std::size_t m_wordsEach;
    std::vector<Place> m_places;
    std::vector<std::uint32_t> m_positions;
    std::vector<std::uint64_t> m_words;
};

} // namespace fourplane
