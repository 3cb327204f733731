// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/Decision.h"

#include <algorithm>

namespace fourplane {

Verdict Decision::joint() const
{
    const auto anyIs = [this](Verdict wanted) {
        return std::any_of(planes.begin(), planes.end(),
            [wanted](const PlaneVerdict &plane) { return plane.verdict == wanted; });
    };
    for (Verdict verdict : { Verdict::Deny, Verdict::Uncertain, Verdict::Permit }) {
        if (anyIs(verdict))
            return verdict;
    }
    return Verdict::NotEnforced;
}

PlaneSet Decision::denyingPlanes() const
{
    PlaneSet denying;
    for (std::size_t i = 0; i < planeCount; ++i) {
        if (planes[i].verdict == Verdict::Deny)
            denying.insert(static_cast<Plane>(i));
    }
    return denying;
}

} // namespace fourplane
