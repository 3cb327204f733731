// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/TechniqueCoverage.h"

#include <algorithm>
#include <map>
#include <set>

namespace fourplane {

namespace {

/// Sums up attempts.
class Tally
{
public:
    void add(const Pivot &pivot)
    {
        ++m_attempts;
        if (pivot.succeeded()) {
            ++m_successes;
            m_openAt.insert({ pivot.fromId, pivot.toId });
            return;
        }
        std::set<std::pair<Plane, std::string>> stoppedBy;
        for (const PivotBlock &block : pivot.blocks)
            stoppedBy.emplace(block.plane, block.control);
        for (const auto &key : stoppedBy)
            ++m_blocks[key];
    }

    Coverage result() const
    {
        Coverage coverage;
        if (m_attempts > 0)
            coverage.state = m_successes > 0 ? CoverageState::Open : CoverageState::Blocked;
        coverage.attempts = m_attempts;
        coverage.successes = m_successes;
        for (const auto &[key, attempts] : m_blocks)
            coverage.blocks.push_back({ key.first, key.second, attempts });
        coverage.openAt.assign(m_openAt.begin(), m_openAt.end());
        return coverage;
    }

private:
    std::size_t m_attempts = 0;
    std::size_t m_successes = 0;
    std::map<std::pair<Plane, std::string>, std::size_t> m_blocks;
    std::set<AttemptEnds> m_openAt;
};

} // namespace

CoverageReport measureCoverage(const std::vector<AttackTrace> &traces, const TechniqueCatalogue &catalogue)
{
    CoverageReport report;
    std::map<std::string, std::vector<const Pivot *>> attempts;
    for (const AttackTrace &trace : traces) {
        report.scenarios.push_back(trace.scenarioName);
        for (const Pivot &pivot : trace.pivots)
            attempts[pivot.techniqueId].push_back(&pivot);
    }
    std::map<std::pair<std::string, std::string>, std::set<std::string>> references;
    for (const Technique &technique : catalogue.techniques) {
        Tally tally;
        for (const Pivot *pivot : attempts[technique.id])
            tally.add(*pivot);
        report.techniques.push_back({ technique.id, tally.result() });
        for (const TechniqueReference &reference : technique.references)
            references[{ reference.catalogue, reference.id }].insert(technique.id);
    }
    for (const auto &[reference, ids] : references) {
        Tally tally;
        for (const std::string &id : ids) {
            for (const Pivot *pivot : attempts[id])
                tally.add(*pivot);
        }
        report.references.push_back(
            { { reference.first, reference.second }, { ids.begin(), ids.end() }, tally.result() });
    }
    return report;
}

} // namespace fourplane
