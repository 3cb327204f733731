// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/CanvasScene.h"

#include <optional>

namespace fourplane::ui {

/// What lies under a point.
struct Hit
{
    enum class Part
    {
        Nothing, ///< also the inside of a container, which never steals a click
        Node,
        Container, ///< its title bar or border
        Edge,
        Note,
        Stroke,
    };

    Part part = Part::Nothing;
    std::vector<ElementId> ids; ///< one; for an edge the flows or rules behind the line

    explicit operator bool() const { return part != Part::Nothing; }
};

/// The topmost thing at `scenePoint`; `zoom` makes thin things as easy to hit at any size.
Hit hitTest(const CanvasScene &scene, const QPointF &scenePoint, double zoom);

/// The card at a point, or nullptr.
const SceneNode *nodeAt(const CanvasScene &scene, const QPointF &scenePoint);

/// The folded namespace whose card is at a point, whatever lies over it, or nullptr.
const SceneNode *foldedAt(const CanvasScene &scene, const QPointF &scenePoint);

/// The namespace whose sign to fold or unfold it is at a point; empty where there is none, or it is not
/// shown.
ElementId foldSignAt(const CanvasScene &scene, const QPointF &scenePoint, double zoom);

/// The container whose surface is at a point, or nullptr.
const SceneContainer *containerAt(const CanvasScene &scene, const QPointF &scenePoint);

/// Where the handles of a card are from which connections are dragged: the middles of its sides, a little
/// outside.
std::array<QPointF, 4> handlesOf(const SceneNode &node, double zoom);

/// True when `scenePoint` is on a handle of `node`.
bool isOnHandle(const SceneNode &node, const QPointF &scenePoint, double zoom);

/// Which sides of a container or note are dragged to resize it.
struct ResizedSides
{
    bool right = false;
    bool bottom = false;

    explicit operator bool() const { return right || bottom; }
};

/// The sides of a container or note that a press at `scenePoint` takes hold of; none for everything else.
ResizedSides sidesAt(const CanvasScene &scene, const ElementId &id, const QPointF &scenePoint, double zoom);

/// What a rubber band takes: cards, containers, notes and strokes that lie wholly inside, and lines between
/// taken cards.
std::vector<ElementId> elementsInside(const CanvasScene &scene, const QRectF &band);

} // namespace fourplane::ui
