// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/exporters/EgressProxyFiles.h"
#include "core/exporters/EgressWaypoints.h"
#include "core/exporters/Exporters.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *networking = "networking.istio.io/v1";
constexpr std::string_view folder = EgressProxyFiles::folder;
constexpr std::uint16_t plainPort = 80;
/// The public authorities in Istio's proxy image. Named, since older proxies verify nothing without.
constexpr const char *publicAuthorities = "/etc/ssl/certs/ca-certificates.crt";

constexpr const char *chapter =
    R"(`components/egress-gateway` makes the egress proxies of the design Istio egress gateways. Callers ask for
`http://HOST` on port 80: their sidecar sends it by mutual TLS to the gateway, which sees who asks for which host and
path, and sends it on by TLS to a server whose certificate names the host. A caller that asks for https goes past it.

1. Run the proxy's pods as Istio gateways (`inject.istio.io/templates: gateway`), with the labels of the design.
2. Put a Service before them with the name of the workload and the port of the design.
3. Apply the enforce overlay. The audit overlay only has the policies, which log there and refuse nothing.

None of this stops a pod that goes out directly: the NetworkPolicies of the design do. Roll back by deleting the
VirtualServices first.
)";

class EgressGatewayWriter
{
public:
    explicit EgressGatewayWriter(ExportBuilder &builder)
        : m_builder(builder)
        , m_plan(builder.plan())
        , m_files(builder, "Egress gateway")
    {
    }

    void write()
    {
        if (m_plan.egressLists.empty())
            return;
        if (m_plan.platform.mesh == MeshKind::IstioAmbient) {
            writeEgressWaypoints(m_builder);
            return;
        }
        if (m_plan.platform.mesh != MeshKind::IstioSidecar) {
            m_builder.report(DiagnosticLevel::Warning, "egress-gateway-needs-istio",
                "Egress gateways are written for Istio, which the platform does not run: none is written.",
                "Write the lists into the proxies' own configuration.");
            return;
        }
        for (const EgressRoutes &routes : egressRoutes(m_builder))
            writeProxy(routes);
        if (m_isWritten)
            m_builder.addChapter("Egress gateway", chapter);
    }

private:
    void writeProxy(const EgressRoutes &routes)
    {
        const PlannedPod &proxy = *routes.proxy;
        const auto port = std::find_if(proxy.ports.begin(), proxy.ports.end(),
            [](const NamedPort &item) { return item.protocol == Protocol::Tcp; });
        if (port == proxy.ports.end() || proxy.labels.empty() || proxy.meshMode != MeshMode::Sidecar) {
            m_files.leaveOut(routes, "it has no TCP port, no labels, or no place in the mesh.",
                "Give it a port and labels, and bring it into the mesh.");
            return;
        }
        m_files.checkNames(proxy);
        m_isWritten = true;
        m_builder.report(DiagnosticLevel::Note, "egress-gateway-service-assumed",
            "Callers reach egress gateway " + serviceOf(proxy) + " on port " + std::to_string(port->number)
                + ": that such a Service is there is assumed.",
            "Make the Service, or correct VirtualServices and DestinationRules.", proxy);
        const std::vector<std::string> hosts = m_files.claimHosts(routes);
        if (!hosts.empty())
            writeGateway(routes, port->number, hosts);
        for (const std::string &host : hosts)
            writeHost(routes, port->number, host, routes.ports.at(host));
        writePolicy(routes);
    }

    static std::string serviceOf(const PlannedPod &proxy)
    {
        return proxy.name + "." + proxy.namespaceName + ".svc.cluster.local";
    }

    /// A name that a subset can have, different for different hosts.
    static std::string subsetOf(const std::string &host)
    {
        return toDnsLabel(host).substr(0, 40) + "-" + sha256(host).substr(0, 8);
    }

    static YamlValue numbered(std::uint16_t port) { return YamlValue::map().add("number", int { port }); }

    void writeGateway(const EgressRoutes &routes, std::uint16_t port, const std::vector<std::string> &hosts)
    {
        const PlannedPod &proxy = *routes.proxy;
        YamlValue selector = YamlValue::map();
        for (const auto &[key, value] : proxy.labels)
            selector.add(key, value);
        YamlValue listening = numbered(port);
        listening.add("name", "https-egress").add("protocol", "HTTPS");
        YamlValue server = YamlValue::map().add("port", std::move(listening));
        server.add("hosts", YamlValue::strings(hosts));
        server.add("tls", YamlValue::map().add("mode", "ISTIO_MUTUAL"));
        YamlValue gateway = YamlValue::map().add("selector", std::move(selector));
        gateway.add("servers", YamlValue::list().append(std::move(server)));
        m_files.add(routes, networking, "Gateway", EgressProxyFiles::nameOf(proxy), std::move(gateway));

        YamlValue subsets = YamlValue::list();
        for (const std::string &host : hosts) {
            YamlValue tls = YamlValue::map().add("mode", "ISTIO_MUTUAL").add("sni", host);
            subsets.append(
                YamlValue::map().add("name", subsetOf(host)).add("trafficPolicy", atPort(port, tls)));
        }
        YamlValue rule = YamlValue::map().add("host", serviceOf(proxy));
        m_files.add(routes, networking, "DestinationRule", EgressProxyFiles::nameOf(proxy),
            rule.add("subsets", std::move(subsets)));
    }

