// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/LinkerdRules.h"

#include "core/enforcement/LinkerdServers.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace fourplane {

namespace {

template <class T>
using ByNamespace = std::unordered_map<std::string, std::vector<const Planned<T> *>>;

template <class T>
ByNamespace<T> byNamespace(const std::vector<Planned<T>> &list)
{
    ByNamespace<T> lists;
    for (const Planned<T> &planned : list)
        lists[planned.object.meta.namespaceName].push_back(&planned);
    return lists;
}

template <class T>
const std::vector<const Planned<T> *> &listIn(const ByNamespace<T> &lists, const std::string &home)
{
    static const std::vector<const Planned<T> *> none;
    const auto found = lists.find(home);
    return found == lists.end() ? none : found->second;
}

bool isHttp(const LinkerdServer &server)
{
    return server.proxyProtocol != "opaque" && server.proxyProtocol != "TLS";
}

// Of objects in one namespace:

bool speaksFor(const ServerAuthorization &authorization, const LinkerdServer &server)
{
    return authorization.serverSelector ? matches(*authorization.serverSelector, server.meta.labels)
                                        : authorization.serverName == server.meta.name;
}

bool isPartOf(const ServerRoute &route, const LinkerdServer &server)
{
    return isHttp(server)
        && std::find(route.servers.begin(), route.servers.end(), server.meta.name) != route.servers.end();
}

bool targets(const LinkerdAuthorizationPolicy &policy, const LinkerdServer &server)
{
    return policy.targetRef.kind == "Namespace"
        || (policy.targetRef.kind == "Server" && policy.targetRef.name == server.meta.name);
}

bool targets(const LinkerdAuthorizationPolicy &policy, const ServerRoute &route)
{
    return policy.targetRef.kind == nameOf(route.kind) && policy.targetRef.group == route.group
        && policy.targetRef.name == route.meta.name;
}

} // namespace

LinkerdRules::LinkerdRules(const EnforcementPlan &plan)
    : m_ports(plan.pods.size())
{
    const auto authorizations = byNamespace(plan.serverAuthorizations);
    const auto routes = byNamespace(plan.serverRoutes);
    const auto policies = byNamespace(plan.linkerdAuthorizationPolicies);
    std::unordered_map<std::string, std::vector<std::size_t>> pods;
    for (std::size_t pod = 0; pod < plan.pods.size(); ++pod)
        pods[plan.pods[pod].namespaceName].push_back(pod);
    for (const Planned<LinkerdServer> &server : plan.linkerdServers) {
        const std::size_t number = m_servers.size();
        const std::string &home = server.object.meta.namespaceName;
        LinkerdServerRules &rules = m_servers.emplace_back();
        rules.server = &server;
        for (const auto *authorization : listIn(authorizations, home)) {
            if (speaksFor(authorization->object, server.object))
                rules.authorizations.push_back(authorization);
        }
        for (const auto *route : listIn(routes, home)) {
            if (isPartOf(route->object, server.object))
                rules.routes.push_back(route);
        }
        for (const auto *policy : listIn(policies, home)) {
            if (targets(policy->object, server.object))
                rules.policies.push_back(policy);
            for (const auto *route : rules.routes) {
                if (targets(policy->object, route->object))
                    rules.routePolicies.emplace_back(policy, route);
            }
        }
        const auto there = pods.find(home);
        if (there == pods.end())
            continue;
        for (std::size_t pod : there->second) {
            for (std::uint16_t port : linkerdPorts(server.object, plan.pods[pod])) {
                std::vector<std::size_t> &servers = m_ports[pod][port];
                if (servers.empty() || servers.back() != number)
                    servers.push_back(number);
            }
        }
    }
}

} // namespace fourplane
