// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/IngressExposure.h"

#include "core/importers/InternalMarks.h"

namespace fourplane {

namespace {

struct IngressBackend
{
    std::string serviceName;
    WantedPort port;
};

std::optional<IntOrName> portIn(const ManifestFields &service)
{
    const auto port = service.map("port");
    if (!port)
        return std::nullopt;
    return port->has("number") ? port->portOrName("number") : port->portOrName("name");
}

IngressBackend backendOf(const ManifestFields &map)
{
    if (const auto service = map.map("service"))
        return { service->text("name"), { portIn(*service) } };
    return { map.text("serviceName"), { map.portOrName("servicePort") } }; // extensions/v1beta1
}

std::vector<IngressBackend> ingressBackends(
    const ManifestFields &spec, const ManifestObject &object, InboundPaths &paths)
{
    std::vector<IngressBackend> backends;
    const auto add = [&](const std::optional<ManifestFields> &map) {
        if (map && map->has("resource"))
            paths.reportUnread(object, "a resource that is no Service");
        else if (map)
            backends.push_back(backendOf(*map));
    };
    add(spec.map("defaultBackend"));
    add(spec.map("backend"));
    for (const ManifestFields &rule : spec.maps("rules")) {
        const auto http = rule.map("http");
        for (const ManifestFields &path : http ? http->maps("paths") : std::vector<ManifestFields> {})
            add(path.map("backend"));
    }
    return backends;
}

std::vector<IngressBackend> routeBackends(const ManifestFields &spec)
{
    WantedPort port { std::nullopt, true };
    if (const auto portMap = spec.map("port"))
        port.port = portMap->portOrName("targetPort");
    std::vector<IngressBackend> backends;
    if (const auto to = spec.map("to"))
        backends.push_back({ to->text("name"), port });
    for (const ManifestFields &alternate : spec.maps("alternateBackends"))
        backends.push_back({ alternate.text("name"), port });
    return backends;
}

} // namespace

void exposeIngress(InboundPaths &paths, const ManifestObject &object)
{
    ImportSession &session = paths.session();
    const ManifestFields fields = session.fields(object);
    const auto spec = fields.map("spec");
    if (!spec) {
        paths.report(object, {});
        return;
    }
    const auto metadata = fields.map("metadata");
    const std::string mark = internalIngressMark(
        metadata ? metadata->labels("annotations") : Labels {}, spec->text("ingressClassName"));
    const bool isPrivate = object.kind == "Ingress" && !mark.empty();
    if (isPrivate) {
        session.report(DiagnosticLevel::Note, "internal-load-balancer",
            object.title() + " is published inside the private network only (" + mark
                + "); its workloads do not count as exposed to the internet.",
            "Mark them as exposed where outsiders come into that network.", object.origin);
    }
    std::set<std::string> exposed;
    const std::vector<IngressBackend> backends =
        object.kind == "Route" ? routeBackends(*spec) : ingressBackends(*spec, object, paths);
    for (const IngressBackend &backend : backends) {
        const Service *service = paths.service(object, object.namespaceName, backend.serviceName);
        if (service && isPrivate)
            paths.markPrivate(*service);
        else if (service)
            exposed.merge(paths.open(*service, backend.port, object.title(), object.origin));
    }
    if (!isPrivate)
        paths.report(object, exposed);
}

} // namespace fourplane
