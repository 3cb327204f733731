// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PairGroup.h"

#include <algorithm>

namespace fourplane {

std::vector<NearRun> withoutPlaces(std::span<const NearRun> runs, std::span<const std::uint32_t> places)
{
    std::vector<NearRun> rest;
    for (const NearRun &run : runs) {
        std::uint32_t start = run.first;
        for (auto gap = std::lower_bound(places.begin(), places.end(), run.first);
             gap != places.end() && *gap < run.last; ++gap) {
            if (start < *gap)
                rest.push_back({ start, *gap, run.open });
            start = *gap + 1;
        }
        if (start < run.last)
            rest.push_back({ start, run.last, run.open });
    }
    return rest;
}

} // namespace fourplane
