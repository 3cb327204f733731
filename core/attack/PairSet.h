// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fourplane {

/// A set of pairs of numbers that only grows: some 8 to 16 bytes a pair where std::unordered_set takes 40,
/// and in one piece, so that it is copied at once. Open addressing with linear probing.
class PairSet
{
public:
    /// False when the pair was there. Both may be anything but the greatest number at once.
    bool insert(std::uint32_t first, std::uint32_t second)
    {
        if (4 * (m_size + 1) > 3 * m_slots.size())
            grow();
        std::uint64_t &slot = m_slots[placeOf(keyOf(first, second))];
        if (slot != none)
            return false;
        slot = keyOf(first, second);
        ++m_size;
        return true;
    }

    bool contains(std::uint32_t first, std::uint32_t second) const
    {
        return m_size > 0 && m_slots[placeOf(keyOf(first, second))] != none;
    }

private:
    static constexpr std::uint64_t none = ~std::uint64_t(0);
    static constexpr std::size_t fewest = 16;

    static std::uint64_t keyOf(std::uint32_t first, std::uint32_t second)
    {
        return (std::uint64_t(first) << 32U) | second;
    }

    /// Where the key is, or else where it belongs.
    std::size_t placeOf(std::uint64_t key) const
    {
        std::uint64_t hash = key * 0x9E3779B97F4A7C15U; // Fibonacci hashing; the high bits are the mixed ones
        hash ^= hash >> 32U;
        std::size_t place = hash & (m_slots.size() - 1);
        while (m_slots[place] != none && m_slots[place] != key)
            place = (place + 1) & (m_slots.size() - 1);
        return place;
    }

    void grow()
    {
        const std::vector<std::uint64_t> before = std::exchange(
            m_slots, std::vector<std::uint64_t>(m_slots.empty() ? fewest : 2 * m_slots.size(), none));
        for (const std::uint64_t key : before) {
            if (key != none)
                m_slots[placeOf(key)] = key;
        }
    }

    std::vector<std::uint64_t> m_slots; ///< as many as a power of two, a quarter of them free
    std::size_t m_size = 0;
};

} // namespace fourplane
