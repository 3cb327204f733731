// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ControlRanking.h"
#include "core/analysis/ControlShares.h"
#include "core/reports/TextStyle.h"

#include <optional>
#include <string>

namespace fourplane {

/// A ranking and, where asked for, what the controls in force buy, of one scenario on a project.
struct RankingReport
{
    const Project &project;
    const Scenario &scenario;
    ControlRanking ranking;
    std::optional<ControlShares> shares;
};

/// The single changes with what they save and how they are written, best first, `most` of them (0 = all);
/// then those that refuse a declared flow, controls without an edit, and the shares of the controls in force.
std::string rankingText(const RankingReport &report, const TechniqueCatalogue &catalogue, std::size_t most,
    const TextStyle &style);

/// All of it as JSON.
std::string rankingJson(const std::vector<RankingReport> &reports);

/// One line for each change. RFC 4180.
std::string rankingCsv(const std::vector<RankingReport> &reports);

} // namespace fourplane
