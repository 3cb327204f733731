// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/EgressWaypoints.h"

#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/exporters/EgressRoutes.h"

namespace fourplane {

namespace {

constexpr const char *gatewayVersion = "gateway.networking.k8s.io/v1";
constexpr const char *networking = "networking.istio.io/v1";
constexpr std::string_view folder = "components/egress-gateway";
constexpr std::uint16_t plainPort = 80;
constexpr int waypointPort = 15008;
constexpr const char *dryRunPatch = "- op: add\n  path: /metadata/annotations/istio.io~1dry-run\n"
                                    "  value: \"true\"\n";

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
    void leaveOut(const EgressRoutes &routes, const std::string &reason, const char *fix)
    {
        m_builder.report(DiagnosticLevel::Warning, "egress-gateway-not-written",
            "The lists of egress proxy " + routes.proxy->namespaceName + "/" + routes.proxy->name
                + " are not written: " + reason,
            fix, *routes.proxy);
    }

    void writeProxy(const EgressRoutes &routes)
    {
        const PlannedPod &proxy = *routes.proxy;
        if (proxy.labels.empty() || proxy.meshMode != MeshMode::Ambient) {
            leaveOut(routes, "it has no labels, or no place in the mesh.",
                "Give it labels, and bring it into the mesh.");
            return;
        }
        if (!isDnsLabel(proxy.name) || !isDnsLabel(proxy.namespaceName))
            m_builder.refuse("Egress waypoint " + proxy.namespaceName + "/\"" + proxy.name + "\"",
                "its name or that of its namespace is no DNS label.",
                "Use lower case letters, digits and '-'.", proxy);
        m_builder.checkLabels("Egress waypoint " + proxy.name, proxy.labels, proxy);
        m_isWritten = true;
        writeWaypoint(routes);
        for (const auto &[host, outside] : routes.ports) {
            if (m_hosts.insert(host).second)
                writeHost(routes, host, outside);
            else
                leaveOut(routes,
                    "another proxy has the host " + host + ", and the mesh sends a host one way.",
                    "Let one proxy serve the host.");
        }
    }

    static std::string nameOf(const PlannedPod &proxy) { return "egress-" + proxy.name; }

    void add(const EgressRoutes &routes, const char *apiVersion, const char *kind, const std::string &name,
        const YamlValue &labels, YamlValue spec)
    {
        std::vector<std::string> edges;
        for (const ElementId &id : routes.sources)
            edges.push_back(id.value());
        const std::string &home = routes.proxy->namespaceName;
        YamlValue metadata = YamlValue::map().add("name", name).add("namespace", home);
        if (!labels.isEmpty())
            metadata.add("labels", labels);
        metadata.add("annotations", YamlValue::map().add(std::string(edgesAnnotation), join(edges, ",")));
        YamlValue manifest = YamlValue::map().add("apiVersion", apiVersion).add("kind", kind);
        manifest.add("metadata", std::move(metadata)).add("spec", std::move(spec));
        m_builder.addObject(folder, { apiVersion, kind, home, name }, manifest,
            { routes.sources, routes.proxy->origin, false }, { true, {} });
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
        add(routes, gatewayVersion, "Gateway", nameOf(*routes.proxy),
            YamlValue::map().add("istio.io/waypoint-for", "service"), std::move(spec));
    }

    void writeHost(const EgressRoutes &routes, const std::string &host, std::uint16_t outside)
    {
        const PlannedPod &proxy = *routes.proxy;
        const std::string name = "egress." + host;
        ServiceEntry entry;
        entry.meta = { name, proxy.namespaceName, { { "istio.io/use-waypoint", nameOf(proxy) } }, {} };
        entry.hosts = { host };
        entry.ports = { { plainPort, "HTTP", "http-egress", outside } };
        entry.location = "MESH_EXTERNAL";
        entry.resolution = "DNS";
        m_builder.addRule(folder, entry, { routes.sources, proxy.origin, false }, { true, {} });

        YamlValue tls = YamlValue::map().add("mode", "SIMPLE").add("sni", host);
        tls.add("caCertificates", "system").add("subjectAltNames", YamlValue::strings({ host }));
        YamlValue rule = YamlValue::map().add("host", host);
        rule.add("trafficPolicy", YamlValue::map().add("tls", std::move(tls)));
        add(routes, networking, "DestinationRule", name, {}, std::move(rule));
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
        m_builder.addRule(
            folder, policy, { routes.sources, routes.proxy->origin, false }, { false, dryRunPatch });
    }

    ExportBuilder &m_builder;
    std::set<std::string> m_hosts;
    bool m_isWritten = false;
};

} // namespace

void writeEgressWaypoints(ExportBuilder &builder)
{
    EgressWaypointWriter(builder).write();
}

} // namespace fourplane
