// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasEdits.h"
#include "ui/canvas/CanvasInteraction.h"
#include "ui/canvas/CanvasViewPrivate.h"
#include "ui/canvas/NamespaceMove.h"
#include "ui/canvas/PoolMove.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

// What moves things: dragging, resizing, the arrow keys, and what lines up meanwhile.

namespace fourplane::ui {

namespace {

constexpr double snapReach = 6; ///< in view pixels

/// Gives a container or note the size back that it had, and takes it from a container that had none of its
/// own.
Edit resizeUndoEdit(const ElementId &id, const Diagram &origin)
{
    if (const Note *note = find(origin.notes, id))
        return { {}, { ElementChange<Note> { id, *note } } };
    const Placement2D *place = find(origin.placements, id);
    return { {}, { ElementChange<Placement2D> { id, place ? std::optional(*place) : std::nullopt } } };
}

std::set<ElementId> idsOf(const Diagram &diagram)
{
    std::set<ElementId> ids;
    const auto add = [&ids](const auto &elements) {
        for (const auto &entry : elements)
            ids.insert(entry.first);
    };
    add(diagram.placements);
    add(diagram.notes);
    add(diagram.ink);
    return ids;
}

} // namespace

void CanvasInteraction::beginMove()
{
    const std::set<ElementId> &selected = m_canvas.overlay.selected;
    if (m_canvas.document)
        m_origin = movedPart(
            m_canvas.document->project().diagram, m_canvas.scene, { selected.begin(), selected.end() });
    if (!m_canvas.document || m_origin == Diagram()) {
        m_mode = Mode::Idle;
        return;
    }
    m_moved = idsOf(m_origin);
    m_box = boxOf(m_canvas.scene, m_moved);
    m_session = m_canvas.document->newMergeSession();
    m_mode = Mode::Moving;
    m_homes.clear();
    for (const SceneContainer &container : m_canvas.scene.containers())
        m_homes[container.id] = container.rect;
    updateCursor();
}

void CanvasInteraction::moveTo(const QMouseEvent &event)
{
    // Whole units: a saved file should not be full of fractions.
    const QPointF distance = (event.position() - m_pressed) / m_canvas.viewport.zoom();
    QPointF whole(std::round(distance.x()), std::round(distance.y()));
    std::vector<SnapGuide> guides;
    if (snaps(event)) {
        const Snapping neighbours = neighboursOf(m_moved);
        whole += neighbours.correctionOf(m_box.translated(whole), snapReach / m_canvas.viewport.zoom());
        guides = neighbours.guidesOf(m_box.translated(whole));
    }
    m_canvas.document->apply(moveEdit(m_canvas.document->project(), m_origin, whole), m_session);
    const QPointF point = m_canvas.viewport.toScene(event.position());
    m_canvas.overlay.dropTarget = newHomeAt(point);
    m_canvas.overlay.dropPool = newPoolAt(point);
    showGuides(std::move(guides));
}

bool CanvasInteraction::beginResize(const QPointF &scenePoint)
{
    if (!m_canvas.document || m_canvas.overlay.selected.size() != 1)
        return false;
    const ElementId id = *m_canvas.overlay.selected.begin();
    m_sides = sidesAt(m_canvas.scene, id, scenePoint, m_canvas.viewport.zoom());
    if (!m_sides)
        return false;
    const Diagram &diagram = m_canvas.document->project().diagram;
    m_origin = {};
    if (const Note *note = find(diagram.notes, id))
        m_origin.notes[id] = *note;
    else if (const Placement2D *place = find(diagram.placements, id))
        m_origin.placements[id] = *place;
    m_moved = { id };
    m_box = m_canvas.scene.rectOf(id);
    m_session = m_canvas.document->newMergeSession();
    m_mode = Mode::Resizing;
    return true;
}

void CanvasInteraction::resizeTo(const QMouseEvent &event)
{
    const QPointF distance = (event.position() - m_pressed) / m_canvas.viewport.zoom();
    QRectF box = m_box.adjusted(
        0, 0, m_sides.right ? std::round(distance.x()) : 0, m_sides.bottom ? std::round(distance.y()) : 0);
    std::vector<SnapGuide> guides;
    const ElementId id = *m_moved.begin();
    if (snaps(event)) {
        const Snapping neighbours = neighboursOf(m_moved);
        const QPointF more = neighbours.correctionOfSides(box, m_sides, snapReach / m_canvas.viewport.zoom());
        box.adjust(0, 0, more.x(), more.y());
        guides = neighbours.guidesOfSides(box, m_sides);
    }
    const Project &project = m_canvas.document->project();
    m_canvas.document->apply(resizeEdit(project, m_canvas.scene, id, box.size()), m_session);
    showGuides(std::move(guides));
}

bool CanvasInteraction::snaps(const QMouseEvent &event) const
{
    return m_canvas.snapping && (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier)) == 0;
}

