// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/SeededCluster.h"

#include <vector>

namespace fourplane::bench {

/// What an attacker gets.
struct NaiveReach
{
    std::vector<char> exec; ///< by service
    std::vector<char> read; ///< by store

    std::size_t execCount() const;
};

/// Deviations from the cluster as it is.
struct NaiveChange
{
    PlaneSet failed; ///< planes that refuse nothing
    std::uint32_t hardened = noIndex; ///< a service that is no longer exploitable
    std::uint32_t closedFlow = noIndex; ///< an item of SeededCluster::allowed
};

/// The attack clauses read from the cluster itself, swept over and over until nothing changes: shares neither
/// the ground system nor any search with what it checks.
NaiveReach naiveReach(const SeededCluster &cluster, std::uint32_t foothold, const NaiveChange &change = {});

} // namespace fourplane::bench
