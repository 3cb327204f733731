// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/RbacEvaluator.h"

#include "core/base/Text.h"
#include "core/decision/DefaultRoles.h"
#include "core/topology/MatchLabels.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace fourplane {

namespace {

using QualifiedName = std::pair<std::string, std::string>; ///< namespace (empty = cluster-wide), name

bool contains(const std::vector<std::string> &list, const std::string &entry)
{
    return std::find(list.begin(), list.end(), entry) != list.end();
}

bool covers(const std::vector<std::string> &list, const std::string &entry)
{
    return contains(list, "*") || contains(list, entry);
}

bool coversResource(const RbacRule &rule, const ApiRequest &request)
{
    if (request.subresource.empty())
        return covers(rule.resources, request.resource);
    return covers(rule.resources, request.resource + "/" + request.subresource)
        || contains(rule.resources, "*/" + request.subresource);
}

bool coversPath(const std::vector<std::string> &paths, const std::string &path)
{
    return std::any_of(paths.begin(), paths.end(), [&path](const std::string &entry) {
        if (!entry.empty() && entry.back() == '*')
            return path.compare(0, entry.size() - 1, entry, 0, entry.size() - 1) == 0;
        return entry == path;
    });
}

bool isCollectedBy(const RbacRole &collector, const RbacRole &role)
{
    return std::any_of(collector.aggregation.begin(), collector.aggregation.end(),
        [&role](const RbacAggregation &selector) { return carries(role.labels, selector.matchLabels); });
}

/// The user that a subject of a binding names; nothing when it is none.
std::optional<std::string> userMeant(const RbacSubject &entry, const std::string &bindingNamespace)
{
    if (entry.kind == "User")
        return entry.name;
    const std::string &home = entry.namespaceName.empty() ? bindingNamespace : entry.namespaceName;
    if (entry.kind == "ServiceAccount" && !home.empty())
        return "system:serviceaccount:" + home + ":" + entry.name;
    return std::nullopt;
}

/// How a binding means the subject: nothing when it does not.
std::optional<std::string> meaning(
    const RbacBinding &binding, const std::string &bindingNamespace, const ApiSubject &subject)
{
    for (const RbacSubject &entry : binding.subjects) {
        if (entry.kind == "Group" && contains(subject.groups, entry.name))
            return "group " + entry.name;
        if (!subject.user.empty() && userMeant(entry, bindingNamespace) == subject.user)
            return std::string();
    }
    return std::nullopt;
}

std::string place(const DecidingObject &object)
{
    std::string text = object.kind + " ";
    if (!object.namespaceName.empty())
        text += object.namespaceName + "/";
    text += object.name;
    return object.origin.isKnown() ? text + " (" + toString(object.origin) + ")" : text;
}

struct HeldRule
{
    RbacRule rule;
    std::size_t number = 0;
    DecidingObject role;
    bool isCertain = true;
    bool isDefault = false;
};

struct KnownRole
{
    RbacRole role;
    std::string namespaceName;
    bool isDefault = false;

    DecidingObject asObject() const
    {
        return { namespaceName.empty() ? "ClusterRole" : "Role", namespaceName, role.name, role.id,
            role.origin };
    }
};

struct KnownBinding
{
    RbacBinding binding;
    std::string namespaceName;

    DecidingObject asObject() const
    {
        return { namespaceName.empty() ? "ClusterRoleBinding" : "RoleBinding", namespaceName, binding.name,
            binding.id, binding.origin };
    }
};

} // namespace

struct RbacEvaluator::Private
{
    const EnforcementPlan &plan;
    std::map<QualifiedName, KnownRole> roles;
    std::map<QualifiedName, std::vector<HeldRule>> rules;
    std::vector<KnownBinding> bindings;
    // Positions of bindings, ascending, by the user or group that one of their subjects names.
    std::unordered_map<std::string, std::vector<std::size_t>> bindingsOfUser, bindingsOfGroup;

