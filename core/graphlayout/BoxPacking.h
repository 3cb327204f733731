// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/Diagram.h"

#include <vector>

namespace fourplane {

/// A box to be packed, in scene units.
struct PackBox
{
    double width = 0;
    double height = 0;
};

/// Corners of packed boxes, in the order given, and the room they take.
struct PackedRows
{
    std::vector<Point> corners;
    double width = 0;
    double height = 0;
};

/// Puts boxes in rows, in the order given, `gap` apart, so that the whole is about `aspect` times as wide as
/// it is high.
PackedRows packRows(const std::vector<PackBox> &boxes, double gap, double aspect);

} // namespace fourplane
