// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/EdgeFan.h"

#include "ui/canvas/CanvasFonts.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fourplane::ui {

namespace {

constexpr double spacing = 24; ///< between two connections at their middle
constexpr double labelHeight = 15;

double distanceToSegment(const QPointF &point, const QPointF &from, const QPointF &to)
{
    const QPointF way = to - from;
    const double square = QPointF::dotProduct(way, way);
    const double t = square > 0 ? std::clamp(QPointF::dotProduct(point - from, way) / square, 0.0, 1.0) : 0;
    const QPointF off = point - (from + t * way);
    return std::hypot(off.x(), off.y());
}

/// The place on the curve, from its middle outwards, where the label covers none of `taken`; below all of
/// them where there is none.
QRectF labelPlace(const std::array<QPointF, 4> &curve, const QSizeF &size, const std::vector<QRectF> &taken)
{
    const auto covers = [&taken](const QRectF &rect) {
        return std::any_of(
            taken.begin(), taken.end(), [&rect](const QRectF &other) { return other.intersects(rect); });
    };
    QRectF rect(QPointF(), size);
    for (double place : { 0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8 }) {
        rect.moveCenter(cubicAt(curve, place));
        if (!covers(rect))
            return rect;
    }
    rect.moveCenter(cubicAt(curve, 0.5));
    while (covers(rect))
        rect.translate(0, labelHeight + 2);
    return rect;
}

} // namespace

double distanceToCurve(const std::array<QPointF, 4> &curve, const QPointF &point)
{
    constexpr int steps = 24;
    double nearest = std::numeric_limits<double>::max();
    QPointF before = curve[0];
    for (int i = 1; i <= steps; ++i) {
        const QPointF next = cubicAt(curve, static_cast<double>(i) / steps);
        nearest = std::min(nearest, distanceToSegment(point, before, next));
        before = next;
    }
    return nearest;
}

std::vector<FanMember> fanOf(const SceneEdge &edge)
{
    const std::vector<ElementId> &ids = edge.elementIds();
    if (ids.size() < 2)
        return {};
    const QFontMetricsF metric(CanvasFonts().chip);
    const QPointF way = edge.curve[3] - edge.curve[0];
    const double length = std::max(1.0, std::hypot(way.x(), way.y()));
    const QPointF across(-way.y() / length, way.x() / length);
    std::vector<FanMember> fan;
    std::vector<QRectF> taken;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const double offset = spacing * (static_cast<double>(i) - static_cast<double>(ids.size() - 1) / 2);
        FanMember member { ids[i], edge.memberLabels[i], edge.curve, {} };
        // Both control points: the middle of a cubic takes three quarters of their shift.
        member.curve[1] += offset * 4 / 3 * across;
        member.curve[2] += offset * 4 / 3 * across;
        const QSizeF size(std::ceil(metric.horizontalAdvance(member.label)) + 10, labelHeight);
        member.labelRect = labelPlace(member.curve, size, taken);
        taken.push_back(member.labelRect);
        fan.push_back(std::move(member));
    }
    return fan;
}

const FanMember *memberAt(const std::vector<FanMember> &fan, const QPointF &scenePoint, double reach)
{
    const FanMember *nearest = nullptr;
    double distance = reach;
    for (const FanMember &member : fan) {
        const double own =
            member.labelRect.contains(scenePoint) ? 0 : distanceToCurve(member.curve, scenePoint);
        if (own <= distance) {
            distance = own;
            nearest = &member;
        }
    }
    return nearest;
}

} // namespace fourplane::ui
