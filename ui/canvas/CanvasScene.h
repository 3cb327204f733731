// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"
#include "ui/canvas/AnnotationLayer.h"
#include "ui/canvas/GridIndex.h"
#include "ui/canvas/SceneElements.h"
#include "ui/canvas/SceneTrunks.h"
#include "ui/canvas/SceneZones.h"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace fourplane::ui {

/// The geometry of the canvas: where every card, container and connection of a project lies. Knows nothing of
/// widgets, zoom or colours. Elements without a placement get a temporary position that stays until they are
/// placed.
class CanvasScene
{
public:
    /// Builds everything anew. Temporary positions that were given before are kept.
    void rebuild(const Project &project);

    /// Whether the same namespaces are folded as in the project.
    bool foldsAsIn(const Project &project) const;

    /// The project changed in placements only, and folds the same namespaces: moves what moved and routes
    /// again what hangs on it.
    void updatePlacements(const Project &project);

    /// Forgets everything, temporary positions too.
    void clear();

    const std::vector<SceneNode> &nodes() const { return m_nodes; }

    const std::vector<SceneContainer> &containers() const { return m_containers; }

    const std::vector<SceneEdge> &edges() const { return m_edges; }

    const std::vector<SceneTrunk> &trunks() const { return m_trunks; }

    const std::vector<SceneZone> &zones() const { return m_zones; }

    /// The zone of the cluster, or nullptr where none is drawn.
    const SceneZone *cluster() const;

    /// Indexes of the lines that begin or end at a card; empty when there is no such card.
    const std::vector<std::size_t> &edgesOf(const ElementId &nodeId) const;

    /// Indexes of the trunks that begin or end there.
    const std::vector<std::size_t> &trunksOf(const SceneTrunk::End &end) const;

    /// The end of trunks that a container, or a card outside every container, is.
    std::optional<SceneTrunk::End> trunkEndOf(const ElementId &id) const;

    /// Notes and ink.
    const AnnotationLayer &annotations() const { return m_annotations; }

    /// The card of an element; of a workload in a folded namespace the card of that.
    const SceneNode *node(const ElementId &id) const;
    const SceneContainer *container(const ElementId &id) const;
    /// The line that shows a flow or an allow rule.
    const SceneEdge *edgeOf(const ElementId &flowOrRuleId) const;
    /// The line between two cards, or nullptr.
    const SceneEdge *edgeBetween(const ElementId &sourceId, const ElementId &destinationId) const;

    /// The line between two cards, or where it would run if there were one; nothing when a card is missing.
    std::optional<std::array<QPointF, 4>> curveBetween(
        const ElementId &sourceId, const ElementId &destinationId) const;

    /// True for ids that select() may select.
    bool contains(const ElementId &id) const;

    /// Rectangle of a node, container or note, bounds of a connection or stroke; null when there is no such
    /// element.
    QRectF rectOf(const ElementId &id) const;

    /// Where a node or container stands, as it would be written to the diagram.
    Placement2D placementOf(const ElementId &id) const;

    std::vector<std::size_t> nodesIn(const QRectF &area) const { return m_nodeIndex.find(area); }

    std::vector<std::size_t> containersIn(const QRectF &area) const { return m_containerIndex.find(area); }

    std::vector<std::size_t> edgesIn(const QRectF &area) const { return m_edgeIndex.find(area); }

    std::vector<std::size_t> trunksIn(const QRectF &area) const { return m_trunkIndex.find(area); }

    /// Everything; null for an empty project.
    QRectF bounds() const { return m_bounds; }

    /// True when there is nothing but notes and ink.
    bool isEmpty() const { return m_nodes.empty() && m_containers.empty(); }

private:
    void placeNodes(const Project &project);
    void fitContainers(const Project &project);
    void indexEverything();

    std::vector<SceneNode> m_nodes;
    std::vector<SceneContainer> m_containers;
    std::vector<SceneEdge> m_edges;
    std::vector<SceneTrunk> m_trunks;
    std::vector<SceneZone> m_zones;
    std::vector<std::vector<std::size_t>> m_edgesOfNode; ///< by index of the node
    std::map<SceneTrunk::End, std::vector<std::size_t>> m_trunksOfEnd;
    AnnotationLayer m_annotations;
    std::set<ElementId> m_folded;
    ElementMap<std::size_t> m_nodeById; ///< also of the workloads that a folded namespace hides
    ElementMap<std::size_t> m_containerById;
    ElementMap<std::size_t> m_edgeById;
    ElementMap<Placement2D> m_temporary;
    /// Curves between cards that no line joins, as far as they were asked for: every frame of an attack asks.
    mutable std::map<std::pair<std::size_t, std::size_t>, std::array<QPointF, 4>> m_undeclared;
    GridIndex m_nodeIndex;
    GridIndex m_containerIndex;
    GridIndex m_edgeIndex { 900 };
    GridIndex m_trunkIndex { 2400 };
    QRectF m_bounds;
};

} // namespace fourplane::ui
