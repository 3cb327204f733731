// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/Snapping.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace fourplane::ui {

namespace {

/// Two places this near are the same: positions are whole units, centres may be halves.
constexpr double same = 0.51;
/// Gaps that differ by this much are equal: between two neighbours an odd rest cannot be halved.
constexpr double sameGap = 1;

/// A box along one axis, and across it.
struct Extent
{
    double low = 0;
    double high = 0;
    double acrossLow = 0;
    double acrossHigh = 0;

    double centre() const { return (low + high) / 2; }

    double size() const { return high - low; }

    bool isBeside(const Extent &other) const
    {
        return acrossLow < other.acrossHigh && other.acrossLow < acrossHigh;
    }
};

Extent extentOf(const QRectF &rect, Qt::Orientation axis)
{
    if (axis == Qt::Horizontal)
        return { rect.left(), rect.right(), rect.top(), rect.bottom() };
    return { rect.top(), rect.bottom(), rect.left(), rect.right() };
}

QLineF lineOf(double along, double acrossLow, double acrossHigh, Qt::Orientation axis)
{
    if (axis == Qt::Horizontal)
        return { along, acrossLow, along, acrossHigh };
    return { acrossLow, along, acrossHigh, along };
}

/// The two nearest on each side of a box, in its row or column. Those that it overlaps are on neither.
struct Beside
{
    std::optional<Extent> before;
    std::optional<Extent> beforeThat;
    std::optional<Extent> after;
    std::optional<Extent> afterThat;
};

Beside besideOf(const Extent &box, const std::vector<QRectF> &neighbours, Qt::Orientation axis, double slack)
{
    std::vector<Extent> row;
    for (const QRectF &rect : neighbours) {
        const Extent extent = extentOf(rect, axis);
        if (extent.isBeside(box))
            row.push_back(extent);
    }
    Beside beside;
    // The nearest whose far edge is at most at `limit`, and the same to the other side.
    const auto nearestBefore = [&row](double limit) {
        std::optional<Extent> nearest;
        for (const Extent &extent : row) {
            if (extent.high <= limit && (!nearest || extent.high > nearest->high))
                nearest = extent;
        }
        return nearest;
    };
    const auto nearestAfter = [&row](double limit) {
        std::optional<Extent> nearest;
        for (const Extent &extent : row) {
            if (extent.low >= limit && (!nearest || extent.low < nearest->low))
                nearest = extent;
        }
        return nearest;
    };
    beside.before = nearestBefore(box.low + slack);
    if (beside.before)
        beside.beforeThat = nearestBefore(beside.before->low);
    beside.after = nearestAfter(box.high - slack);
    if (beside.after)
        beside.afterThat = nearestAfter(beside.after->high);
    return beside;
}

/// How far from where it is the box would line up, for every way to do so along one axis.
std::vector<double> shiftsOf(
    const QRectF &rect, const std::vector<QRectF> &neighbours, Qt::Orientation axis, double slack)
{
    const Extent box = extentOf(rect, axis);
    std::vector<double> shifts;
    for (const QRectF &neighbour : neighbours) {
        const Extent other = extentOf(neighbour, axis);
        shifts.insert(shifts.end(),
            { other.low - box.low, other.high - box.high, other.centre() - box.centre(), other.high - box.low,
                other.low - box.high });
    }
    const Beside beside = besideOf(box, neighbours, axis, slack);
    if (beside.before && beside.after)
        shifts.push_back((beside.before->high + beside.after->low - box.size()) / 2 - box.low);
    if (beside.before && beside.beforeThat)
        shifts.push_back(beside.before->high + beside.before->low - beside.beforeThat->high - box.low);
    if (beside.after && beside.afterThat)
        shifts.push_back(beside.after->low - (beside.afterThat->low - beside.after->high) - box.high);
    return shifts;
}

/// The smallest of those within reach; of two equal ones the one to the left or up.
double nearestOf(const std::vector<double> &shifts, double reach)
{
    std::optional<double> best;
    for (double shift : shifts) {
        const double whole = std::round(shift);
        if (std::abs(whole) > reach)
            continue;
        if (!best || std::abs(whole) < std::abs(*best)
            || (std::abs(whole) == std::abs(*best) && whole < *best))
            best = whole;
    }
    return best.value_or(0);
}

/// Adds the line along `place`, from the box to the farthest of those that share it.
void addAlignment(std::vector<SnapGuide> &guides, double place, const Extent &box,
    const std::vector<QRectF> &neighbours, Qt::Orientation axis)
{
    double low = box.acrossLow;
    double high = box.acrossHigh;
    bool shared = false;
    for (const QRectF &neighbour : neighbours) {
        const Extent other = extentOf(neighbour, axis);
        const bool isCentre = std::abs(place - box.centre()) <= same;
        const bool matches = isCentre
            ? std::abs(other.centre() - place) <= same
            : std::abs(other.low - place) <= same || std::abs(other.high - place) <= same;
        if (!matches)
            continue;
        shared = true;
        low = std::min(low, other.acrossLow);
        high = std::max(high, other.acrossHigh);
    }
    if (shared)
        guides.push_back({ SnapGuide::Kind::Alignment, lineOf(place, low, high, axis) });
}

/// The gap between two boxes of a row, at the middle of what they have beside each other.
void addGap(std::vector<SnapGuide> &guides, const Extent &first, const Extent &second, Qt::Orientation axis)
{
    const double across =
        (std::max(first.acrossLow, second.acrossLow) + std::min(first.acrossHigh, second.acrossHigh)) / 2;
    const Qt::Orientation other = axis == Qt::Horizontal ? Qt::Vertical : Qt::Horizontal;
    const SnapGuide guide { SnapGuide::Kind::Distance, lineOf(across, first.high, second.low, other) };
    if (std::find(guides.begin(), guides.end(), guide) == guides.end())
        guides.push_back(guide);
}

void addGaps(std::vector<SnapGuide> &guides, const Extent &box, const Beside &beside, Qt::Orientation axis)
{
    const auto gap = [](const Extent &first, const Extent &second) { return second.low - first.high; };
    const auto areEqual = [](double one, double other) {
        return std::abs(one - other) <= sameGap && one > 0;
    };
    if (beside.before && beside.after && areEqual(gap(*beside.before, box), gap(box, *beside.after))) {
        addGap(guides, *beside.before, box, axis);
        addGap(guides, box, *beside.after, axis);
    }
    if (beside.before && beside.beforeThat
        && areEqual(gap(*beside.beforeThat, *beside.before), gap(*beside.before, box))) {
        addGap(guides, *beside.beforeThat, *beside.before, axis);
        addGap(guides, *beside.before, box, axis);
    }
    if (beside.after && beside.afterThat
        && areEqual(gap(box, *beside.after), gap(*beside.after, *beside.afterThat))) {
        addGap(guides, box, *beside.after, axis);
        addGap(guides, *beside.after, *beside.afterThat, axis);
    }
}

} // namespace

