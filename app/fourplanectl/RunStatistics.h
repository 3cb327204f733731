// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackEngine.h"

#include <chrono>
#include <string>
#include <vector>

namespace fourplane::ctl {

/// What a run of simulate took, for people: it depends on the machine and is no part of a report. Time counts
/// from when it is made.
class RunStatistics
{
public:
    /// The project has been read and compiled, and the decision point is there.
    void planned();

    /// A scenario has been simulated.
    void add(const Scenario &scenario, const SimulationFigures &figures);

    /// A table with a line for each figure.
    std::string text() const;

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    double m_planSeconds = 0;
    std::vector<std::pair<Scenario, SimulationFigures>> m_runs;
};

} // namespace fourplane::ctl
