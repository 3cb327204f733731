// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"
#include "core/topology/ServiceIndex.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fourplane {

/// How a way in names a port of the Service behind it.
struct WantedPort
{
    std::optional<IntOrName> port; ///< nothing = all of them
    bool isTargetToo = false; ///< a number may be the pod port: OpenShift's Route
};

/// Where the ways in from outside lead, gathered from Services, Ingresses and routes. While it lives, no
/// element may be added to the topology or taken away.
class InboundPaths
{
public:
    explicit InboundPaths(ImportSession &session);

    ImportSession &session() { return m_session; }

    const ServiceIndex &index() const { return m_index; }

    /// The Service that a way in names; for one that is not in the input see reportUnread.
    const Service *service(
        const ManifestObject &from, const std::string &namespaceName, const std::string &name);

    /// The Service behind a host name as seen from a namespace: NAME, NAME.NAMESPACE or with .svc and a
    /// domain; nullptr when the input has none.
    const Service *serviceByHost(const std::string &host, const std::string &fromNamespace) const;

    /// Opens a port of a Service, that of the one behind it for an alias, to the internet. Gives the names of
    /// the workloads; a port that the Service does not have is reported ("unknown-service-port") and opens
    /// nothing.
    std::set<std::string> open(const Service &service, const WantedPort &wanted, const std::string &purpose,
        const SourceLocation &where);

    /// The same for clients from these address blocks only, and for everybody when there is none.
    std::set<std::string> openTo(const std::vector<std::string> &cidrs, const Service &service,
        const WantedPort &wanted, const std::string &purpose, const SourceLocation &where);

    /// Opens a pod port itself.
    void openPod(const Workload &workload, std::uint16_t port, Protocol protocol, const std::string &purpose);

    /// Says that a workload can be reached without any port that would be meant for it.
    void markExposed(const Workload &workload) { m_exposed.insert(workload.id); }

    /// Says that the workloads behind a Service can be reached from the private network.
    void markPrivate(const Service &service);

    void markPrivate(const Workload &workload) { m_private.insert(workload.id); }

    /// True when something opened a port of the workload, or marked it.
    bool isExposed(const ElementId &workload) const;

    /// True when something published the workload in the private network.
    bool isPrivate(const ElementId &workload) const { return m_private.count(workload) > 0; }

    /// Says what an object exposes ("exposed").
    void report(const ManifestObject &object, const std::set<std::string> &workloads);

    /// Says that an object leads to what is not read or not in the input: which workloads of its namespace
    /// are exposed is uncertain then.
    void reportUnread(const ManifestObject &object, const std::string &destination);

    /// Marks the workloads and adds the external endpoints and their flows. Says where routes expose
    /// workloads through a gateway whose pods are not in the input ("gateway-missing").
    void finish();

private:
    struct Path
    {
        std::string clients; ///< names of address blocks, "," between; empty = everybody
        ElementId workloadId;
        std::uint16_t port = 0;
        Protocol protocol = Protocol::Tcp;
        std::string purpose;
    };

    /// The Service that an alias (type ExternalName) stands for; nullptr when that is none of the input.
    const Service *behindAlias(const Service &service) const;
    void add(Path path);
    /// Says that addresses set by hand stand behind a Service that outsiders reach, pods among them perhaps:
    /// which workloads of its namespace are exposed is uncertain then.
    void reportByHand(const Service &service);
    void reportMissingGateway();
    ElementId externalFor(const std::string &clients);

    ImportSession &m_session;
    ServiceIndex m_index;
    std::vector<Path> m_paths;
    std::set<ElementId> m_exposed;
    std::set<ElementId> m_private;
    std::set<ElementId> m_byHand; ///< Services that are reported
    const ManifestObject *m_firstRoute = nullptr; ///< that exposes a workload
    std::map<std::string, ElementId> m_externals; ///< by clients
};

} // namespace fourplane
