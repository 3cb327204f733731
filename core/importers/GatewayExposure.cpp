// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/GatewayExposure.h"

#include "core/base/Text.h"
#include "core/importers/GatewayListeners.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::string_view gatewayApiGroup = "gateway.networking.k8s.io";

struct RouteBackend
{
    std::string group;
    std::string kind;
    std::string namespaceName;
    std::string name;
    std::optional<IntOrName> port;
};

/// One line of a ReferenceGrant, taken apart.
struct Grant
{
    std::string namespaceName; ///< of the grant and what it opens
    std::string fromGroup;
    std::string fromKind;
    std::string fromNamespace;
    std::string toGroup;
    std::string toKind;
    std::string toName; ///< empty = all of the kind
};

/// From where a route is reached; the farther, the greater.
enum class Reach
{
    Inside,
    PrivateNetwork,
    Internet,
};

struct InferencePool
{
    Labels selector;
    std::vector<std::uint16_t> ports;
};

class GatewayExposure
{
public:
    explicit GatewayExposure(InboundPaths &paths)
        : m_paths(paths)
        , m_session(paths.session())
    {
    }

    void run(const std::vector<const ManifestObject *> &objects)
    {
        std::vector<const ManifestObject *> routes;
        for (const ManifestObject *object : objects) {
            const Key key { object->namespaceName, object->name };
            if (object->kind == "Gateway")
                m_gateways.emplace(key, readGateway(m_session, *object));
            else if (object->kind == "ReferenceGrant")
                readGrant(*object);
            else if (object->kind == "InferencePool")
                readPool(*object);
            else
                routes.push_back(object);
        }
        for (const ManifestObject *route : routes)
            expose(*route);
        for (const auto &[key, gateway] : m_gateways)
            reportGateway(gateway);
    }

private:
    using Key = std::pair<std::string, std::string>; ///< namespace, name

    void readGrant(const ManifestObject &object)
    {
        const auto spec = m_session.fields(object).map("spec");
        std::size_t lines = 0;
        for (const ManifestFields &from : spec ? spec->maps("from") : std::vector<ManifestFields> {}) {
            for (const ManifestFields &to : spec->maps("to")) {
                m_grants.push_back({ object.namespaceName, from.text("group"), from.text("kind"),
                    from.text("namespace"), to.text("group"), to.text("kind"), to.text("name") });
                ++lines;
            }
        }
        m_session.report(DiagnosticLevel::Note, "reference-grant",
            object.title() + (lines > 0 ? " lets routes of other namespaces lead here." : " grants nothing."),
            {}, object.origin);
    }

    void readPool(const ManifestObject &object)
    {
        InferencePool pool;
        const ManifestFields fields = m_session.fields(object);
        if (const auto spec = fields.map("spec")) {
            const auto selector = spec->map("selector");
            if (selector && selector->has("matchLabels"))
                pool.selector = selector->labels("matchLabels");
            else
                pool.selector = spec->labels("selector"); // v1alpha2
            for (const ManifestFields &port : spec->maps("targetPorts")) {
                if (const auto number = port.port("number"))
                    pool.ports.push_back(*number);
            }
            if (const auto number = spec->port("targetPortNumber"))
                pool.ports.push_back(*number);
        }
        m_pools.emplace(Key { object.namespaceName, object.name }, std::move(pool));
        m_session.report(DiagnosticLevel::Note, "inference-pool",
            object.title()
                + " is read as far as routes lead to it; which of its pods answers is not modelled.",
            {}, object.origin);
    }

    void expose(const ManifestObject &object)
    {
        const auto spec = m_session.fields(object).map("spec");
        if (!spec) {
            m_paths.report(object, {});
            return;
        }
        RouteClaim claim { object.kind, object.namespaceName, namespaceLabels(object.namespaceName),
            spec->texts("hostnames") };
        const std::vector<ManifestFields> parents = spec->maps("parentRefs");
        Reach reach = Reach::Inside;
        for (const ManifestFields &parent : parents)
            reach = std::max(reach, reachThrough(readParent(parent, object), claim, object));
        std::set<std::string> exposed;
        if (reach != Reach::Inside) {
            for (const RouteBackend &backend : backendsOf(*spec, object))
                exposed.merge(open(backend, object, reach));
        }
        m_paths.report(object, exposed);
    }

