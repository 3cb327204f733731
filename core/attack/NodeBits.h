// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace fourplane {

/// A set of numbers from 0, one bit each: 100,000 of them fit the first-level cache.
class NodeBits
{
public:
    explicit NodeBits(std::size_t size = 0)
        : m_words((size + 63) / 64, 0)
    {
    }

    bool test(std::uint32_t number) const { return (m_words[number >> 6] >> (number & 63)) & 1u; }

    void set(std::uint32_t number) { m_words[number >> 6] |= std::uint64_t(1) << (number & 63); }

    void reset(std::uint32_t number) { m_words[number >> 6] &= ~(std::uint64_t(1) << (number & 63)); }

    /// How many numbers are in both sets, which have the same size.
    std::size_t countCommon(const NodeBits &other) const
    {
        std::size_t count = 0;
        for (std::size_t i = 0; i < m_words.size(); ++i)
            count += static_cast<std::size_t>(std::popcount(m_words[i] & other.m_words[i]));
        return count;
    }

    void clear() { std::fill(m_words.begin(), m_words.end(), 0); }

    bool operator==(const NodeBits &) const = default;

private:
    std::vector<std::uint64_t> m_words;
};

} // namespace fourplane