Snapping CanvasInteraction::neighboursOf(const std::set<ElementId> &moved) const
{
    return { m_canvas.scene, moved, m_canvas.viewport.toScene(QRectF(m_view.rect())) };
}

void CanvasInteraction::showGuides(std::vector<SnapGuide> guides)
{
    m_guidesShown.stop();
    if (guides == m_canvas.overlay.guides)
        return;
    m_canvas.overlay.guides = std::move(guides);
    m_view.update();
}

bool CanvasInteraction::nudge(const QKeyEvent &event)
{
    const double step = event.modifiers().testFlag(Qt::ShiftModifier) ? 40 : 4;
    QPointF distance;
    switch (event.key()) {
    case Qt::Key_Left:
        distance = { -step, 0 };
        break;
    case Qt::Key_Right:
        distance = { step, 0 };
        break;
    case Qt::Key_Up:
        distance = { 0, -step };
        break;
    case Qt::Key_Down:
        distance = { 0, step };
        break;
    default:
        return false;
    }
    const std::set<ElementId> &selected = m_canvas.overlay.selected;
    if (!m_canvas.document)
        return false;
    const Diagram moved =
        movedPart(m_canvas.document->project().diagram, m_canvas.scene, { selected.begin(), selected.end() });
    if (moved == Diagram())
        return false;
    if (m_nudged != selected) {
        m_nudged = selected;
        m_nudgeSession = m_canvas.document->newMergeSession();
    }
    const std::set<ElementId> ids = idsOf(moved);
    const QRectF box = boxOf(m_canvas.scene, ids);
    if (m_canvas.snapping) {
        const Qt::Orientation axis = distance.x() != 0 ? Qt::Horizontal : Qt::Vertical;
        const double way =
            neighboursOf(ids).stepOf(box, axis, axis == Qt::Horizontal ? distance.x() : distance.y());
        distance = axis == Qt::Horizontal ? QPointF(way, 0) : QPointF(0, way);
    }
    m_canvas.document->apply(moveEdit(m_canvas.document->project(), moved, distance), m_nudgeSession);
    if (m_canvas.snapping) {
        showGuides(neighboursOf(ids).guidesOf(box.translated(distance)));
        m_guidesShown.start();
    }
    return true;
}

void CanvasInteraction::takeMoveBack()
{
    if (!m_canvas.document)
        return;
    if (m_mode == Mode::Moving)
        m_canvas.document->apply(moveEdit(m_canvas.document->project(), m_origin, {}), m_session);
    if (m_mode == Mode::Resizing)
        m_canvas.document->apply(resizeUndoEdit(*m_moved.begin(), m_origin), m_session);
}

/// The namespace under the pointer where it is another one than that of the workloads that are dragged. A
/// container grows with what is dragged out of it, so its size without that counts.
ElementId CanvasInteraction::newHomeAt(const QPointF &scenePoint) const
{
    for (const ElementId &id : m_moved) {
        const SceneNode *card = m_canvas.scene.node(id);
        if (m_canvas.scene.container(id) || (card && card->folded))
            return {};
    }
    const bool hasWorkload = std::any_of(m_moved.begin(), m_moved.end(), [this](const ElementId &id) {
        const SceneNode *card = m_canvas.scene.node(id);
        return card && !card->external;
    });
    if (const SceneNode *card = foldedAt(m_canvas.scene, scenePoint))
        return hasWorkload ? card->id : ElementId();
    for (auto it = m_canvas.scene.containers().rbegin(); it != m_canvas.scene.containers().rend(); ++it) {
        QRectF rect = it->rect;
        const bool loses = std::any_of(it->children.begin(), it->children.end(),
            [this](std::size_t child) { return m_moved.count(m_canvas.scene.nodes()[child].id) > 0; });
        if (loses)
            rect = m_homes.count(it->id) > 0 ? m_homes.at(it->id) : QRectF();
        if (!rect.contains(scenePoint))
            continue;
        const bool isNew = std::any_of(m_moved.begin(), m_moved.end(), [&](const ElementId &id) {
            const SceneNode *node = m_canvas.scene.node(id);
            return node && !node->external && !(node->containerId == it->id);
        });
        return isNew ? it->id : ElementId();
    }
    return {};
}