    /// Nothing when the input does not have the namespace.
    std::optional<Labels> namespaceLabels(const std::string &name) const
    {
        if (m_session.assumedNamespaces.count(name) > 0)
            return std::nullopt;
        for (const auto &[id, home] : m_session.project.topology.namespaces) {
            if (home.name == name) {
                Labels labels = home.labels;
                labels["kubernetes.io/metadata.name"] = name;
                return labels;
            }
        }
        return std::nullopt;
    }

    static RouteParent readParent(const ManifestFields &map, const ManifestObject &route)
    {
        RouteParent parent;
        parent.group = map.has("group") ? map.text("group") : std::string(gatewayApiGroup);
        parent.kind = map.has("kind") ? map.text("kind") : "Gateway";
        parent.namespaceName = map.has("namespace") ? map.text("namespace") : route.namespaceName;
        parent.name = map.text("name");
        parent.sectionName = map.text("sectionName");
        parent.port = map.port("port");
        return parent;
    }

    Reach reachThrough(const RouteParent &parent, const RouteClaim &claim, const ManifestObject &route)
    {
        // Routes of a mesh: they change how callers inside get there.
        if (parent.kind == "Service" || parent.kind == "ServiceEntry" || parent.kind == "Server")
            return Reach::Inside;
        const std::string title = parent.kind + " " + parent.namespaceName + "/" + parent.name;
        if (parent.kind != "Gateway" || parent.group != gatewayApiGroup) {
            m_session.report(DiagnosticLevel::Warning, "unknown-gateway",
                route.title() + " hangs on the " + title
                    + ", a kind that is not read; it counts as accepted and reachable from the internet.",
                {}, route.origin);
            return Reach::Internet;
        }
        const auto gateway = m_gateways.find({ parent.namespaceName, parent.name });
        if (gateway == m_gateways.end()) {
            m_session.report(DiagnosticLevel::Warning, "unknown-gateway",
                route.title() + " hangs on the " + title
                    + ", which is not in the input; it counts as accepted and reachable from the internet.",
                "Import the Gateway too.", route.origin);
            return Reach::Internet;
        }
        const std::string refusal = refusalOf(gateway->second, parent, claim);
        if (!refusal.empty()) {
            m_session.report(DiagnosticLevel::Warning, "route-not-accepted",
                route.title() + " is not accepted by the " + title + ": " + refusal
                    + ". It exposes nothing through it.",
                "Correct the route or the listener if that is not meant.", route.origin);
            return Reach::Inside;
        }
        m_accepted[gateway->first].insert(route.title());
        if (gateway->second.internalBy.empty())
            return Reach::Internet;
        return gateway->second.isPrivate ? Reach::PrivateNetwork : Reach::Inside;
    }

    std::vector<RouteBackend> backendsOf(const ManifestFields &spec, const ManifestObject &route) const
    {
        std::vector<RouteBackend> backends;
        const auto add = [&](const ManifestFields &map) {
            RouteBackend backend;
            backend.group = map.text("group");
            backend.kind = map.has("kind") ? map.text("kind") : "Service";
            backend.namespaceName = map.has("namespace") ? map.text("namespace") : route.namespaceName;
            backend.name = map.text("name");
            if (const auto port = map.port("port"))
                backend.port = IntOrName(*port);
            backends.push_back(std::move(backend));
        };
        const auto addMirrors = [&add](const ManifestFields &map) {
            for (const ManifestFields &filter : map.maps("filters")) {
                const auto mirror = filter.map("requestMirror");
                if (const auto backend = mirror ? mirror->map("backendRef") : std::nullopt)
                    add(*backend);
            }
        };
        for (const ManifestFields &rule : spec.maps("rules")) {
            addMirrors(rule);
            for (const ManifestFields &backend : rule.maps("backendRefs")) {
                add(backend);
                addMirrors(backend);
            }
        }
        return backends;
    }

