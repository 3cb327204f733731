// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/GroundCut.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::uint32_t underived = noIndex;

class CutSearch
{
public:
    explicit CutSearch(const CutProblem &problem)
        : m_problem(problem)
        , m_system(problem.system)
        , m_uses(problem.system.factCount())
        , m_closers(problem.system.pivotCount())
    {
        for (std::uint32_t pivot = 0; pivot < m_system.pivotCount(); ++pivot) {
            for (std::uint32_t fact : m_system.premisesOf(pivot))
                m_uses[fact].push_back(pivot);
        }
        for (std::size_t control = 0; control < problem.closes.size(); ++control) {
            for (std::uint32_t pivot : problem.closes[control])
                m_closers[pivot].push_back(control);
        }
    }

    Result<std::optional<Choice>> run(const Job &job)
    {
        for (;;) {
            if (job.isStopped())
                return failure("cancelled", "The analysis was stopped.");
            const auto choice = cheapestHittingSet(m_needed, m_problem.costs);
            if (!choice)
                return std::optional<Choice>();
            if (!addDerivations(*choice))
                return choice;
        }
    }

private:
    /// Adds what the derivations need that `choice` leaves, until none is left that uses none of the controls
    /// met on the way. False when there is none at all.
    bool addDerivations(const Choice &choice)
    {
        std::vector<bool> isTaken(m_problem.costs.size(), false);
        for (std::size_t control : choice)
            isTaken[control] = true;
        bool isAny = false;
        for (;;) {
            const auto goal = derive(isTaken);
            if (!goal)
                return isAny;
            isAny = true;
            Choice needed;
            std::vector<bool> seen(m_system.factCount(), false);
            collect(*goal, seen, needed);
            std::sort(needed.begin(), needed.end());
            needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
            m_needed.push_back(needed);
            if (needed.empty())
                return true; // nothing closes it: the next hitting set does not exist
            for (std::size_t control : needed)
                isTaken[control] = true;
        }
    }

    bool succeeds(std::uint32_t pivot, const std::vector<bool> &isTaken) const
    {
        return m_problem.isOpen[pivot]
            && std::none_of(m_closers[pivot].begin(), m_closers[pivot].end(),
                [&isTaken](std::size_t control) { return isTaken[control]; });
    }

    /// Breadth first; remembers the first pivot that gives each fact. The first goal that is reached.
    std::optional<std::uint32_t> derive(const std::vector<bool> &isTaken)
    {
        m_first.assign(m_system.factCount(), underived);
        m_holds.assign(m_system.factCount(), false);
        std::vector<std::uint32_t> missing(m_system.pivotCount());
        std::vector<std::uint32_t> queue;
        const auto gain = [&](std::uint32_t pivot) {
            if (!succeeds(pivot, isTaken))
                return;
            for (std::uint32_t fact : m_system.grantsOf(pivot)) {
                if (m_holds[fact])
                    continue;
                m_holds[fact] = true;
                m_first[fact] = pivot;
                queue.push_back(fact);
            }
        };
        for (std::uint32_t fact = 0; fact < m_system.factCount(); ++fact) {
            if (m_system.initial[fact] & 1u) {
                m_holds[fact] = true;
                queue.push_back(fact);
            }
        }
        for (std::uint32_t pivot = 0; pivot < m_system.pivotCount(); ++pivot) {
            missing[pivot] = static_cast<std::uint32_t>(m_system.premisesOf(pivot).size());
            if (missing[pivot] == 0)
                gain(pivot);
        }
        for (std::size_t next = 0; next < queue.size(); ++next) {
            const std::uint32_t fact = queue[next];
            if (std::find(m_problem.goals.begin(), m_problem.goals.end(), fact) != m_problem.goals.end())
                return fact;
            for (std::uint32_t pivot : m_uses[fact]) {
                if (--missing[pivot] == 0)
                    gain(pivot);
            }
        }
        return std::nullopt;
    }

    void collect(std::uint32_t fact, std::vector<bool> &seen, Choice &needed) const
    {
        std::vector<std::uint32_t> open { fact };
        while (!open.empty()) {
            const std::uint32_t current = open.back();
            open.pop_back();
            if (seen[current] || m_first[current] == underived)
                continue;
            seen[current] = true;
            const std::uint32_t pivot = m_first[current];
            needed.insert(needed.end(), m_closers[pivot].begin(), m_closers[pivot].end());
            for (std::uint32_t premise : m_system.premisesOf(pivot))
                open.push_back(premise);
        }
    }

    const CutProblem &m_problem;
    const GroundSystem &m_system;
    std::vector<std::vector<std::uint32_t>> m_uses; ///< pivots by premise
    std::vector<Choice> m_closers; ///< controls by pivot
    std::vector<Choice> m_needed; ///< of each set one control at least
    std::vector<std::uint32_t> m_first; ///< by fact: the pivot that gave it first
    std::vector<bool> m_holds; ///< by fact
};

} // namespace

Result<std::optional<Choice>> cheapestCut(const CutProblem &problem, const Job &job)
{
    return CutSearch(problem).run(job);
}

} // namespace fourplane
