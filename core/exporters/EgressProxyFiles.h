// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/EgressRoutes.h"

#include <set>
#include <string>
#include <vector>

namespace fourplane {

/// What egress gateways of sidecars and egress waypoints of ambient have in common: files of one folder that
/// realise the lists of a proxy.
class EgressProxyFiles
{
public:
    static constexpr std::string_view folder = "components/egress-gateway";
    /// Of a policy in the audit overlay: Istio logs what it would refuse.
    static constexpr const char *dryRunPatch = "- op: add\n  path: /metadata/annotations/istio.io~1dry-run\n"
                                               "  value: \"true\"\n";

    /// `what` begins messages, for instance "Egress gateway".
    EgressProxyFiles(ExportBuilder &builder, std::string what);

    /// Reports that the lists of the proxy, or a part of them, are not written.
    void leaveOut(const EgressRoutes &routes, const std::string &reason, const char *fix);

    /// Refuses the export where the proxy's name, namespace or labels cannot be written.
    void checkNames(const PlannedPod &proxy);

    /// The hosts of the proxy that no proxy before it has; the others are left out, and reported.
    std::vector<std::string> claimHosts(const EgressRoutes &routes);

    /// An object in the proxy's namespace that only the enforce overlay has; no labels where the map is
    /// empty.
    void add(const EgressRoutes &routes, const char *apiVersion, const char *kind, const std::string &name,
        YamlValue spec, const YamlValue &labels = {});

    static std::string nameOf(const PlannedPod &proxy) { return "egress-" + proxy.name; }

private:
    ExportBuilder &m_builder;
    std::string m_what;
    std::set<std::string> m_hosts;
};

} // namespace fourplane
