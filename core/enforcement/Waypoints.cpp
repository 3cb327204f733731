// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/Waypoints.h"

#include "core/enforcement/PlanContext.h"
#include "core/topology/ServiceIndex.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *useLabel = "istio.io/use-waypoint";
constexpr const char *useNamespaceLabel = "istio.io/use-waypoint-namespace";
constexpr const char *trafficLabel = "istio.io/waypoint-for";
constexpr const char *noWaypoint = "none";

const std::string *labelOf(const Labels &labels, const char *key)
{
    const auto found = labels.find(key);
    return found == labels.end() ? nullptr : &found->second;
}

bool takes(const WaypointGateway &waypoint, const std::string &traffic)
{
    const std::string *own = labelOf(waypoint.meta.labels, trafficLabel);
    return own ? *own == traffic || *own == "all" : traffic == "service";
}

bool admits(const WaypointGateway &waypoint, const PlannedNamespace &home)
{
    switch (waypoint.audience) {
    case WaypointAudience::All:
        return true;
    case WaypointAudience::Selector:
        return matches(waypoint.namespaces, home.labels);
    case WaypointAudience::Same:
        break;
    }
    return waypoint.meta.namespaceName == home.name;
}

class WaypointFinder
{
public:
    explicit WaypointFinder(PlanContext &context)
        : m_context(context)
        , m_services(context.topology())
    {
    }

    void find()
    {
        for (PlannedPod &pod : m_context.plan().pods) {
            const PlannedNamespace *home = findNamespace(m_context.plan(), pod.namespaceName);
            if (pod.meshMode != MeshMode::Ambient || !home)
                continue;
            if (const WaypointGateway *own = waypointOf(pod.labels, *home, "workload"))
                pod.waypoints.push_back({ own->meta.name, own->meta.namespaceName, {} });
            addThroughServices(pod, *home);
        }
        reportLostPolicies();
    }

private:
    void addThroughServices(PlannedPod &pod, const PlannedNamespace &home)
    {
        for (const auto &[id, service] : m_context.topology().services) {
            const Namespace *where = fourplane::find(m_context.topology().namespaces, service.namespaceId);
            const auto behind = m_services.workloadsBehind(service);
            const bool leadsHere = where && where->name == pod.namespaceName
                && std::any_of(behind.begin(), behind.end(),
                    [&pod](const Workload *workload) { return workload->id == pod.workloadId; });
            const WaypointGateway *found = leadsHere ? waypointOf(service.labels, home, "service") : nullptr;
            if (!found)
                continue;
            const auto same = std::find_if(
                pod.waypoints.begin(), pod.waypoints.end(), [found](const PodWaypoint &waypoint) {
                    return waypoint.name == found->meta.name
                        && waypoint.namespaceName == found->meta.namespaceName;
                });
            if (same == pod.waypoints.end())
                pod.waypoints.push_back({ found->meta.name, found->meta.namespaceName, { service.name } });
            else
                same->services.push_back(service.name);
        }
    }

    /// The waypoint that an object with `own` labels in `home` uses for a kind of traffic.
    const WaypointGateway *waypointOf(
        const Labels &own, const PlannedNamespace &home, const std::string &traffic)
    {
        const bool isOwn = labelOf(own, useLabel) != nullptr;
        const Labels &labels = isOwn ? own : home.labels;
        const std::string *name = labelOf(labels, useLabel);
        if (!name || *name == noWaypoint)
            return nullptr;
        const std::string *where = labelOf(labels, useNamespaceLabel);
        const std::string namespaceName = where ? *where : home.name;
        const auto &waypoints = m_context.plan().waypoints;
        const auto found =
            std::find_if(waypoints.begin(), waypoints.end(), [&](const Planned<WaypointGateway> &planned) {
                return planned.object.meta.name == *name
                    && planned.object.meta.namespaceName == namespaceName;
            });
        if (found == waypoints.end() || !admits(found->object, home)) {
            report("Namespace " + home.name + " or an object in it uses the waypoint " + namespaceName + "/"
                    + *name
                    + (found == waypoints.end()
                            ? ", which is not there: its traffic goes directly."
                            : ", which does not take this namespace: its traffic goes directly."),
                home.origin);
            return nullptr;
        }
        return takes(found->object, traffic) ? &found->object : nullptr;
    }

    void report(const std::string &message, const SourceLocation &where)
    {
        if (std::find(m_said.begin(), m_said.end(), message) != m_said.end())
            return;
        m_said.push_back(message);
        m_context.report(DiagnosticLevel::Warning, "no-waypoint", message,
            "Add the Gateway of class istio-waypoint, or correct the label.", where);
    }

    /// Policies for a waypoint that is not there decide nothing.
    void reportLostPolicies()
    {
        const auto &waypoints = m_context.plan().waypoints;
        for (const Planned<AuthorizationPolicy> &policy : m_context.plan().authorizationPolicies) {
            const ObjectMeta &meta = policy.object.meta;
            for (const PolicyTargetReference &target : policy.object.targetRefs) {
                const bool isThere = target.kind != "Gateway"
                    || std::any_of(
                        waypoints.begin(), waypoints.end(), [&](const Planned<WaypointGateway> &waypoint) {
                            return waypoint.object.meta.name == target.name
                                && waypoint.object.meta.namespaceName == meta.namespaceName;
                        });
                if (!isThere)
                    m_context.report(DiagnosticLevel::Warning, "no-waypoint",
                        "AuthorizationPolicy " + meta.namespaceName + "/" + meta.name + " is for Gateway "
                            + target.name + ", which is no waypoint of the project: it decides nothing here.",
                        "Add the waypoint, or remove the target.", policy.origin);
            }
        }
    }

    PlanContext &m_context;
    ServiceIndex m_services;
    std::vector<std::string> m_said;
};

} // namespace

void findWaypoints(PlanContext &context)
{
    WaypointFinder(context).find();
}

} // namespace fourplane