    explicit Private(const EnforcementPlan &thePlan)
        : plan(thePlan)
    {
        std::map<ElementId, std::string> names;
        for (const PlannedNamespace &home : plan.namespaces)
            names.emplace(home.id, home.name);
        const auto nameOf = [&names](const ElementId &id) {
            const auto found = names.find(id);
            return id.isEmpty() || found == names.end() ? id.value() : found->second;
        };
        std::set<QualifiedName> bound;
        for (const RbacRole &role : plan.roles)
            roles.insert_or_assign(
                { nameOf(role.namespaceId), role.name }, KnownRole { role, nameOf(role.namespaceId), false });
        for (const RbacBinding &binding : plan.bindings) {
            bindings.push_back({ binding, nameOf(binding.namespaceId) });
            bound.insert({ nameOf(binding.namespaceId), binding.name });
        }
        for (const InNamespace<RbacRole> &made : rbacDefaults().roles)
            roles.try_emplace({ made.namespaceName, made.object.name },
                KnownRole { made.object, made.namespaceName, true });
        for (const InNamespace<RbacBinding> &made : rbacDefaults().bindings) {
            if (bound.count({ made.namespaceName, made.object.name }) == 0)
                bindings.push_back({ made.object, made.namespaceName });
        }
        for (const auto &[name, role] : roles)
            rules.emplace(name, rulesOf(role));
        for (std::size_t i = 0; i < bindings.size(); ++i) {
            for (const RbacSubject &entry : bindings[i].binding.subjects) {
                if (entry.kind == "Group")
                    bindingsOfGroup[entry.name].push_back(i);
                else if (const auto user = userMeant(entry, bindings[i].namespaceName))
                    bindingsOfUser[*user].push_back(i);
            }
        }
    }

