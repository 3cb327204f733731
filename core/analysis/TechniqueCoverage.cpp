// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/TechniqueCoverage.h"

#include <algorithm>
#include <map>
#include <set>

namespace fourplane {

namespace {

/// The attempts of one technique.
struct Attempts
{
    std::vector<const Pivot *> listed;
    std::vector<const FurtherAttempts *> further; ///< of each trace that leaves some out
};

/// Sums up attempts.
class Tally
{
public:
    void add(const Attempts &attempts)
    {
        for (const Pivot *pivot : attempts.listed)
            add(*pivot);
        for (const FurtherAttempts *further : attempts.further)
            add(*further);
    }

    Coverage result() const
    {
        Coverage coverage;
        if (m_attempts > 0)
            coverage.state = m_successes > 0 ? CoverageState::Open : CoverageState::Blocked;
        coverage.attempts = m_attempts;
        coverage.successes = m_successes;
        coverage.unlisted = m_unlisted;
        for (const auto &[key, attempts] : m_blocks)
            coverage.blocks.push_back({ key.first, key.second, attempts });
        coverage.openAt.assign(m_openAt.begin(), m_openAt.end());
        return coverage;
    }

private:
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

    void add(const FurtherAttempts &further)
    {
        m_attempts += further.succeeded + further.blocked;
        m_successes += further.succeeded;
        m_unlisted += further.succeeded + further.blocked;
    }

    std::size_t m_attempts = 0;
    std::size_t m_successes = 0;
    std::size_t m_unlisted = 0;
    std::map<std::pair<Plane, std::string>, std::size_t> m_blocks;
    std::set<AttemptEnds> m_openAt;
};

} // namespace

CoverageReport measureCoverage(const std::vector<AttackTrace> &traces, const TechniqueCatalogue &catalogue)
{
    CoverageReport report;
    std::map<std::string, Attempts> attempts;
    for (const AttackTrace &trace : traces) {
        report.scenarios.push_back({ trace.scenarioName, trace.exploitability });
        for (const Pivot &pivot : trace.pivots)
            attempts[pivot.techniqueId].listed.push_back(&pivot);
        for (const FurtherAttempts &further : trace.further)
            attempts[further.techniqueId].further.push_back(&further);
    }
    std::map<std::pair<std::string, std::string>, std::set<std::string>> references;
    for (const Technique &technique : catalogue.techniques) {
        Tally tally;
        tally.add(attempts[technique.id]);
        report.techniques.push_back({ technique.id, tally.result() });
        for (const TechniqueReference &reference : technique.references)
            references[{ reference.catalogue, reference.id }].insert(technique.id);
    }
    for (const auto &[reference, ids] : references) {
        Tally tally;
        for (const std::string &id : ids)
            tally.add(attempts[id]);
        report.references.push_back(
            { { reference.first, reference.second }, { ids.begin(), ids.end() }, tally.result() });
    }
    return report;
}

} // namespace fourplane
