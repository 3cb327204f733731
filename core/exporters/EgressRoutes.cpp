// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/EgressRoutes.h"

#include "core/base/Text.h"
#include "core/decision/EgressListEvaluator.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::uint16_t tlsPort = 443;
constexpr std::uint16_t plainPort = 80;

/// What Istio reads as it is meant here: a suffix pattern and a path template would mean something else.
bool isPlainPath(const std::string &path)
{
    return !path.empty() && path.front() == '/' && path.find('{') == std::string::npos
        && path.find('*') >= path.size() - 1;
}

class RouteMaker
{
public:
    explicit RouteMaker(ExportBuilder &builder)
        : m_builder(builder)
        , m_plan(builder.plan())
    {
    }

    std::vector<EgressRoutes> routes()
    {
        for (const EgressAllowList &list : m_plan.egressLists) {
            const PlannedPod *proxy = findPod(m_plan, list.proxyId);
            if (!proxy)
                continue;
            EgressRoutes &routes = m_routes[list.proxyId];
            routes.proxy = proxy;
            routes.sources.push_back(list.id);
            EgressHosts hosts = hostsOf(list, routes);
            if (list.callerId.isEmpty())
                add(routes.forOthers, hosts);
            else if (const PlannedPod *caller = findPod(m_plan, list.callerId))
                addCaller(routes, *caller, hosts);
        }
        std::vector<EgressRoutes> result;
        for (auto &[id, routes] : m_routes) {
            for (auto &[principal, hosts] : routes.byPrincipal)
                add(hosts, routes.forOthers); // lists for every caller are for these, too
            result.push_back(std::move(routes));
        }
        return result;
    }

private:
    void report(const char *code, std::string message, const char *fix, const std::vector<ElementId> &about)
    {
        m_builder.report(DiagnosticLevel::Warning, code, std::move(message), fix, about);
    }

    static void add(EgressHosts &hosts, const EgressHosts &more)
    {
        for (const auto &[host, paths] : more) {
            hosts[host].isEvery = hosts[host].isEvery || paths.isEvery;
            hosts[host].paths.insert(paths.paths.begin(), paths.paths.end());
        }
    }

    void addCaller(EgressRoutes &routes, const PlannedPod &caller, const EgressHosts &hosts)
    {
        const std::string principal = principalOf(m_plan, caller);
        const auto [known, isNew] = m_callers[routes.proxy->workloadId].emplace(principal, caller.workloadId);
        if (!isNew && !(known->second == caller.workloadId))
            report("egress-shared-principal",
                caller.namespaceName + "/" + caller.name + " shows " + principal + " as another caller of "
                    + routes.proxy->name + " does: the gateway lets each out to what either may.",
                "Give each a service account of its own.",
                { routes.proxy->workloadId, known->second, caller.workloadId });
        add(routes.byPrincipal[principal], hosts);
    }

    EgressHosts hostsOf(const EgressAllowList &list, EgressRoutes &routes)
    {
        EgressHosts hosts;
        for (const ElementId &id : list.destinationIds) {
            const PlannedExternal *external = findExternal(m_plan, id);
            if (!external)
                continue;
            routes.sources.push_back(id);
            reportAccounts(list, *external);
            const std::set<std::string> names = namesOf(list, *external);
            if (names.empty())
                report("egress-destination-without-host",
                    "Egress allow-list " + list.id.value() + " names " + external->name
                        + ", which has no exact host name: the gateway refuses it.",
                    "Give it the host names that are asked for.", { list.id, id });
            for (const std::string &name : names) {
                if (const auto paths = pathsOf(list, id, name)) {
                    hosts[name] = *paths;
                    routes.ports[name] = portOf(*external);
                }
            }
        }
        return hosts;
    }

