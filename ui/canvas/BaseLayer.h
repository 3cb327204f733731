// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/Viewport.h"

#include <QImage>
#include <QPainter>

#include <functional>

namespace fourplane::ui {

/// The painted diagram without anything that follows the pointer, kept as an image. Panning moves the image
/// and paints only the strips that come into view; during a zoom gesture the old image is scaled.
class BaseLayer
{
public:
    /// Paints the scene part `sceneRect`; the painter is in scene coordinates, clipped to the part.
    using Paint = std::function<void(QPainter &painter, const QRectF &sceneRect)>;

    /// The picture is out of date.
    void invalidate() { m_valid = false; }

    /// Draws the layer. With `gesture`, a picture of another zoom may be scaled instead of painted anew.
    /// Returns true when what was drawn is such a stand-in.
    bool draw(QPainter &painter, const Viewport &viewport, const QSize &size, qreal devicePixelRatio,
        bool gesture, const Paint &paint);

    /// How many device pixels were painted anew by the last draw(): what tests and benchmarks look at.
    qint64 repaintedPixels() const { return m_repaintedPixels; }

private:
    void paintPart(const Viewport &viewport, const QRect &devicePart, const Paint &paint);
    bool scroll(const Viewport &viewport, const Paint &paint);

    QImage m_image;
    QImage m_spare;
    Viewport m_viewport; ///< of m_image
    qreal m_ratio = 1;
    bool m_valid = false;
    qint64 m_repaintedPixels = 0;
};

} // namespace fourplane::ui
