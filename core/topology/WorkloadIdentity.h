// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/EnumNames.h"
#include "core/base/SourceLocation.h"
#include "core/topology/Labels.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Who gives out the credentials of an identity.
enum class IdentityKind
{
    ServiceAccount,
    CloudRole, ///< a role of the cloud; `cloudRoles` of others, and of node pools, name it
    ExternalAccount, ///< an account of another system: of a connector, a bot, a person
};

template <>
struct EnumNames<IdentityKind>
{
    static constexpr std::array<std::string_view, 3> names { "service-account", "cloud-role",
        "external-account" };
};

/// A service account with the settings of its tokens (paper section 3.2), or an identity outside the cluster
/// that takes part in the design. The SPIFFE id of a service account is
/// `spiffe://TRUST_DOMAIN/ns/NAMESPACE/sa/NAME` unless `spiffeId` says otherwise.
struct WorkloadIdentity
{
    ElementId id;
    std::string name; ///< name of the service account, role or account
    ElementId namespaceId; ///< empty for identities outside the cluster
    std::optional<bool> automountToken; ///< service account field; Kubernetes' default is true
    std::optional<int> tokenLifetimeSeconds; ///< of the projected token; Kubernetes' minimum is 600
    std::vector<std::string> audiences; ///< of the projected token
    std::vector<std::string> cloudRoles; ///< names of cloud roles it may take on (IRSA, Workload Identity)
    std::vector<ElementId>
        connectsTo; ///< ExternalEndpoints, other clusters for instance, where it has rights
    /// Its rights there are those of an administrator; false = limited to what it needs (control I3). Unset
    /// earns no credit.
    std::optional<bool> isAdminThere;
    /// Static keys of it exist; false = federation only (control I5). Unset earns no credit.
    std::optional<bool> hasStaticKeys;
    bool isJobScoped = false; ///< its credentials end with the job or pod that got them (control I2)
    std::string spiffeId; ///< empty = derived
    IdentityKind kind = IdentityKind::ServiceAccount;
    SourceLocation origin;

    bool operator==(const WorkloadIdentity &) const = default;
};

/// One rule of a Role or ClusterRole, as in rbac.authorization.k8s.io/v1.
struct RbacRule
{
    std::vector<std::string> apiGroups;
    std::vector<std::string> resources;
    std::vector<std::string> resourceNames;
    std::vector<std::string> nonResourceUrls;
    std::vector<std::string> verbs;

    bool operator==(const RbacRule &) const = default;
};

/// One of aggregationRule.clusterRoleSelectors: all of these labels. (An importer that meets a selector with
/// expressions does not take the role over, which leaves it unknown and not harmless.)
struct RbacAggregation
{
    Labels matchLabels;

    bool operator==(const RbacAggregation &) const = default;
};

/// A Role (with a namespace) or a ClusterRole (without).
struct RbacRole
{
    ElementId id;
    std::string name;
    ElementId namespaceId; ///< empty = ClusterRole
    Labels labels; ///< by them other ClusterRoles collect its rules
    std::vector<RbacRule> rules;
    /// aggregationRule: the rules are those of all ClusterRoles that one of these selects.
    std::vector<RbacAggregation> aggregation;
    SourceLocation origin;

    bool operator==(const RbacRole &) const = default;
};

/// Subject of a binding: `kind` is ServiceAccount, User or Group; `namespaceName` only for ServiceAccount.
struct RbacSubject
{
    std::string kind;
    std::string name;
    std::string namespaceName;

    bool operator==(const RbacSubject &) const = default;
};

/// A RoleBinding (with a namespace) or a ClusterRoleBinding (without). The role is named as Kubernetes names
/// it, since it may be one that the project does not hold (`cluster-admin`).
struct RbacBinding
{
    ElementId id;
    std::string name;
    ElementId namespaceId; ///< empty = ClusterRoleBinding
    bool refersToClusterRole = false;
    std::string roleName;
    std::vector<RbacSubject> subjects;
    SourceLocation origin;

    bool operator==(const RbacBinding &) const = default;
};

} // namespace fourplane