    bool isGranted(const RouteBackend &backend, const ManifestObject &route) const
    {
        if (backend.namespaceName == route.namespaceName)
            return true;
        return std::any_of(m_grants.begin(), m_grants.end(), [&](const Grant &grant) {
            return grant.namespaceName == backend.namespaceName && grant.fromGroup == route.group
                && grant.fromKind == route.kind && grant.fromNamespace == route.namespaceName
                && grant.toGroup == backend.group && grant.toKind == backend.kind
                && (grant.toName.empty() || grant.toName == backend.name);
        });
    }

    std::set<std::string> open(const RouteBackend &backend, const ManifestObject &route, Reach reach)
    {
        const std::string title = backend.kind + " " + backend.namespaceName + "/" + backend.name;
        if (!isGranted(backend, route)) {
            m_session.report(DiagnosticLevel::Warning, "no-reference-grant",
                route.title() + " leads to the " + title + " in another namespace, where no ReferenceGrant"
                    + " lets it. It exposes nothing there.",
                "Import the ReferenceGrant too, or write one in " + backend.namespaceName + ".",
                route.origin);
            return {};
        }
        if (backend.kind == "Service" && backend.group.empty()) {
            const Service *service = m_paths.service(route, backend.namespaceName, backend.name);
            if (service && reach == Reach::Internet)
                return m_paths.open(*service, { backend.port }, route.title(), route.origin);
            if (service)
                m_paths.markPrivate(*service);
            return {};
        }
        const auto pool = m_pools.find({ backend.namespaceName, backend.name });
        if (backend.kind == "InferencePool" && pool != m_pools.end())
            return openPool(pool->second, backend.namespaceName, route, reach);
        m_paths.reportUnread(route, "the " + title);
        return {};
    }

    std::set<std::string> openPool(
        const InferencePool &pool, const std::string &namespaceName, const ManifestObject &route, Reach reach)
    {
        std::set<std::string> names;
        const LabelSelector selector { pool.selector, {} };
        const Topology &topology = m_session.project.topology;
        for (const auto &[id, workload] : topology.workloads) {
            if (pool.selector.empty() || fourplane::namespaceName(topology, workload) != namespaceName
                || !matches(selector, workload.labels))
                continue;
            if (reach != Reach::Internet) {
                m_paths.markPrivate(workload);
                continue;
            }
            names.insert(workload.name);
            for (const std::uint16_t port : pool.ports)
                m_paths.openPod(workload, port, Protocol::Tcp, route.title());
        }
        return names;
    }

    void reportGateway(const GatewayReading &gateway)
    {
        const auto accepted = m_accepted.find({ gateway.object->namespaceName, gateway.object->name });
        std::string text = gateway.object->title();
        if (accepted == m_accepted.end())
            text += " takes no route of the input";
        else
            text += " takes " + join({ accepted->second.begin(), accepted->second.end() }, ", ");
        text += gateway.internalBy.empty() ? "; it counts as reachable from the internet."
                                           : "; the internet does not reach it (" + gateway.internalBy + ").";
        m_session.report(DiagnosticLevel::Note, "gateway", text, {}, gateway.object->origin);
    }

    InboundPaths &m_paths;
    ImportSession &m_session;
    std::map<Key, GatewayReading> m_gateways;
    std::map<Key, InferencePool> m_pools;
    std::vector<Grant> m_grants;
    std::map<Key, std::set<std::string>> m_accepted; ///< titles of routes, by Gateway
};

} // namespace

void exposeGatewayRoutes(InboundPaths &paths, const std::vector<const ManifestObject *> &objects)
{
    GatewayExposure(paths).run(objects);
}

} // namespace fourplane
