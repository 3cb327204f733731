// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/native/LabelSelector.h"
#include "core/policy/native/ObjectMeta.h"
#include "core/topology/Protocol.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// The objects of policy.networking.k8s.io that a cluster's administrator writes (semantics AN1 to AN8): the
/// first two are v1alpha1, the last v1alpha2.
enum class AdminPolicyKind
{
    AdminNetworkPolicy,
    BaselineAdminNetworkPolicy,
    ClusterNetworkPolicy,
};

template <>
struct EnumNames<AdminPolicyKind>
{
    static constexpr std::array<std::string_view, 3> names { "AdminNetworkPolicy",
        "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy" };
};

/// Before or after the NetworkPolicies of developers (semantics AN1).
enum class AdminPolicyTier
{
    Admin,
    Baseline
};

template <>
struct EnumNames<AdminPolicyTier>
{
    static constexpr std::array<std::string_view, 2> names { "Admin", "Baseline" };
};

/// What a rule does with what it matches. v1alpha1 writes "Allow" for Accept.
enum class AdminPolicyAction
{
    Accept,
    Deny,
    Pass, ///< skips the rest of the tier
};

template <>
struct EnumNames<AdminPolicyAction>
{
    static constexpr std::array<std::string_view, 3> names { "Accept", "Deny", "Pass" };
};

/// Pods by namespace and own labels. An absent namespace selector (v1alpha2) means every namespace.
struct NamespacedPods
{
    std::optional<LabelSelector> namespaceSelector;
    LabelSelector podSelector;

    bool operator==(const NamespacedPods &) const = default;
};

/// To whom a policy applies: all pods of some namespaces, or some pods; exactly one is set.
struct AdminPolicySubject
{
    std::optional<LabelSelector> namespaces;
    std::optional<NamespacedPods> pods;

    bool operator==(const AdminPolicySubject &) const = default;
};

/// The other end of a rule; exactly one field is set. With none set it is a peer that the reader does not
/// know (semantics AN7). The last three are for egress only.
struct AdminPolicyPeer
{
    std::optional<LabelSelector> namespaces;
    std::optional<NamespacedPods> pods;
    std::vector<std::string> networks; ///< CIDR blocks; match pods' addresses too (semantics AN6)
    std::optional<LabelSelector> nodes;
    std::vector<std::string> domainNames; ///< "*.x" is one or more labels before x (semantics AN5)

    bool operator==(const AdminPolicyPeer &) const = default;
};

/// A destination port: one number, a range, or the name of a container port of the destination, with or
/// without protocol; every port of the protocol when neither is given.
struct AdminPolicyPort
{
    std::optional<Protocol> protocol; ///< absent only with a name: any protocol
    std::optional<std::uint16_t> port;
    std::optional<std::uint16_t> endPort; ///< with `port`: the last of a range
    std::string name;

    bool operator==(const AdminPolicyPort &) const = default;
};

/// One ingress or egress rule. Empty ports mean every port.
struct AdminPolicyRule
{
    std::string name;
    AdminPolicyAction action = AdminPolicyAction::Deny;
    std::vector<AdminPolicyPeer> peers; ///< ORed
    std::vector<AdminPolicyPort> ports;

    bool operator==(const AdminPolicyRule &) const = default;
};

/// policy.networking.k8s.io AdminNetworkPolicy, BaselineAdminNetworkPolicy (v1alpha1) or ClusterNetworkPolicy
/// (v1alpha2); cluster-scoped. No rule for a direction means no effect there (semantics AN3).
struct AdminPolicy
{
    ObjectMeta meta;
    AdminPolicyKind kind = AdminPolicyKind::AdminNetworkPolicy;
    /// Of a ClusterNetworkPolicy; the other kinds have theirs by name.
    AdminPolicyTier tier = AdminPolicyTier::Admin;
    int priority = 0; ///< 0 to 1000, the lower first; 0 for a BaselineAdminNetworkPolicy
    AdminPolicySubject subject;
    std::vector<AdminPolicyRule> ingress;
    std::vector<AdminPolicyRule> egress;

    bool operator==(const AdminPolicy &) const = default;
};

} // namespace fourplane
