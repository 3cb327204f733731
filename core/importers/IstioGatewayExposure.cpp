// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/IstioGatewayExposure.h"

#include "core/base/Text.h"
#include "core/importers/HostPattern.h"
#include "core/importers/UnmodelledKinds.h"

#include <algorithm>

namespace fourplane {

namespace {

struct IstioGateway
{
    const ManifestObject *object = nullptr;
    Labels selector;
    std::vector<std::string> hosts; ///< [NAMESPACE/]HOST
    std::string insideBecause; ///< why the internet does not reach it; empty = it does
    bool isPrivate = false; ///< but the private network around the cluster does
};

/// From where a VirtualService is reached.
struct IstioReach
{
    bool fromInternet = false;
    bool fromPrivateNetwork = false;
};

struct IstioDestination
{
    std::string host;
    std::optional<IntOrName> port;
};

class IstioGatewayExposure
{
public:
    explicit IstioGatewayExposure(InboundPaths &paths)
        : m_paths(paths)
        , m_session(paths.session())
    {
    }

    void run(const std::vector<const ManifestObject *> &objects)
    {
        for (const ManifestObject *object : objects) {
            if (object->kind == "Gateway")
                readGateway(*object);
            else
                m_virtualServices.emplace(Key { object->namespaceName, object->name }, object);
        }
        for (const ManifestObject *object : objects) {
            if (object->kind != "VirtualService")
                continue;
            m_session.addUnmodelled(*object, unmodelledKind(object->group, object->kind));
            expose(*object);
        }
    }

private:
    using Key = std::pair<std::string, std::string>; ///< namespace, name

    void readGateway(const ManifestObject &object)
    {
        IstioGateway gateway;
        gateway.object = &object;
        const ManifestFields fields = m_session.fields(object);
        if (const auto spec = fields.map("spec")) {
            gateway.selector = spec->labels("selector");
            for (const ManifestFields &server : spec->maps("servers")) {
                for (std::string &host : server.texts("hosts"))
                    gateway.hosts.push_back(std::move(host));
            }
        }
        findProxies(gateway);
        m_session.report(DiagnosticLevel::Note, "gateway",
            object.title()
                + (gateway.insideBecause.empty()
                        ? " counts as reachable from the internet."
                        : " is not reached from the internet: " + gateway.insideBecause + "."),
            {}, object.origin);
        m_gateways.emplace(Key { object.namespaceName, object.name }, std::move(gateway));
    }

    /// The proxies are looked for in every namespace, as Istio does by default.
    void findProxies(IstioGateway &gateway) const
    {
        const auto istio = gateway.selector.find("istio");
        if (istio != gateway.selector.end() && istio->second == "egressgateway") {
            gateway.insideBecause = "it is for the way out (istio: egressgateway)";
            return;
        }
        const LabelSelector wanted { gateway.selector, {} };
        bool isExposed = false;
        for (const auto &[id, workload] : m_session.project.topology.workloads) {
            if (gateway.selector.empty() || !matches(wanted, workload.labels))
                continue;
            isExposed = isExposed || m_paths.isExposed(id);
            gateway.isPrivate = gateway.isPrivate || m_paths.isPrivate(id);
            gateway.insideBecause = "nothing exposes its proxies, " + workload.name;
        }
        if (isExposed)
            gateway.insideBecause.clear();
    }

    void expose(const ManifestObject &object)
    {
        const auto spec = m_session.fields(object).map("spec");
        const IstioReach reach = spec ? reachOf(*spec, object) : IstioReach {};
        if (!reach.fromInternet && !reach.fromPrivateNetwork) {
            m_paths.report(object, {});
            return;
        }
        std::set<std::string> exposed;
        openRoutes(*spec, object, reach, exposed);
        for (const ManifestFields &rule : spec->maps("http")) {
            const auto delegate = rule.map("delegate");
            if (!delegate)
                continue;
            const std::string home =
                delegate->has("namespace") ? delegate->text("namespace") : object.namespaceName;
            const auto found = m_virtualServices.find({ home, delegate->text("name") });
            if (found == m_virtualServices.end()) {
                m_paths.reportUnread(object, "the VirtualService " + home + "/" + delegate->text("name"));
                continue;
            }
            // A delegate may not delegate on.
            if (const auto rest = m_session.fields(*found->second).map("spec"))
                openRoutes(*rest, *found->second, reach, exposed);
        }
        m_paths.report(object, exposed);
    }

