// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/InboundPaths.h"

#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

bool isMeant(const ServicePort &port, const WantedPort &wanted)
{
    if (!wanted.port || *wanted.port == IntOrName(port.port))
        return true;
    if (std::holds_alternative<std::string>(*wanted.port) && *wanted.port == IntOrName(port.name))
        return true;
    return wanted.isTargetToo && *wanted.port == port.targetPort;
}

std::string textOf(const IntOrName &port)
{
    const auto *number = std::get_if<std::uint16_t>(&port);
    return number ? std::to_string(*number) : std::get<std::string>(port);
}

} // namespace

InboundPaths::InboundPaths(ImportSession &session)
    : m_session(session)
    , m_index(session.project.topology)
{
}

const Service *InboundPaths::service(
    const ManifestObject &from, const std::string &namespaceName, const std::string &name)
{
    const Service *found = m_index.find(namespaceName, name);
    if (!found)
        reportUnread(from, "the service " + namespaceName + "/" + name);
    return found;
}

const Service *InboundPaths::serviceByHost(const std::string &host, const std::string &fromNamespace) const
{
    const std::vector<std::string> parts = split(host, '.');
    if (parts.size() == 1)
        return m_index.find(fromNamespace, host);
    if (parts.size() == 2 || parts[2] == "svc")
        return m_index.find(parts[1], parts[0]);
    return nullptr;
}

std::set<std::string> InboundPaths::open(
    const Service &service, const WantedPort &wanted, const std::string &purpose, const SourceLocation &where)
{
    return openTo({}, service, wanted, purpose, where);
}

std::set<std::string> InboundPaths::openTo(const std::vector<std::string> &cidrs, const Service &service,
    const WantedPort &wanted, const std::string &purpose, const SourceLocation &where)
{
    const Service *real = behindAlias(service);
    if (!real)
        return {};
    if (real->selector.empty())
        reportByHand(*real);
    const bool isOffered = std::any_of(real->ports.begin(), real->ports.end(),
        [&wanted](const ServicePort &port) { return isMeant(port, wanted); });
    if (!isOffered && wanted.port) {
        m_session.report(DiagnosticLevel::Warning, "unknown-service-port",
            "The service " + real->name + " does not offer the port " + textOf(*wanted.port)
                + ", through which it would be exposed: " + purpose + ".",
            "Correct the port.", where);
    }
    std::set<std::string> names;
    for (const Workload *workload : m_index.workloadsBehind(*real)) {
        for (const ServicePort &port : real->ports) {
            if (!isMeant(port, wanted))
                continue;
            names.insert(workload->name);
            add({ join(cidrs, ","), workload->id, podPort(*workload, port.targetPort, port.protocol),
                port.protocol, purpose });
        }
    }
    return names;
}

const Service *InboundPaths::behindAlias(const Service &service) const
{
    if (service.type != "ExternalName")
        return &service;
    const auto evidence = m_session.services.find(service.id);
    const Service *real =
        evidence == m_session.services.end() ? nullptr : serviceByHost(evidence->second.externalName, {});
    return real && real->type != "ExternalName" ? real : nullptr;
}

void InboundPaths::markPrivate(const Service &service)
{
    if (const Service *real = behindAlias(service)) {
        if (real->selector.empty())
            reportByHand(*real);
        for (const Workload *workload : m_index.workloadsBehind(*real))
            m_private.insert(workload->id);
    }
}

void InboundPaths::openPod(
    const Workload &workload, std::uint16_t port, Protocol protocol, const std::string &purpose)
{
    add({ {}, workload.id, port, protocol, purpose });
}

void InboundPaths::add(Path path)
{
    m_exposed.insert(path.workloadId);
    const bool isKnown = std::any_of(m_paths.begin(), m_paths.end(), [&path](const Path &known) {
        return known.clients == path.clients && known.workloadId == path.workloadId && known.port == path.port
            && known.protocol == path.protocol;
    });
    if (!isKnown)
        m_paths.push_back(std::move(path));
}

bool InboundPaths::isExposed(const ElementId &workload) const
{
    return m_exposed.count(workload) > 0;
}

