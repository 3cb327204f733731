// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/TraceComparison.h"
#include "core/attack/Technique.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// What a changed design closes and opens, for people: goals, elements saved and lost, then every step that
/// no longer succeeds with what stops it now, and every step that newly succeeds. `edits` are the changes as
/// they were written.
std::string whatIfText(const std::vector<std::string> &edits, const std::vector<TraceComparison> &comparisons,
    const TechniqueCatalogue &catalogue, const TextStyle &style);

/// The same as JSON: {"edits": [...], "scenarios": [...]}.
std::string whatIfJson(const std::vector<std::string> &edits, const std::vector<TraceComparison> &comparisons,
    const TechniqueCatalogue &catalogue);

} // namespace fourplane
