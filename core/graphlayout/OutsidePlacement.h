// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/Diagram.h"

#include <vector>

namespace fourplane {

/// A box that stands outside of all containers, in scene units.
struct OutsideBox
{
    double width = 0;
    double height = 0;
    bool isLeft = true; ///< left of the containers, as callers are; else right of them
    double wantedMiddle = 0; ///< height at which its middle is best, where what it is connected with lies
};

/// Corners for boxes left and right of containers that take the room from (0, 0) to (`width`, `height`), none
/// nearer than `distance`: in columns no higher than the containers where that is possible, in the order of
/// the heights wanted, `gap` apart. What lies outside of a cluster is never drawn in its midst. Left ones
/// have negative corners. Deterministic, no overlaps.
std::vector<Point> placeOutside(
    const std::vector<OutsideBox> &boxes, double width, double height, double distance, double gap);

} // namespace fourplane
