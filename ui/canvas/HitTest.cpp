// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/HitTest.h"

#include "ui/canvas/CanvasMetrics.h"

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

double distanceToEdge(const SceneEdge &edge, const QPointF &point)
{
    constexpr int steps = 24;
    double nearest = std::numeric_limits<double>::max();
    QPointF before = edge.curve[0];
    for (int i = 1; i <= steps; ++i) {
        const QPointF next = edge.pointAt(static_cast<double>(i) / steps);
        nearest = std::min(nearest, distanceToSegment(point, before, next));
        before = next;
    }
    return nearest;
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

const SceneContainer *containerAt(const CanvasScene &scene, const QPointF &scenePoint)
{
    const std::vector<std::size_t> found = scene.containersIn(QRectF(scenePoint, QSizeF(0, 0)));
    return found.empty() ? nullptr : &scene.containers()[found.back()];
}

Hit hitTest(const CanvasScene &scene, const QPointF &scenePoint, double zoom)
{
    if (const SceneNode *node = nodeAt(scene, scenePoint))
        return { Hit::Part::Node, { node->id } };
    const double slack = reach / zoom;
    const QRectF area(scenePoint.x() - slack, scenePoint.y() - slack, 2 * slack, 2 * slack);
    const SceneEdge *nearest = nullptr;
    double distance = slack;
    for (std::size_t index : scene.edgesIn(area)) {
        const SceneEdge &edge = scene.edges()[index];
        const double own = edge.labelRect.contains(scenePoint) ? 0 : distanceToEdge(edge, scenePoint);
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
    return {};
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
