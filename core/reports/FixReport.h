// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/FixSet.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// A search for a fix set on a project, with the changes as written edits.
struct FixReport
{
    const Project &project;
    const Scenario &scenario;
    FixSearch search;
    std::vector<std::string> edits; ///< of the whole set, as withEdits reads them; empty without a fix
};

/// The changes, what proves them (before and after), or the ways that no change closes.
std::string fixText(const FixReport &report, const TechniqueCatalogue &catalogue, const TextStyle &style);

/// The same as JSON: {"scenarios": [...]}.
std::string fixJson(const std::vector<FixReport> &reports);

} // namespace fourplane
