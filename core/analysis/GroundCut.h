// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/HittingSet.h"
#include "core/attack/GroundSystem.h"

namespace fourplane {

/// Which controls close which pivots of a hypergraph, and what must not be derived. Only world 0 counts.
struct CutProblem
{
    const GroundSystem &system;
    std::vector<bool> isOpen; ///< by pivot: it succeeds without any of the controls
    std::vector<std::vector<std::uint32_t>> closes; ///< by control: pivots that it closes by itself
    std::vector<long> costs; ///< by control, above 0
    std::vector<std::uint32_t> goals; ///< facts
};

/// The cheapest set of controls that leaves no derivation of a goal (a minimal cut of the AND/OR graph),
/// exact as far as a control closes what it closes by itself; nothing when no set does. By an implicit
/// hitting set: each derivation that is left says that one of the controls that close a pivot of it is
/// needed. Error: "cancelled".
Result<std::optional<Choice>> cheapestCut(const CutProblem &problem, const Job &job = {});

} // namespace fourplane
