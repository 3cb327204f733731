// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/EgressWaypoints.h"

#include "core/exporters/EgressProxyFiles.h"

namespace fourplane {

namespace {

constexpr const char *gatewayVersion = "gateway.networking.k8s.io/v1";
constexpr const char *networking = "networking.istio.io/v1";
constexpr std::string_view folder = EgressProxyFiles::folder;
constexpr std::uint16_t plainPort = 80;
constexpr int waypointPort = 15008;

constexpr const char *chapter =
    R"(`components/egress-gateway` makes the egress proxies of the design waypoints of Istio's ambient mode. Callers ask for
`http://HOST` on port 80: their ztunnel sends it to the waypoint, which sees who asks for which host and path, and sends
it on by TLS to a server whose certificate names the host. A caller that asks for https goes past it.

1. Apply the enforce overlay: Istio makes the waypoints' pods, with the labels of the proxies of the design, so that its
   NetworkPolicies are theirs.
2. Take the proxies' own workloads away.

None of this stops a pod that goes out directly: the NetworkPolicies of the design do. The audit overlay only has the
policies, which log there and refuse nothing. Roll back by deleting the ServiceEntries first.
)";

class EgressWaypointWriter
{
public:
    explicit EgressWaypointWriter(ExportBuilder &builder)
        : m_builder(builder)
        , m_files(builder, "Egress waypoint")
    {
    }

    void write()
    {
        for (const EgressRoutes &routes : egressRoutes(m_builder))
            writeProxy(routes);
        if (m_isWritten)
            m_builder.addChapter("Egress waypoint", chapter);
    }

private:
    void writeProxy(const EgressRoutes &routes)
    {
        const PlannedPod &proxy = *routes.proxy;
        if (proxy.labels.empty() || proxy.meshMode != MeshMode::Ambient) {
            m_files.leaveOut(routes, "it has no labels, or no place in the mesh.",
                "Give it labels, and bring it into the mesh.");
            return;
        }
        m_files.checkNames(proxy);
        m_isWritten = true;
        writeWaypoint(routes);
        for (const std::string &host : m_files.claimHosts(routes))
            writeHost(routes, host, routes.ports.at(host));
    }

    void writeWaypoint(const EgressRoutes &routes)
    {
        YamlValue labels = YamlValue::map();
        for (const auto &[key, value] : routes.proxy->labels)
            labels.add(key, value);
        YamlValue listener = YamlValue::map().add("name", "mesh").add("port", waypointPort);
        listener.add("protocol", "HBONE");
        YamlValue spec = YamlValue::map().add("gatewayClassName", "istio-waypoint");
        spec.add("infrastructure", YamlValue::map().add("labels", std::move(labels)));
        spec.add("listeners", YamlValue::list().append(std::move(listener)));
        m_files.add(routes, gatewayVersion, "Gateway", EgressProxyFiles::nameOf(*routes.proxy),
            std::move(spec), YamlValue::map().add("istio.io/waypoint-for", "service"));
    }

    void writeHost(const EgressRoutes &routes, const std::string &host, std::uint16_t outside)
    {
        const PlannedPod &proxy = *routes.proxy;
        const std::string name = "egress." + host;
        ServiceEntry entry;
        entry.meta = { name, proxy.namespaceName,
            { { "istio.io/use-waypoint", EgressProxyFiles::nameOf(proxy) } }, {} };
        entry.hosts = { host };
        entry.ports = { { plainPort, "HTTP", "http-egress", outside } };
        entry.location = "MESH_EXTERNAL";
        entry.resolution = "DNS";
        m_builder.addRule(folder, entry, { routes.sources, proxy.origin, false }, { true, {} });

        YamlValue tls = YamlValue::map().add("mode", "SIMPLE").add("sni", host);
        tls.add("caCertificates", "system").add("subjectAltNames", YamlValue::strings({ host }));
        YamlValue rule = YamlValue::map().add("host", host);
        rule.add("trafficPolicy", YamlValue::map().add("tls", std::move(tls)));
        m_files.add(routes, networking, "DestinationRule", name, std::move(rule));
        writePolicy(routes, host, name);
    }

    static AuthorizationRule ruleFor(AuthorizationSource who, const EgressPaths &paths)
    {
        AuthorizationRule rule;
        rule.from = { std::move(who) };
        if (!paths.isEvery) {
            rule.to.resize(1);
            rule.to[0].paths = { paths.paths.begin(), paths.paths.end() };
        }
        return rule;
    }

    /// Allows: nothing else speaks of the entry, and no rule at all allows nobody.
    void writePolicy(const EgressRoutes &routes, const std::string &host, const std::string &name)
    {
        AuthorizationPolicy policy;
        policy.meta = { name, routes.proxy->namespaceName, {}, {} };
        policy.targetRefs = { { "networking.istio.io", "ServiceEntry", name, {} } };
        std::vector<std::string> named;
        for (const auto &[principal, hosts] : routes.byPrincipal) {
            named.push_back(principal);
            AuthorizationSource who;
            who.principals = { principal };
            if (const auto found = hosts.find(host); found != hosts.end())
                policy.rules.push_back(ruleFor(std::move(who), found->second));
        }
        if (const auto found = routes.forOthers.find(host); found != routes.forOthers.end()) {
            AuthorizationSource others;
            others.principals = { "*" };
            others.notPrincipals = named;
            policy.rules.push_back(ruleFor(std::move(others), found->second));
        }
        m_builder.addRule(folder, policy, { routes.sources, routes.proxy->origin, false },
            { false, EgressProxyFiles::dryRunPatch });
    }

    ExportBuilder &m_builder;
    EgressProxyFiles m_files;
    bool m_isWritten = false;
};

} // namespace

void writeEgressWaypoints(ExportBuilder &builder)
{
    EgressWaypointWriter(builder).write();
}

} // namespace fourplane
