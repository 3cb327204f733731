// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/CanvasDecisions.h"
#include "ui/canvas/CanvasFonts.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/DetailLevel.h"
#include "ui/canvas/EdgeStates.h"
#include "ui/canvas/Lens.h"
#include "ui/theme/Theme.h"

#include <QPainter>

namespace fourplane::ui {

/// What every painter of the canvas needs to know.
struct CanvasPaint
{
    const CanvasScene &scene;
    const Theme &theme;
    const CanvasFonts &fonts;
    Lens lens = Lens::All;
    const CanvasDecisions *decisions = nullptr; ///< nullptr = not known yet
    const EdgeStates &states; ///< of the scene under the lens
    double zoom = 1;
    qreal devicePixelRatio = 1;
    DetailLevel detail = {}; ///< at this zoom
};

QColor colourOf(EdgeState state, const Theme &theme);

/// Order in which lines are painted: what somebody must not miss comes last.
int rankOf(EdgeState state);

/// Mixes a colour into a surface: weight 1 gives the colour.
QColor blend(const QColor &colour, const QColor &surface, double weight);

/// Everything below the overlay in `sceneRect`: background, containers, notes and ink, connections, cards.
void paintScene(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect);

void paintContainers(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect);
/// Names and chips of the containers: over the connections, which may pass through a title bar.
void paintTitles(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect);
/// The sign in the corner of a container that folds it, or of a card that unfolds it.
void paintFoldSign(QPainter &painter, const CanvasPaint &paint, const QRectF &rect, bool folded);
/// Notes and ink: on the containers, below everything that means something.
void paintAnnotations(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect);
void paintEdges(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect);
void paintCards(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect);

/// Namespaces as tiles, without their cards: what is seen of a design from far away.
void paintTiles(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect);
/// One line for all connections between two namespaces.
void paintTrunks(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect);
/// The cluster from far away: what it holds, what is wrong in it, and its lines to the outside.
void paintCluster(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect);
/// What namespaces and workloads share, drawn behind namespaces, or behind cards.
void paintZones(QPainter &painter, const CanvasPaint &paint, const QRectF &sceneRect, bool overContainers);
/// Whether zones of this kind are drawn under the lens and at the zoom.
bool showsZones(SceneZone::Kind kind, const CanvasPaint &paint);
/// The border says what a zone is: whole around the cluster, dashed around a tenant, dotted around nodes.
QPen zonePen(SceneZone::Kind kind, const CanvasPaint &paint);

/// The sign of a state that needs one, around `centre`.
void paintStateGlyph(QPainter &painter, const CanvasPaint &paint, const QPointF &centre, EdgeState state);
void paintEdgeGlyph(QPainter &painter, const CanvasPaint &paint, const SceneEdge &edge, EdgeState state);
void paintLabelBox(QPainter &painter, const CanvasPaint &paint, const QRectF &rect, const QString &text);

/// The label of a connection, where it has room for one.
void paintEdgeLabel(QPainter &painter, const CanvasPaint &paint, const SceneEdge &edge);

/// A filled triangle whose tip is `tip`, pointing along `direction` (unit length).
QPolygonF arrowHead(const QPointF &tip, const QPointF &direction, double size);

/// The "no entry" sign and the open padlock that make verdicts readable without colour.
void paintBlockedGlyph(QPainter &painter, const QPointF &centre, double radius, const CanvasPaint &paint);
void paintOpenGlyph(QPainter &painter, const QPointF &centre, double size, const CanvasPaint &paint);

} // namespace fourplane::ui
