// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/Diagram.h"

namespace fourplane {

/// What comes into line when things are aligned.
enum class Alignment
{
    Left,
    Center,
    Right,
    Top,
    Middle,
    Bottom,
};

/// The direction in which things are spread.
enum class SpreadAxis
{
    Horizontal,
    Vertical,
};

/// Where things go that are put into line: with the outermost edge, or the middle, of the area that they
/// cover together. `boxes` have their real sizes, which stay.
ElementMap<Placement2D> aligned(const ElementMap<Placement2D> &boxes, Alignment alignment);

/// Where things go that are spread with equal gaps between the outermost two, which stay; gaps are negative
/// where the room is too small. Fewer than three stay as they are. Things at the same place keep the order of
/// their ids.
ElementMap<Placement2D> spread(const ElementMap<Placement2D> &boxes, SpreadAxis axis);

} // namespace fourplane
