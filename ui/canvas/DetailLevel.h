// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasScene.h"

namespace fourplane::ui {

/// A design with more lines than this is dense: lines get the cheap one-pixel pen (wider ones cost twenty
/// times as much), and those between namespaces are bundled or stand back. What is visible must not decide,
/// or strips that are panned into view would look different.
inline constexpr std::size_t denseEdges = 300;

/// What is drawn at a zoom: the cluster as a whole, then namespaces as tiles, then names, then whole cards.
struct DetailLevel
{
    bool cluster = false; ///< with `tiles`: these without words, and lines to the outside only
    bool tiles = false; ///< namespaces as tiles with a name and counts, without their cards
    bool trunks = false; ///< lines between namespaces as one trunk for each pair
    bool focus = false; ///< permitted lines between namespaces stand back until one of their cards is chosen
};

inline DetailLevel detailAt(const CanvasScene &scene, double zoom)
{
    const bool isDense = scene.edges().size() > denseEdges;
    DetailLevel detail;
    detail.tiles = zoom < metrics::zoomNameOnly;
    detail.cluster = zoom < metrics::zoomCluster && scene.cluster();
    detail.trunks = detail.tiles || (isDense && zoom < metrics::zoomReduced);
    detail.focus = isDense && !detail.trunks;
    return detail;
}

} // namespace fourplane::ui
