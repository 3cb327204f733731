// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasInteraction.h"

#include "ui/canvas/CanvasEdits.h"
#include "ui/canvas/CanvasViewPrivate.h"
#include "ui/canvas/ConnectionChoices.h"
#include "ui/canvas/DetailLevel.h"
#include "ui/canvas/EdgeFan.h"
#include "ui/canvas/HitTest.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <utility>

namespace fourplane::ui {

namespace {

constexpr double bundleReach = 12; ///< in view pixels: half the way from one connection to the next
constexpr int guideMilliseconds = 900;

Qt::CursorShape cursorFor(ResizedSides sides)
{
    if (sides.right && sides.bottom)
        return Qt::SizeFDiagCursor;
    return sides.right ? Qt::SizeHorCursor : Qt::SizeVerCursor;
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
    m_toolLetter.clear();
    if (m_connectsByKey) {
        m_connectsByKey = false;
        m_mode = Mode::Idle;
        if (event.button() == Qt::LeftButton)
            finishConnection(event.position());
        else
            abort();
        return;
    }
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
        hovered && !hovered->folded && isOnHandle(*hovered, point, zoom)) {
        m_mode = Mode::Connecting;
        m_connectFrom = hovered->id;
        m_canvas.overlay.connecting = { hovered->id, point };
        return;
    }
    if (const ElementId space = foldSignAt(m_canvas.scene, point, zoom); !space.isEmpty() && !m_extend) {
        m_mode = Mode::Idle;
        m_view.toggleFolds({ space });
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
        m_canvas.overlay.dropTarget =
            target && !target->folded && !(target->id == m_connectFrom) ? target->id : ElementId();
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
    if (m_connectsByKey)
        return;
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
        settleInHome(m_canvas.viewport.toScene(event.position()));
        m_canvas.refreshScene(nullptr);
        break;
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
    const QPointF point = m_canvas.viewport.toScene(position);
    const SceneNode *target = nodeAt(m_canvas.scene, point);
    if (!target || target->id == m_connectFrom || !m_canvas.document) {
        m_view.endConnecting();
        // Dragged into the open: what is to stand there?
        if (!target && m_canvas.document
            && (position - m_pressed).manhattanLength() >= QApplication::startDragDistance())
            Q_EMIT m_view.connectedAddRequested(m_connectFrom, point);
        return;
    }
    if (target->folded) {
        m_view.endConnecting();
        Q_EMIT m_view.noticed(
            CanvasView::tr("Unfold %1 first: a connection leads to one workload").arg(target->name));
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
    if (const SceneNode *card = hit ? m_canvas.scene.node(hit.ids.front()) : nullptr; card && card->folded) {
        m_view.toggleFolds({ card->id });
    } else if (hit.part == Hit::Part::Node || hit.part == Hit::Part::Container
        || hit.part == Hit::Part::Note) {
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
        hovered && !hovered->folded && isOnHandle(*hovered, point, zoom))
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
    takeMoveBack();
    showGuides({});
    m_mode = Mode::Idle;
    m_connectsByKey = false;
    m_spaceHeld = false;
    m_canvas.overlay.rubberBand.reset();
    m_canvas.overlay.connecting.reset();
    m_canvas.overlay.stroke.clear();
    m_canvas.overlay.dropTarget = {};
    m_canvas.overlay.dropPool = {};
    updateCursor();
    m_view.update();
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
