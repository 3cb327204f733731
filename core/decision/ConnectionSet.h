// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Protocol.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fourplane {

/// Ports `first` to `last`, both included, 1 to 65535.
struct PortRange
{
    std::uint16_t first = 1;
    std::uint16_t last = 65535;

    bool operator==(const PortRange &) const = default;
};

/// Ranges of ports, ascending. The one or two that most lists have are held without allocating.
class PortRanges
{
public:
    bool empty() const { return size() == 0; }

    std::size_t size() const { return m_many.empty() ? m_fewCount : m_many.size(); }

    const PortRange *begin() const { return m_many.empty() ? m_few.data() : m_many.data(); }

    const PortRange *end() const { return begin() + size(); }

    const PortRange &operator[](std::size_t i) const { return begin()[i]; }

    /// A range that begins no earlier than the last one, with which it is joined where they overlap or touch.
    void add(PortRange range);

    bool operator==(const PortRanges &other) const;

private:
    std::array<PortRange, 2> m_few;
    std::size_t m_fewCount = 0;
    std::vector<PortRange> m_many; ///< all of them, where there are more
};

/// A set of (protocol, port) pairs over TCP, UDP and SCTP. Kept in canonical form (per protocol sorted,
/// disjoint, not touching ranges), so equal sets compare equal.
class ConnectionSet
{
public:
    /// The empty set.
    ConnectionSet() = default;

    /// Every port of every protocol (semantics NP8, NP21).
    static ConnectionSet all();
    /// Every port of one protocol.
    static ConnectionSet allOf(Protocol protocol);
    /// Ports `first` to `last`, both included; empty when `first` > `last` or `last` is 0.
    static ConnectionSet ports(Protocol protocol, std::uint16_t first, std::uint16_t last);
    /// One port.
    static ConnectionSet port(Protocol protocol, std::uint16_t number);

    bool isEmpty() const;
    bool isAll() const;
    bool contains(Protocol protocol, std::uint16_t port) const;
    /// True when some pair is in both sets.
    bool intersects(const ConnectionSet &other) const;

    ConnectionSet &operator|=(const ConnectionSet &other);
    ConnectionSet &operator&=(const ConnectionSet &other);
    ConnectionSet &operator-=(const ConnectionSet &other);

    /// The ranges of one protocol, ascending.
    const PortRanges &ranges(Protocol protocol) const { return m_ranges[static_cast<std::size_t>(protocol)]; }

    /// The lowest pair: protocols in the order TCP, UDP, SCTP, then the lowest port. Nothing when empty.
    std::optional<std::pair<Protocol, std::uint16_t>> first() const;

    bool operator==(const ConnectionSet &) const = default;

private:
    std::array<PortRanges, EnumNames<Protocol>::names.size()> m_ranges;
};

ConnectionSet operator|(ConnectionSet left, const ConnectionSet &right);
ConnectionSet operator&(ConnectionSet left, const ConnectionSet &right);
ConnectionSet operator-(ConnectionSet left, const ConnectionSet &right);

/// The way netpol-analyzer writes a set: "All Connections", "No Connections", or protocols in alphabetical
/// order with their ports: "SCTP 9003,TCP 80,443,1000-2000,UDP 53".
std::string toString(const ConnectionSet &connections);

} // namespace fourplane