/// Namespaces that were dropped among those of another tenant are that tenant's: part of the same step.
void CanvasInteraction::settleInTenant(const QPointF &scenePoint)
{
    const SceneZone *zone = nullptr;
    for (const SceneZone &candidate : m_canvas.scene.zones()) {
        if (candidate.kind != SceneZone::Kind::Tenant)
            continue;
        // A zone grows around its own members wherever they go: only those that stayed say where it is.
        QRectF area;
        for (std::size_t member : candidate.containers) {
            const SceneContainer &container = m_canvas.scene.containers()[member];
            if (m_moved.count(container.id) == 0)
                area |= container.rect;
        }
        for (std::size_t member : candidate.nodes) {
            const SceneNode &card = m_canvas.scene.nodes()[member];
            if (m_moved.count(card.id) == 0)
                area |= card.rect;
        }
        if (area.contains(scenePoint))
            zone = &candidate;
    }
    if (!zone)
        return;
    Edit edit { QObject::tr("Make it part of tenant %1").arg(zone->name).toStdString(), {} };
    for (const ElementId &id : m_moved) {
        const Namespace *space = find(m_canvas.document->project().topology.namespaces, id);
        if (!space || space->tenant == zone->name.toStdString())
            continue;
        Namespace changed = *space;
        changed.tenant = zone->name.toStdString();
        edit.changes.push_back(ElementChange<Namespace> { id, changed });
    }
    if (!edit.changes.empty())
        m_canvas.document->apply(edit, m_session);
}

/// The node pool under the pointer, where the lens shows pools and some of the workloads that are dragged run
/// elsewhere, too. Its cards that are dragged do not say where it is.
ElementId CanvasInteraction::newPoolAt(const QPointF &scenePoint) const
{
    const CanvasPaint paint = m_canvas.paintContext(m_canvas.viewport.zoom(), 1);
    if (!showsZones(SceneZone::Kind::NodePool, paint))
        return {};
    const std::vector<SceneNode> &nodes = m_canvas.scene.nodes();
    for (const SceneZone &zone : m_canvas.scene.zones()) {
        if (zone.kind != SceneZone::Kind::NodePool)
            continue;
        QRectF members;
        std::set<ElementId> there;
        for (std::size_t index : zone.nodes) {
            there.insert(nodes[index].id);
            if (m_moved.count(nodes[index].id) == 0)
                members |= nodes[index].rect;
        }
        const bool isUnder = std::any_of(zone.areas.begin(), zone.areas.end(),
            [&](const QRectF &area) { return area.contains(scenePoint) && area.intersects(members); });
        const bool comes = std::any_of(m_moved.begin(), m_moved.end(), [&](const ElementId &id) {
            const SceneNode *card = m_canvas.scene.node(id);
            return card && card->id == id && !card->external && !card->folded && there.count(id) == 0;
        });
        if (isUnder && comes)
            return zone.poolId;
    }
    return {};
}

/// Workloads that were dropped among the nodes of a pool run there: part of the same step.
void CanvasInteraction::settleInPool(const ElementId &poolId)
{
    if (poolId.isEmpty() || !m_canvas.document)
        return;
    std::vector<ElementId> workloads;
    std::copy_if(m_moved.begin(), m_moved.end(), std::back_inserter(workloads), [this](const ElementId &id) {
        const SceneNode *card = m_canvas.scene.node(id);
        return card && card->id == id; // not what a folded namespace takes along
    });
    m_canvas.apply(poolMove(m_canvas.document->project(), workloads, poolId), m_session);
}

/// Workloads that were dropped into another namespace belong there: part of the same step.
void CanvasInteraction::settleInHome(const QPointF &scenePoint)
{
    const ElementId home = std::exchange(m_canvas.overlay.dropTarget, {});
    settleInPool(std::exchange(m_canvas.overlay.dropPool, {}));
    if (!m_canvas.document)
        return;
    settleInTenant(scenePoint);
    if (home.isEmpty())
        return;
    std::vector<ElementId> workloads;
    for (const ElementId &id : m_moved) {
        const SceneNode *node = m_canvas.scene.node(id);
        if (node && !node->external)
            workloads.push_back(id);
    }
    m_canvas.document->apply(namespaceMove(m_canvas.document->project(), workloads, home), m_session);
}

} // namespace fourplane::ui