    IstioReach reachOf(const ManifestFields &spec, const ManifestObject &object)
    {
        IstioReach reach;
        for (const std::string &text : spec.texts("gateways")) {
            if (text == "mesh")
                continue; // the callers inside
            const std::size_t slash = text.find('/');
            const Key key = slash == std::string::npos
                ? Key { object.namespaceName, text }
                : Key { text.substr(0, slash) == "." ? object.namespaceName : text.substr(0, slash),
                      text.substr(slash + 1) };
            const auto gateway = m_gateways.find(key);
            if (gateway == m_gateways.end()) {
                m_session.report(DiagnosticLevel::Warning, "unknown-gateway",
                    object.title() + " hangs on the Gateway " + key.first + "/" + key.second
                        + ", which is not in the input; it counts as accepted and reachable from the "
                          "internet.",
                    "Import the Gateway too.", object.origin);
                reach.fromInternet = true;
            } else if (!takes(gateway->second, spec.texts("hosts"), object.namespaceName)) {
                m_session.report(DiagnosticLevel::Warning, "route-not-accepted",
                    object.title() + " is not accepted by the " + gateway->second.object->title()
                        + ": no host of it is among the Gateway's (" + join(gateway->second.hosts, ", ")
                        + "). It exposes nothing through it.",
                    "Correct the hosts if that is not meant.", object.origin);
            } else {
                reach.fromInternet = reach.fromInternet || gateway->second.insideBecause.empty();
                reach.fromPrivateNetwork = reach.fromPrivateNetwork || gateway->second.isPrivate;
            }
        }
        return reach;
    }

    static bool takes(
        const IstioGateway &gateway, const std::vector<std::string> &hosts, const std::string &namespaceName)
    {
        return std::any_of(gateway.hosts.begin(), gateway.hosts.end(), [&](const std::string &wanted) {
            const std::size_t slash = wanted.find('/');
            const std::string home = slash == std::string::npos ? "*" : wanted.substr(0, slash);
            const std::string host = slash == std::string::npos ? wanted : wanted.substr(slash + 1);
            if (home != "*" && (home == "." ? gateway.object->namespaceName : home) != namespaceName)
                return false;
            return std::any_of(hosts.begin(), hosts.end(),
                [&host](const std::string &asked) { return hostsMeet(host, asked); });
        });
    }

    void openRoutes(const ManifestFields &spec, const ManifestObject &object, IstioReach reach,
        std::set<std::string> &exposed)
    {
        std::vector<IstioDestination> destinations;
        const auto add = [&destinations](const std::optional<ManifestFields> &map) {
            if (!map)
                return;
            IstioDestination destination { map->text("host"), std::nullopt };
            if (const auto port = map->map("port")) {
                if (const auto number = port->port("number"))
                    destination.port = IntOrName(*number);
            }
            destinations.push_back(std::move(destination));
        };
        for (const char *protocol : { "http", "tls", "tcp" }) {
            for (const ManifestFields &rule : spec.maps(protocol)) {
                for (const ManifestFields &route : rule.maps("route"))
                    add(route.map("destination"));
                add(rule.map("mirror"));
                for (const ManifestFields &mirror : rule.maps("mirrors"))
                    add(mirror.map("destination"));
            }
        }
        for (const IstioDestination &destination : destinations) {
            const Service *service = m_paths.serviceByHost(destination.host, object.namespaceName);
            if (service && reach.fromPrivateNetwork)
                m_paths.markPrivate(*service);
            if (service && !reach.fromInternet)
                continue;
            if (service) {
                exposed.merge(m_paths.open(*service, { destination.port }, object.title(), object.origin));
                continue;
            }
            m_paths.reportUnread(object, "the service " + destination.host);
        }
    }

    InboundPaths &m_paths;
    ImportSession &m_session;
    std::map<Key, IstioGateway> m_gateways;
    std::map<Key, const ManifestObject *> m_virtualServices;
};

} // namespace

void exposeIstioGateways(InboundPaths &paths, const std::vector<const ManifestObject *> &objects)
{
    IstioGatewayExposure(paths).run(objects);
}

} // namespace fourplane
