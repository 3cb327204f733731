// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/HitTest.h"

#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/DetailLevel.h"
#include "ui/canvas/EdgeFan.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace fourplane::ui {

namespace {

constexpr double reach = 6; ///< how far from a line a click still counts, in view pixels

double distanceToSegment(const QPointF &point, const QPointF &from, const QPointF &to)
{
    const QPointF way = to - from;
    const double square = QPointF::dotProduct(way, way);
    const double t = square > 0 ? std::clamp(QPointF::dotProduct(point - from, way) / square, 0.0, 1.0) : 0;
    const QPointF off = point - (from + t * way);
    return std::hypot(off.x(), off.y());
}

double distanceToStroke(const SceneStroke &stroke, const QPointF &point)
{
    double nearest = distanceToSegment(point, stroke.points.front(), stroke.points.front());
    for (qsizetype i = 1; i < stroke.points.size(); ++i)
        nearest = std::min(nearest, distanceToSegment(point, stroke.points[i - 1], stroke.points[i]));
    return nearest;
}

/// Strokes are painted over notes.
Hit annotationAt(const AnnotationLayer &layer, const QPointF &point, const QRectF &area)
{
    for (std::size_t index : layer.strokesIn(area)) {
        const SceneStroke &stroke = layer.strokes()[index];
        if (distanceToStroke(stroke, point) <= area.width() / 2)
            return { Hit::Part::Stroke, { stroke.id } };
    }
    const std::vector<std::size_t> notes = layer.notesIn(area);
    for (auto index = notes.rbegin(); index != notes.rend(); ++index) {
        const SceneNote &note = layer.notes()[*index];
        if (note.paper().containsPoint(point, Qt::OddEvenFill))
            return { Hit::Part::Note, { note.id } };
    }
    return {};
}

/// The connections of the nearest trunk within `area`.
Hit trunkAt(const CanvasScene &scene, const QPointF &point, const QRectF &area)
{
    const SceneTrunk *nearest = nullptr;
    double distance = area.width() / 2;
    for (std::size_t index : scene.trunksIn(area)) {
        const SceneTrunk &trunk = scene.trunks()[index];
        const double own = distanceToSegment(point, trunk.start, trunk.end);
        if (trunk.hasRoom && own <= distance) {
            distance = own;
            nearest = &trunk;
        }
    }
    if (!nearest)
        return {};
    Hit hit { Hit::Part::Edge, {} };
    for (std::size_t index : nearest->edges) {
        const std::vector<ElementId> &ids = scene.edges()[index].elementIds();
        hit.ids.insert(hit.ids.end(), ids.begin(), ids.end());
    }
    return hit;
}

bool isOnBorder(const QRectF &rect, const QPointF &point, double slack)
{
    return rect.adjusted(-slack, -slack, slack, slack).contains(point)
        && !rect.adjusted(slack, slack, -slack, -slack).contains(point);
}

} // namespace

const SceneNode *nodeAt(const CanvasScene &scene, const QPointF &scenePoint)
{
    const std::vector<std::size_t> found = scene.nodesIn(QRectF(scenePoint, QSizeF(0, 0)));
    // Painted last, so on top.
    return found.empty() ? nullptr : &scene.nodes()[found.back()];
}

const SceneNode *foldedAt(const CanvasScene &scene, const QPointF &scenePoint)
{
    for (std::size_t index : scene.nodesIn(QRectF(scenePoint, QSizeF(0, 0)))) {
        if (scene.nodes()[index].folded)
            return &scene.nodes()[index];
    }
    return nullptr;
}

ElementId foldSignAt(const CanvasScene &scene, const QPointF &scenePoint, double zoom)
{
    if (zoom < metrics::zoomReduced)
        return {};
    if (const SceneNode *card = nodeAt(scene, scenePoint))
        return card->folded && foldButtonOf(card->rect).contains(scenePoint) ? card->id : ElementId();
    const SceneContainer *container = containerAt(scene, scenePoint);
    return container && foldButtonOf(container->rect).contains(scenePoint) ? container->id : ElementId();
}

const SceneContainer *containerAt(const CanvasScene &scene, const QPointF &scenePoint)
{
    const std::vector<std::size_t> found = scene.containersIn(QRectF(scenePoint, QSizeF(0, 0)));
    return found.empty() ? nullptr : &scene.containers()[found.back()];
}

