// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fourplane {

/// An IPv4 or IPv6 address. IPv4 uses the first four bytes, the rest are zero. Ordered: every IPv4 address
/// before every IPv6 address, then by value.
struct IpAddress
{
    bool isIpv6 = false;
    std::array<std::uint8_t, 16> bytes {};

    /// Width of the address: 32 or 128 bits.
    int bits() const { return isIpv6 ? 128 : 32; }

    bool operator==(const IpAddress &) const = default;
    bool operator<(const IpAddress &other) const;
};

/// An address block: the masked network address and the prefix length (RFC 4632, RFC 4291).
struct Cidr
{
    IpAddress network; ///< host bits are zero
    int prefixLength = 0; ///< 0 to network.bits()

    bool operator==(const Cidr &) const = default;
};

/// Reads "10.0.0.1" or "2001:db8::1". Decimal parts may have leading zeros, as the Kubernetes API server
/// reads them; zones ("%eth0") are refused.
std::optional<IpAddress> parseIpAddress(std::string_view text);

/// Reads "10.0.0.0/8" or "2001:db8::/32". Host bits are masked away, as enforcement points do.
std::optional<Cidr> parseCidr(std::string_view text);

/// Dotted decimal, or the canonical IPv6 text of RFC 5952.
std::string toString(const IpAddress &address);
std::string toString(const Cidr &block);

/// First and last address of the block.
const IpAddress &firstAddress(const Cidr &block);
IpAddress lastAddress(const Cidr &block);

/// The address after or before this one in the same family; nothing at the end of the family.
std::optional<IpAddress> nextAddress(const IpAddress &address);
std::optional<IpAddress> previousAddress(const IpAddress &address);

/// True when `address` lies in `block`; never across families.
bool contains(const Cidr &block, const IpAddress &address);

/// True when every address of `inner` lies in `outer`.
bool contains(const Cidr &outer, const Cidr &inner);

/// True when `inner` lies in `outer` and is smaller (semantics NP11 for `except`).
bool isStrictSubset(const Cidr &inner, const Cidr &outer);

/// True when the two have an address in common.
bool overlaps(const Cidr &a, const Cidr &b);

} // namespace fourplane