void InboundPaths::report(const ManifestObject &object, const std::set<std::string> &workloads)
{
    if (!m_firstRoute && !workloads.empty())
        m_firstRoute = &object;
    const std::string list = join({ workloads.begin(), workloads.end() }, ", ");
    m_session.report(DiagnosticLevel::Note, "exposed",
        object.title() + (list.empty() ? " reaches no workload." : " exposes " + list + " to the internet."),
        {}, object.origin);
}

void InboundPaths::reportUnread(const ManifestObject &object, const std::string &destination)
{
    UnmodelledKind unread;
    unread.level = DiagnosticLevel::Warning;
    unread.reason = "it leads to " + destination
        + ", which is not read or not in the input, so that what it exposes is not known";
    unread.planes.insert(Plane::Network);
    unread.concernsExposure = true;
    m_session.addUnmodelled(object, unread);
}

void InboundPaths::reportByHand(const Service &service)
{
    if (!m_byHand.insert(service.id).second)
        return;
    const Namespace *home = find(m_session.project.topology.namespaces, service.namespaceId);
    UnmodelledObject unread;
    unread.apiVersion = "v1";
    unread.kind = "Service";
    unread.namespaceName = home ? home->name : std::string();
    unread.name = service.name;
    unread.reason =
        "it has no selector, so that addresses set by hand stand behind it, those of pods perhaps";
    unread.affectsVerdicts = true;
    unread.plane = Plane::Network;
    unread.concernsExposure = true;
    unread.origin = service.origin;
    m_session.project.unmodelled.push_back(unread);
    m_session.report(DiagnosticLevel::Warning, "endpoints-by-hand",
        "Outsiders reach the Service " + service.name + ", and " + unread.reason
            + ": which workloads of its namespace are exposed is not known.",
        "Give it a selector, or mark those workloads as exposed in the project.", service.origin);
}

void InboundPaths::reportMissingGateway()
{
    const auto &workloads = m_session.project.topology.workloads;
    if (!m_firstRoute || std::any_of(workloads.begin(), workloads.end(), [](const auto &entry) {
            return entry.second.kind == WorkloadKind::Gateway
                && (entry.second.exposed || entry.second.exposedPrivately);
        }))
        return;
    m_session.report(DiagnosticLevel::Warning, "gateway-missing",
        "Routes from outside, such as " + m_firstRoute->title()
            + ", go through a gateway whose pods are not in the input. Policies that admit it let outsiders "
              "in, "
              "too, and are read as if nobody came through it.",
        "Import the manifests of its controller too, or draw it as an exposed gateway.",
        m_firstRoute->origin);
}

ElementId InboundPaths::externalFor(const std::string &clients)
{
    ElementId &id = m_externals[clients];
    if (!id.isEmpty())
        return id;
    ExternalEndpoint external;
    external.kind = ExternalKind::Internet;
    external.trust = TrustTier::Untrusted;
    if (clients.empty()) {
        external.id = m_session.claimId("internet");
        external.name = "Internet";
        external.description = "Whoever can reach the exposed services";
    } else {
        external.id = m_session.claimId("clients-" + clients);
        external.name = "Clients from " + clients;
        external.description = "Whom a load balancer is told to let in";
        external.cidrs = split(clients, ',');
    }
    id = external.id;
    m_session.project.topology.externals.emplace(id, std::move(external));
    return id;
}

void InboundPaths::finish()
{
    Topology &topology = m_session.project.topology;
    for (const ElementId &id : m_exposed)
        topology.workloads.at(id).exposed = true;
    for (const ElementId &id : m_private)
        topology.workloads.at(id).exposedPrivately = true;
    reportMissingGateway();
    for (const Path &path : m_paths) {
        const ElementId source = externalFor(path.clients);
        Flow flow;
        flow.id = m_session.claimId(
            "flow-" + source.value() + "-" + path.workloadId.value() + "-" + std::to_string(path.port));
        flow.sourceId = source;
        flow.destinationId = path.workloadId;
        flow.port = path.port;
        flow.protocol = path.protocol;
        flow.purpose = "from outside through " + path.purpose;
        const ElementId id = flow.id;
        topology.flows.emplace(id, std::move(flow));
    }
}

} // namespace fourplane
