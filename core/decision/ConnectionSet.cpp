// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/ConnectionSet.h"

#include "core/base/Text.h"

#include <algorithm>
#include <cstddef>

namespace fourplane {

namespace {

constexpr PortRange everyPort { 1, 65535 };
constexpr std::array protocolsInOrder { Protocol::Tcp, Protocol::Udp, Protocol::Sctp };
constexpr std::array protocolsByName { Protocol::Sctp, Protocol::Tcp, Protocol::Udp };

bool isEvery(const PortRanges &ranges)
{
    return ranges.size() == 1 && ranges[0] == everyPort;
}

PortRanges unionOf(const PortRanges &left, const PortRanges &right)
{
    PortRanges result;
    std::size_t i = 0, j = 0;
    while (i < left.size() || j < right.size()) {
        const bool isLeft = j == right.size() || (i < left.size() && left[i].first < right[j].first);
        result.add(isLeft ? left[i++] : right[j++]);
    }
    return result;
}

PortRanges intersectionOf(const PortRanges &left, const PortRanges &right)
{
    PortRanges result;
    std::size_t i = 0, j = 0;
    while (i < left.size() && j < right.size()) {
        const std::uint16_t first = std::max(left[i].first, right[j].first);
        const std::uint16_t last = std::min(left[i].last, right[j].last);
        if (first <= last)
            result.add({ first, last });
        if (left[i].last < right[j].last)
            ++i;
        else
            ++j;
    }
    return result;
}

PortRanges complementOf(const PortRanges &ranges)
{
    PortRanges result;
    int next = everyPort.first;
    for (const PortRange &range : ranges) {
        if (next < range.first)
            result.add({ static_cast<std::uint16_t>(next), static_cast<std::uint16_t>(range.first - 1) });
        next = range.last + 1;
    }
    if (next <= everyPort.last)
        result.add({ static_cast<std::uint16_t>(next), everyPort.last });
    return result;
}

} // namespace

void PortRanges::add(PortRange range)
{
    if (!empty()) {
        PortRange &last = m_many.empty() ? m_few[m_fewCount - 1] : m_many.back();
        if (int(range.first) <= int(last.last) + 1) {
            last.last = std::max(last.last, range.last);
            return;
        }
    }
    if (m_many.empty() && m_fewCount < m_few.size()) {
        m_few[m_fewCount++] = range;
        return;
    }
    if (m_many.empty())
        m_many.assign(m_few.begin(), m_few.end());
    m_fewCount = 0;
    m_many.push_back(range);
}

bool PortRanges::operator==(const PortRanges &other) const
{
    return std::equal(begin(), end(), other.begin(), other.end());
}

ConnectionSet ConnectionSet::all()
{
    ConnectionSet set;
    for (PortRanges &ranges : set.m_ranges)
        ranges.add(everyPort);
    return set;
}

ConnectionSet ConnectionSet::allOf(Protocol protocol)
{
    return ports(protocol, everyPort.first, everyPort.last);
}

ConnectionSet ConnectionSet::ports(Protocol protocol, std::uint16_t first, std::uint16_t last)
{
    ConnectionSet set;
    first = std::max(first, everyPort.first);
    if (first <= last)
        set.m_ranges[static_cast<std::size_t>(protocol)].add({ first, last });
    return set;
}

ConnectionSet ConnectionSet::port(Protocol protocol, std::uint16_t number)
{
    return number == 0 ? ConnectionSet() : ports(protocol, number, number);
}

bool ConnectionSet::isEmpty() const
{
    return std::all_of(
        m_ranges.begin(), m_ranges.end(), [](const PortRanges &ranges) { return ranges.empty(); });
}

bool ConnectionSet::isAll() const
{
    return std::all_of(m_ranges.begin(), m_ranges.end(), isEvery);
}

bool ConnectionSet::contains(Protocol protocol, std::uint16_t port) const
{
    const PortRanges &list = ranges(protocol);
    return std::any_of(list.begin(), list.end(),
        [port](const PortRange &range) { return range.first <= port && port <= range.last; });
}

bool ConnectionSet::intersects(const ConnectionSet &other) const
{
    for (std::size_t i = 0; i < m_ranges.size(); ++i) {
        if (!intersectionOf(m_ranges[i], other.m_ranges[i]).empty())
            return true;
    }
    return false;
}

ConnectionSet &ConnectionSet::operator|=(const ConnectionSet &other)
{
    for (std::size_t i = 0; i < m_ranges.size(); ++i) {
        if (m_ranges[i].empty())
            m_ranges[i] = other.m_ranges[i];
        else if (!other.m_ranges[i].empty() && !isEvery(m_ranges[i]))
            m_ranges[i] = unionOf(m_ranges[i], other.m_ranges[i]);
    }
    return *this;
}

ConnectionSet &ConnectionSet::operator&=(const ConnectionSet &other)
{
    for (std::size_t i = 0; i < m_ranges.size(); ++i) {
        if (!isEvery(other.m_ranges[i]))
            m_ranges[i] = intersectionOf(m_ranges[i], other.m_ranges[i]);
    }
    return *this;
}

ConnectionSet &ConnectionSet::operator-=(const ConnectionSet &other)
{
    for (std::size_t i = 0; i < m_ranges.size(); ++i) {
        if (!other.m_ranges[i].empty())
            m_ranges[i] = intersectionOf(m_ranges[i], complementOf(other.m_ranges[i]));
    }
    return *this;
}

std::optional<std::pair<Protocol, std::uint16_t>> ConnectionSet::first() const
{
    for (Protocol protocol : protocolsInOrder) {
        if (!ranges(protocol).empty())
            return std::pair(protocol, ranges(protocol)[0].first);
    }
    return std::nullopt;
}

ConnectionSet operator|(ConnectionSet left, const ConnectionSet &right)
{
    return left |= right;
}

ConnectionSet operator&(ConnectionSet left, const ConnectionSet &right)
{
    return left &= right;
}

ConnectionSet operator-(ConnectionSet left, const ConnectionSet &right)
{
    return left -= right;
}

std::string toString(const ConnectionSet &connections)
{
    if (connections.isAll())
        return "All Connections";
    if (connections.isEmpty())
        return "No Connections";
    std::vector<std::string> protocols;
    for (Protocol protocol : protocolsByName) {
        std::vector<std::string> ranges;
        for (const PortRange &range : connections.ranges(protocol)) {
            ranges.push_back(range.first == range.last
                    ? std::to_string(range.first)
                    : std::to_string(range.first) + "-" + std::to_string(range.last));
        }
        if (!ranges.empty())
            protocols.push_back(std::string(nameOf(protocol)) + " " + join(ranges, ","));
    }
    return join(protocols, ",");
}

} // namespace fourplane
