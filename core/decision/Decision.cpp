// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/Decision.h"

#include <algorithm>

namespace fourplane {

Verdict Verdicts::joint() const
{
    for (Verdict verdict : { Verdict::Deny, Verdict::Uncertain, Verdict::Permit }) {
        if (std::find(planes.begin(), planes.end(), verdict) != planes.end())
            return verdict;
    }
    return Verdict::NotEnforced;
}

PlaneSet Verdicts::denyingPlanes() const
{
    PlaneSet denying;
    for (std::size_t i = 0; i < planeCount; ++i) {
        if (planes[i] == Verdict::Deny)
            denying.insert(static_cast<Plane>(i));
    }
    return denying;
}

Verdicts Decision::verdicts() const
{
    Verdicts all;
    std::transform(planes.begin(), planes.end(), all.planes.begin(),
        [](const PlaneVerdict &plane) { return plane.verdict; });
    return all;
}

} // namespace fourplane
