// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <map>
#include <string>

namespace fourplane {

struct EnforcementPlan;

/// The rights of a service account in one namespace from which an attacker gains more (rule R5).
struct NamespaceRights
{
    bool readsSecrets = false; ///< get, list or watch
    bool createsPods = false; ///< pods, or anything that makes pods
    bool entersPods = false; ///< pods/exec, pods/attach, ephemeral containers, or patch of pods
    bool requestsTokens = false; ///< serviceaccounts/token, or impersonation of service accounts

    bool any() const { return readsSecrets || createsPods || entersPods || requestsTokens; }
};

/// The rights of one service account from which an attacker gains more.
struct EscalationRights
{
    std::map<std::string, NamespaceRights> byNamespace; ///< by Kubernetes name; only those with any right
    bool becomesAdmin = false; ///< bind, escalate, or impersonation of users and groups, cluster-wide
    bool proxiesNodes = false; ///< nodes/proxy, even read-only
};

/// R5 for every service account of the plan, by identity id. Roles that Kubernetes brings along
/// (cluster-admin, admin, edit, view) are known without being in the project; a role that is neither gives
/// nothing. Source: Kubernetes documentation, "Role Based Access Control Good Practices".
std::map<ElementId, EscalationRights> escalationRights(const EnforcementPlan &plan);

/// The same for a service account that is not an element of the project.
EscalationRights escalationRightsOf(
    const EnforcementPlan &plan, const std::string &namespaceName, const std::string &serviceAccount);

} // namespace fourplane
