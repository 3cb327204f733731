// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/Alignment.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace fourplane {

namespace {

/// One direction of a box.
struct Extent
{
    double Point::*start;
    double Placement2D::*size;

    double first(const Placement2D &box) const { return box.position.*start; }

    double last(const Placement2D &box) const { return box.position.*start + box.*size; }
};

constexpr Extent across { &Point::x, &Placement2D::width };
constexpr Extent down { &Point::y, &Placement2D::height };

} // namespace

ElementMap<Placement2D> aligned(const ElementMap<Placement2D> &boxes, Alignment alignment)
{
    const bool isAcross =
        alignment == Alignment::Left || alignment == Alignment::Center || alignment == Alignment::Right;
    const Extent &extent = isAcross ? across : down;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const auto &[id, box] : boxes) {
        low = std::min(low, extent.first(box));
        high = std::max(high, extent.last(box));
    }
    ElementMap<Placement2D> result = boxes;
    for (auto &[id, box] : result) {
        const double size = box.*extent.size;
        double &start = box.position.*extent.start;
        switch (alignment) {
        case Alignment::Left:
        case Alignment::Top:
            start = low;
            break;
        case Alignment::Center:
        case Alignment::Middle:
            start = (low + high - size) / 2;
            break;
        case Alignment::Right:
        case Alignment::Bottom:
            start = high - size;
            break;
        }
    }
    return result;
}

ElementMap<Placement2D> spread(const ElementMap<Placement2D> &boxes, SpreadAxis axis)
{
    ElementMap<Placement2D> result = boxes;
    if (boxes.size() < 3)
        return result;
    const Extent &extent = axis == SpreadAxis::Horizontal ? across : down;
    std::vector<Placement2D *> inOrder;
    double covered = 0;
    for (auto &[id, box] : result) {
        inOrder.push_back(&box);
        covered += box.*extent.size;
    }
    std::stable_sort(inOrder.begin(), inOrder.end(), [&extent](const Placement2D *a, const Placement2D *b) {
        return extent.first(*a) + extent.last(*a) < extent.first(*b) + extent.last(*b);
    });
    const double room = extent.last(*inOrder.back()) - extent.first(*inOrder.front());
    const double gap = (room - covered) / static_cast<double>(inOrder.size() - 1);
    double next = extent.first(*inOrder.front());
    for (Placement2D *box : inOrder) {
        box->position.*extent.start = next;
        next += box->*extent.size + gap;
    }
    return result;
}

} // namespace fourplane
