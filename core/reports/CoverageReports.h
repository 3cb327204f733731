// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/TechniqueCoverage.h"
#include "core/reports/TextStyle.h"

#include <string>

namespace fourplane {

/// For each public catalogue how much of it was tried, then every technique: open where, blocked by what.
std::string coverageText(
    const CoverageReport &report, const TechniqueCatalogue &catalogue, const TextStyle &style);

/// {"scenarios", "techniques": [...], "references": [...]}.
std::string coverageJson(const CoverageReport &report, const TechniqueCatalogue &catalogue);

/// One line for each entry of a public catalogue: catalogue, id, state, attempts, successes, techniques, what
/// blocks, where it is open. RFC 4180.
std::string coverageCsv(const CoverageReport &report);

/// A layer for the ATT&CK Navigator, format 4.5: a score from 0 (every attempt blocked) to 100 (every attempt
/// succeeds); techniques out of reach have none. Only entries of ATT&CK.
std::string coverageNavigatorLayer(const CoverageReport &report, const std::string &projectName);

} // namespace fourplane
