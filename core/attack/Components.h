// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fourplane {

/// The strongly connected components of a directed graph in compressed rows.
struct Components
{
    /// `starts` has one entry for each node and one more; `targets` are nodes. Tarjan's algorithm without
    /// recursion.
    static Components of(std::span<const std::uint32_t> starts, std::span<const std::uint32_t> targets);

    std::vector<std::uint32_t> componentOf; ///< by node; edges lead to the same number or to a lower one
    std::uint32_t count = 0;
};

} // namespace fourplane
