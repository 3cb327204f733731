// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ExposureImport.h"

#include "core/importers/ServiceIndex.h"

#include <algorithm>

namespace fourplane {

namespace {

/// One way in: a service and the port of it that is used; no port means all of them.
struct Backend
{
    std::string serviceName;
    std::optional<IntOrName> port;
};

class ExposureImport
{
public:
    explicit ExposureImport(ImportSession &session)
        : m_session(session)
        , m_index(session.project.topology)
    {
    }

    void exposeServices()
    {
        for (const auto &[id, service] : m_session.project.topology.services) {
            const bool isExternal = service.type == "NodePort" || service.type == "LoadBalancer"
                || m_session.externallyAddressed.count(id) > 0;
            if (isExternal)
                expose(service, std::nullopt, "Service " + service.name + " (" + service.type + ")");
        }
    }

    void exposeIngress(const ManifestObject &object)
    {
        const ManifestFields fields = m_session.fields(object);
        const std::vector<Backend> backends =
            object.kind == "Route" ? routeBackends(fields) : ingressBackends(fields);
        std::vector<std::string> exposed;
        for (const Backend &backend : backends) {
            const Service *service = m_index.find(object.namespaceName, backend.serviceName);
            if (!service) {
                m_session.report(DiagnosticLevel::Warning, "unknown-service",
                    object.title() + " names the service " + backend.serviceName
                        + ", which is not in the input.",
                    "Import the Service too.", object.origin);
                continue;
            }
            for (const std::string &name : expose(*service, backend.port, object.title()))
                exposed.push_back(name);
        }
        std::sort(exposed.begin(), exposed.end());
        exposed.erase(std::unique(exposed.begin(), exposed.end()), exposed.end());
        std::string list;
        for (const std::string &name : exposed)
            list += (list.empty() ? "" : ", ") + name;
        m_session.report(DiagnosticLevel::Note, "exposed",
            object.title()
                + (list.empty() ? " reaches no workload." : " exposes " + list + " to the internet."),
            {}, object.origin);
    }

    void finish()
    {
        if (m_flows.empty())
            return;
        Topology &topology = m_session.project.topology;
        ExternalEndpoint internet;
        internet.id = m_session.claimId("internet");
        internet.name = "Internet";
        internet.kind = ExternalKind::Internet;
        internet.trust = TrustTier::Untrusted;
        internet.description = "Whoever can reach the exposed services";
        const ElementId internetId = internet.id;
        topology.externals.emplace(internetId, std::move(internet));
        for (auto &[workloadId, port, protocol, purpose] : m_flows) {
            topology.workloads.at(workloadId).exposed = true;
            Flow flow;
            flow.id = m_session.claimId(
                "flow-" + internetId.value() + "-" + workloadId.value() + "-" + std::to_string(port));
            flow.sourceId = internetId;
            flow.destinationId = workloadId;
            flow.port = port;
            flow.protocol = protocol;
            flow.purpose = purpose;
            const ElementId id = flow.id;
            topology.flows.emplace(id, std::move(flow));
        }
    }

private:
    struct InboundFlow
    {
        ElementId workloadId;
        std::uint16_t port = 0;
        Protocol protocol = Protocol::Tcp;
        std::string purpose;
    };

    static Backend backendOf(const ManifestFields &map)
    {
        if (const auto service = map.map("service")) {
            Backend backend { service->text("name"), std::nullopt };
            if (const auto port = service->map("port")) {
                backend.port = port->portOrName("number");
                if (!backend.port)
                    backend.port = port->portOrName("name");
            }
            return backend;
        }
        return { map.text("serviceName"), map.portOrName("servicePort") }; // extensions/v1beta1
    }

    static std::vector<Backend> ingressBackends(const ManifestFields &fields)
    {
        std::vector<Backend> backends;
        const auto spec = fields.map("spec");
        if (!spec)
            return backends;
        const auto add = [&backends](const std::optional<ManifestFields> &map) {
            if (map && !map->has("resource"))
                backends.push_back(backendOf(*map));
        };
        add(spec->map("defaultBackend"));
        add(spec->map("backend"));
        for (const ManifestFields &rule : spec->maps("rules")) {
            const auto http = rule.map("http");
            for (const ManifestFields &path : http ? http->maps("paths") : std::vector<ManifestFields> {})
                add(path.map("backend"));
        }
        return backends;
    }

    static std::vector<Backend> routeBackends(const ManifestFields &fields)
    {
        std::vector<Backend> backends;
        const auto spec = fields.map("spec");
        if (!spec)
            return backends;
        std::optional<IntOrName> port;
        if (const auto portMap = spec->map("port"))
            port = portMap->portOrName("targetPort");
        if (const auto to = spec->map("to"))
            backends.push_back({ to->text("name"), port });
        for (const ManifestFields &alternate : spec->maps("alternateBackends"))
            backends.push_back({ alternate.text("name"), port });
        return backends;
    }

    /// A Route names the target port, an Ingress the service port: both are taken.
    static bool isMeant(const ServicePort &port, const std::optional<IntOrName> &wanted)
    {
        return !wanted || *wanted == IntOrName(port.port) || *wanted == IntOrName(port.name)
            || *wanted == port.targetPort;
    }

    std::vector<std::string> expose(
        const Service &service, const std::optional<IntOrName> &wanted, const std::string &purpose)
    {
        std::vector<std::string> names;
        for (const Workload *workload : m_index.workloadsBehind(service)) {
            names.push_back(workload->name);
            for (const ServicePort &port : service.ports) {
                if (isMeant(port, wanted))
                    addFlow(workload->id, podPort(*workload, port.targetPort, port.protocol), port.protocol,
                        purpose);
            }
        }
        return names;
    }

    void addFlow(const ElementId &workload, std::uint16_t port, Protocol protocol, const std::string &purpose)
    {
        const bool isKnown = std::any_of(m_flows.begin(), m_flows.end(), [&](const InboundFlow &flow) {
            return flow.workloadId == workload && flow.port == port && flow.protocol == protocol;
        });
        if (!isKnown)
            m_flows.push_back({ workload, port, protocol, "from outside through " + purpose });
    }

    ImportSession &m_session;
    ServiceIndex m_index;
    std::vector<InboundFlow> m_flows;
};

} // namespace

void importExposure(ImportSession &session, const std::vector<const ManifestObject *> &ingresses)
{
    ExposureImport import(session);
    import.exposeServices();
    for (const ManifestObject *ingress : ingresses)
        import.exposeIngress(*ingress);
    import.finish();
}

} // namespace fourplane
