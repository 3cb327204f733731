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
    m_nodes = makeNodes(project);
    m_nodeById = indexById(m_nodes);
    m_containers = makeContainers(project, m_nodes);
    m_containerById = indexById(m_containers);
    m_edges = makeEdges(project, m_nodeById);
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
    for (std::size_t i = 0; i < m_edges.size(); ++i)
        m_edgeIndex.insert(i, m_edges[i].bounds.united(m_edges[i].labelRect));
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

const SceneEdge *CanvasScene::edgeBetween(const ElementId &sourceId, const ElementId &destinationId) const
{
    const auto source = m_nodeById.find(sourceId);
    const auto destination = m_nodeById.find(destinationId);
    if (source == m_nodeById.end() || destination == m_nodeById.end())
        return nullptr;
    const auto found = std::find_if(m_edges.begin(), m_edges.end(), [&](const SceneEdge &edge) {
        return edge.source == source->second && edge.destination == destination->second;
    });
    return found == m_edges.end() ? nullptr : &*found;
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
    return routeBetween(source->second, destination->second, m_nodes, m_containers, m_nodeIndex);
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
    const QRectF rect = rectOf(id);
    Placement2D place { { rect.left(), rect.top() }, 0, 0 };
    if (container(id)) {
        place.width = rect.width();
        place.height = rect.height();
    }
    return place;
}

} // namespace fourplane::ui
