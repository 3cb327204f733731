// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/policy/native/LabelSelector.h"
#include "core/policy/native/ObjectMeta.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// The two kinds of cilium.io/v2: the first for the pods of its namespace, the second for the whole cluster.
enum class CiliumPolicyKind
{
    CiliumNetworkPolicy,
    CiliumClusterwideNetworkPolicy,
};

template <>
struct EnumNames<CiliumPolicyKind>
{
    static constexpr std::array<std::string_view, 2> names { "CiliumNetworkPolicy",
        "CiliumClusterwideNetworkPolicy" };
};

/// One item of `toPorts.ports`.
struct CiliumPort
{
    std::string port; ///< a number, or the name of a container port; "0" = every port
    std::uint16_t endPort = 0; ///< the last of a range; 0 = none
    std::string protocol; ///< TCP, UDP, SCTP, ANY; empty = any

    bool operator==(const CiliumPort &) const = default;
};

/// One item of `rules.http`: regular expressions that all have to match; empty = whatever.
struct CiliumHttpRule
{
    std::string path;
    std::string method;
    std::string host;
    std::vector<std::string> headers; ///< have to be there

    bool operator==(const CiliumHttpRule &) const = default;
};

/// A DNS name, or a pattern: "*" stands for characters of one label, a leading "**." for one or more labels
/// (semantics C7). Exactly one is set.
struct CiliumName
{
    std::string matchName;
    std::string matchPattern;

    bool operator==(const CiliumName &) const = default;
};

/// One item of `toPorts`. Without ports it admits nothing.
struct CiliumPortRule
{
    std::vector<CiliumPort> ports;
    std::vector<std::string> serverNames; ///< TLS server names, one of which has to be shown
    std::vector<CiliumHttpRule> http; ///< one of which a request has to match
    std::vector<CiliumName> dns; ///< one of which a look-up has to ask for

    bool operator==(const CiliumPortRule &) const = default;
};

/// One field of an `icmps` item.
struct CiliumIcmp
{
    std::string family; ///< IPv4, IPv6; empty = IPv4
    std::string type; ///< number or name

    bool operator==(const CiliumIcmp &) const = default;
};

/// One item of `fromCIDRSet` or `toCIDRSet`.
struct CiliumCidr
{
    std::string cidr;
    std::vector<std::string> except;

    bool operator==(const CiliumCidr &) const = default;
};

/// One item of ingress, ingressDeny, egress or egressDeny: a peer AND ports. At most one of the first five
/// fields names peers; a list that is there and empty means nobody, and none of them anybody, provided there
/// are ports (api/v1 of Cilium 1.20).
struct CiliumRule
{
    std::optional<std::vector<LabelSelector>>
        endpoints; ///< keys may begin with "k8s:", "any:" or "reserved:"
    std::optional<std::vector<std::string>> cidrs;
    std::optional<std::vector<CiliumCidr>> cidrSets;
    std::optional<std::vector<std::string>> entities;
    std::vector<CiliumName> fqdns; ///< egress only
    std::vector<CiliumPortRule> toPorts;
    std::vector<std::vector<CiliumIcmp>> icmps; ///< speaks of ICMP only when there are some
    std::string authenticationMode; ///< disabled, required, test-always-fail; empty = disabled

    bool operator==(const CiliumRule &) const = default;
};

/// `spec`, or one item of `specs`.
struct CiliumSpec
{
    std::string description;
    std::optional<LabelSelector> endpointSelector; ///< exactly one of the two is set
    std::optional<LabelSelector> nodeSelector; ///< clusterwide only: about the node itself, not about pods
    std::vector<CiliumRule> ingress;
    std::vector<CiliumRule> ingressDeny;
    std::vector<CiliumRule> egress;
    std::vector<CiliumRule> egressDeny;
    std::optional<bool> defaultDenyIngress; ///< enableDefaultDeny.ingress; absent = where there are rules
    std::optional<bool> defaultDenyEgress;

    bool operator==(const CiliumSpec &) const = default;
};

/// cilium.io/v2 CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy (semantics C1 to C10), without the
/// fields that depend on what is not in a design: groups of a cloud, CIDR groups, nodes by label, Envoy
/// listeners, TLS contexts.
struct CiliumPolicy
{
    ObjectMeta meta;
    CiliumPolicyKind kind = CiliumPolicyKind::CiliumNetworkPolicy;
    std::vector<CiliumSpec> specs; ///< one is written as `spec`

    bool operator==(const CiliumPolicy &) const = default;
};

} // namespace fourplane