    static YamlValue atPort(std::uint16_t port, const YamlValue &tls)
    {
        YamlValue settings = YamlValue::map().add("port", numbered(port)).add("tls", tls);
        return YamlValue::map().add("portLevelSettings", YamlValue::list().append(std::move(settings)));
    }

    static YamlValue route(const char *gateway, std::uint16_t port, YamlValue destination)
    {
        YamlValue match = YamlValue::map().add("gateways", YamlValue::strings({ gateway }));
        match.add("port", int { port });
        YamlValue value = YamlValue::map().add("match", YamlValue::list().append(std::move(match)));
        YamlValue target = YamlValue::map().add("destination", std::move(destination));
        return value.add("route", YamlValue::list().append(std::move(target)));
    }

    void writeHost(
        const EgressRoutes &routes, std::uint16_t port, const std::string &host, std::uint16_t outside)
    {
        const PlannedPod &proxy = *routes.proxy;
        const std::string name = "egress." + host;
        ServiceEntry entry;
        entry.meta = { name, proxy.namespaceName, {}, {} };
        entry.hosts = { host };
        entry.ports = { { plainPort, "HTTP", "http-egress", 0 }, { outside, "HTTPS", "https-egress", 0 } };
        entry.location = "MESH_EXTERNAL";
        entry.resolution = "DNS";
        m_builder.addRule(folder, entry, { routes.sources, proxy.origin, false }, { true, {} });

        // Only the gateway begins TLS: a caller's own would go through its sidecar untouched.
        YamlValue tls = YamlValue::map().add("mode", "SIMPLE").add("sni", host);
        tls.add("caCertificates", publicAuthorities).add("subjectAltNames", YamlValue::strings({ host }));
        YamlValue rule = YamlValue::map().add("host", host).add("trafficPolicy", atPort(outside, tls));
        m_files.add(
            routes, networking, "DestinationRule", name, rule.add("exportTo", YamlValue::strings({ "." })));

        YamlValue inside = YamlValue::map().add("host", serviceOf(proxy)).add("subset", subsetOf(host));
        inside.add("port", numbered(port));
        YamlValue onwards = YamlValue::map().add("host", host).add("port", numbered(outside));
        YamlValue ways = YamlValue::list();
        ways.append(route("mesh", plainPort, std::move(inside)));
        ways.append(route(EgressProxyFiles::nameOf(proxy).c_str(), port, std::move(onwards)));
        YamlValue service = YamlValue::map().add("hosts", YamlValue::strings({ host }));
        service.add("gateways", YamlValue::strings({ EgressProxyFiles::nameOf(proxy), "mesh" }));
        m_files.add(routes, networking, "VirtualService", name, service.add("http", std::move(ways)));
    }

    /// Refusals of everything but what a group of callers may ask for. `who` alone when that is nothing.
    static void addRefusals(
        std::vector<AuthorizationRule> &rules, const AuthorizationRule &who, const EgressHosts &hosts)
    {
        const auto both = [](const std::string &host) {
            return std::vector<std::string> { host, host + ":*" }; // as the Host header may have it
        };
        AuthorizationRule others = who;
        if (!hosts.empty()) {
            others.to.resize(1);
            for (const auto &[host, paths] : hosts) {
                for (const std::string &form : both(host))
                    others.to[0].notHosts.push_back(form);
            }
        }
        rules.push_back(std::move(others));
        for (const auto &[host, paths] : hosts) {
            if (paths.isEvery)
                continue;
            AuthorizationRule rule = who;
            rule.to.resize(1);
            rule.to[0].hosts = both(host);
            rule.to[0].notPaths = { paths.paths.begin(), paths.paths.end() };
            rules.push_back(std::move(rule));
        }
    }

    /// Denies, since whatever allows callers to reach the proxy at all adds up with other allows.
    void writePolicy(const EgressRoutes &routes)
    {
        AuthorizationPolicy policy;
        policy.meta = { EgressProxyFiles::nameOf(*routes.proxy), routes.proxy->namespaceName, {}, {} };
        policy.selector = routes.proxy->labels;
        policy.action = AuthorizationAction::Deny;
        std::vector<std::string> named;
        for (const auto &[principal, hosts] : routes.byPrincipal) {
            AuthorizationRule who;
            who.from.resize(1);
            who.from[0].principals = { principal };
            addRefusals(policy.rules, who, hosts);
            named.push_back(principal);
        }
        AuthorizationRule others;
        if (!named.empty()) {
            others.from.resize(1);
            others.from[0].notPrincipals = named;
        }
        addRefusals(policy.rules, others, routes.forOthers);
        m_builder.addRule(folder, policy, { routes.sources, routes.proxy->origin, false },
            { false, EgressProxyFiles::dryRunPatch });
    }

    ExportBuilder &m_builder;
    const EnforcementPlan &m_plan;
    EgressProxyFiles m_files;
    bool m_isWritten = false;
};

} // namespace

void writeEgressGateway(ExportBuilder &builder)
{
    EgressGatewayWriter(builder).write();
}

} // namespace fourplane
