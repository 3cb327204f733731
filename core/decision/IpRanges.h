// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Cidr.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Addresses `first` to `last` of one family, both included.
struct IpRange
{
    IpAddress first;
    IpAddress last;

    bool operator==(const IpRange &) const = default;
};

/// "10.0.0.0-10.255.255.255", as netpol-analyzer writes it.
std::string toString(const IpRange &range);

/// A set of addresses of both families, in canonical form (sorted, disjoint, not touching), so equal sets
/// compare equal.
class IpRanges
{
public:
    /// The empty set.
    IpRanges() = default;

    /// A set of one range; empty when `first` > `last`.
    explicit IpRanges(const IpRange &range);

    /// 0.0.0.0 to 255.255.255.255.
    static IpRanges allV4();
    /// Every address of both families.
    static IpRanges all();
    /// The addresses of a CIDR block or of a single address ("10.0.0.0/8", "10.1.2.3"); nothing when the text
    /// is neither.
    static std::optional<IpRanges> parse(const std::string &text);

    bool isEmpty() const { return m_ranges.empty(); }

    bool contains(const IpRanges &other) const;
    bool intersects(const IpRanges &other) const;

    IpRanges &operator|=(const IpRanges &other);
    IpRanges &operator&=(const IpRanges &other);
    IpRanges &operator-=(const IpRanges &other);

    const std::vector<IpRange> &ranges() const { return m_ranges; }

    bool operator==(const IpRanges &) const = default;

private:
    std::vector<IpRange> m_ranges;
};

IpRanges operator|(IpRanges left, const IpRanges &right);
IpRanges operator&(IpRanges left, const IpRanges &right);
IpRanges operator-(IpRanges left, const IpRanges &right);

/// `space` cut at every edge of every set in `sets`: ascending ranges, each wholly inside or wholly outside
/// every set.
std::vector<IpRange> partition(const IpRanges &space, const std::vector<IpRanges> &sets);

} // namespace fourplane
