// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/HittingSet.h"

#include <algorithm>
#include <numeric>

namespace fourplane {

namespace {

class Search
{
public:
    Search(const std::vector<Choice> &sets, const std::vector<long> &costs, const HittingLimits &limits)
        : m_sets(sets)
        , m_costs(costs)
        , m_limits(limits)
        , m_limit(limits.cost)
        , m_isTaken(costs.size(), false)
        , m_isOut(costs.size(), false)
    {
    }

    std::optional<Choice> run()
    {
        branch(0, 0);
        return m_best;
    }

private:
    bool isHit(const Choice &set) const
    {
        return std::any_of(
            set.begin(), set.end(), [this](std::size_t element) { return m_isTaken[element]; });
    }

    /// The cheapest that a set can still be hit for.
    long cheapest(const Choice &set) const
    {
        long least = m_limit;
        for (std::size_t element : set) {
            if (!m_isOut[element])
                least = std::min(least, m_costs[element]);
        }
        return least;
    }

    /// Sets that have no element in common must each be paid for. Never above the limit, which may be the
    /// largest number.
    long lowerBound() const
    {
        long bound = 0;
        std::vector<bool> isSeen(m_costs.size(), false);
        for (const Choice &set : m_sets) {
            const bool overlaps = std::any_of(
                set.begin(), set.end(), [&isSeen](std::size_t element) { return isSeen[element]; });
            if (overlaps || isHit(set))
                continue;
            const long least = cheapest(set);
            if (least >= m_limit - bound)
                return m_limit;
            bound += least;
            for (std::size_t element : set)
                isSeen[element] = true;
        }
        return bound;
    }

    /// The set that leaves the fewest ways.
    const Choice *nextSet() const
    {
        const Choice *next = nullptr;
        std::ptrdiff_t fewest = 0;
        for (const Choice &set : m_sets) {
            if (isHit(set))
                continue;
            const auto ways = std::count_if(
                set.begin(), set.end(), [this](std::size_t element) { return !m_isOut[element]; });
            if (!next || ways < fewest) {
                next = &set;
                fewest = ways;
            }
        }
        return next;
    }

    bool isForbidden() const
    {
        return std::any_of(m_limits.forbidden.begin(), m_limits.forbidden.end(), [this](const Choice &set) {
            return std::all_of(
                set.begin(), set.end(), [this](std::size_t element) { return m_isTaken[element]; });
        });
    }

    void branch(long cost, std::size_t size)
    {
        if (size > m_limits.size || lowerBound() >= m_limit - cost || isForbidden())
            return;
        const Choice *set = nextSet();
        if (!set) {
            m_limit = cost;
            m_best.emplace();
            for (std::size_t element = 0; element < m_isTaken.size(); ++element) {
                if (m_isTaken[element])
                    m_best->push_back(element);
            }
            return;
        }
        std::vector<std::size_t> closed;
        for (std::size_t element : *set) {
            if (m_isOut[element])
                continue;
            m_isTaken[element] = true;
            branch(cost + m_costs[element], size + 1);
            m_isTaken[element] = false;
            m_isOut[element] = true; // choices with it have been seen
            closed.push_back(element);
        }
        for (std::size_t element : closed)
            m_isOut[element] = false;
    }

    const std::vector<Choice> &m_sets;
    const std::vector<long> &m_costs;
    const HittingLimits &m_limits;
    long m_limit; ///< what a better choice costs less than
    std::vector<bool> m_isTaken;
    std::vector<bool> m_isOut;
    std::optional<Choice> m_best;
};

} // namespace

std::optional<Choice> cheapestHittingSet(
    const std::vector<Choice> &sets, const std::vector<long> &costs, const HittingLimits &limits)
{
    return Search(sets, costs, limits).run();
}

long costOf(const Choice &choice, const std::vector<long> &costs)
{
    return std::accumulate(choice.begin(), choice.end(), 0L,
        [&costs](long sum, std::size_t element) { return sum + costs[element]; });
}

} // namespace fourplane
