// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"
#include "ui/canvas/SceneElements.h"

#include <string>
#include <vector>

namespace fourplane::ui {

/// What namespaces and workloads have in common beyond a namespace, drawn behind them: the cluster, whose
/// border is the boundary of trust to what lies outside; a tenant; a node pool. A zone has no place of its
/// own: it grows with its members.
struct SceneZone
{
    enum class Kind
    {
        Cluster,
        Tenant,
        NodePool,
    };

    Kind kind = Kind::Cluster;
    QString name; ///< of the project, the tenant or the pool
    ElementId poolId;
    std::vector<std::size_t> containers; ///< members: indexes of namespaces, of a cluster or tenant
    std::vector<std::size_t> nodes; ///< members: cards of a pool; folded namespaces of a cluster or tenant
    std::size_t workloads = 0;
    std::vector<QRectF> areas; ///< a pool has an area for each group of cards that stand together
    std::vector<QRectF> holes; ///< what lies within an area and is no member, with some room around it

    QRectF bounds() const;
    /// Around the members as they stand.
    QRectF membersRect(
        const std::vector<SceneNode> &allNodes, const std::vector<SceneContainer> &allContainers) const;
    /// True where a thing dropped there joins it: in an area and in no hole.
    bool contains(const QPointF &scenePoint) const;
};

/// The zones of a project, from the outermost: the cluster where there is more than one namespace or
/// something outside, each tenant, each node pool with the workloads that can land in that pool alone.
std::vector<SceneZone> makeZones(const Project &project, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers);

/// Draws the zones around where their members stand now.
void placeZones(std::vector<SceneZone> &zones, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers);

} // namespace fourplane::ui
