// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ScenarioAnalysis.h"
#include "core/attack/Technique.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// The analysis of one scenario on a project.
struct AnalysisReport
{
    const Project &project;
    const Scenario &scenario;
    ScenarioAnalysis analysis;
};

/// One readable page for each scenario: what falls and what that weighs, what stands before every goal and
/// collection, where all ways to a goal meet, the best single changes, and the fix set.
std::string analysisText(
    const std::vector<AnalysisReport> &reports, const TechniqueCatalogue &catalogue, const TextStyle &style);

/// The same as JSON, every asset included: {"scenarios": [...]}.
std::string analysisJson(const std::vector<AnalysisReport> &reports, const TechniqueCatalogue &catalogue);

/// "falls as it is", or the smallest sets of planes whose loss lets it fall: "network + data, or identity".
std::string planeLossText(const std::vector<PlaneSet> &planeLosses);

/// A choke point in words: "llm-server -> contracts: Bulk read of a store", "sa-web held".
std::string chokePointText(const ChokePoint &point, const TechniqueCatalogue &catalogue);

} // namespace fourplane
