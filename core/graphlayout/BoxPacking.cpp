// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/graphlayout/BoxPacking.h"

#include <algorithm>
#include <cmath>

namespace fourplane {

PackedRows packRows(const std::vector<PackBox> &boxes, double gap, double aspect)
{
    double area = 0;
    double widest = 0;
    for (const PackBox &box : boxes) {
        area += (box.width + gap) * (box.height + gap);
        widest = std::max(widest, box.width);
    }
    const double rowWidth = std::max(widest, std::sqrt(area * aspect));
    PackedRows packed;
    double x = 0;
    double y = 0;
    double rowHeight = 0;
    for (const PackBox &box : boxes) {
        if (x > 0 && x + box.width > rowWidth) {
            x = 0;
            y += rowHeight + gap;
            rowHeight = 0;
        }
        packed.corners.push_back({ x, y });
        packed.width = std::max(packed.width, x + box.width);
        rowHeight = std::max(rowHeight, box.height);
        packed.height = y + rowHeight;
        x += box.width + gap;
    }
    return packed;
}

} // namespace fourplane
