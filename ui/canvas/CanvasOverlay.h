// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/AttackOverlay.h"
#include "ui/canvas/CanvasPaint.h"
#include "ui/canvas/Snapping.h"
#include "ui/canvas/Viewport.h"

#include <QPolygonF>

#include <optional>
#include <set>

namespace fourplane::ui {

/// What follows the pointer and the selection; painted over the base layer in each frame.
struct OverlayState
{
    std::set<ElementId> selected;
    ElementId hovered; ///< card under the pointer: shows its handles
    ElementId hoveredBundle; ///< one of several connections whose common line is under the pointer: opens it
    std::optional<QRectF> rubberBand; ///< scene coordinates
    std::optional<std::pair<ElementId, QPointF>> connecting; ///< from a card to a scene point
    QPolygonF stroke; ///< free-hand line that is being drawn, scene coordinates
    ElementId dropTarget; ///< card or container that would take what is dragged
    ElementId dropPool; ///< node pool that would take what is dragged
    std::vector<SnapGuide> guides; ///< what the thing being moved lines up with
    bool focused = false;
};

/// Selection, handles, rubber band, connection in progress. The painter is in view coordinates.
void paintOverlay(
    QPainter &painter, const CanvasPaint &paint, const Viewport &viewport, const OverlayState &state);

/// The lines whose connections are shown one by one: the one under the pointer, and those that are selected.
std::vector<const SceneEdge *> openBundles(const CanvasScene &scene, const OverlayState &state, double zoom);

/// Lines that stand back in dense designs, of the cards that are chosen; connections behind opened lines;
/// trunks of chosen namespaces. The painter is in view coordinates.
void paintFocus(
    QPainter &painter, const CanvasPaint &paint, const Viewport &viewport, const OverlayState &state);

/// Attack path, blocked attempts and fallen cards; `highlighted` is a pivot index or -1.
void paintAttack(QPainter &painter, const CanvasPaint &paint, const Viewport &viewport,
    const AttackOverlay &attack, int highlighted);

/// The same where namespaces are tiles: how much of each falls, and one line for all steps between two of
/// them.
void paintAttackOnTiles(QPainter &painter, const CanvasPaint &paint, const Viewport &viewport,
    const AttackOverlay &attack, int highlighted);

/// What colours and glyphs mean under the current lens, in the lower corner of a view of `size` where reading
/// begins.
void paintLegend(QPainter &painter, const CanvasPaint &paint, const QSizeF &size, bool withAttack,
    Qt::LayoutDirection direction);

} // namespace fourplane::ui
