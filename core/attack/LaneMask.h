// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace fourplane {

/// One bit for each of 512 searches that go side by side: one line of the cache.
struct alignas(64) LaneMask
{
    static constexpr std::size_t width = 512;

    static LaneMask firstLanes(std::size_t count)
    {
        LaneMask mask;
        for (std::size_t lane = 0; lane < count; ++lane)
            mask.set(lane);
        return mask;
    }

    bool test(std::size_t lane) const { return (words[lane / 64] >> (lane % 64)) & 1u; }

    void set(std::size_t lane) { words[lane / 64] |= std::uint64_t(1) << (lane % 64); }

    void reset(std::size_t lane) { words[lane / 64] &= ~(std::uint64_t(1) << (lane % 64)); }

    bool isEmpty() const
    {
        std::uint64_t any = 0;
        for (std::uint64_t word : words)
            any |= word;
        return any == 0;
    }

    bool operator==(const LaneMask &) const = default;

    LaneMask &operator&=(const LaneMask &other)
    {
        for (std::size_t i = 0; i < words.size(); ++i)
            words[i] &= other.words[i];
        return *this;
    }

    LaneMask &operator|=(const LaneMask &other)
    {
        for (std::size_t i = 0; i < words.size(); ++i)
            words[i] |= other.words[i];
        return *this;
    }

    friend LaneMask operator&(LaneMask first, const LaneMask &second) { return first &= second; }

    /// The lanes that are not in `other`.
    LaneMask without(const LaneMask &other) const
    {
        LaneMask rest = *this;
        for (std::size_t i = 0; i < words.size(); ++i)
            rest.words[i] &= ~other.words[i];
        return rest;
    }

    std::array<std::uint64_t, width / 64> words {};
};

/// How often each lane occurred in the masks added: binary counters that stand upright, so that adding a mask
/// costs about two operations for all lanes together.
class LaneCounters
{
public:
    void add(LaneMask mask)
    {
        for (std::size_t digit = 0; !mask.isEmpty(); ++digit) {
            if (digit == m_digits.size())
                m_digits.emplace_back();
            const LaneMask carry = m_digits[digit] & mask;
            for (std::size_t i = 0; i < mask.words.size(); ++i)
                m_digits[digit].words[i] ^= mask.words[i];
            mask = carry;
        }
    }

    std::uint32_t count(std::size_t lane) const
    {
        std::uint32_t count = 0;
        for (std::size_t digit = 0; digit < m_digits.size(); ++digit)
            count |= std::uint32_t(m_digits[digit].test(lane)) << digit;
        return count;
    }

private:
    std::vector<LaneMask> m_digits;
};

} // namespace fourplane
