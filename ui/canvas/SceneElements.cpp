// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/SceneElements.h"

#include "ui/canvas/CanvasMetrics.h"

namespace fourplane::ui {

QString SceneNode::secondLine(Lens lens) const
{
    QString about = detail;
    if (lens == Lens::Network && !portText.isEmpty())
        about = portText;
    else if (lens == Lens::Workload && !nodeText.isEmpty())
        about = nodeText;
    else if (lens == Lens::Data && !holdsText.isEmpty())
        about = holdsText;
    return about.isEmpty() ? kindText : kindText + QStringLiteral(" · ") + about;
}

QRectF SceneContainer::titleBar() const
{
    return { rect.left(), rect.top(), rect.width(), metrics::containerTitle };
}

QRectF foldButtonOf(const QRectF &rect)
{
    constexpr double size = 18;
    return { rect.right() - size - 8, rect.top() + (metrics::containerTitle - size) / 2, size, size };
}

QPointF SceneEdge::pointAt(double t) const
{
    return cubicAt(curve, t);
}

QPointF normalOf(Side side)
{
    switch (side) {
    case Side::Left:
        return { -1, 0 };
    case Side::Top:
        return { 0, -1 };
    case Side::Right:
        return { 1, 0 };
    case Side::Bottom:
        return { 0, 1 };
    }
    return {};
}

QPointF middleOf(const QRectF &rect, Side side)
{
    const QPointF normal = normalOf(side);
    return rect.center() + QPointF(normal.x() * rect.width() / 2, normal.y() * rect.height() / 2);
}

QPointF cubicAt(const std::array<QPointF, 4> &curve, double t)
{
    const double u = 1 - t;
    return u * u * u * curve[0] + 3 * u * u * t * curve[1] + 3 * u * t * t * curve[2] + t * t * t * curve[3];
}

} // namespace fourplane::ui
