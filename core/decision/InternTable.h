// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fourplane {

/// Spreads the bits of `hash`.
inline std::uint64_t mixed(std::uint64_t hash)
{
    hash *= 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 32u);
}

/// Numbers things from 0 in the order in which they first come. It holds only hashes: the things stay with
/// the caller, who compares them in full where hashes are equal.
class InternTable
{
public:
    static constexpr std::uint32_t none = 0xFFFFFFFFu;

    std::size_t size() const { return m_size; }

    /// Makes room for as many things in advance.
    void reserve(std::size_t count)
    {
        while (isTooSmallFor(count))
            grow();
    }

    /// The number of the thing with this hash for which isSame(number) holds; `none` when it never came.
    template <class IsSame>
    std::uint32_t find(std::uint64_t hash, IsSame isSame) const
    {
        return m_slots.empty() ? none : m_slots[slotOf(static_cast<std::uint32_t>(hash), isSame)].number;
    }

    /// The same; one that never came gets the next number, and `true`.
    template <class IsSame>
    std::pair<std::uint32_t, bool> add(std::uint64_t hash, IsSame isSame)
    {
        if (isTooSmallFor(m_size + 1))
            grow();
        Slot &slot = m_slots[slotOf(static_cast<std::uint32_t>(hash), isSame)];
        if (slot.number != none)
            return { slot.number, false };
        slot = { static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(m_size++) };
        return { slot.number, true };
    }

private:
    struct Slot
    {
        std::uint32_t hash = 0;
        std::uint32_t number = none;
    };

    bool isTooSmallFor(std::size_t count) const { return 3 * m_slots.size() < 4 * count; }

    template <class IsSame>
    std::size_t slotOf(std::uint32_t hash, IsSame isSame) const
    {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t i = hash & mask;
        while (m_slots[i].number != none && !(m_slots[i].hash == hash && isSame(m_slots[i].number)))
            i = (i + 1) & mask;
        return i;
    }

    void grow()
    {
        const std::vector<Slot> old = std::exchange(m_slots, {});
        m_slots.resize(old.empty() ? 16 : 2 * old.size());
        for (const Slot &slot : old) {
            if (slot.number != none)
                m_slots[slotOf(slot.hash, [](std::uint32_t) { return false; })] = slot;
        }
    }

    std::vector<Slot> m_slots; ///< a power of two, at most three quarters full
    std::size_t m_size = 0;
};

} // namespace fourplane
