// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/BaseLayer.h"

#include <cmath>
#include <utility>

namespace fourplane::ui {

void BaseLayer::paintPart(const Viewport &viewport, const QRect &devicePart, const Paint &paint)
{
    if (devicePart.isEmpty())
        return;
    QPainter painter(&m_image);
    const QRectF viewPart(QPointF(devicePart.topLeft()) / m_ratio, QSizeF(devicePart.size()) / m_ratio);
    painter.setClipRect(viewPart);
    painter.setTransform(viewport.transform(), true);
    paint(painter, viewport.toScene(viewPart));
    m_repaintedPixels += qint64(devicePart.width()) * devicePart.height();
}

bool BaseLayer::scroll(const Viewport &viewport, const Paint &paint)
{
    if (viewport.zoom() != m_viewport.zoom())
        return false;
    const QPointF shift = viewport.toView(m_viewport.toScene(QPointF())) * m_ratio;
    const QPoint whole(qRound(shift.x()), qRound(shift.y()));
    if (std::abs(shift.x() - whole.x()) > 0.01 || std::abs(shift.y() - whole.y()) > 0.01)
        return false;
    const QRect all(QPoint(), m_image.size());
    if (!all.translated(whole).intersects(all))
        return false;
    if (whole.isNull())
        return true;
    if (m_spare.size() != m_image.size())
        m_spare = QImage(m_image.size(), m_image.format());
    m_spare.setDevicePixelRatio(1);
    m_image.setDevicePixelRatio(1);
    {
        QPainter painter(&m_spare);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.drawImage(whole, m_image);
    }
    std::swap(m_image, m_spare);
    m_image.setDevicePixelRatio(m_ratio);
    m_viewport = viewport;
    const QRect kept = all.translated(whole).intersected(all);
    if (kept.left() > 0)
        paintPart(viewport, QRect(0, 0, kept.left(), all.height()), paint);
    if (kept.right() < all.right())
        paintPart(viewport, QRect(QPoint(kept.right() + 1, 0), all.bottomRight()), paint);
    if (kept.top() > 0)
        paintPart(viewport, QRect(kept.left(), 0, kept.width(), kept.top()), paint);
    if (kept.bottom() < all.bottom())
        paintPart(viewport, QRect(QPoint(kept.left(), kept.bottom() + 1), QPoint(kept.right(), all.bottom())),
            paint);
    return true;
}

bool BaseLayer::draw(QPainter &painter, const Viewport &viewport, const QSize &size, qreal devicePixelRatio,
    bool gesture, const Paint &paint)
{
    m_repaintedPixels = 0;
    const QSize pixels(static_cast<int>(std::ceil(size.width() * devicePixelRatio)),
        static_cast<int>(std::ceil(size.height() * devicePixelRatio)));
    if (m_image.size() != pixels || m_ratio != devicePixelRatio) {
        m_image = QImage(pixels, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(devicePixelRatio);
        m_ratio = devicePixelRatio;
        m_valid = false;
    }
    if (gesture && m_valid && viewport.zoom() != m_viewport.zoom()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        const QRectF shown = m_viewport.toScene(QRectF(QPointF(), QSizeF(size)));
        painter.drawImage(viewport.toView(shown), m_image);
        return true;
    }
    if (!m_valid || !scroll(viewport, paint)) {
        m_viewport = viewport;
        m_valid = true;
        paintPart(viewport, QRect(QPoint(), pixels), paint);
    }
    painter.drawImage(QPointF(), m_image);
    return false;
}

} // namespace fourplane::ui
