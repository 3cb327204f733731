// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ServiceExposure.h"

#include "core/base/Cidr.h"
#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

/// The well-formed ranges; none when they, or one of them, mean everybody.
std::vector<std::string> clientsOf(
    InboundPaths &paths, const Service &service, const std::vector<std::string> &ranges)
{
    std::vector<std::string> clients;
    for (const std::string &range : ranges) {
        if (!parseCidr(range)) {
            paths.session().report(DiagnosticLevel::Severe, "wrong-value",
                "The Service " + service.name + " has the client range \"" + range
                    + "\", which is no address block; everybody counts as a client.",
                "Write it as 192.0.2.0/24.", service.origin);
            return {};
        }
        if (range == "0.0.0.0/0" || range == "::/0")
            return {};
        clients.push_back(range);
    }
    if (!clients.empty()) {
        paths.session().report(DiagnosticLevel::Warning, "client-ranges",
            "The load balancer of Service " + service.name + " is told to let in " + join(clients, ", ")
                + " only. A platform that does not know loadBalancerSourceRanges ignores them, so that its "
                  "workloads count as exposed.",
            "Let a NetworkPolicy say the same.", service.origin);
    }
    return clients;
}

void exposeService(InboundPaths &paths, const Service &service, const ServiceEvidence &evidence)
{
    const std::string purpose = "Service " + service.name + " (" + service.type + ")";
    const bool isBalanced = service.type == "LoadBalancer";
    if (isBalanced && !evidence.internalBy.empty() && !evidence.hasExternalAddresses) {
        paths.session().report(DiagnosticLevel::Note, "internal-load-balancer",
            purpose + " is published inside the private network only (" + evidence.internalBy
                + "); its workloads do not count as exposed to the internet.",
            "Mark them as exposed where outsiders come into that network.", service.origin);
        paths.markPrivate(service);
        return;
    }
    if (!isBalanced && service.type != "NodePort" && !evidence.hasExternalAddresses)
        return;
    const bool isLimited = isBalanced && !evidence.hasExternalAddresses;
    const std::vector<std::string> clients =
        isLimited ? clientsOf(paths, service, evidence.sourceRanges) : std::vector<std::string> {};
    paths.openTo(clients, service, {}, purpose, service.origin);
}

} // namespace

void exposeServices(InboundPaths &paths)
{
    static const ServiceEvidence nothing;
    for (const auto &[id, service] : paths.session().project.topology.services) {
        const auto evidence = paths.session().services.find(id);
        exposeService(
            paths, service, evidence == paths.session().services.end() ? nothing : evidence->second);
    }
}

void exposeHostPorts(InboundPaths &paths)
{
    ImportSession &session = paths.session();
    for (const auto &[id, workload] : session.project.topology.workloads) {
        if (workload.placement.hostNetwork) {
            paths.markExposed(workload);
            session.report(DiagnosticLevel::Note, "host-network",
                "Workload " + workload.name
                    + " listens at the addresses of its nodes (hostNetwork); it counts as exposed.",
                "Clear that in the project where nobody outside reaches the nodes.", workload.origin);
            continue;
        }
        const auto evidence = session.evidence.find(id);
        if (evidence == session.evidence.end())
            continue;
        for (const HostPort &port : evidence->second.hostPorts) {
            const std::string purpose = "host port " + std::to_string(port.hostPort) + " of its nodes";
            if (port.hostIp.rfind("127.", 0) == 0 || port.hostIp == "::1")
                continue;
            paths.openPod(workload, port.containerPort, port.protocol, purpose);
            session.report(DiagnosticLevel::Note, "host-port",
                "Workload " + workload.name + " is published at " + purpose + "; it counts as exposed.",
                "Clear that in the project where nobody outside reaches the nodes.", workload.origin);
        }
    }
}

} // namespace fourplane
