// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CompiledSystem.h"
#include "core/base/Job.h"
#include "core/base/Result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fourplane {

/// From which facts to start, and what to count.
struct FootholdQuestion
{
    /// Each a start of its own: one or more facts. Fastest where whatever gives the first one gives the
    /// others too.
    std::vector<std::vector<std::uint32_t>> footholds;
    std::vector<std::uint32_t> common; ///< facts that hold besides each foothold
    std::vector<std::uint32_t> counted; ///< facts that make up the reach
    std::uint32_t stepLimit =
        2048; ///< searches that take more nodes than that share lanes; changes no result
};

/// How far an attacker gets from every foothold, in the one world that the system was compiled for.
struct FootholdReach
{
    std::vector<std::uint32_t> reach; ///< by foothold: how many of the counted facts hold; the set itself is
                                      ///< what ClosureSearch gives from the foothold
    std::vector<std::uint32_t> component; ///< by foothold: those with the same number lead to one another
    std::uint32_t componentCount = 0;
};

/// Exact, in far less time than one search for each foothold. A foothold that alone suffices for another one
/// reaches all that the other one reaches, because rules are monotone: so footholds that lead to one another
/// share one answer, the largest of these groups are searched once, and the others add what they reach
/// besides. Memory: the system once more, and a few numbers for each foothold. Error: "cancelled".
Result<FootholdReach> reachOfFootholds(
    const CompiledSystem &system, const FootholdQuestion &question, const Job &job = {});

} // namespace fourplane
