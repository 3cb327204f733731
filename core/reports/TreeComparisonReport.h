// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/TreeComparison.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// The files that are not as they would be written, a line each, and a sum.
std::string treeComparisonText(const std::vector<FileComparison> &compared, const TextStyle &style);

/// The same, each followed by what would change in it as a unified diff. Extra files are left out.
std::string treeDiffText(const std::vector<FileComparison> &compared, const TextStyle &style);

/// {"files": [{"path": "...", "state": "edited", "needsConsent": true, "diff": "..."}]}, those that are the
/// same left out; "diff" only when asked for.
std::string treeComparisonJson(const std::vector<FileComparison> &compared, bool withDiff);

} // namespace fourplane
