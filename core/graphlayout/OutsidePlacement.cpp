// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/graphlayout/OutsidePlacement.h"

#include <algorithm>
#include <cmath>

namespace fourplane {

namespace {

/// One column from top to bottom; indexes of boxes in the order of the heights wanted.
using Column = std::vector<std::size_t>;

/// As few columns as stay within `height`, boxes dealt in turn so that each keeps the order.
std::vector<Column> dealt(
    const std::vector<OutsideBox> &boxes, const std::vector<std::size_t> &order, double height, double gap)
{
    double sum = 0;
    for (std::size_t index : order)
        sum += boxes[index].height + gap;
    const auto count = static_cast<std::size_t>(std::max(1.0, std::ceil(sum / std::max(height, gap))));
    std::vector<Column> columns(std::min(count, std::max<std::size_t>(order.size(), 1)));
    for (std::size_t i = 0; i < order.size(); ++i)
        columns[i % columns.size()].push_back(order[i]);
    return columns;
}

/// Each box as high as it wants, or below the one before it; then all of them moved by what that cost on
/// average.
void stack(
    const std::vector<OutsideBox> &boxes, const Column &column, double gap, std::vector<Point> &corners)
{
    double next = 0;
    double late = 0;
    for (std::size_t i = 0; i < column.size(); ++i) {
        const OutsideBox &box = boxes[column[i]];
        const double wanted = box.wantedMiddle - box.height / 2;
        const double top = i == 0 ? wanted : std::max(wanted, next);
        corners[column[i]].y = top;
        late += top - wanted;
        next = top + box.height + gap;
    }
    for (std::size_t index : column)
        corners[index].y = std::round(corners[index].y - late / static_cast<double>(column.size()));
}

} // namespace

std::vector<Point> placeOutside(
    const std::vector<OutsideBox> &boxes, double width, double height, double distance, double gap)
{
    std::vector<Point> corners(boxes.size());
    for (bool isLeft : { true, false }) {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (boxes[i].isLeft == isLeft)
                order.push_back(i);
        }
        std::stable_sort(order.begin(), order.end(),
            [&boxes](std::size_t a, std::size_t b) { return boxes[a].wantedMiddle < boxes[b].wantedMiddle; });
        double edge = isLeft ? -distance : width + distance;
        for (const Column &column : dealt(boxes, order, height, gap)) {
            double widest = 0;
            for (std::size_t index : column)
                widest = std::max(widest, boxes[index].width);
            for (std::size_t index : column)
                corners[index].x = isLeft ? edge - boxes[index].width : edge;
            stack(boxes, column, gap, corners);
            edge += (isLeft ? -1 : 1) * (widest + gap);
        }
    }
    return corners;
}

} // namespace fourplane
