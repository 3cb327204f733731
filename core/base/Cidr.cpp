// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Cidr.h"

#include "core/base/Text.h"

#include <algorithm>
#include <vector>

namespace fourplane {

namespace {

constexpr std::size_t ipv4Bytes = 4;
constexpr std::size_t ipv6Groups = 8;

std::optional<int> parseNumber(std::string_view text, int base, int greatest)
{
    if (text.empty())
        return std::nullopt;
    int value = 0;
    for (char c : text) {
        int digit = base;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        if (digit >= base)
            return std::nullopt;
        value = value * base + digit;
        if (value > greatest)
            return std::nullopt;
    }
    return value;
}

std::optional<std::array<std::uint8_t, ipv4Bytes>> parseIpv4Bytes(std::string_view text)
{
    const std::vector<std::string> parts = split(text, '.');
    std::array<std::uint8_t, ipv4Bytes> bytes {};
    if (parts.size() != bytes.size())
        return std::nullopt;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto part = parseNumber(parts[i], 10, 255);
        if (!part)
            return std::nullopt;
        bytes[i] = static_cast<std::uint8_t>(*part);
    }
    return bytes;
}

/// Groups of one side of "::"; a dotted IPv4 address may end the text.
std::optional<std::vector<std::uint16_t>> parseIpv6Groups(std::string_view text, bool mayEndInIpv4)
{
    std::vector<std::uint16_t> groups;
    if (text.empty())
        return groups;
    const std::vector<std::string> parts = split(text, ':');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (mayEndInIpv4 && i + 1 == parts.size() && parts[i].find('.') != std::string::npos) {
            const auto bytes = parseIpv4Bytes(parts[i]);
            if (!bytes)
                return std::nullopt;
            groups.push_back(static_cast<std::uint16_t>((*bytes)[0] * 256 + (*bytes)[1]));
            groups.push_back(static_cast<std::uint16_t>((*bytes)[2] * 256 + (*bytes)[3]));
            continue;
        }
        const auto group = parts[i].size() <= 4 ? parseNumber(parts[i], 16, 0xFFFF) : std::nullopt;
        if (!group)
            return std::nullopt;
        groups.push_back(static_cast<std::uint16_t>(*group));
    }
    return groups;
}

std::optional<IpAddress> parseIpv6(std::string_view text)
{
    const std::size_t gap = text.find("::");
    const bool hasGap = gap != std::string_view::npos;
    auto head = parseIpv6Groups(text.substr(0, gap), !hasGap);
    auto tail = hasGap ? parseIpv6Groups(text.substr(gap + 2), true) : std::vector<std::uint16_t> {};
    if (!head || !tail)
        return std::nullopt;
    const std::size_t written = head->size() + tail->size();
    if (hasGap ? written >= ipv6Groups : written != ipv6Groups)
        return std::nullopt;
    head->resize(ipv6Groups - tail->size());
    head->insert(head->end(), tail->begin(), tail->end());
    IpAddress address;
    address.isIpv6 = true;
    for (std::size_t i = 0; i < ipv6Groups; ++i) {
        address.bytes[2 * i] = static_cast<std::uint8_t>((*head)[i] >> 8u);
        address.bytes[2 * i + 1] = static_cast<std::uint8_t>((*head)[i] & 0xFFu);
    }
    return address;
}

/// The bits of byte `index` that belong to a prefix of `length` bits.
std::uint8_t prefixMask(std::size_t index, int length)
{
    const int bits = std::clamp(length - static_cast<int>(index) * 8, 0, 8);
    return static_cast<std::uint8_t>(0xFF00u >> static_cast<unsigned>(bits));
}

std::size_t byteCount(const IpAddress &address)
{
    return static_cast<std::size_t>(address.bits()) / 8;
}

IpAddress masked(IpAddress address, int prefixLength)
{
    for (std::size_t i = 0; i < byteCount(address); ++i)
        address.bytes[i] &= prefixMask(i, prefixLength);
    return address;
}

