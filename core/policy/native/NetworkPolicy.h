// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/SharedList.h"
#include "core/policy/native/LabelSelector.h"
#include "core/policy/native/ObjectMeta.h"
#include "core/topology/PortNumber.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// networking.k8s.io/v1 IPBlock.
struct IpBlock
{
    std::string cidr;
    std::vector<std::string> except;

    bool operator==(const IpBlock &) const = default;
};

/// networking.k8s.io/v1 NetworkPolicyPeer: an ipBlock alone, or selectors that are ANDed (semantics NP7,
/// NP11).
struct NetworkPolicyPeer
{
    std::optional<LabelSelector> podSelector;
    std::optional<LabelSelector> namespaceSelector;
    std::optional<IpBlock> ipBlock;

    bool operator==(const NetworkPolicyPeer &) const = default;
};

/// networking.k8s.io/v1 NetworkPolicyPort. An absent protocol means TCP, an absent port every port of the
/// protocol (semantics NP8 to NP10).
struct NetworkPolicyPort
{
    std::optional<Protocol> protocol;
    std::optional<IntOrName> port;
    std::optional<std::uint16_t> endPort;

    bool operator==(const NetworkPolicyPort &) const = default;
};

/// One ingress or egress rule: peers AND ports. Empty peers mean any peer, empty ports any port, whether the
/// field was absent or an empty list (semantics NP6, NP8). Large designs hold the same lists thousands of
/// times.
struct NetworkPolicyRule
{
    SharedList<NetworkPolicyPeer> peers; ///< `from` of ingress, `to` of egress
    SharedList<NetworkPolicyPort> ports;

    bool operator==(const NetworkPolicyRule &) const = default;
};

enum class PolicyDirection
{
    Ingress,
    Egress
};

template <>
struct EnumNames<PolicyDirection>
{
    static constexpr std::array<std::string_view, 2> names { "Ingress", "Egress" };
};

/// networking.k8s.io/v1 NetworkPolicy as it is written, before defaulting.
struct NetworkPolicy
{
    ObjectMeta meta;
    LabelSelector podSelector;
    std::vector<PolicyDirection> policyTypes; ///< as written; empty = defaulted (semantics NP13)
    std::vector<NetworkPolicyRule> ingress;
    std::vector<NetworkPolicyRule> egress;

    bool operator==(const NetworkPolicy &) const = default;
};

/// Whether the policy isolates its pods in `direction`, defaulting included (semantics NP13).
bool appliesTo(const NetworkPolicy &policy, PolicyDirection direction);

} // namespace fourplane
