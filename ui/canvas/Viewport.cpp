// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/Viewport.h"

#include "ui/canvas/CanvasMetrics.h"

#include <algorithm>
#include <cmath>

namespace fourplane::ui {

QRectF Viewport::toView(const QRectF &sceneRect) const
{
    return { toView(sceneRect.topLeft()), sceneRect.size() * m_zoom };
}

QRectF Viewport::toScene(const QRectF &viewRect) const
{
    return { toScene(viewRect.topLeft()), viewRect.size() / m_zoom };
}

QTransform Viewport::transform() const
{
    return QTransform(m_zoom, 0, 0, m_zoom, -m_origin.x() * m_zoom, -m_origin.y() * m_zoom);
}

void Viewport::zoomAt(const QPointF &viewPoint, double zoom)
{
    const QPointF fixed = toScene(viewPoint);
    m_zoom = std::clamp(zoom, metrics::zoomMin, metrics::zoomMax);
    m_origin = fixed - viewPoint / m_zoom;
}

void Viewport::fit(const QRectF &sceneRect, const QSizeF &viewSize, double margin, double highestZoom)
{
    if (sceneRect.isNull() || viewSize.isEmpty())
        return;
    const double width = std::max(viewSize.width() - 2 * margin, 20.0);
    const double height = std::max(viewSize.height() - 2 * margin, 20.0);
    m_zoom = std::min({ width / std::max(sceneRect.width(), 1.0), height / std::max(sceneRect.height(), 1.0),
        highestZoom });
    m_zoom = std::clamp(m_zoom, metrics::zoomMin, metrics::zoomMax);
    m_origin = sceneRect.center() - QPointF(viewSize.width(), viewSize.height()) / (2 * m_zoom);
    // Whole pixels, so that text and lines are sharp and panning can reuse what is painted.
    m_origin = QPointF(std::round(m_origin.x() * m_zoom), std::round(m_origin.y() * m_zoom)) / m_zoom;
}

} // namespace fourplane::ui
