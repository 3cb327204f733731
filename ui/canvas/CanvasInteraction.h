// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/Diagram.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/HitTest.h"
#include "ui/canvas/Snapping.h"
#include "ui/document/ProjectDocument.h"

#include <QElapsedTimer>
#include <QPointF>
#include <QString>
#include <QTimer>

#include <set>
#include <vector>

class QKeyEvent;
class QMouseEvent;

namespace fourplane::ui {

/// What the mouse and the keyboard do on the canvas: selecting, moving, connecting, panning, walking.
class CanvasInteraction
{
public:
    CanvasInteraction(CanvasView &view, CanvasView::Private &canvas);

    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void doubleClick(const QMouseEvent &event);
    void leave();
    /// Returns false for keys that mean nothing here.
    bool keyPress(const QKeyEvent &event);
    void keyRelease(const QKeyEvent &event);
    /// Moves the selection to the next (+1) or previous (-1) object in reading order; false at the end.
    bool walk(int direction);
    /// Ends whatever is going on, as if it had never begun.
    void abort();

    /// Whether dragging draws.
    void setInking(bool inking);

    /// Leads a line from the selected card to where the pointer, or an arrow key, says; a click or Enter ends
    /// it. False where it is not one card that is selected.
    bool beginConnecting();

private:
    enum class Mode
    {
        Idle,
        Pressed, ///< on an element, not moved yet
        Moving,
        Resizing,
        RubberBand,
        Connecting,
        Panning,
        Inking,
    };

    void beginPan(const QPointF &position);
    void pressOn(const std::vector<ElementId> &ids, bool extend);
    void updateBand(const QPointF &position);
    void finishConnection(const QPointF &position);
    void finishStroke();
    void hover(const QPointF &position);
    void hoverBundle(const QPointF *scenePoint);
    void updateCursor();

    // CanvasInteractionMoves.cpp
    void beginMove();
    void moveTo(const QMouseEvent &event);
    bool beginResize(const QPointF &scenePoint);
    void resizeTo(const QMouseEvent &event);
    void takeMoveBack();
    ElementId newHomeAt(const QPointF &scenePoint) const;
    ElementId newPoolAt(const QPointF &scenePoint) const;
    void settleInPool(const ElementId &poolId);
    void settleInTenant(const QPointF &scenePoint);
    void settleInHome(const QPointF &scenePoint);
    bool snaps(const QMouseEvent &event) const;
    /// What lines up with what moves, among what is in view.
    Snapping neighboursOf(const std::set<ElementId> &moved) const;
    void showGuides(std::vector<SnapGuide> guides);
    bool nudge(const QKeyEvent &event);

    // CanvasInteractionKeys.cpp
    bool toolKey(const QKeyEvent &event);
    bool connectingKey(const QKeyEvent &event);
    void aimAt(const SceneNode &target);
    const SceneNode *nearestTowards(const SceneNode &from, const QPointF &direction) const;
    bool walkAlong(int key);
    bool addBeside(int key);
    bool typeToAdd(const QKeyEvent &event);

    CanvasView &m_view;
    CanvasView::Private &m_canvas;
    Mode m_mode = Mode::Idle;
    QPointF m_pressed; ///< view coordinates
    QPointF m_last;
    bool m_spaceHeld = false;
    bool m_isInking = false;
    bool m_extend = false;
    std::vector<ElementId> m_pressedIds;
    std::set<ElementId> m_before; ///< selection when a rubber band began
    Diagram m_origin; ///< what is being moved, as it was
    std::set<ElementId> m_moved;
    ElementMap<QRectF> m_homes; ///< containers when the move began
    QRectF m_box; ///< around what is being moved or resized, as it was
    ResizedSides m_sides;
    MergeSession m_session = 0;
    MergeSession m_nudgeSession = 0;
    std::set<ElementId> m_nudged;
    QTimer m_guidesShown; ///< takes the guides of a nudge away
    ElementId m_connectFrom;
    bool m_connectsByKey = false; ///< no button is held
    QString m_toolLetter; ///< what was typed last and meant a tool: perhaps it begins a word
    QElapsedTimer m_sinceTool;
};

} // namespace fourplane::ui
