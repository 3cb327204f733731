// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/Diagram.h"

namespace fourplane {

// A namespace may be folded: shown as one card instead of a container around its workloads. Its placement
// says so by a negative size, whose absolute value is the size that it has when it is unfolded. The corner is
// that of the card, and of the container again. Files write `folded: true` instead of the sign.

/// True where the placement is that of a folded namespace.
inline bool isFolded(const Placement2D &place)
{
    return place.width < 0;
}

/// The same placement without folding. Automatic sizes come back as 0.
inline Placement2D unfolded(Placement2D place)
{
    if (isFolded(place)) {
        place.width = place.width > -2 ? 0 : -place.width;
        place.height = place.height > -2 ? 0 : -place.height;
    }
    return place;
}

/// The same placement, folded. A size of 0 has no sign, so -1 stands for an automatic one.
inline Placement2D folded(const Placement2D &place)
{
    const Placement2D whole = unfolded(place);
    return { whole.position, whole.width > 1 ? -whole.width : -1, whole.height > 1 ? -whole.height : -1 };
}

} // namespace fourplane
