// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

namespace fourplane::ui {

/// Which part of the scene the view shows, and how large.
class Viewport
{
public:
    double zoom() const { return m_zoom; }

    QPointF toView(const QPointF &scenePoint) const { return (scenePoint - m_origin) * m_zoom; }

    QPointF toScene(const QPointF &viewPoint) const { return viewPoint / m_zoom + m_origin; }

    QRectF toView(const QRectF &sceneRect) const;
    QRectF toScene(const QRectF &viewRect) const;
    QTransform transform() const;

    /// Moves the picture by a distance in view coordinates.
    void pan(const QPointF &viewDistance) { m_origin -= viewDistance / m_zoom; }

    /// Changes the zoom, clamped, so that the scene point under `viewPoint` stays there.
    void zoomAt(const QPointF &viewPoint, double zoom);

    /// Shows `sceneRect` whole and centred with a margin in view coordinates; never above `highestZoom`.
    void fit(const QRectF &sceneRect, const QSizeF &viewSize, double margin, double highestZoom);

private:
    double m_zoom = 1;
    QPointF m_origin; ///< scene point at the top left corner of the view
};

} // namespace fourplane::ui
