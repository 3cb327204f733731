// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ControlRanking.h"

#include <map>
#include <set>

namespace fourplane {

/// What an attack on a changed design says.
struct FixOutcome
{
    std::vector<ElementId> open; ///< goals that fall, in the order of the scenario
    int risk = 0; ///< weight of everything that falls
    std::vector<ElementId> brokenFlows; ///< declared flows that worked before and are refused
    /// Settings that bear on one way to the first open goal, in the changed design: among them some that the
    /// design before the change may not have had.
    std::set<ControlSetting> bearing;
};

/// Answers "do the goals hold with these changes" by compiling and attacking the changed design. Remembers.
class FixOracle
{
public:
    /// `design` must outlive it.
    FixOracle(DesignRun &design, const Job &job);

    /// `settings` in any order. Errors: "cancelled", and what the changed design may say.
    Result<FixOutcome> ask(std::vector<ControlSetting> settings);

    /// The changed design itself.
    Result<std::unique_ptr<DesignRun>> design(const std::vector<ControlSetting> &settings);

    /// Declared flows that work in the design as it is and not in `changed`.
    std::vector<ElementId> brokenFlows(DesignRun &changed) const;

    std::size_t runs() const { return m_runs; }

private:
    DesignRun &m_design;
    const Job &m_job;
    std::set<ElementId> m_working;
    std::set<ControlSetting> m_places; ///< that the design as it is has an element for
    ControlChange m_change;
    RiskWeights m_weights;
    std::map<std::vector<ControlSetting>, FixOutcome> m_known;
    std::size_t m_runs = 0;
};

} // namespace fourplane
