// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FixOracle.h"

#include "core/analysis/CandidateSettings.h"
#include "core/analysis/WorkingFlows.h"

#include <algorithm>

namespace fourplane {

FixOracle::FixOracle(DesignRun &design, const Job &job)
    : m_design(design)
    , m_job(job)
    , m_working(workingFlows(design.project(), design.decisions()))
    , m_change(m_working)
    , m_weights(design.project(), design.scenario().jewels)
{
    const std::vector<ControlSetting> places = allSettings(design.project());
    m_places.insert(places.begin(), places.end());
}

Result<std::unique_ptr<DesignRun>> FixOracle::design(const std::vector<ControlSetting> &settings)
{
    ++m_runs;
    return m_design.changed(m_change.with(m_design.project(), settings), m_job);
}

std::vector<ElementId> FixOracle::brokenFlows(DesignRun &changed) const
{
    return refusedFlows(m_working, changed.project(), workingFlows(changed.project(), changed.decisions()));
}

Result<FixOutcome> FixOracle::ask(std::vector<ControlSetting> settings)
{
    std::sort(settings.begin(), settings.end());
    const auto known = m_known.find(settings);
    if (known != m_known.end())
        return known->second;
    if (m_job.isStopped())
        return failure("cancelled", "The analysis was stopped.");
    const auto run = design(settings);
    if (!run)
        return tl::make_unexpected(run.error());
    FixOutcome outcome;
    outcome.risk = m_weights.sum((*run)->reach().fallen());
    for (const ElementId &goal : m_design.scenario().jewels) {
        if ((*run)->reach().falls(goal))
            outcome.open.push_back(goal);
    }
    outcome.brokenFlows = brokenFlows(**run);
    if (!outcome.open.empty()) {
        const auto fall = (*run)->reach().firstFall(outcome.open.front());
        const auto bearing =
            candidateSettings((*run)->project(), (*run)->attack(), (*run)->reach().derivation(*fall));
        // Accounts and pools that only the changes made are not there to be set by themselves.
        std::copy_if(bearing.begin(), bearing.end(), std::inserter(outcome.bearing, outcome.bearing.end()),
            [this](const ControlSetting &setting) { return m_places.count(setting) > 0; });
    }
    return m_known.emplace(std::move(settings), std::move(outcome)).first->second;
}

} // namespace fourplane