Hit hitTest(const CanvasScene &scene, const QPointF &scenePoint, double zoom)
{
    const DetailLevel detail = detailAt(scene, zoom);
    if (detail.tiles) {
        // A tile is one thing, whatever stands in it.
        if (const SceneContainer *tile = containerAt(scene, scenePoint))
            return { Hit::Part::Container, { tile->id } };
    }
    if (const SceneNode *node = nodeAt(scene, scenePoint))
        return { Hit::Part::Node, { node->id } };
    const double slack = reach / zoom;
    const QRectF area(scenePoint.x() - slack, scenePoint.y() - slack, 2 * slack, 2 * slack);
    const SceneEdge *nearest = nullptr;
    double distance = slack;
    for (std::size_t index : scene.edgesIn(area)) {
        const SceneEdge &edge = scene.edges()[index];
        if (detail.tiles || (detail.trunks && edge.across))
            continue;
        const double own = edge.labelRect.contains(scenePoint) ? 0 : distanceToCurve(edge.curve, scenePoint);
        if (own <= distance) {
            distance = own;
            nearest = &edge;
        }
    }
    if (nearest)
        return { Hit::Part::Edge, nearest->elementIds() };
    if (Hit hit = annotationAt(scene.annotations(), scenePoint, area))
        return hit;
    const std::vector<std::size_t> containers = scene.containersIn(area);
    for (auto index = containers.rbegin(); index != containers.rend(); ++index) {
        const SceneContainer &container = scene.containers()[*index];
        if (container.titleBar().contains(scenePoint) || isOnBorder(container.rect, scenePoint, slack))
            return { Hit::Part::Container, { container.id } };
    }
    // Trunks pass behind containers.
    return detail.trunks ? trunkAt(scene, scenePoint, area) : Hit();
}

std::array<QPointF, 4> handlesOf(const SceneNode &node, double zoom)
{
    const double out = 9 / zoom;
    std::array<QPointF, 4> handles;
    for (Side side : { Side::Left, Side::Top, Side::Right, Side::Bottom })
        handles[static_cast<std::size_t>(side)] = middleOf(node.rect, side) + out * normalOf(side);
    return handles;
}

bool isOnHandle(const SceneNode &node, const QPointF &scenePoint, double zoom)
{
    const auto handles = handlesOf(node, zoom);
    return std::any_of(handles.begin(), handles.end(), [&](const QPointF &handle) {
        const QPointF off = handle - scenePoint;
        return std::hypot(off.x(), off.y()) <= 8 / zoom;
    });
}

ResizedSides sidesAt(const CanvasScene &scene, const ElementId &id, const QPointF &scenePoint, double zoom)
{
    if (!scene.container(id) && !scene.annotations().note(id))
        return {};
    const QRectF rect = scene.rectOf(id);
    const double slack = reach / zoom;
    if (!rect.adjusted(-slack, -slack, slack, slack).contains(scenePoint))
        return {};
    return { std::abs(scenePoint.x() - rect.right()) <= slack,
        std::abs(scenePoint.y() - rect.bottom()) <= slack };
}

std::vector<ElementId> elementsInside(const CanvasScene &scene, const QRectF &band)
{
    std::vector<ElementId> ids;
    std::set<std::size_t> taken;
    for (std::size_t index : scene.containersIn(band)) {
        if (band.contains(scene.containers()[index].rect))
            ids.push_back(scene.containers()[index].id);
    }
    for (std::size_t index : scene.nodesIn(band)) {
        if (band.contains(scene.nodes()[index].rect)) {
            ids.push_back(scene.nodes()[index].id);
            taken.insert(index);
        }
    }
    for (std::size_t index : scene.edgesIn(band)) {
        const SceneEdge &edge = scene.edges()[index];
        if (taken.count(edge.source) > 0 && taken.count(edge.destination) > 0)
            ids.insert(ids.end(), edge.elementIds().begin(), edge.elementIds().end());
    }
    const AnnotationLayer &layer = scene.annotations();
    for (std::size_t index : layer.notesIn(band)) {
        if (band.contains(layer.notes()[index].rect))
            ids.push_back(layer.notes()[index].id);
    }
    for (std::size_t index : layer.strokesIn(band)) {
        if (band.contains(layer.strokes()[index].bounds))
            ids.push_back(layer.strokes()[index].id);
    }
    return ids;
}

} // namespace fourplane::ui
