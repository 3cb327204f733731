// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/RbacRights.h"

#include "core/enforcement/EnforcementPlan.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

bool hasAny(const std::vector<std::string> &list, std::initializer_list<std::string_view> wanted)
{
    return std::any_of(list.begin(), list.end(), [&](const std::string &entry) {
        return entry == "*" || std::find(wanted.begin(), wanted.end(), entry) != wanted.end();
    });
}

struct RuleRights
{
    NamespaceRights inNamespace;
    bool becomesAdmin = false;
    bool proxiesNodes = false;
};

bool createsPods(const RbacRule &rule)
{
    if (!hasAny(rule.verbs, { "create", "update", "patch" }))
        return false;
    const bool barePods =
        hasAny(rule.apiGroups, { "" }) && hasAny(rule.resources, { "pods", "replicationcontrollers" });
    const bool controllers = hasAny(rule.apiGroups, { "apps", "batch" })
        && hasAny(rule.resources,
            { "deployments", "statefulsets", "daemonsets", "replicasets", "jobs", "cronjobs" });
    return (barePods && (hasAny(rule.verbs, { "create" }) || hasAny(rule.resources, { "pods" })))
        || controllers;
}

RuleRights rightsOf(const RbacRule &rule)
{
    RuleRights rights;
    const bool core = hasAny(rule.apiGroups, { "" });
    NamespaceRights &inNamespace = rights.inNamespace;
    inNamespace.readsSecrets =
        core && hasAny(rule.resources, { "secrets" }) && hasAny(rule.verbs, { "get", "list", "watch" });
    inNamespace.createsPods = createsPods(rule);
    inNamespace.entersPods = core
        && ((hasAny(rule.resources, { "pods/exec", "pods/attach" })
                && hasAny(rule.verbs, { "create", "get" }))
            || (hasAny(rule.resources, { "pods", "pods/ephemeralcontainers" })
                && hasAny(rule.verbs, { "patch", "update" })));
    inNamespace.requestsTokens = core
        && ((hasAny(rule.resources, { "serviceaccounts/token" }) && hasAny(rule.verbs, { "create" }))
            || (hasAny(rule.resources, { "serviceaccounts" }) && hasAny(rule.verbs, { "impersonate" })));
    rights.becomesAdmin =
        (hasAny(rule.apiGroups, { "rbac.authorization.k8s.io" }) && hasAny(rule.resources, { "clusterroles" })
            && hasAny(rule.verbs, { "bind", "escalate" }))
        || (core && hasAny(rule.resources, { "users", "groups" }) && hasAny(rule.verbs, { "impersonate" }));
    rights.proxiesNodes =
        core && hasAny(rule.resources, { "nodes/proxy" }) && hasAny(rule.verbs, { "get", "create" });
    return rights;
}

RbacRule everything()
{
    return { { "*" }, { "*" }, {}, {}, { "*" } };
}

/// The rules of the user-facing roles that matter here. Source: Kubernetes documentation, default roles.
std::vector<RbacRule> builtInRules(const std::string &roleName)
{
    if (roleName == "cluster-admin")
        return { everything() };
    if (roleName == "admin" || roleName == "edit") {
        return { { { "" }, { "secrets" }, {}, {}, { "get", "list", "watch", "create", "update" } },
            { { "" }, { "pods", "pods/exec", "pods/attach" }, {}, {}, { "get", "create", "patch" } },
            { { "" }, { "serviceaccounts" }, {}, {}, { "impersonate" } },
            { { "" }, { "serviceaccounts/token" }, {}, {}, { "create" } },
            { { "apps", "batch" }, { "deployments", "jobs" }, {}, {}, { "create", "update" } } };
    }
    return {};
}

bool matches(const RbacSubject &subject, const std::string &namespaceName, const std::string &account)
{
    if (subject.kind == "ServiceAccount")
        return subject.name == account && subject.namespaceName == namespaceName;
    if (subject.kind == "User")
        return subject.name == "system:serviceaccount:" + namespaceName + ":" + account;
    return subject.kind == "Group"
        && (subject.name == "system:serviceaccounts" || subject.name == "system:authenticated"
            || subject.name == "system:serviceaccounts:" + namespaceName);
}

std::vector<RbacRule> rulesOf(const EnforcementPlan &plan, const RbacBinding &binding)
{
    for (const RbacRole &role : plan.roles) {
        const bool isCluster = role.namespaceId.isEmpty();
        if (role.name == binding.roleName && isCluster == binding.refersToClusterRole
            && (isCluster || role.namespaceId == binding.namespaceId))
            return role.rules;
    }
    return binding.refersToClusterRole ? builtInRules(binding.roleName) : std::vector<RbacRule> {};
}

void merge(NamespaceRights &into, const NamespaceRights &from)
{
    into.readsSecrets = into.readsSecrets || from.readsSecrets;
    into.createsPods = into.createsPods || from.createsPods;
    into.entersPods = into.entersPods || from.entersPods;
    into.requestsTokens = into.requestsTokens || from.requestsTokens;
}

/// Namespaces in which a binding works: its own, or every one.
std::set<std::string> scopeOf(const EnforcementPlan &plan, const RbacBinding &binding)
{
    std::set<std::string> names;
    for (const PlannedNamespace &home : plan.namespaces) {
        if (binding.namespaceId.isEmpty() || home.id == binding.namespaceId)
            names.insert(home.name);
    }
    return names;
}

} // namespace

EscalationRights escalationRightsOf(
    const EnforcementPlan &plan, const std::string &namespaceName, const std::string &serviceAccount)
{
    EscalationRights rights;
    for (const RbacBinding &binding : plan.bindings) {
        const bool isBound = std::any_of(binding.subjects.begin(), binding.subjects.end(),
            [&](const RbacSubject &subject) { return matches(subject, namespaceName, serviceAccount); });
        if (!isBound)
            continue;
        const bool isClusterWide = binding.namespaceId.isEmpty();
        const std::set<std::string> scope = scopeOf(plan, binding);
        for (const RbacRule &rule : rulesOf(plan, binding)) {
            const RuleRights found = rightsOf(rule);
            rights.becomesAdmin = rights.becomesAdmin || (isClusterWide && found.becomesAdmin);
            rights.proxiesNodes = rights.proxiesNodes || (isClusterWide && found.proxiesNodes);
            if (!found.inNamespace.any())
                continue;
            for (const std::string &name : scope)
                merge(rights.byNamespace[name], found.inNamespace);
        }
    }
    return rights;
}

std::map<ElementId, EscalationRights> escalationRights(const EnforcementPlan &plan)
{
    std::map<ElementId, EscalationRights> all;
    for (const PlannedServiceAccount &account : plan.serviceAccounts)
        all[account.id] = escalationRightsOf(plan, account.namespaceName, account.name);
    return all;
}

} // namespace fourplane
