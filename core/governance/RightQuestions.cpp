// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanRelation.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

using Account = std::pair<std::string, std::string>; ///< namespace and name
using Resource = std::tuple<std::string, std::string, std::string>; ///< group, plural, subresource

constexpr const char *strangerAccount = "fourplane-foreign-account";

/// Those whom a binding names, and one more of each namespace, since groups speak of namespaces.
std::set<Account> accountsToAsk(const EnforcementPlan &plan)
{
    std::set<Account> accounts;
    for (const RbacBinding &binding : plan.bindings) {
        for (const RbacSubject &subject : binding.subjects) {
            if (subject.kind == "ServiceAccount")
                accounts.emplace(subject.namespaceName, subject.name);
        }
    }
    std::set<std::string> homes;
    for (const PlannedServiceAccount &account : plan.serviceAccounts) {
        const Account one { account.namespaceName, account.name };
        if (accounts.count(one) == 0 && homes.insert(account.namespaceName).second)
            accounts.insert(one);
    }
    return accounts;
}

/// What rules name, and something that none does.
struct RightParts
{
    std::set<std::string> verbs { "get", "list", "create", "update", "delete" };
    std::map<Resource, std::set<std::string>> resources; ///< with names of objects
    std::set<std::string> paths;
};

RightParts partsNamedIn(const EnforcementPlan &plan)
{
    RightParts parts;
    const Resource others[] { { "", "secrets", "" }, { "apps", "controllerrevisions", "" } };
    for (const Resource &other : others)
        parts.resources[other];
    for (const RbacRole &role : plan.roles) {
        for (const RbacRule &rule : role.rules) {
            for (const std::string &verb : rule.verbs) {
                if (verb != "*")
                    parts.verbs.insert(verb);
            }
            for (const std::string &path : rule.nonResourceUrls)
                parts.paths.insert(path);
            for (const std::string &group : rule.apiGroups) {
                for (const std::string &resource : rule.resources) {
                    if (group == "*" || resource == "*")
                        continue;
                    const std::size_t slash = resource.find('/');
                    std::set<std::string> &names = parts.resources[{ group, resource.substr(0, slash),
                        slash == std::string::npos ? "" : resource.substr(slash + 1) }];
                    names.insert(rule.resourceNames.begin(), rule.resourceNames.end());
                }
            }
        }
    }
    return parts;
}

std::string pathFor(std::string pattern)
{
    if (!pattern.empty() && pattern.back() == '*')
        pattern.back() = 'a';
    return pattern;
}

} // namespace

void addRightQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions)
{
    if (plan.bindings.empty() && plan.roles.empty())
        return;
    const RightParts parts = partsNamedIn(plan);
    std::set<std::string> homes { "" };
    for (const PlannedNamespace &home : plan.namespaces) {
        if (!home.id.isEmpty())
            homes.insert(home.name);
    }
    for (const RbacBinding &binding : plan.bindings) {
        for (const RbacSubject &subject : binding.subjects)
            homes.insert(subject.namespaceName);
    }
    std::set<Account> accounts = accountsToAsk(plan);
    accounts.emplace(strangerAccount, "default");
    for (const auto &[accountHome, accountName] : accounts) {
        AccountRight right { accountHome, accountName, {} };
        for (const std::string &verb : parts.verbs) {
            right.request.verb = verb;
            for (const auto &[resource, names] : parts.resources) {
                std::tie(right.request.apiGroup, right.request.resource, right.request.subresource) =
                    resource;
                std::set<std::string> asked = verb == "create" ? std::set<std::string>() : names;
                asked.insert("");
                for (const std::string &home : homes) {
                    right.request.namespaceName = home;
                    for (const std::string &name : asked) {
                        right.request.name = name;
                        questions.push_back({ QuestionFamily::Right, right });
                    }
                }
            }
        }
        for (const std::string &path : parts.paths) {
            AccountRight onPath { accountHome, accountName, {} };
            onPath.request.path = pathFor(path);
            for (const char *verb : { "get", "post" }) {
                onPath.request.verb = verb;
                questions.push_back({ QuestionFamily::Right, onPath });
            }
        }
    }
}

void addAdmissionQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions)
{
    for (const PlannedNamespace &home : plan.namespaces) {
        if (home.id.isEmpty())
            continue;
        for (const std::string_view name : EnumNames<PodSecurityLevel>::names)
            questions.push_back({ QuestionFamily::Admission,
                PodAdmission { home.name, *enumFromName<PodSecurityLevel>(name) } });
    }
}

} // namespace fourplane
