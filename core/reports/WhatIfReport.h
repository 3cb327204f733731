// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/TraceComparison.h"
#include "core/attack/Technique.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// A change, and what it does.
struct WhatIfReport
{
    std::vector<std::string> edits; ///< as they were written
    std::vector<ElementId>
        refusedFlows; ///< declared flows that work without the change and no longer, sorted
    std::vector<ElementId> openedFlows; ///< the other way round
    std::vector<TraceComparison> comparisons; ///< by scenario
};

/// What a changed design closes and opens, for people: declared flows, goals, elements saved and lost, then
/// every step that no longer succeeds with what stops it now, and every step that newly succeeds.
std::string whatIfText(
    const WhatIfReport &report, const TechniqueCatalogue &catalogue, const TextStyle &style);

/// The same as JSON: {"edits": [...], "refusedFlows": [...], "openedFlows": [...], "scenarios": [...]}.
std::string whatIfJson(const WhatIfReport &report, const TechniqueCatalogue &catalogue);

} // namespace fourplane