std::string ipv6Text(const IpAddress &address)
{
    std::array<unsigned, ipv6Groups> groups {};
    for (std::size_t i = 0; i < ipv6Groups; ++i)
        groups[i] = address.bytes[2 * i] * 256u + address.bytes[2 * i + 1];
    std::size_t gapStart = 0, gapLength = 0;
    for (std::size_t i = 0; i < ipv6Groups; ++i) {
        std::size_t length = 0;
        while (i + length < ipv6Groups && groups[i + length] == 0)
            ++length;
        if (length > gapLength && length > 1) {
            gapStart = i;
            gapLength = length;
        }
    }
    const auto hex = [](unsigned group) {
        static constexpr std::string_view digits = "0123456789abcdef";
        std::string text;
        for (unsigned shift = 16; shift > 0; shift -= 4) {
            const unsigned digit = (group >> (shift - 4)) & 15u;
            if (digit != 0 || !text.empty() || shift == 4)
                text += digits[digit];
        }
        return text;
    };
    std::string text;
    for (std::size_t i = 0; i < ipv6Groups; ++i) {
        if (gapLength > 0 && i == gapStart) {
            text += "::";
            i += gapLength - 1;
            continue;
        }
        if (!text.empty() && text.back() != ':')
            text += ':';
        text += hex(groups[i]);
    }
    return text;
}

} // namespace

bool IpAddress::operator<(const IpAddress &other) const
{
    return isIpv6 != other.isIpv6 ? other.isIpv6 : bytes < other.bytes;
}

std::optional<IpAddress> parseIpAddress(std::string_view text)
{
    if (text.find(':') != std::string_view::npos)
        return parseIpv6(text);
    const auto bytes = parseIpv4Bytes(text);
    if (!bytes)
        return std::nullopt;
    IpAddress address;
    std::copy(bytes->begin(), bytes->end(), address.bytes.begin());
    return address;
}

std::optional<Cidr> parseCidr(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const auto address = parseIpAddress(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    const auto length = parseNumber(text.substr(slash + 1), 10, address->bits());
    if (!length)
        return std::nullopt;
    return Cidr { masked(*address, *length), *length };
}

std::string toString(const IpAddress &address)
{
    if (address.isIpv6)
        return ipv6Text(address);
    std::string text = std::to_string(address.bytes[0]);
    for (std::size_t i = 1; i < ipv4Bytes; ++i)
        text += "." + std::to_string(address.bytes[i]);
    return text;
}

std::string toString(const Cidr &block)
{
    return toString(block.network) + "/" + std::to_string(block.prefixLength);
}

const IpAddress &firstAddress(const Cidr &block)
{
    return block.network;
}

IpAddress lastAddress(const Cidr &block)
{
    IpAddress last = block.network;
    for (std::size_t i = 0; i < byteCount(last); ++i)
        last.bytes[i] |= static_cast<std::uint8_t>(~prefixMask(i, block.prefixLength));
    return last;
}

std::optional<IpAddress> nextAddress(const IpAddress &address)
{
    IpAddress next = address;
    for (std::size_t i = byteCount(address); i-- > 0;) {
        if (++next.bytes[i] != 0)
            return next;
    }
    return std::nullopt;
}

std::optional<IpAddress> previousAddress(const IpAddress &address)
{
    IpAddress previous = address;
    for (std::size_t i = byteCount(address); i-- > 0;) {
        if (previous.bytes[i]-- != 0)
            return previous;
    }
    return std::nullopt;
}

bool contains(const Cidr &block, const IpAddress &address)
{
    return block.network.isIpv6 == address.isIpv6 && masked(address, block.prefixLength) == block.network;
}

bool contains(const Cidr &outer, const Cidr &inner)
{
    return outer.prefixLength <= inner.prefixLength && contains(outer, inner.network);
}

bool isStrictSubset(const Cidr &inner, const Cidr &outer)
{
    return inner.prefixLength > outer.prefixLength && contains(outer, inner.network);
}

bool overlaps(const Cidr &a, const Cidr &b)
{
    return contains(a, b) || contains(b, a);
}

} // namespace fourplane
