// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/DesignModel.h"

#include <algorithm>
#include <numeric>

namespace fourplane {

/// By element its place in the order of ids, so that no order of a result hangs on how elements are numbered.
inline std::vector<std::uint32_t> ranksById(const DesignModel &model)
{
    std::vector<EntityIndex> order(model.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
        [&model](EntityIndex first, EntityIndex second) { return model.id(first) < model.id(second); });
    std::vector<std::uint32_t> ranks(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank)
        ranks[order[rank]] = rank;
    return ranks;
}

} // namespace fourplane
