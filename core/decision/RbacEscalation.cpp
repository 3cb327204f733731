// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/RbacEscalation.h"

#include <algorithm>

namespace fourplane {

namespace {

using enum EscalationKind;

constexpr std::string_view rbacGroup = "rbac.authorization.k8s.io";
constexpr std::string_view certificates = "certificates.k8s.io";
constexpr std::string_view admission = "admissionregistration.k8s.io";

const std::vector<EscalationRight> &list()
{
    using Verbs = std::vector<std::string_view>;
    static const Verbs read { "get", "list", "watch" };
    static const Verbs create { "create" };
    static const Verbs change { "update", "patch" };
    static const Verbs make { "create", "update", "patch" };
    static const Verbs enter { "create", "get" }; // exec over WebSockets is a GET
    static const std::vector<EscalationRight> rights {
        { ReadSecrets, "", "secrets", "", read },
        { CreatePods, "", "pods", "", create },
        { CreatePods, "", "replicationcontrollers", "", make },
        { CreatePods, "apps", "deployments", "", make },
        { CreatePods, "apps", "statefulsets", "", make },
        { CreatePods, "apps", "daemonsets", "", make },
        { CreatePods, "apps", "replicasets", "", make },
        { CreatePods, "batch", "cronjobs", "", make },
        { CreatePods, "batch", "jobs", "", create }, // the template of a job cannot be changed
        { EnterPods, "", "pods", "exec", enter },
        { EnterPods, "", "pods", "attach", enter },
        { EnterPods, "", "pods", "ephemeralcontainers", change },
        { EnterPods, "", "pods", "", change }, // another image in a running pod
        { RequestTokens, "", "serviceaccounts", "token", create },
        { RequestTokens, "", "serviceaccounts", "", { "impersonate" } },
        { BindRoles, rbacGroup, "clusterroles", "", { "bind", "escalate" } },
        { BindRoles, rbacGroup, "roles", "", { "bind", "escalate" } },
        { ImpersonateUsers, "", "users", "", { "impersonate" }, true },
        { ImpersonateUsers, "", "groups", "", { "impersonate" }, true },
        { ProxyNodes, "", "nodes", "proxy", { "get", "create", "update", "patch", "delete" }, true },
        { ApproveCertificates, certificates, "certificatesigningrequests", "approval", change, true },
        { ChangeAdmission, admission, "mutatingwebhookconfigurations", "", make, true },
        { ChangeAdmission, admission, "validatingwebhookconfigurations", "", make, true },
        { CreateVolumes, "", "persistentvolumes", "", create, true },
        { ChangeNamespaces, "", "namespaces", "", change },
    };
    return rights;
}

/// Whether the rule gives the right with this verb, to any object at all.
bool gives(const RbacRule &rule, const EscalationRight &right, std::string_view verb)
{
    if (rule.resources.empty()) // a rule about paths
        return false;
    ApiRequest request { std::string(verb), std::string(right.apiGroup), std::string(right.resource),
        std::string(right.subresource), {}, {}, {} };
    // A create has no name yet, so a rule for named objects never permits it.
    const bool hasName = verb != "create" || !right.subresource.empty();
    if (hasName && !rule.resourceNames.empty())
        request.name = rule.resourceNames.front();
    return permits(rule, request);
}

std::string nameOfRight(const EscalationRight &right, std::string_view verb)
{
    std::string text = std::string(verb) + " " + std::string(right.resource);
    return right.subresource.empty() ? text : text + "/" + std::string(right.subresource);
}

void addUnknown(std::vector<Escalation> &found, const UnknownRole &unknown)
{
    for (std::size_t i = 0; i < EnumNames<EscalationKind>::names.size(); ++i) {
        const auto kind = static_cast<EscalationKind>(i);
        const bool everywhere = std::all_of(list().begin(), list().end(),
            [kind](const EscalationRight &right) { return right.kind != kind || right.isClusterWide; });
        if (everywhere && !unknown.namespaceName.empty())
            continue;
        Escalation escalation;
        escalation.kind = kind;
        escalation.right = "anything";
        escalation.namespaceName = unknown.namespaceName;
        escalation.isCertain = false;
        escalation.binding = unknown.binding;
        escalation.role.kind = unknown.roleKind;
        escalation.role.name = unknown.roleName;
        found.push_back(std::move(escalation));
    }
}

/// Whoever binds any role in a namespace has every right in it.
void add(NamespaceRights &rights, EscalationKind kind)
{
    const bool all = kind == BindRoles;
    rights.readsSecrets = rights.readsSecrets || all || kind == ReadSecrets;
    rights.createsPods = rights.createsPods || all || kind == CreatePods;
    rights.entersPods = rights.entersPods || all || kind == EnterPods;
    rights.requestsTokens = rights.requestsTokens || all || kind == RequestTokens;
    rights.relaxesAdmission = rights.relaxesAdmission || kind == ChangeNamespaces;
}

bool makesAdmin(const Escalation &escalation)
{
    if (!escalation.namespaceName.empty())
        return false;
    switch (escalation.kind) {
    case ImpersonateUsers:
    case ApproveCertificates:
    case ChangeAdmission:
        return true;
    case BindRoles: // of a Role it is a matter of namespaces
        return !escalation.isCertain || escalation.right.find("clusterroles") != std::string::npos;
    default:
        return false;
    }
}

bool reaches(const Escalation &escalation, const std::string &namespaceName)
{
    if (!escalation.namespaceName.empty() && escalation.namespaceName != namespaceName)
        return false;
    return escalation.kind != ChangeNamespaces || escalation.names.empty()
        || std::find(escalation.names.begin(), escalation.names.end(), namespaceName)
        != escalation.names.end();
}

} // namespace

std::span<const EscalationRight> escalationRightsList()
{
    return list();
}

std::string_view gainOf(EscalationKind kind)
{
    switch (kind) {
    case ReadSecrets:
        return "reads Secrets, credentials of others among them";
    case CreatePods:
        return "runs a pod as any service account of the namespace";
    case EnterPods:
        return "runs code in the pods of the namespace";
    case RequestTokens:
        return "becomes the service accounts of the namespace";
    case BindRoles:
        return "gives itself any role there";
    case ImpersonateUsers:
        return "acts as any user, an administrator too";
    case ProxyNodes:
        return "runs commands in every pod through the kubelets, past audit and admission";
    case ApproveCertificates:
        return "gets a client certificate of any user";
    case ChangeAdmission:
        return "reads and rewrites every object on its way into the cluster";
    case CreateVolumes:
        return "mounts any folder of a node";
    case ChangeNamespaces:
        break;
    }
    return "changes the labels that Pod Security and namespace selectors go by";
}

std::vector<Escalation> escalationsOf(const RbacEvaluator &rbac, const ApiSubject &subject)
{
    const RbacRights rights = rbac.rightsOf(subject);
    std::vector<Escalation> found;
    for (const RbacPermission &permission : rights.permissions) {
        for (const EscalationRight &right : list()) {
            if (right.isClusterWide && !permission.namespaceName.empty())
                continue;
            const auto verb = std::find_if(right.verbs.begin(), right.verbs.end(),
                [&](std::string_view wanted) { return gives(permission.rule, right, wanted); });
            if (verb == right.verbs.end())
                continue;
            found.push_back({ right.kind, nameOfRight(right, *verb), permission.namespaceName,
                permission.rule.resourceNames, permission.isCertain, permission.binding, permission.role,
                permission.through });
        }
    }
    for (const UnknownRole &unknown : rights.unknown)
        addUnknown(found, unknown);
    return found;
}

EscalationSummary escalationSummaryOf(
    const RbacEvaluator &rbac, const std::string &namespaceName, const std::string &serviceAccount)
{
    EscalationSummary summary;
    for (const Escalation &escalation :
        escalationsOf(rbac, serviceAccountSubject(namespaceName, serviceAccount))) {
        const EscalationKind kind = escalation.kind;
        const bool isAdmin = makesAdmin(escalation);
        summary.becomesAdmin = summary.becomesAdmin || isAdmin;
        summary.proxiesNodes = summary.proxiesNodes || kind == ProxyNodes;
        summary.mountsNodes = summary.mountsNodes || kind == CreateVolumes;
        NamespaceRights rights;
        add(rights, kind);
        if (isAdmin || !rights.any())
            continue;
        for (const PlannedNamespace &home : rbac.plan().namespaces) {
            if (reaches(escalation, home.name))
                add(summary.byNamespace[home.name], kind);
        }
    }
    return summary;
}

} // namespace fourplane
