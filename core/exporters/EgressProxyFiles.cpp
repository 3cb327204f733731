// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/EgressProxyFiles.h"

#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"

namespace fourplane {

EgressProxyFiles::EgressProxyFiles(ExportBuilder &builder, std::string what)
    : m_builder(builder)
    , m_what(std::move(what))
{
}

void EgressProxyFiles::leaveOut(const EgressRoutes &routes, const std::string &reason, const char *fix)
{
    m_builder.report(DiagnosticLevel::Warning, "egress-gateway-not-written",
        "The lists of egress proxy " + routes.proxy->namespaceName + "/" + routes.proxy->name
            + " are not written: " + reason,
        fix, *routes.proxy);
}

void EgressProxyFiles::checkNames(const PlannedPod &proxy)
{
    if (!isDnsLabel(proxy.name) || !isDnsLabel(proxy.namespaceName))
        m_builder.refuse(m_what + " " + proxy.namespaceName + "/\"" + proxy.name + "\"",
            "its name or that of its namespace is no DNS label.", "Use lower case letters, digits and '-'.",
            proxy);
    m_builder.checkLabels(m_what + " " + proxy.name, proxy.labels, proxy);
}

std::vector<std::string> EgressProxyFiles::claimHosts(const EgressRoutes &routes)
{
    std::vector<std::string> hosts;
    for (const auto &[host, port] : routes.ports) {
        if (m_hosts.insert(host).second)
            hosts.push_back(host);
        else
            m_builder.report(DiagnosticLevel::Warning, "egress-host-of-another-proxy",
                "The lists of egress proxy " + routes.proxy->namespaceName + "/" + routes.proxy->name
                    + " are written without the host " + host
                    + ": another proxy has it, and the mesh sends a host one way.",
                "Let one proxy serve the host.", *routes.proxy);
    }
    return hosts;
}

void EgressProxyFiles::add(const EgressRoutes &routes, const char *apiVersion, const char *kind,
    const std::string &name, YamlValue spec, const YamlValue &labels)
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

} // namespace fourplane
