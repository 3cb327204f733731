// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasScene.h"

#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/EdgeLabels.h"
#include "ui/canvas/EdgeRouter.h"
#include "ui/canvas/SceneBuilder.h"
#include "ui/canvas/ScenePlacement.h"

#include <algorithm>

namespace fourplane::ui {

namespace {

const std::vector<std::size_t> none;
constexpr double trunkMargin = 4;

/// Points of a line near enough to each other that its pieces are as good as straight.
std::vector<QPointF> pointsAlong(const SceneEdge &edge)
{
    constexpr int steps = 12;
    std::vector<QPointF> points;
    for (int i = 0; i <= steps; ++i)
        points.push_back(edge.pointAt(static_cast<double>(i) / steps));
    return points;
}

template <class T>
ElementMap<std::size_t> indexById(const std::vector<T> &elements)
{
    ElementMap<std::size_t> index;
    for (std::size_t i = 0; i < elements.size(); ++i)
        index[elements[i].id] = i;
    return index;
}

template <class T>
const T *lookUp(const std::vector<T> &elements, const ElementMap<std::size_t> &index, const ElementId &id)
{
    const auto found = index.find(id);
    return found == index.end() ? nullptr : &elements[found->second];
}

} // namespace

void CanvasScene::rebuild(const Project &project)
{
    m_folded = foldedNamespaces(project);
    m_nodes = makeNodes(project, m_folded);
    m_nodeById = indexById(m_nodes);
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_nodes[i].folded) {
            for (const ElementId &member : m_nodes[i].folded->members)
                m_nodeById[member] = i;
        }
    }
    m_containers = makeContainers(project, m_nodes, m_folded);
    m_containerById = indexById(m_containers);
    for (SceneNode &node : m_nodes) {
        if (const auto home = m_containerById.find(node.containerId); home != m_containerById.end())
            node.container = home->second;
    }
    m_edges = makeEdges(project, m_nodes, m_nodeById);
    m_edgesOfNode.assign(m_nodes.size(), {});
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        m_edgesOfNode[m_edges[i].source].push_back(i);
        m_edgesOfNode[m_edges[i].destination].push_back(i);
    }
    m_zones = makeZones(project, m_nodes, m_containers);
    m_trunks = makeTrunks(m_nodes, m_edges);
    m_trunksOfEnd.clear();
    for (std::size_t i = 0; i < m_trunks.size(); ++i) {
        m_trunksOfEnd[m_trunks[i].first].push_back(i);
        m_trunksOfEnd[m_trunks[i].second].push_back(i);
    }
    m_edgeById.clear();
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        for (const std::vector<ElementId> *ids : { &m_edges[i].flowIds, &m_edges[i].ruleIds }) {
            for (const ElementId &id : *ids)
                m_edgeById[id] = i;
        }
    }
    placeNodes(project);
    fitContainers(project);
    m_annotations.rebuild(project.diagram);
    indexEverything();
}

bool CanvasScene::foldsAsIn(const Project &project) const
{
    return foldedNamespaces(project) == m_folded;
}

void CanvasScene::updatePlacements(const Project &project)
{
    std::vector<QRectF> before;
    before.reserve(m_nodes.size());
    for (const SceneNode &node : m_nodes)
        before.push_back(node.rect);
    placeNodes(project);
    fitContainers(project);
    m_annotations.rebuild(project.diagram);
    for (SceneEdge &edge : m_edges) {
        if (m_nodes[edge.source].rect != before[edge.source]
            || m_nodes[edge.destination].rect != before[edge.destination])
            edge.routed = false;
    }
    indexEverything();
}

void CanvasScene::clear()
{
    *this = CanvasScene();
}

void CanvasScene::placeNodes(const Project &project)
{
    ElementMap<Placement2D> known = project.diagram.placements;
    std::erase_if(m_temporary, [&](const auto &entry) { return known.count(entry.first) > 0; });
    known.insert(m_temporary.begin(), m_temporary.end());
    for (const auto &[id, place] : temporaryPlacements(m_nodes, m_containers, known)) {
        m_temporary[id] = place;
        known[id] = place;
    }
    for (SceneNode &node : m_nodes) {
        const Placement2D &place = known[node.id];
        if (node.folded)
            node.folded->place = place;
        node.rect.moveTopLeft({ place.position.x, place.position.y });
    }
}

void CanvasScene::fitContainers(const Project &project)
{
    using namespace metrics;
    for (SceneContainer &container : m_containers) {
        QRectF rect;
        for (std::size_t child : container.children)
            rect |= m_nodes[child].rect;
        if (!rect.isNull())
            rect.adjust(-containerPadding, -containerTitle - 8, containerPadding, containerPadding);
        const Placement2D *place = find(project.diagram.placements, container.id);
        if (!place && container.children.empty())
            place = find(m_temporary, container.id);
        if (place) {
            const QRectF own(place->position.x, place->position.y, std::max(place->width, 1.0),
                std::max(place->height, 1.0));
            rect = rect.isNull() ? own : rect | own;
        }
        rect.setWidth(std::max({ rect.width(), containerMinWidth, container.titleWidth + 32 }));
        rect.setHeight(std::max(rect.height(), containerMinHeight));
        container.rect = rect;
    }
}

