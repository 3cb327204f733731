// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/IpRanges.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

namespace fourplane {

namespace {

bool precedes(const IpRange &left, const IpRange &right)
{
    return left.first < right.first;
}

/// Whether `next` starts inside `range` or right behind it.
bool overlapsOrTouches(const IpRange &range, const IpAddress &next)
{
    if (!(range.last < next))
        return true;
    const auto behind = nextAddress(range.last);
    return behind && *behind == next;
}

std::vector<IpRange> canonical(std::vector<IpRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(), precedes);
    std::vector<IpRange> result;
    for (const IpRange &range : ranges) {
        if (!result.empty() && overlapsOrTouches(result.back(), range.first))
            result.back().last = std::max(result.back().last, range.last);
        else
            result.push_back(range);
    }
    return result;
}

IpRange familyRange(bool ipv6)
{
    IpRange range;
    range.first.isIpv6 = range.last.isIpv6 = ipv6;
    std::fill_n(range.last.bytes.begin(), range.last.bits() / 8, std::uint8_t(0xFF));
    return range;
}

} // namespace

std::string toString(const IpRange &range)
{
    return toString(range.first) + "-" + toString(range.last);
}

IpRanges::IpRanges(const IpRange &range)
{
    if (!(range.last < range.first))
        m_ranges.push_back(range);
}

IpRanges IpRanges::allV4()
{
    return IpRanges(familyRange(false));
}

IpRanges IpRanges::all()
{
    return allV4() | IpRanges(familyRange(true));
}

std::optional<IpRanges> IpRanges::parse(const std::string &text)
{
    if (const auto block = parseCidr(text))
        return IpRanges({ firstAddress(*block), lastAddress(*block) });
    if (const auto address = parseIpAddress(text))
        return IpRanges({ *address, *address });
    return std::nullopt;
}

bool IpRanges::contains(const IpRanges &other) const
{
    return (other - *this).isEmpty();
}

bool IpRanges::intersects(const IpRanges &other) const
{
    return !(*this & other).isEmpty();
}

IpRanges &IpRanges::operator|=(const IpRanges &other)
{
    if (other.isEmpty())
        return *this;
    m_ranges.insert(m_ranges.end(), other.m_ranges.begin(), other.m_ranges.end());
    m_ranges = canonical(std::move(m_ranges));
    return *this;
}

IpRanges &IpRanges::operator&=(const IpRanges &other)
{
    std::vector<IpRange> result;
    auto left = m_ranges.begin();
    auto right = other.m_ranges.begin();
    while (left != m_ranges.end() && right != other.m_ranges.end()) {
        const IpRange common { std::max(left->first, right->first), std::min(left->last, right->last) };
        if (!(common.last < common.first))
            result.push_back(common);
        if (left->last < right->last)
            ++left;
        else
            ++right;
    }
    m_ranges = std::move(result);
    return *this;
}

IpRanges &IpRanges::operator-=(const IpRanges &other)
{
    std::vector<IpRange> result;
    auto cut = other.m_ranges.begin();
    for (IpRange rest : m_ranges) {
        bool anyLeft = true;
        while (cut != other.m_ranges.end() && cut->last < rest.first)
            ++cut;
        for (auto next = cut; anyLeft && next != other.m_ranges.end() && !(rest.last < next->first); ++next) {
            if (rest.first < next->first)
                result.push_back({ rest.first, *previousAddress(next->first) });
            anyLeft = next->last < rest.last;
            if (anyLeft)
                rest.first = *nextAddress(next->last);
        }
        if (anyLeft)
            result.push_back(rest);
    }
    m_ranges = std::move(result);
    return *this;
}

IpRanges operator|(IpRanges left, const IpRanges &right)
{
    return left |= right;
}

IpRanges operator&(IpRanges left, const IpRanges &right)
{
    return left &= right;
}

IpRanges operator-(IpRanges left, const IpRanges &right)
{
    return left -= right;
}

std::vector<IpRange> partition(const IpRanges &space, const std::vector<IpRanges> &sets)
{
    std::set<IpAddress> starts;
    for (const IpRanges &set : sets) {
        for (const IpRange &range : set.ranges()) {
            starts.insert(range.first);
            if (const auto behind = nextAddress(range.last))
                starts.insert(*behind);
        }
    }
    std::vector<IpRange> cells;
    for (IpRange rest : space.ranges()) {
        for (auto start = starts.upper_bound(rest.first); start != starts.end() && !(rest.last < *start);
             ++start) {
            cells.push_back({ rest.first, *previousAddress(*start) });
            rest.first = *start;
        }
        cells.push_back(rest);
    }
    return cells;
}

} // namespace fourplane
