// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/AccessMatrix.h"
#include "core/reports/TextStyle.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// The access matrix in several formats. With `plane`, verdicts are those of that plane alone.
struct MatrixReport
{
    const EnforcementPlan &plan;
    std::vector<AccessRow> rows;
    std::optional<Plane> plane;
};

/// The verdict of a row: of the report's plane, or of all planes together.
Verdict verdictOf(const MatrixReport &report, const AccessRow &row);

/// What is not denied, grouped by source, and how much is denied.
std::string matrixText(const MatrixReport &report, const TextStyle &style);

/// One line for each row: source, destination, port, protocol, verdict, then the four planes. RFC 4180.
std::string matrixCsv(const MatrixReport &report);

/// {"rows": [{"source", "destination", "port", "protocol", "verdict", "planes": {...}}]}.
std::string matrixJson(const MatrixReport &report);

/// A page that stands alone: a grid of sources and destinations, each cell with glyph, word and reasons.
std::string matrixHtml(const MatrixReport &report, const std::string &title);

} // namespace fourplane
