// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/StartingPoints.h"

#include "core/attack/FootholdReach.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace fourplane {

namespace {

constexpr std::uint32_t startsStopInterval = 4096;

/// The hypergraph with one more fact for each element: that it falls, by whichever fact.
class FallSystem
{
public:
    explicit FallSystem(PreparedAttack &attack)
        : m_attack(attack)
        , m_system(attack.grounding().system)
    {
    }

    /// False when the job was stopped.
    bool build(const Job &job)
    {
        for (std::uint32_t pivot = 0; pivot < m_system.pivotCount(); ++pivot) {
            if (pivot % startsStopInterval == 0 && job.isStopped())
                return false;
            m_open.push_back(m_attack.passage(pivot).open);
        }
        const std::vector<AttackerFact> &facts = m_attack.grounding().facts;
        for (std::uint32_t fact = 0; fact < facts.size(); ++fact) {
            if (meansFall(relations()[facts[fact].relation].name))
                addFall(fact, facts[fact].subject);
        }
        return true;
    }

    CompiledSystem compiled() const { return CompiledSystem::make(m_system, m_open, 1); }

    std::vector<std::uint32_t> allFalls() const
    {
        std::vector<std::uint32_t> facts;
        for (const auto &[element, fact] : m_falls)
            facts.push_back(fact);
        return facts;
    }

    std::vector<std::uint32_t> fallsOf(const std::vector<ElementId> &elements) const
    {
        std::vector<std::uint32_t> facts;
        for (const ElementId &id : elements) {
            const auto element = m_attack.model().find(id);
            const auto found = element ? m_falls.find(*element) : m_falls.end();
            if (found != m_falls.end())
                facts.push_back(found->second);
        }
        return facts;
    }

private:
    void addFall(std::uint32_t fact, EntityIndex element)
    {
        const auto [place, isNew] =
            m_falls.try_emplace(element, static_cast<std::uint32_t>(m_system.factCount()));
        if (isNew)
            m_system.initial.push_back(0);
        m_system.addPivot(std::span(&fact, 1), std::span(&place->second, 1));
        m_open.push_back(worldsWithout({}));
    }

    PreparedAttack &m_attack;
    GroundSystem m_system;
    std::vector<WorldMask> m_open; ///< by pivot
    std::unordered_map<EntityIndex, std::uint32_t> m_falls; ///< by element
};

} // namespace

Result<std::vector<StartingPoint>> measureStartingPoints(const std::shared_ptr<PreparedDesign> &design,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job,
    const GroundingLimits &limits)
{
    PreparationOptions options;
    options.fromEveryWorkload = true;
    options.limits = limits;
    auto attack = PreparedAttack::make(design, catalogue, scenario, job, options);
    if (!attack)
        return tl::make_unexpected(attack.error());
    job.progress(2, 3, "Asking the decision point");
    FallSystem system(*attack);
    if (!system.build(job))
        return failure("cancelled", "The analysis was stopped.");
    const CompiledSystem compiled = system.compiled();
    std::vector<StartingPoint> points;
    FootholdQuestion question;
    for (const auto &[id, workload] : design->project().topology.workloads) {
        points.push_back({ id });
        question.footholds.push_back(attack->startOf(id));
    }
    question.counted = system.allFalls();
    const auto fallen = reachOfFootholds(compiled, question, job);
    if (!fallen)
        return tl::make_unexpected(fallen.error());
    question.counted = system.fallsOf(scenario.jewels);
    const auto goals = reachOfFootholds(compiled, question, job);
    if (!goals)
        return tl::make_unexpected(goals.error());
    std::vector<std::size_t> sizes(fallen->componentCount, 0);
    for (std::uint32_t component : fallen->component)
        ++sizes[component];
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i].fallen = fallen->reach[i];
        points[i].goals = goals->reach[i];
        points[i].equals = sizes[fallen->component[i]];
    }
    std::sort(points.begin(), points.end(), [](const StartingPoint &first, const StartingPoint &second) {
        return std::tie(second.goals, second.fallen, first.workloadId)
            < std::tie(first.goals, first.fallen, second.workloadId);
    });
    job.progress(3, 3, "Done");
    return points;
}

} // namespace fourplane
