// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/SceneZones.h"

#include "core/enforcement/Scheduling.h"
#include "ui/canvas/CanvasMetrics.h"

#include <algorithm>
#include <map>

namespace fourplane::ui {

namespace {

/// Room around the members of a zone; the title of a tenant stands above them, that of the cluster below.
constexpr double clusterMargin = 30;
constexpr double tenantMargin = 16;
constexpr double poolMargin = 9;
constexpr double holeMargin = 10;

QRectF grown(const QRectF &rect, double margin, double title = 0)
{
    return rect.adjusted(-margin, -margin - title, margin, margin);
}

/// Joins rectangles that touch until none do; as many as that takes long for stay apart.
std::vector<QRectF> joined(std::vector<QRectF> rects)
{
    constexpr std::size_t mostJoined = 150;
    if (rects.size() > mostJoined)
        return rects;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < rects.size() && !changed; ++i) {
            for (std::size_t j = i + 1; j < rects.size() && !changed; ++j) {
                if (rects[i].intersects(rects[j])) {
                    rects[i] |= rects[j];
                    rects.erase(rects.begin() + static_cast<std::ptrdiff_t>(j));
                    changed = true;
                }
            }
        }
    }
    return rects;
}

void addFolded(SceneZone &zone, const std::vector<SceneNode> &nodes, std::size_t index)
{
    zone.nodes.push_back(index);
    zone.workloads += nodes[index].folded->members.size();
}

} // namespace

QRectF SceneZone::membersRect(
    const std::vector<SceneNode> &allNodes, const std::vector<SceneContainer> &allContainers) const
{
    QRectF around;
    for (std::size_t index : containers)
        around |= allContainers[index].rect;
    for (std::size_t index : nodes)
        around |= allNodes[index].rect;
    return around;
}

QRectF SceneZone::bounds() const
{
    QRectF all;
    for (const QRectF &area : areas)
        all |= area;
    return all;
}

bool SceneZone::contains(const QPointF &scenePoint) const
{
    const auto has = [&scenePoint](const QRectF &rect) { return rect.contains(scenePoint); };
    return std::any_of(areas.begin(), areas.end(), has) && std::none_of(holes.begin(), holes.end(), has);
}

std::vector<SceneZone> makeZones(const Project &project, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers)
{
    std::vector<SceneZone> zones;
    const std::size_t spaces = project.topology.namespaces.size();
    if (spaces > 1 || (spaces == 1 && !project.topology.externals.empty())) {
        SceneZone cluster;
        cluster.name = QString::fromStdString(project.name);
        for (std::size_t i = 0; i < containers.size(); ++i) {
            cluster.containers.push_back(i);
            cluster.workloads += containers[i].children.size();
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].folded)
                addFolded(cluster, nodes, i);
        }
        zones.push_back(std::move(cluster));
    }
    std::map<std::string, SceneZone> tenants;
    const auto tenantOf = [&](const ElementId &namespaceId) -> SceneZone * {
        const std::string &tenant = project.topology.namespaces.at(namespaceId).tenant;
        if (tenant.empty())
            return nullptr;
        SceneZone &zone = tenants[tenant];
        zone.kind = SceneZone::Kind::Tenant;
        zone.name = QString::fromStdString(tenant);
        return &zone;
    };
    for (std::size_t i = 0; i < containers.size(); ++i) {
        if (SceneZone *zone = tenantOf(containers[i].id)) {
            zone->containers.push_back(i);
            zone->workloads += containers[i].children.size();
        }
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        SceneZone *zone = nodes[i].folded ? tenantOf(nodes[i].id) : nullptr;
        if (zone)
            addFolded(*zone, nodes, i);
    }
    for (auto &entry : tenants)
        zones.push_back(std::move(entry.second));
    ElementMap<SceneZone> pools;
    if (!project.topology.nodePools.empty()) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Workload *workload = find(project.topology.workloads, nodes[i].id);
            if (!workload)
                continue;
            const std::vector<ElementId> landing =
                poolsFor(workload->placement, project.topology.nodePools, workload->controller);
            if (landing.size() == 1)
                pools[landing.front()].nodes.push_back(i);
        }
    }
    for (auto &[id, zone] : pools) {
        zone.kind = SceneZone::Kind::NodePool;
        zone.poolId = id;
        zone.name = QString::fromStdString(project.topology.nodePools.at(id).name);
        zone.workloads = zone.nodes.size();
        zones.push_back(std::move(zone));
    }
    return zones;
}

void placeZones(std::vector<SceneZone> &zones, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers)
{
    for (SceneZone &zone : zones) {
        zone.areas.clear();
        zone.holes.clear();
        if (zone.kind == SceneZone::Kind::NodePool) {
            std::vector<QRectF> cards;
            for (std::size_t index : zone.nodes)
                cards.push_back(grown(nodes[index].rect, poolMargin));
            zone.areas = joined(std::move(cards));
            continue;
        }
        const QRectF around = zone.membersRect(nodes, containers);
        const bool isCluster = zone.kind == SceneZone::Kind::Cluster;
        const QRectF area =
            isCluster ? grown(around, clusterMargin) : grown(around, tenantMargin, metrics::zoneTitle);
        zone.areas.push_back(area);
        if (isCluster) {
            for (const SceneNode &node : nodes) {
                if (!node.isInCluster() && area.intersects(node.rect))
                    zone.holes.push_back(grown(node.rect, holeMargin));
            }
            continue;
        }
        for (std::size_t i = 0; i < containers.size(); ++i) {
            const bool isMember =
                std::find(zone.containers.begin(), zone.containers.end(), i) != zone.containers.end();
            if (!isMember && area.intersects(containers[i].rect))
                zone.holes.push_back(grown(containers[i].rect, holeMargin));
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const bool isMember = std::find(zone.nodes.begin(), zone.nodes.end(), i) != zone.nodes.end();
            if (nodes[i].folded && !isMember && area.intersects(nodes[i].rect))
                zone.holes.push_back(grown(nodes[i].rect, holeMargin));
        }
    }
}

} // namespace fourplane::ui