void CanvasScene::indexEverything()
{
    m_nodeIndex.clear();
    m_containerIndex.clear();
    m_edgeIndex.clear();
    m_undeclared.clear();
    m_bounds = m_annotations.bounds();
    for (std::size_t i = 0; i < m_containers.size(); ++i) {
        m_containerIndex.insert(i, m_containers[i].rect);
        m_bounds |= m_containers[i].rect;
    }
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        m_nodeIndex.insert(i, m_nodes[i].rect);
        m_bounds |= m_nodes[i].rect;
    }
    routeEdges(m_edges, m_nodes, m_containers, m_nodeIndex);
    placeLabels(m_edges, m_nodes, m_containers, m_nodeIndex);
    // A line across the map is in view where it passes, not everywhere between its ends.
    constexpr double longest = 900;
    constexpr double margin = 10;
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        const SceneEdge &edge = m_edges[i];
        if (edge.bounds.width() <= longest && edge.bounds.height() <= longest) {
            m_edgeIndex.insert(i, edge.bounds.united(edge.labelRect));
            continue;
        }
        m_edgeIndex.insertAlong(i, pointsAlong(edge), margin);
        if (!edge.labelRect.isNull())
            m_edgeIndex.insert(i, edge.labelRect);
    }
    placeZones(m_zones, m_nodes, m_containers);
    for (const SceneZone &zone : m_zones)
        m_bounds |= zone.bounds();
    placeTrunks(m_trunks, m_nodes, m_containers);
    m_trunkIndex.clear();
    for (std::size_t i = 0; i < m_trunks.size(); ++i)
        m_trunkIndex.insertAlong(i, { m_trunks[i].start, m_trunks[i].end }, trunkMargin);
}

const SceneZone *CanvasScene::cluster() const
{
    const bool isFirst = !m_zones.empty() && m_zones.front().kind == SceneZone::Kind::Cluster;
    return isFirst ? &m_zones.front() : nullptr;
}

const SceneNode *CanvasScene::node(const ElementId &id) const
{
    return lookUp(m_nodes, m_nodeById, id);
}

const SceneContainer *CanvasScene::container(const ElementId &id) const
{
    return lookUp(m_containers, m_containerById, id);
}

const SceneEdge *CanvasScene::edgeOf(const ElementId &flowOrRuleId) const
{
    return lookUp(m_edges, m_edgeById, flowOrRuleId);
}

const std::vector<std::size_t> &CanvasScene::edgesOf(const ElementId &nodeId) const
{
    const auto found = m_nodeById.find(nodeId);
    return found == m_nodeById.end() ? none : m_edgesOfNode[found->second];
}

const std::vector<std::size_t> &CanvasScene::trunksOf(const SceneTrunk::End &end) const
{
    const auto found = m_trunksOfEnd.find(end);
    return found == m_trunksOfEnd.end() ? none : found->second;
}

std::optional<SceneTrunk::End> CanvasScene::trunkEndOf(const ElementId &id) const
{
    if (const auto found = m_containerById.find(id); found != m_containerById.end())
        return SceneTrunk::End { true, found->second };
    if (const auto found = m_nodeById.find(id);
        found != m_nodeById.end() && !m_nodes[found->second].container)
        return SceneTrunk::End { false, found->second };
    return std::nullopt;
}

const SceneEdge *CanvasScene::edgeBetween(const ElementId &sourceId, const ElementId &destinationId) const
{
    const auto source = m_nodeById.find(sourceId);
    const auto destination = m_nodeById.find(destinationId);
    if (source == m_nodeById.end() || destination == m_nodeById.end())
        return nullptr;
    for (std::size_t index : m_edgesOfNode[source->second]) {
        if (m_edges[index].source == source->second && m_edges[index].destination == destination->second)
            return &m_edges[index];
    }
    return nullptr;
}

std::optional<std::array<QPointF, 4>> CanvasScene::curveBetween(
    const ElementId &sourceId, const ElementId &destinationId) const
{
    if (const SceneEdge *edge = edgeBetween(sourceId, destinationId))
        return edge->curve;
    const auto source = m_nodeById.find(sourceId);
    const auto destination = m_nodeById.find(destinationId);
    if (source == m_nodeById.end() || destination == m_nodeById.end() || source == destination)
        return std::nullopt;
    const auto [known, isNew] = m_undeclared.try_emplace({ source->second, destination->second });
    if (isNew) {
        known->second = routeBetween(source->second, destination->second, m_nodes, m_containers, m_nodeIndex);
    }
    return known->second;
}

bool CanvasScene::contains(const ElementId &id) const
{
    return node(id) || container(id) || edgeOf(id) || m_annotations.contains(id);
}

QRectF CanvasScene::rectOf(const ElementId &id) const
{
    if (const SceneNode *found = node(id))
        return found->rect;
    if (const SceneContainer *found = container(id))
        return found->rect;
    if (const SceneEdge *found = edgeOf(id))
        return found->bounds;
    return m_annotations.rectOf(id);
}

Placement2D CanvasScene::placementOf(const ElementId &id) const
{
    if (const SceneNode *card = node(id); card && card->folded && card->id == id)
        return card->folded->place;
    const QRectF rect = rectOf(id);
    Placement2D place { { rect.left(), rect.top() }, 0, 0 };
    if (container(id)) {
        place.width = rect.width();
        place.height = rect.height();
    }
    return place;
}

} // namespace fourplane::ui
