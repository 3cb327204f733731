// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/BaseLayer.h"
#include "ui/canvas/CanvasInteraction.h"
#include "ui/canvas/CanvasOverlay.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/InlineRename.h"
#include "ui/canvas/Viewport.h"
#include "ui/document/ProjectDocument.h"

#include <QPointer>
#include <QTimer>

namespace fourplane::ui {

/// The inside of CanvasView, shared with CanvasInteraction.
struct CanvasView::Private
{
    explicit Private(CanvasView &owner)
        : view(owner)
        , interaction(owner, *this)
        , rename(owner)
    {
    }

    CanvasPaint paintContext(double zoom, qreal ratio) const
    {
        return { scene, theme, fonts, lens, decisions.get(), states, zoom, ratio, detailAt(scene, zoom) };
    }

    void refreshScene(const ChangeSet *changes);
    void setSelected(std::set<ElementId> ids);
    /// The diagram looks different.
    void repaintAll();
    /// Lines, the lens or the verdicts are others.
    void statesChanged();
    /// Pan or zoom changed.
    void viewportMoved(bool gesture);
    void apply(const Result<Edit> &edit, MergeSession session = 0);
    void scrollTo(const QRectF &sceneRect);

    CanvasView &view;
    QPointer<ProjectDocument> document;
    Theme theme = Theme::light();
    CanvasFonts fonts;
    Lens lens = Lens::All;
    std::shared_ptr<const CanvasDecisions> decisions;
    EdgeStates states;
    AttackOverlay attack;
    int highlightedPivot = -1;
    CanvasScene scene;
    Viewport viewport;
    BaseLayer base;
    OverlayState overlay;
    CanvasInteraction interaction;
    InlineRename rename;
    QTimer settle; ///< ends a zoom gesture
    bool fitWhenShown = true;
    bool snapping = true;
};

} // namespace fourplane::ui