    /// The bindings that may mean the subject, in order.
    std::vector<std::size_t> bindingsOf(const ApiSubject &subject) const
    {
        std::vector<std::size_t> found;
        const auto add = [&found](const auto &index, const std::string &name) {
            if (const auto some = index.find(name); some != index.end())
                found.insert(found.end(), some->second.begin(), some->second.end());
        };
        add(bindingsOfUser, subject.user);
        for (const std::string &group : subject.groups)
            add(bindingsOfGroup, group);
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

    /// The rules of a role. Where it collects them by label, those of every role that is reached so, as the
    /// controller does it round after round; a rule of its own is then replaced, unless it came from there.
    std::vector<HeldRule> rulesOf(const KnownRole &role) const
    {
        std::vector<HeldRule> held;
        if (role.role.aggregation.empty()) {
            append(held, role, true);
            return held;
        }
        std::set<std::string> seen { role.role.name };
        std::vector<const KnownRole *> open { &role };
        while (!open.empty()) {
            const KnownRole *collector = open.back();
            open.pop_back();
            for (const auto &[name, other] : roles) {
                if (!name.first.empty() || !isCollectedBy(collector->role, other.role)
                    || !seen.insert(name.second).second)
                    continue;
                if (!other.role.aggregation.empty())
                    open.push_back(&other);
                append(held, other, other.role.aggregation.empty());
            }
        }
        append(held, role, false);
        return held;
    }

    static void append(std::vector<HeldRule> &held, const KnownRole &role, bool isCertain)
    {
        for (std::size_t i = 0; i < role.role.rules.size(); ++i) {
            const RbacRule &rule = role.role.rules[i];
            const bool isKnown = std::any_of(
                held.begin(), held.end(), [&rule](const HeldRule &other) { return other.rule == rule; });
            if (isCertain || !isKnown)
                held.push_back({ rule, i + 1, role.asObject(), isCertain, role.isDefault });
        }
    }
};

ApiSubject serviceAccountSubject(const std::string &namespaceName, const std::string &name)
{
    return { "system:serviceaccount:" + namespaceName + ":" + name,
        { "system:serviceaccounts", "system:serviceaccounts:" + namespaceName, "system:authenticated" },
        "service account " + namespaceName + "/" + name };
}

ApiSubject userSubject(const std::string &name)
{
    const bool isAnonymous = name == "system:anonymous";
    return { name, { isAnonymous ? "system:unauthenticated" : "system:authenticated" }, "user " + name };
}

ApiSubject groupSubject(const std::string &name)
{
    ApiSubject subject { {}, { name }, "group " + name };
    if (name != "system:unauthenticated" && name != "system:authenticated")
        subject.groups.emplace_back("system:authenticated");
    return subject;
}

std::string describe(const ApiRequest &request)
{
    if (request.resource.empty())
        return request.verb + " " + request.path;
    std::string text = request.verb + " " + request.resource;
    if (!request.subresource.empty())
        text += "/" + request.subresource;
    if (!request.apiGroup.empty())
        text += " of " + request.apiGroup;
    if (!request.name.empty())
        text += " \"" + request.name + "\"";
    return text
        + (request.namespaceName.empty() ? " in the whole cluster"
                                         : " in namespace " + request.namespaceName);
}

bool permits(const RbacRule &rule, const ApiRequest &request)
{
    if (!covers(rule.verbs, request.verb))
        return false;
    if (request.resource.empty())
        return coversPath(rule.nonResourceUrls, request.path);
    return covers(rule.apiGroups, request.apiGroup) && coversResource(rule, request)
        && (rule.resourceNames.empty() || contains(rule.resourceNames, request.name));
}

RbacEvaluator::RbacEvaluator(const EnforcementPlan &plan)
    : d(std::make_unique<Private>(plan))
{
}

RbacEvaluator::~RbacEvaluator() = default;

const EnforcementPlan &RbacEvaluator::plan() const
{
    return d->plan;
}

RbacRights RbacEvaluator::rightsOf(const ApiSubject &subject) const
{
    RbacRights rights;
    for (const std::size_t position : d->bindingsOf(subject)) {
        const KnownBinding &known = d->bindings[position];
        const auto through = meaning(known.binding, known.namespaceName, subject);
        if (!through)
            continue;
        const bool toClusterRole = known.binding.refersToClusterRole || known.namespaceName.empty();
        const auto found =
            d->rules.find({ toClusterRole ? std::string() : known.namespaceName, known.binding.roleName });
        if (found == d->rules.end()) {
            rights.unknown.push_back({ known.binding.roleName, toClusterRole ? "ClusterRole" : "Role",
                known.namespaceName, known.asObject() });
            continue;
        }
        for (const HeldRule &held : found->second)
            rights.permissions.push_back({ held.rule, held.number, known.namespaceName, held.isCertain,
                known.asObject(), held.role, *through, held.isDefault });
    }
    return rights;
}

PlaneVerdict RbacEvaluator::may(const ApiSubject &subject, const ApiRequest &request) const
{
    const RbacRights rights = rightsOf(subject);
    const auto holdsHere = [&request](const std::string &scope) {
        return scope.empty() || (!request.resource.empty() && scope == request.namespaceName);
    };
    const RbacPermission *best = nullptr;
    for (const RbacPermission &permission : rights.permissions) {
        if (holdsHere(permission.namespaceName) && permits(permission.rule, request)
            && (!best || (permission.isCertain && !best->isCertain)))
            best = &permission;
    }
    const std::string asked = subject.title + " may " + describe(request);
    if (best && best->isCertain) {
        std::string reason = asked + ": " + place(best->binding) + " binds "
            + (best->through.empty() ? "it" : "it, as " + best->through + ",") + " to a role with rule "
            + std::to_string(best->ruleNumber) + " of " + place(best->role);
        if (best->isDefaultRole)
            reason += ", which Kubernetes makes by itself";
        return { Verdict::Permit, best->binding, reason + ".", "" };
    }
    if (subject.user.rfind("system:node:", 0) == 0)
        return { Verdict::Uncertain, std::nullopt,
            "No role lets " + subject.title + " " + describe(request)
                + ", but the Node authorizer decides about kubelets too: it depends on the pods of the node.",
            "" };
    if (best)
        return { Verdict::Uncertain, best->binding,
            "Whether " + asked + " is not known: " + place(best->role)
                + " collects its rules by label, so the cluster replaces rule "
                + std::to_string(best->ruleNumber) + " that is written in it.",
            "" };
    for (const UnknownRole &unknown : rights.unknown) {
        if (holdsHere(unknown.namespaceName))
            return { Verdict::Uncertain, unknown.binding,
                "Whether " + asked + " is not known: " + place(unknown.binding) + " binds it to "
                    + unknown.roleKind + " " + unknown.roleName + ", which the project does not hold.",
                "" };
    }
    std::set<std::string> roles;
    for (const RbacPermission &permission : rights.permissions) {
        if (holdsHere(permission.namespaceName) && !permission.isDefaultRole)
            roles.insert(permission.role.kind + " " + permission.role.name);
    }
    if (d->plan.hasUnreadRights)
        return { Verdict::Uncertain, std::nullopt,
            "Whether " + asked + " is not known: roles or bindings exist that could not be read.", "" };
    std::string reason = "No role lets " + subject.title + " " + describe(request) + ".";
    if (!roles.empty())
        reason += " It is bound to " + join({ roles.begin(), roles.end() }, ", ") + ".";
    return { Verdict::Deny, std::nullopt, reason, "I3" };
}

} // namespace fourplane
