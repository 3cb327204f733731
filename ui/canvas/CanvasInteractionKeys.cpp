// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasInteraction.h"
#include "ui/canvas/CanvasViewPrivate.h"
#include "ui/canvas/ReadingOrder.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

// What the keyboard does on the canvas.

namespace fourplane::ui {

namespace {

constexpr int wordMilliseconds = 1500; ///< letters that follow each other faster are a word

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

/// Letters that are tools where they can do something, and otherwise begin the name of something to add: C
/// with one card selected, W with a connection or two cards, V while something else than selecting goes on.
bool CanvasInteraction::toolKey(const QKeyEvent &event)
{
    const auto remember = [this](const char *letter) {
        m_toolLetter = QString::fromLatin1(letter);
        m_sinceTool.start();
        return true;
    };
    const bool isQuick = !m_toolLetter.isEmpty() && m_sinceTool.elapsed() < wordMilliseconds;
    if (isQuick)
        return false;
    switch (event.key()) {
    case Qt::Key_V:
        if (!m_isInking)
            return false;
        setInking(false);
        return true;
    case Qt::Key_C:
        return beginConnecting() && remember("c");
    case Qt::Key_W: {
        const std::set<ElementId> &selected = m_canvas.overlay.selected;
        const bool isPair = selected.size() == 2
            && std::all_of(selected.begin(), selected.end(),
                [this](const ElementId &id) { return m_canvas.scene.node(id) != nullptr; });
        const bool isLine = selected.size() == 1 && m_canvas.scene.edgeOf(*selected.begin());
        if (!isPair && !isLine)
            return false;
        Q_EMIT m_view.whyRequested();
        return remember("w");
    }
    default:
        return false;
    }
}

bool CanvasInteraction::beginConnecting()
{
    const std::set<ElementId> &selected = m_canvas.overlay.selected;
    const SceneNode *from = selected.size() == 1 ? m_canvas.scene.node(*selected.begin()) : nullptr;
    if (!from || from->folded || m_mode != Mode::Idle || !m_canvas.document)
        return false;
    if (m_isInking)
        setInking(false);
    m_mode = Mode::Connecting;
    m_connectsByKey = true;
    m_connectFrom = *selected.begin();
    m_pressed = m_canvas.viewport.toView(from->rect.center());
    m_canvas.overlay.connecting = { from->id, middleOf(from->rect, Side::Right) + QPointF(40, 0) };
    m_view.update();
    return true;
}

/// Keys while a line is led that no button holds.
bool CanvasInteraction::connectingKey(const QKeyEvent &event)
{
    if (const std::optional<QPointF> direction = directionOf(event.key())) {
        const SceneNode *aimed = m_canvas.scene.node(m_canvas.overlay.dropTarget);
        const SceneNode *from = aimed ? aimed : m_canvas.scene.node(m_connectFrom);
        if (const SceneNode *next = from ? nearestTowards(*from, *direction) : nullptr)
            aimAt(*next);
        return true;
    }
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (const SceneNode *target = m_canvas.scene.node(m_canvas.overlay.dropTarget); target && isEnter) {
        m_mode = Mode::Idle;
        m_connectsByKey = false;
        finishConnection(m_canvas.viewport.toView(target->rect.center()));
        return true;
    }
    const bool isLeft = event.key() == Qt::Key_C || event.key() == Qt::Key_V || isEnter;
    const bool isTyped = !event.text().isEmpty() && event.text().front().isLetter();
    if (isLeft || isTyped)
        abort();
    return isLeft;
}

void CanvasInteraction::aimAt(const SceneNode &target)
{
    m_canvas.overlay.dropTarget = target.id;
    m_canvas.overlay.connecting = { m_connectFrom, target.rect.center() };
    m_canvas.scrollTo(target.rect);
    m_view.update();
}

/// The card that lies most nearly where an arrow points, that a connection may lead to.
const SceneNode *CanvasInteraction::nearestTowards(const SceneNode &from, const QPointF &direction) const
{
    const SceneNode *best = nullptr;
    double bestCost = 0;
    for (const SceneNode &other : m_canvas.scene.nodes()) {
        if (other.folded || other.id == m_connectFrom || &other == &from)
            continue;
        const QPointF way = other.rect.center() - from.rect.center();
        const double ahead = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y()) + std::abs(way.y() * direction.x());
        const double cost = ahead + 2 * aside;
        if (ahead > 0 && (!best || cost < bestCost)) {
            best = &other;
            bestCost = cost;
        }
    }
    return best;
}

bool CanvasInteraction::keyPress(const QKeyEvent &event)
{
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    if (event.key() == Qt::Key_Escape)
        m_toolLetter.clear();
    if (m_connectsByKey && connectingKey(event))
        return true;
    if (event.modifiers().testFlag(Qt::AltModifier))
        return walkAlong(event.key());
    if (!control && !shift && toolKey(event))
        return true;
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
        return control ? (m_view.selectAll(), true) : typeToAdd(event);
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
    const bool isWord = !m_toolLetter.isEmpty() && m_sinceTool.elapsed() < wordMilliseconds;
    const QString before = std::exchange(m_toolLetter, {});
    Q_EMIT m_view.quickAddTyped(isWord ? before + text : text);
    return true;
}

} // namespace fourplane::ui
