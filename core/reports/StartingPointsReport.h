// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/StartingPoints.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// The starting points of one scenario.
struct StartingPointsReport
{
    Scenario scenario;
    std::vector<StartingPoint> points;
};

/// A table of the first `most` (0 = all), and what is left out.
std::string startingPointsText(const StartingPointsReport &report, std::size_t most, const TextStyle &style);

/// Every starting point of every scenario.
std::string startingPointsJson(const std::vector<StartingPointsReport> &reports);

} // namespace fourplane
