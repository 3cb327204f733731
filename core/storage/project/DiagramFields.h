// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/Diagram.h"
#include "core/storage/FieldsOf.h"

namespace fourplane {

template <>
struct FieldsOf<Point>
{
    static constexpr std::string_view title = "a point";
    static constexpr std::string_view about = "A point of the canvas; one unit is one pixel at 100 %.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("left", &Point::x, "Distance to the right of the origin.");
        fields.member("top", &Point::y, "Distance below the origin.");
    }
};

/// Width, height and `folded`: a placement keeps all three in its size.
struct SizeSpecial
{
};

template <>
struct FieldsOf<Placement2D>
{
    static constexpr std::string_view title = "a placement on the canvas";
    static constexpr std::string_view about = "The top left corner and the size; a size of 0 is automatic.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.inlined(&Placement2D::position);
        fields.special(SizeSpecial {});
    }
};

template <>
struct FieldsOf<Note>
{
    static constexpr std::string_view title = "a note";
    static constexpr std::string_view about = "A sticky note on the canvas.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("text", &Note::text, "What the note says.");
        fields.inlined(&Note::place);
    }
};

template <>
struct FieldsOf<InkStroke>
{
    static constexpr std::string_view title = "an ink stroke";
    static constexpr std::string_view about = "A free-hand line on the canvas.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("points", &InkStroke::points, "The points as \"x,y x,y ...\", as in SVG.");
    }
};

template <>
struct FieldsOf<Diagram>
{
    static constexpr std::string_view title = "the diagram";
    static constexpr std::string_view about = "Where things stand on the canvas. Never decides anything.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("placements", &Diagram::placements,
            "Where namespaces, workloads and external endpoints stand, by id.");
        fields.member("notes", &Diagram::notes, "Sticky notes, by id.");
        fields.member("ink", &Diagram::ink, "Free-hand lines, by id.");
    }
};

} // namespace fourplane
