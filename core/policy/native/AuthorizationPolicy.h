// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/native/AuthorizationAction.h"
#include "core/policy/native/ObjectMeta.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// security.istio.io Source: fields AND, values OR, notX = none matches (semantics IS3 to IS5).
struct AuthorizationSource
{
    std::vector<std::string> principals, notPrincipals;
    std::vector<std::string> requestPrincipals, notRequestPrincipals;
    std::vector<std::string> namespaces, notNamespaces;
    std::vector<std::string> serviceAccounts, notServiceAccounts;
    std::vector<std::string> ipBlocks, notIpBlocks;
    std::vector<std::string> remoteIpBlocks, notRemoteIpBlocks;
    std::vector<std::string> trustDomains, notTrustDomains;

    bool operator==(const AuthorizationSource &) const = default;
};

/// security.istio.io Operation. `ports` are workload ports (semantics IS11).
struct AuthorizationOperation
{
    std::vector<std::string> hosts, notHosts;
    std::vector<std::string> ports, notPorts;
    std::vector<std::string> methods, notMethods;
    std::vector<std::string> paths, notPaths;

    bool operator==(const AuthorizationOperation &) const = default;
};

/// security.istio.io Condition.
struct AuthorizationCondition
{
    std::string key;
    std::vector<std::string> values, notValues;

    bool operator==(const AuthorizationCondition &) const = default;
};

/// security.istio.io Rule: from AND to AND every when; list items OR. A rule without parts matches
/// everything.
struct AuthorizationRule
{
    std::vector<AuthorizationSource> from;
    std::vector<AuthorizationOperation> to;
    std::vector<AuthorizationCondition> when;

    bool operator==(const AuthorizationRule &) const = default;
};

/// type.istio.io PolicyTargetReference.
struct PolicyTargetReference
{
    std::string group;
    std::string kind;
    std::string name;
    std::string namespaceName;

    bool operator==(const PolicyTargetReference &) const = default;
};

/// security.istio.io/v1 AuthorizationPolicy as it is written. No rules and action Allow denies everything
/// (semantics IS2).
struct AuthorizationPolicy
{
    ObjectMeta meta;
    std::optional<Labels> selector; ///< spec.selector.matchLabels; absent = whole namespace
    std::vector<PolicyTargetReference> targetRefs;
    AuthorizationAction action = AuthorizationAction::Allow;
    std::string providerName; ///< of CUSTOM
    std::vector<AuthorizationRule> rules;

    bool operator==(const AuthorizationPolicy &) const = default;
};

} // namespace fourplane
