// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/Plane.h"

#include <cstdint>

namespace fourplane {

inline constexpr std::size_t planeCount = 4;

/// A set of planes as bits: bit n is the Plane whose value is n. 16 sets exist, and each is also the number
/// of a world in which just those planes have failed.
class PlaneSet
{
public:
    constexpr PlaneSet() = default;

    constexpr explicit PlaneSet(std::uint8_t bits)
        : m_bits(bits)
    {
    }

    constexpr void insert(Plane plane) { m_bits = static_cast<std::uint8_t>(m_bits | bitOf(plane)); }

    constexpr bool contains(Plane plane) const { return (m_bits & bitOf(plane)) != 0; }

    constexpr bool isEmpty() const { return m_bits == 0; }

    constexpr bool isSubsetOf(PlaneSet other) const { return (m_bits & ~other.m_bits) == 0; }

    constexpr std::uint8_t bits() const { return m_bits; }

    constexpr bool operator==(const PlaneSet &) const = default;

private:
    static constexpr std::uint8_t bitOf(Plane plane)
    {
        return static_cast<std::uint8_t>(1u << static_cast<unsigned>(plane));
    }

    std::uint8_t m_bits = 0;
};

} // namespace fourplane
