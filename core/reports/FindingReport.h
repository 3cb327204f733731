// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/FindingRule.h"
#include "core/base/Diagnostic.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// Findings and diagnostics as a text a person reads: one paragraph each, worst first, then a count.
std::string findingsText(
    const std::vector<Finding> &findings, const Diagnostics &diagnostics, const TextStyle &style);

/// The same as JSON: {"findings": [...], "diagnostics": [...]}.
std::string findingsJson(const std::vector<Finding> &findings, const Diagnostics &diagnostics);

/// Diagnostics alone as JSON: {"diagnostics": [...]}.
std::string diagnosticsJson(const Diagnostics &diagnostics);

} // namespace fourplane
