// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/FindingRule.h"
#include "core/base/Diagnostic.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// One diagnostic as text, with nothing in it that a terminal would obey; without a final newline.
std::string diagnosticText(Diagnostic diagnostic);

/// Findings and diagnostics as a text a person reads: one paragraph each, worst first, then a count.
std::string findingsText(
    const std::vector<Finding> &findings, const Diagnostics &diagnostics, const TextStyle &style);

/// The same as JSON: {"findings": [...], "diagnostics": [...]}.
std::string findingsJson(const std::vector<Finding> &findings, const Diagnostics &diagnostics);

/// Diagnostics alone as JSON: {"diagnostics": [...]}.
std::string diagnosticsJson(const Diagnostics &diagnostics);

} // namespace fourplane
