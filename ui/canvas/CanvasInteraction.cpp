// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasInteraction.h"

#include "ui/canvas/CanvasEdits.h"
#include "ui/canvas/CanvasViewPrivate.h"
#include "ui/canvas/ConnectionChoices.h"
#include "ui/canvas/DetailLevel.h"
#include "ui/canvas/EdgeFan.h"
#include "ui/canvas/HitTest.h"
#include "ui/canvas/ReadingOrder.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

namespace fourplane::ui {

namespace {

constexpr double snapReach = 6; ///< in view pixels
constexpr double bundleReach = 12; ///< in view pixels: half the way from one connection to the next
constexpr int guideMilliseconds = 900;

Qt::CursorShape cursorFor(ResizedSides sides)
{
    if (sides.right && sides.bottom)
        return Qt::SizeFDiagCursor;
    return sides.right ? Qt::SizeHorCursor : Qt::SizeVerCursor;
}

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

CanvasInteraction::CanvasInteraction(CanvasView &view, CanvasView::Private &canvas)
    : m_view(view)
    , m_canvas(canvas)
{
    m_guidesShown.setSingleShot(true);
    m_guidesShown.setInterval(guideMilliseconds);
    QObject::connect(&m_guidesShown, &QTimer::timeout, &m_view, [this] { showGuides({}); });
}

void CanvasInteraction::beginPan(const QPointF &position)
{
    m_mode = Mode::Panning;
    m_last = position;
    updateCursor();
}

void CanvasInteraction::press(const QMouseEvent &event)
{
    m_canvas.rename.leave();
    m_pressed = event.position();
    m_last = m_pressed;
    if (event.button() == Qt::MiddleButton || (event.button() == Qt::LeftButton && m_spaceHeld)) {
        beginPan(m_pressed);
        return;
    }
    if (event.button() == Qt::RightButton) {
        // So that a context menu is about what is under the pointer.
        const Hit hit =
            hitTest(m_canvas.scene, m_canvas.viewport.toScene(m_pressed), m_canvas.viewport.zoom());
        if (hit && m_canvas.overlay.selected.count(hit.ids.front()) == 0)
            m_canvas.setSelected({ hit.ids.begin(), hit.ids.end() });
        return;
    }
    if (event.button() != Qt::LeftButton)
        return;
    const QPointF point = m_canvas.viewport.toScene(m_pressed);
    const double zoom = m_canvas.viewport.zoom();
    if (m_isInking) {
        m_mode = Mode::Inking;
        m_canvas.overlay.stroke = { point };
        return;
    }
    m_extend = (event.modifiers() & (Qt::ShiftModifier | Qt::ControlModifier)) != 0;
    if (const SceneNode *hovered = m_canvas.scene.node(m_canvas.overlay.hovered);
        hovered && isOnHandle(*hovered, point, zoom)) {
        m_mode = Mode::Connecting;
        m_connectFrom = hovered->id;
        m_canvas.overlay.connecting = { hovered->id, point };
        return;
    }
    if (!m_extend && beginResize(point))
        return;
    for (const SceneEdge *edge : openBundles(m_canvas.scene, m_canvas.overlay, zoom)) {
        if (const std::vector<FanMember> fan = fanOf(*edge); !nodeAt(m_canvas.scene, point)) {
            if (const FanMember *member = memberAt(fan, point, bundleReach / zoom)) {
                m_canvas.overlay.hoveredBundle = member->id;
                pressOn({ member->id }, m_extend);
                return;
            }
        }
    }
    if (const Hit hit = hitTest(m_canvas.scene, point, zoom)) {
        pressOn(hit.ids, m_extend);
        return;
    }
    m_mode = Mode::RubberBand;
    m_before = m_extend ? m_canvas.overlay.selected : std::set<ElementId>();
    m_canvas.setSelected(m_before);
}

void CanvasInteraction::pressOn(const std::vector<ElementId> &ids, bool extend)
{
    m_mode = Mode::Pressed;
    m_pressedIds = ids;
    std::set<ElementId> selected = m_canvas.overlay.selected;
    const bool isIn = selected.count(ids.front()) > 0;
    if (extend) {
        for (const ElementId &id : ids)
            isIn ? void(selected.erase(id)) : void(selected.insert(id));
    } else if (!isIn) {
        selected = { ids.begin(), ids.end() };
    }
    m_canvas.setSelected(std::move(selected));
}

void CanvasInteraction::move(const QMouseEvent &event)
{
    const QPointF position = event.position();
    switch (m_mode) {
    case Mode::Idle:
        hover(position);
        return;
    case Mode::Pressed:
        if ((position - m_pressed).manhattanLength() >= QApplication::startDragDistance())
            beginMove();
        if (m_mode == Mode::Moving)
            moveTo(event);
        return;
    case Mode::Moving:
        moveTo(event);
        return;
    case Mode::Resizing:
        resizeTo(event);
        return;
    case Mode::RubberBand:
        updateBand(position);
        return;
    case Mode::Connecting: {
        const QPointF point = m_canvas.viewport.toScene(position);
        m_canvas.overlay.connecting = { m_connectFrom, point };
        const SceneNode *target = nodeAt(m_canvas.scene, point);
        m_canvas.overlay.dropTarget = target && !(target->id == m_connectFrom) ? target->id : ElementId();
        m_view.update();
        return;
    }
    case Mode::Inking:
        if ((position - m_last).manhattanLength() >= 3) {
            m_last = position;
            m_canvas.overlay.stroke.append(m_canvas.viewport.toScene(position));
            m_view.update();
        }
        return;
    case Mode::Panning:
        m_canvas.viewport.pan(position - m_last);
        m_last = position;
        m_canvas.viewportMoved(false);
        return;
    }
}

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

void CanvasInteraction::updateBand(const QPointF &position)
{
    const QRectF band =
        QRectF(m_canvas.viewport.toScene(m_pressed), m_canvas.viewport.toScene(position)).normalized();
    m_canvas.overlay.rubberBand = band;
    std::set<ElementId> selected = m_before;
    for (const ElementId &id : elementsInside(m_canvas.scene, band))
        selected.insert(id);
    m_canvas.setSelected(std::move(selected));
    m_view.update();
}

void CanvasInteraction::release(const QMouseEvent &event)
{
    const Mode mode = std::exchange(m_mode, Mode::Idle);
    m_canvas.overlay.rubberBand.reset();
    showGuides({});
    switch (mode) {
    case Mode::Pressed:
        // A click on one of several selected elements means that one alone.
        if (!m_extend && m_canvas.overlay.selected.size() > m_pressedIds.size())
            m_canvas.setSelected({ m_pressedIds.begin(), m_pressedIds.end() });
        break;
    case Mode::Moving:
    case Mode::Resizing:
        m_canvas.refreshScene(nullptr);
        break;
    case Mode::Connecting:
        finishConnection(event.position());
        break;
    case Mode::Inking:
        finishStroke();
        break;
    default:
        break;
    }
    hover(event.position());
    updateCursor();
    m_view.update();
}

void CanvasInteraction::finishConnection(const QPointF &position)
{
    const SceneNode *target = nodeAt(m_canvas.scene, m_canvas.viewport.toScene(position));
    if (!target || target->id == m_connectFrom || !m_canvas.document) {
        m_view.endConnecting();
        return;
    }
    const ElementId targetId = target->id;
    const auto choices = connectionChoices(m_canvas.document->project(), m_connectFrom, targetId);
    if (choices && choices->size() > 1) {
        Q_EMIT m_view.connectionAsked(m_connectFrom, targetId, position);
        return;
    }
    m_view.endConnecting();
    if (choices)
        m_view.connectCards(m_connectFrom, targetId, choices->front());
    else
        Q_EMIT m_view.noticed(QString::fromStdString(choices.error().diagnostics.front().message));
}

void CanvasInteraction::finishStroke()
{
    const QPolygonF stroke = std::exchange(m_canvas.overlay.stroke, {});
    if (stroke.size() > 1 && m_canvas.document)
        m_canvas.document->apply(strokeAdditionOf(m_canvas.document->project(), stroke).edit);
}

void CanvasInteraction::setInking(bool inking)
{
    if (inking == m_isInking)
        return;
    abort();
    m_isInking = inking;
    updateCursor();
    Q_EMIT m_view.inkingChanged(inking);
}

void CanvasInteraction::doubleClick(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || m_isInking)
        return;
    m_mode = Mode::Idle;
    const QPointF point = m_canvas.viewport.toScene(event.position());
    const Hit hit = hitTest(m_canvas.scene, point, m_canvas.viewport.zoom());
    if (hit.part == Hit::Part::Node || hit.part == Hit::Part::Container || hit.part == Hit::Part::Note) {
        m_canvas.setSelected({ hit.ids.begin(), hit.ids.end() });
        if (hit.part == Hit::Part::Container && detailAt(m_canvas.scene, m_canvas.viewport.zoom()).tiles)
            m_view.showArea(m_canvas.scene.rectOf(hit.ids.front()));
        else
            m_view.renameSelection();
    } else if (!hit)
        Q_EMIT m_view.quickAddRequested(point);
}

void CanvasInteraction::hover(const QPointF &position)
{
    const QPointF point = m_canvas.viewport.toScene(position);
    const double zoom = m_canvas.viewport.zoom();
    // The handles stand outside the card: leaving the card for one of them must not hide them.
    if (const SceneNode *hovered = m_canvas.scene.node(m_canvas.overlay.hovered);
        hovered && isOnHandle(*hovered, point, zoom))
        return;
    const SceneNode *node = nodeAt(m_canvas.scene, point);
    if (node && node->container && detailAt(m_canvas.scene, zoom).tiles)
        node = nullptr;
    hoverBundle(node ? nullptr : &point);
    const std::set<ElementId> &selected = m_canvas.overlay.selected;
    m_sides = node || selected.size() != 1 ? ResizedSides()
                                           : sidesAt(m_canvas.scene, *selected.begin(), point, zoom);
    updateCursor();
    const ElementId id = node ? node->id : ElementId();
    if (!(id == m_canvas.overlay.hovered)) {
        m_canvas.overlay.hovered = id;
        m_view.update();
    }
}

/// Opens the line under the pointer where it is several connections, and keeps it open while the pointer is
/// on one of them.
void CanvasInteraction::hoverBundle(const QPointF *point)
{
    const double zoom = m_canvas.viewport.zoom();
    ElementId bundle;
    if (point && zoom >= metrics::zoomReduced) {
        const SceneEdge *open = m_canvas.scene.edgeOf(m_canvas.overlay.hoveredBundle);
        if (open && memberAt(fanOf(*open), *point, bundleReach / zoom)) {
            bundle = m_canvas.overlay.hoveredBundle;
        } else if (const Hit hit = hitTest(m_canvas.scene, *point, zoom);
                   hit.part == Hit::Part::Edge && hit.ids.size() > 1) {
            bundle = hit.ids.front();
        }
    }
    if (bundle == m_canvas.overlay.hoveredBundle)
        return;
    m_canvas.overlay.hoveredBundle = bundle;
    m_view.update();
}

void CanvasInteraction::leave()
{
    if (m_mode == Mode::Idle && !m_canvas.overlay.hovered.isEmpty()) {
        m_canvas.overlay.hovered = {};
        m_view.update();
    }
}

void CanvasInteraction::abort()
{
    if (m_mode == Mode::Moving && m_canvas.document)
        m_canvas.document->apply(moveEdit(m_canvas.document->project(), m_origin, {}), m_session);
    if (m_mode == Mode::Resizing && m_canvas.document)
        m_canvas.document->apply(resizeUndoEdit(*m_moved.begin(), m_origin), m_session);
    showGuides({});
    m_mode = Mode::Idle;
    m_spaceHeld = false;
    m_canvas.overlay.rubberBand.reset();
    m_canvas.overlay.connecting.reset();
    m_canvas.overlay.stroke.clear();
    m_canvas.overlay.dropTarget = {};
    updateCursor();
    m_view.update();
}

bool CanvasInteraction::keyPress(const QKeyEvent &event)
{
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    switch (event.key()) {
    case Qt::Key_Space:
        if (!event.isAutoRepeat()) {
            m_spaceHeld = true;
            updateCursor();
        }
        return true;
    case Qt::Key_Escape:
        if (m_mode == Mode::Idle && m_isInking)
            setInking(false);
        else if (m_mode == Mode::Idle)
            m_canvas.setSelected({});
        else
            abort();
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        m_view.deleteSelection();
        return true;
    case Qt::Key_F2:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_view.renameSelection();
        return true;
    case Qt::Key_Exclam:
        m_view.zoomToFit();
        return true;
    case Qt::Key_At:
    case Qt::Key_QuoteDbl:
        m_view.zoomToSelection();
        return true;
    case Qt::Key_1:
        return shift ? (m_view.zoomToFit(), true) : false;
    case Qt::Key_2:
        return shift ? (m_view.zoomToSelection(), true) : false;
    case Qt::Key_0:
        return control ? (m_view.setZoom(1), true) : false;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return control ? (m_view.setZoom(m_view.zoom() * 1.25), true) : false;
    case Qt::Key_Minus:
        return control ? (m_view.setZoom(m_view.zoom() / 1.25), true) : false;
    case Qt::Key_N:
        return control || shift ? false : (m_view.addNote(), true);
    case Qt::Key_P:
        return control || shift ? false : (setInking(!m_isInking), true);
    case Qt::Key_A:
        return control ? (m_view.selectAll(), true) : false;
    default:
        return !control && nudge(event);
    }
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

void CanvasInteraction::keyRelease(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Space && !event.isAutoRepeat()) {
        m_spaceHeld = false;
        updateCursor();
    }
}

bool CanvasInteraction::walk(int direction)
{
    const std::vector<ElementId> order = readingOrder(m_canvas.scene);
    const std::set<ElementId> &selected = m_canvas.overlay.selected;
    const auto current =
        std::find_if(order.begin(), order.end(), [&](const ElementId &id) { return selected.count(id) > 0; });
    std::ptrdiff_t next = current - order.begin() + direction;
    if (current == order.end())
        next = direction > 0 ? 0 : static_cast<std::ptrdiff_t>(order.size()) - 1;
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(order.size()))
        return false;
    m_view.reveal(order[static_cast<std::size_t>(next)]);
    return true;
}

void CanvasInteraction::updateCursor()
{
    if (m_mode == Mode::Panning)
        m_view.setCursor(Qt::ClosedHandCursor);
    else if (m_spaceHeld)
        m_view.setCursor(Qt::OpenHandCursor);
    else if (m_isInking)
        m_view.setCursor(Qt::CrossCursor);
    else if (m_mode == Mode::Moving)
        m_view.setCursor(Qt::SizeAllCursor);
    else if (m_sides && (m_mode == Mode::Idle || m_mode == Mode::Resizing))
        m_view.setCursor(cursorFor(m_sides));
    else
        m_view.unsetCursor();
}

} // namespace fourplane::ui
