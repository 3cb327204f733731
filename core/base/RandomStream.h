// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fourplane {

/// Random numbers that follow from a seed, a purpose and a position alone: the same on every platform, and
/// the numbers of one position do not change when others are asked for more or fewer. Counter-based: number n
/// is the SplitMix64 mix (Steele, Lea, Flood, OOPSLA 2014) of a key and n. Not for secrets.
class RandomStream
{
public:
    /// `purpose` and `position` tell apart what is drawn for one seed: for instance a kind of decision and
    /// the number of the element it is about.
    RandomStream(std::uint64_t seed, std::uint64_t purpose, std::uint64_t position);

    /// The next number; all 64 bits are random.
    std::uint64_t next();

    /// A number from 0 to `limit` - 1. `limit` is 1 to 2^32; the favour to any number is below limit / 2^32.
    std::size_t below(std::size_t limit);

    /// True in `percent` of 100 cases.
    bool chance(unsigned percent) { return below(100) < percent; }

    /// One of the values.
    template <class T, std::size_t Size>
    const T &oneOf(const std::array<T, Size> &values)
    {
        return values[below(Size)];
    }

private:
    std::uint64_t m_key;
    std::uint64_t m_count = 0;
};

} // namespace fourplane
