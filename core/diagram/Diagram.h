// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <string>
#include <vector>

namespace fourplane {

/// A point of the canvas in scene units; one unit is one pixel at 100 %.
struct Point
{
    double x = 0;
    double y = 0;

    bool operator==(const Point &) const = default;
};

/// Where an element stands: its top left corner. A size of 0 means "as large as needed"; containers never
/// shrink below a size that is set.
struct Placement2D
{
    Point position;
    double width = 0;
    double height = 0;

    bool operator==(const Placement2D &) const = default;
};

/// A sticky note. Never simulated, never exported.
struct Note
{
    ElementId id;
    std::string text;
    Placement2D place;

    bool operator==(const Note &) const = default;
};

/// A free-hand line.
struct InkStroke
{
    ElementId id;
    std::vector<Point> points;

    bool operator==(const InkStroke &) const = default;
};

/// The picture. The meaning of the project never depends on it: no folder of meaning includes this one.
struct Diagram
{
    ElementMap<Placement2D> placements; ///< by id of Namespace, Workload or ExternalEndpoint
    ElementMap<Note> notes;
    ElementMap<InkStroke> ink;

    bool operator==(const Diagram &) const = default;
};

} // namespace fourplane