    /// The exact host names of a destination, those of its restrictions included.
    std::set<std::string> namesOf(const EgressAllowList &list, const PlannedExternal &external)
    {
        std::vector<std::string> written = external.hosts;
        for (const EgressRestriction &restriction : list.restrictions) {
            if (restriction.destinationId == external.id)
                written.insert(written.end(), restriction.hosts.begin(), restriction.hosts.end());
        }
        std::set<std::string> names;
        for (const std::string &host : written) {
            const std::string name = toLowerAscii(host);
            if (host.find('*') != std::string::npos)
                report("egress-host-pattern-not-expressed",
                    "Egress allow-list " + list.id.value() + ": " + host
                        + " is a pattern, for which a gateway can look up no address; of it, only hosts that "
                          "are named elsewhere are let out.",
                    "Name the hosts.", { list.id, external.id });
            else if (!isDnsSubdomain(name))
                m_builder.refuse("Egress allow-list " + list.id.value(), "\"" + host + "\" is no host name.",
                    "Use letters, digits, '-' and '.'.");
            else
                names.insert(name);
        }
        return names;
    }

    /// What of the host the list lets through; nothing where its restrictions leave the host out.
    std::optional<EgressPaths> pathsOf(
        const EgressAllowList &list, const ElementId &destinationId, const std::string &host)
    {
        EgressPaths allowed;
        bool isRestricted = false;
        bool isLet = false;
        for (const EgressRestriction &restriction : list.restrictions) {
            if (!(restriction.destinationId == destinationId))
                continue;
            isRestricted = true;
            const auto &hosts = restriction.hosts;
            if (!hosts.empty()
                && std::none_of(hosts.begin(), hosts.end(),
                    [&host](const std::string &pattern) { return matchesEgressHost(pattern, host); }))
                continue;
            isLet = true;
            allowed.isEvery = allowed.isEvery || restriction.paths.empty();
            for (const std::string &path : restriction.paths) {
                if (path == "*")
                    allowed.isEvery = true;
                else if (isPlainPath(path))
                    allowed.paths.insert(path);
                else
                    m_builder.refuse("Egress allow-list " + list.id.value(),
                        "the path \"" + path + "\" would be read otherwise by Istio.",
                        "Begin it with '/'; '*' stands at its end only, and '{' nowhere.");
            }
        }
        if (isRestricted && !isLet)
            return std::nullopt;
        allowed.isEvery = allowed.isEvery || !isRestricted;
        return allowed;
    }

    static std::uint16_t portOf(const PlannedExternal &external)
    {
        const auto found = std::find_if(external.ports.begin(), external.ports.end(),
            [](const NamedPort &port) { return port.protocol == Protocol::Tcp && port.number != plainPort; });
        return found == external.ports.end() ? tlsPort : found->number;
    }

    void reportAccounts(const EgressAllowList &list, const PlannedExternal &external)
    {
        const bool hasTenant = std::any_of(list.restrictions.begin(), list.restrictions.end(),
            [&external](const EgressRestriction &restriction) {
                return restriction.destinationId == external.id && !restriction.tenant.empty();
            });
        const bool hasRestriction = std::any_of(list.restrictions.begin(), list.restrictions.end(),
            [&external](const EgressRestriction &restriction) {
                return restriction.destinationId == external.id && !restriction.paths.empty();
            });
        if (hasTenant || (list.tenantAware && !hasRestriction))
            report("egress-account-not-expressed",
                "Egress allow-list " + list.id.value() + " lets out to one account of " + external.name
                    + " only, which host and path do not show: the gateway lets every account through, an "
                      "attacker's too.",
                "Let the gateway set the credential itself, so that callers hold none.", { list.id });
    }

    ExportBuilder &m_builder;
    const EnforcementPlan &m_plan;
    std::map<ElementId, EgressRoutes> m_routes;
    std::map<ElementId, std::map<std::string, ElementId>> m_callers; ///< by proxy and principal
};

} // namespace

std::vector<EgressRoutes> egressRoutes(ExportBuilder &builder)
{
    return RouteMaker(builder).routes();
}

} // namespace fourplane