QRectF boxOf(const CanvasScene &scene, const std::set<ElementId> &moved)
{
    QRectF box;
    for (const ElementId &id : moved) {
        if (!scene.edgeOf(id))
            box |= scene.rectOf(id);
    }
    return box;
}

Snapping::Snapping(const CanvasScene &scene, const std::set<ElementId> &moved, const QRectF &visible)
{
    const bool movesContainer = std::any_of(
        moved.begin(), moved.end(), [&scene](const ElementId &id) { return scene.container(id) != nullptr; });
    const bool movesCard = std::any_of(moved.begin(), moved.end(), [&scene](const ElementId &id) {
        const SceneNode *node = scene.node(id);
        return node && !node->external;
    });
    for (std::size_t index : scene.nodesIn(visible)) {
        const SceneNode &node = scene.nodes()[index];
        if (moved.count(node.id) == 0 && (!movesContainer || node.external))
            m_neighbours.push_back(node.rect);
    }
    // Cards stretch the container around them, which therefore says nothing about where they should be.
    if (movesContainer || !movesCard) {
        for (std::size_t index : scene.containersIn(visible)) {
            if (moved.count(scene.containers()[index].id) == 0)
                m_neighbours.push_back(scene.containers()[index].rect);
        }
    }
    for (std::size_t index : scene.annotations().notesIn(visible)) {
        const SceneNote &note = scene.annotations().notes()[index];
        if (moved.count(note.id) == 0)
            m_neighbours.push_back(note.rect);
    }
}

QPointF Snapping::correctionOf(const QRectF &box, double reach) const
{
    return { nearestOf(shiftsOf(box, m_neighbours, Qt::Horizontal, reach), reach),
        nearestOf(shiftsOf(box, m_neighbours, Qt::Vertical, reach), reach) };
}

double Snapping::stepOf(const QRectF &box, Qt::Orientation axis, double step) const
{
    double shortest = step;
    for (double shift : shiftsOf(box, m_neighbours, axis, std::abs(step))) {
        const double whole = std::round(shift);
        if (whole * step > 0 && std::abs(whole) < std::abs(shortest))
            shortest = whole;
    }
    return shortest;
}

QPointF Snapping::correctionOfSides(const QRectF &box, ResizedSides sides, double reach) const
{
    const auto nearest = [&](double side, Qt::Orientation axis) {
        std::vector<double> shifts;
        for (const QRectF &neighbour : m_neighbours) {
            const Extent other = extentOf(neighbour, axis);
            shifts.insert(shifts.end(), { other.low - side, other.high - side });
        }
        return nearestOf(shifts, reach);
    };
    return { sides.right ? nearest(box.right(), Qt::Horizontal) : 0,
        sides.bottom ? nearest(box.bottom(), Qt::Vertical) : 0 };
}

std::vector<SnapGuide> Snapping::guidesOf(const QRectF &box) const
{
    std::vector<SnapGuide> guides;
    for (Qt::Orientation axis : { Qt::Horizontal, Qt::Vertical }) {
        const Extent extent = extentOf(box, axis);
        for (double place : { extent.low, extent.centre(), extent.high })
            addAlignment(guides, place, extent, m_neighbours, axis);
        addGaps(guides, extent, besideOf(extent, m_neighbours, axis, 0), axis);
    }
    return guides;
}

std::vector<SnapGuide> Snapping::guidesOfSides(const QRectF &box, ResizedSides sides) const
{
    std::vector<SnapGuide> guides;
    if (sides.right)
        addAlignment(guides, box.right(), extentOf(box, Qt::Horizontal), m_neighbours, Qt::Horizontal);
    if (sides.bottom)
        addAlignment(guides, box.bottom(), extentOf(box, Qt::Vertical), m_neighbours, Qt::Vertical);
    return guides;
}

} // namespace fourplane::ui
