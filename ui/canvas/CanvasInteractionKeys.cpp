// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasInteraction.h"
#include "ui/canvas/CanvasViewPrivate.h"
#include "ui/canvas/ReadingOrder.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>
#include <optional>

// What the keyboard does on the canvas.

namespace fourplane::ui {

namespace {

/// The way that an arrow key points.
std::optional<QPointF> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QPointF(-1, 0);
    case Qt::Key_Right:
        return QPointF(1, 0);
    case Qt::Key_Up:
        return QPointF(0, -1);
    case Qt::Key_Down:
        return QPointF(0, 1);
    default:
        return std::nullopt;
    }
}

} // namespace

bool CanvasInteraction::keyPress(const QKeyEvent &event)
{
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    if (event.modifiers().testFlag(Qt::AltModifier))
        return walkAlong(event.key());
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
        if (control)
            return !shift && addBeside(event.key());
        return nudge(event) || typeToAdd(event);
    }
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

/// Selects the connected card that lies most nearly where the arrow points.
bool CanvasInteraction::walkAlong(int key)
{
    const std::optional<QPointF> direction = directionOf(key);
    const std::set<ElementId> &selected = m_canvas.overlay.selected;
    const SceneNode *from = selected.size() == 1 ? m_canvas.scene.node(*selected.begin()) : nullptr;
    if (!direction)
        return false;
    if (!from)
        return true;
    const SceneNode *best = nullptr;
    double bestCost = 0;
    for (std::size_t index : m_canvas.scene.edgesOf(from->id)) {
        const SceneEdge &edge = m_canvas.scene.edges()[index];
        const SceneNode &source = m_canvas.scene.nodes()[edge.source];
        const SceneNode &other = &source == from ? m_canvas.scene.nodes()[edge.destination] : source;
        const QPointF way = other.rect.center() - from->rect.center();
        const double ahead = QPointF::dotProduct(way, *direction);
        const double aside = std::abs(way.x() * direction->y()) + std::abs(way.y() * direction->x());
        const double cost = ahead + 2 * aside;
        if (ahead > 0 && (!best || cost < bestCost)) {
            best = &other;
            bestCost = cost;
        }
    }
    if (best)
        m_view.reveal(best->id);
    return true;
}

/// Asks what is to stand beside the selected card, connected to it.
bool CanvasInteraction::addBeside(int key)
{
    const std::optional<QPointF> direction = directionOf(key);
    const std::set<ElementId> &selected = m_canvas.overlay.selected;
    const SceneNode *from = selected.size() == 1 ? m_canvas.scene.node(*selected.begin()) : nullptr;
    if (!direction || !from)
        return false;
    constexpr double gap = 96;
    const double across = from->rect.width() / 2 + gap + metrics::cardMinWidth / 2;
    const double down = from->rect.height() / 2 + gap / 2 + metrics::cardHeight / 2;
    const QPointF point = from->rect.center() + QPointF(direction->x() * across, direction->y() * down);
    Q_EMIT m_view.connectedAddRequested(from->id, point);
    return true;
}

/// A letter that is no key of the canvas begins the name of something to add.
bool CanvasInteraction::typeToAdd(const QKeyEvent &event)
{
    const QString text = event.text();
    const bool isLetter = text.size() == 1 && text.front().isLetter();
    if (!isLetter || event.modifiers().testFlag(Qt::MetaModifier) || !m_canvas.document)
        return false;
    Q_EMIT m_view.quickAddTyped(text);
    return true;
}

} // namespace fourplane::ui
