// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/decision/RbacEvaluator.h"

#include <map>
#include <span>

namespace fourplane {

/// What an attacker gains from a right on the Kubernetes API (rule R5).
enum class EscalationKind
{
    ReadSecrets,
    CreatePods,
    EnterPods,
    RequestTokens,
    BindRoles,
    ImpersonateUsers,
    ProxyNodes,
    ApproveCertificates,
    ChangeAdmission,
    CreateVolumes,
    ChangeNamespaces,
};

template <>
struct EnumNames<EscalationKind>
{
    static constexpr std::array<std::string_view, 11> names { "read-secrets", "create-pods", "enter-pods",
        "request-tokens", "bind-roles", "impersonate-users", "proxy-nodes", "approve-certificates",
        "change-admission", "create-volumes", "change-namespaces" };
};

/// One right that gives more than it says. Source: Kubernetes documentation, "Role Based Access Control Good
/// Practices", section "Kubernetes RBAC - privilege escalation risks".
struct EscalationRight
{
    EscalationKind kind = EscalationKind::ReadSecrets;
    std::string_view apiGroup;
    std::string_view resource; ///< "pods"
    std::string_view subresource;
    std::vector<std::string_view> verbs; ///< any of them is enough
    bool isClusterWide = false; ///< counts only where it holds in the whole cluster
};

/// The one list of rule R5: the attack engine, the findings and `fourplanectl rights` read it.
std::span<const EscalationRight> escalationRightsList();

/// What the attacker gains, as the end of a sentence: "reads the Secrets, tokens among them".
std::string_view gainOf(EscalationKind kind);

/// A right from which more follows, and where it comes from.
struct Escalation
{
    EscalationKind kind = EscalationKind::ReadSecrets;
    std::string right; ///< "list secrets"
    std::string namespaceName; ///< empty = in the whole cluster
    std::vector<std::string> names; ///< only these objects; empty = all
    bool isCertain = true; ///< false: a role that may give it is not known
    DecidingObject binding;
    DecidingObject role; ///< for an unknown one only kind and name are set
    std::string through; ///< as RbacPermission::through
};

/// Every escalation of a subject, in the order of bindings, then of the list. A binding to an unknown role
/// gives one uncertain escalation of every kind.
std::vector<Escalation> escalationsOf(const RbacEvaluator &rbac, const ApiSubject &subject);

/// The rights of a service account in one namespace from which an attacker gains more. True also where it
/// cannot be ruled out, because a role is not known: no credit for what nobody has seen.
struct NamespaceRights
{
    bool readsSecrets = false; ///< get, list or watch
    bool createsPods = false; ///< pods, or anything that makes pods
    bool entersPods = false; ///< pods/exec, pods/attach, ephemeral containers, or patch of pods
    bool requestsTokens = false; ///< serviceaccounts/token, or impersonation of service accounts
    bool relaxesAdmission = false; ///< patch of the namespace, which holds its Pod Security labels

    bool any() const
    {
        return readsSecrets || createsPods || entersPods || requestsTokens || relaxesAdmission;
    }
};

/// The rights of one service account from which an attacker gains more.
struct EscalationSummary
{
    std::map<std::string, NamespaceRights> byNamespace; ///< by Kubernetes name; only those with any right
    /// Cluster-wide bind, escalate, impersonation of users and groups, approval of certificates, or change of
    /// admission webhooks.
    bool becomesAdmin = false;
    bool proxiesNodes = false; ///< nodes/proxy, even read-only
    bool mountsNodes = false; ///< creates PersistentVolumes, which may be folders of nodes
};

/// R5 for a service account, over the namespaces of the plan.
EscalationSummary escalationSummaryOf(
    const RbacEvaluator &rbac, const std::string &namespaceName, const std::string &serviceAccount);

} // namespace fourplane
