// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/ConnectionSet.h"
#include "core/decision/InternTable.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace fourplane {

/// Distinct sets of connections by number, and what they have in common or together, each worked out once.
class ConnectionKinds
{
public:
    static constexpr std::uint32_t nothing = 0;
    static constexpr std::uint32_t everything = 1;

    ConnectionKinds();

    std::uint32_t numberOf(const ConnectionSet &set);

    const ConnectionSet &set(std::uint32_t number) const { return m_sets[number]; }

    std::uint32_t count() const { return static_cast<std::uint32_t>(m_sets.size()); }

    std::uint32_t intersection(std::uint32_t left, std::uint32_t right)
    {
        if (left == right || right == everything || left == nothing)
            return left;
        return left == everything || right == nothing ? right : madeIntersection(left, right);
    }

    std::uint32_t unionOf(std::uint32_t left, std::uint32_t right)
    {
        if (left == right || right == nothing || left == everything)
            return left;
        return left == nothing || right == everything ? right : madeUnion(left, right);
    }

private:
    std::uint32_t madeIntersection(std::uint32_t left, std::uint32_t right);
    std::uint32_t madeUnion(std::uint32_t left, std::uint32_t right);

    std::vector<ConnectionSet> m_sets;
    InternTable m_table;
    std::unordered_map<std::uint64_t, std::uint32_t> m_intersections; ///< by both numbers
    std::unordered_map<std::uint64_t, std::uint32_t> m_unions;
};

} // namespace fourplane
