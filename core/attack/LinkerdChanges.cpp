// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/LinkerdChanges.h"

#include "core/decision/LinkerdRules.h"

#include <algorithm>
#include <vector>

namespace fourplane {

namespace {

using Names = LinkerdChanges::Names;

template <class T>
bool isAmong(const Planned<T> &planned, const Names &names)
{
    return names.contains({ planned.object.meta.namespaceName, planned.object.meta.name });
}

bool isChanged(const Planned<LinkerdAuthorizationPolicy> &policy, const LinkerdChanges &changes)
{
    const LinkerdAuthorizationPolicy &object = policy.object;
    return isAmong(policy, changes.authorizationPolicies)
        || std::any_of(object.requiredAuthenticationRefs.begin(), object.requiredAuthenticationRefs.end(),
            [&](const LinkerdReference &reference) {
                const std::pair name { reference.namespaceName.empty() ? object.meta.namespaceName
                                                                       : reference.namespaceName,
                    reference.name };
                return (reference.kind == "MeshTLSAuthentication"
                           && changes.meshTlsAuthentications.contains(name))
                    || (reference.kind == "NetworkAuthentication"
                        && changes.networkAuthentications.contains(name));
            });
}

bool isChanged(const LinkerdServerRules &rules, const LinkerdChanges &changes)
{
    return isAmong(*rules.server, changes.servers)
        || std::any_of(rules.authorizations.begin(), rules.authorizations.end(),
            [&](const auto *one) { return isAmong(*one, changes.serverAuthorizations); })
        || std::any_of(rules.routes.begin(), rules.routes.end(),
            [&](const auto *route) { return isAmong(*route, changes.routes); })
        || std::any_of(rules.policies.begin(), rules.policies.end(),
            [&](const auto *policy) { return isChanged(*policy, changes); })
        || std::any_of(rules.routePolicies.begin(), rules.routePolicies.end(),
            [&](const auto &onRoute) { return isChanged(*onRoute.first, changes); });
}

} // namespace

std::set<ElementId> workloadsBehind(const LinkerdChanges &changes, const EnforcementPlan &plan)
{
    const LinkerdRules rules(plan);
    std::vector<bool> isServerChanged;
    for (const LinkerdServerRules &server : rules.servers())
        isServerChanged.push_back(isChanged(server, changes));
    std::set<ElementId> workloads;
    for (std::size_t pod = 0; pod < plan.pods.size(); ++pod) {
        for (const auto &[port, servers] : rules.portsOf(pod)) {
            if (std::any_of(servers.begin(), servers.end(),
                    [&](std::size_t server) { return isServerChanged[server]; }))
                workloads.insert(plan.pods[pod].workloadId);
        }
    }
    return workloads;
}

} // namespace fourplane
