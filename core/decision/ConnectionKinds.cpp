// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/ConnectionKinds.h"

#include <algorithm>

namespace fourplane {

namespace {

std::uint64_t hashOf(const ConnectionSet &set)
{
    std::uint64_t hash = 0;
    for (Protocol protocol : { Protocol::Tcp, Protocol::Udp, Protocol::Sctp }) {
        for (const PortRange &range : set.ranges(protocol))
            hash = mixed(hash + (std::uint64_t(range.first) << 16u) + range.last + 1);
        hash = mixed(hash + 1);
    }
    return hash;
}

/// The same for both orders.
std::uint64_t pairOf(std::uint32_t left, std::uint32_t right)
{
    return std::uint64_t(std::min(left, right)) << 32u | std::max(left, right);
}

} // namespace

ConnectionKinds::ConnectionKinds()
{
    numberOf({});
    numberOf(ConnectionSet::all());
}

std::uint32_t ConnectionKinds::numberOf(const ConnectionSet &set)
{
    const auto [number, isNew] =
        m_table.add(hashOf(set), [&](std::uint32_t other) { return m_sets[other] == set; });
    if (isNew)
        m_sets.push_back(set);
    return number;
}

std::uint32_t ConnectionKinds::madeIntersection(std::uint32_t left, std::uint32_t right)
{
    const auto [found, isNew] = m_intersections.try_emplace(pairOf(left, right));
    if (isNew)
        found->second = numberOf(m_sets[left] & m_sets[right]);
    return found->second;
}

std::uint32_t ConnectionKinds::madeUnion(std::uint32_t left, std::uint32_t right)
{
    const auto [found, isNew] = m_unions.try_emplace(pairOf(left, right));
    if (isNew)
        found->second = numberOf(m_sets[left] | m_sets[right]);
    return found->second;
}

} // namespace fourplane
