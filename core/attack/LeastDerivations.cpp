// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/LeastDerivations.h"

#include "core/attack/FactUses.h"

#include <queue>

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::size_t derivationStopInterval = 1024;

std::uint64_t sumOf(std::uint64_t one, std::uint64_t other)
{
    return one > dearestDerivation - other ? dearestDerivation : one + other;
}

} // namespace

/// One search. Facts are settled in the order of their values, so a pivot whose premises are all settled has
/// its final value.
class DerivationSearch
{
public:
    DerivationSearch(const GroundSystem &system, const DerivationQuestion &question)
        : m_system(system)
        , m_question(question)
        , m_uses(system)
        , m_found(system.factCount(), question.measure)
        , m_isSettled(system.factCount(), false)
        , m_missing(system.pivotCount())
    {
    }

    Result<LeastDerivations> run(const Job &job)
    {
        for (std::uint32_t fact = 0; fact < m_system.factCount(); ++fact) {
            if (fact != m_question.leftOut && ((m_system.initial[fact] >> m_question.world) & 1U) != 0)
                offer(fact, 0, noIndex);
        }
        for (std::uint32_t pivot = 0; pivot < m_system.pivotCount(); ++pivot) {
            m_missing[pivot] = static_cast<std::uint32_t>(m_system.premisesOf(pivot).size());
            if (m_missing[pivot] == 0)
                fire(pivot);
        }
        std::size_t settled = 0;
        while (!m_waiting.empty()) {
            if (++settled % derivationStopInterval == 0 && job.isStopped())
                break;
            const auto [value, fact] = m_waiting.top();
            m_waiting.pop();
            if (m_isSettled[fact])
                continue;
            m_isSettled[fact] = true;
            for (std::uint32_t pivot : m_uses.of(fact)) {
                if (--m_missing[pivot] == 0)
                    fire(pivot);
            }
        }
        if (job.isStopped())
            return failure("cancelled", "The search for derivations was stopped.");
        return std::move(m_found);
    }

private:
    void fire(std::uint32_t pivot)
    {
        const auto grants = m_system.grantsOf(pivot);
        if (std::all_of(grants.begin(), grants.end(), [this](auto fact) { return m_isSettled[fact]; })
            || std::find(grants.begin(), grants.end(), m_question.leftOut) != grants.end())
            return;
        const auto cost = m_question.costOf(pivot);
        if (!cost)
            return;
        const std::uint64_t value = *m_found.valueThrough(m_system.premisesOf(pivot), *cost);
        for (std::uint32_t fact : grants) {
            if (!m_isSettled[fact])
                offer(fact, value, pivot);
        }
    }

    void offer(std::uint32_t fact, std::uint64_t value, std::uint32_t pivot)
    {
        std::uint64_t &best = m_found.m_values[fact];
        std::uint32_t &parent = m_found.m_pivots[fact];
        if (value < best) {
            best = value;
            parent = pivot;
            m_waiting.emplace(value, fact);
        } else if (value == best && parent != noIndex && isBefore(pivot, parent)) {
            parent = pivot;
        }
    }

    bool isBefore(std::uint32_t pivot, std::uint32_t other) const
    {
        return m_question.comesBefore ? m_question.comesBefore(pivot, other) : pivot < other;
    }

    using Waiting = std::pair<std::uint64_t, std::uint32_t>; ///< value and fact

    const GroundSystem &m_system;
    const DerivationQuestion &m_question;
    FactUses m_uses;
    LeastDerivations m_found;
    std::vector<bool> m_isSettled;
    std::vector<std::uint32_t> m_missing; ///< by pivot: premises that are not settled
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> m_waiting;
};

Result<LeastDerivations> LeastDerivations::find(
    const GroundSystem &system, const DerivationQuestion &question, const Job &job)
{
    return DerivationSearch(system, question).run(job);
}

std::optional<std::uint64_t> LeastDerivations::valueThrough(
    std::span<const std::uint32_t> premises, std::uint64_t cost) const
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < premises.size(); ++i) {
        if (!holds(premises[i]))
            return std::nullopt;
        if (m_measure == DerivationMeasure::Steps)
            value = std::max(value, m_values[premises[i]]);
        else if (std::find(premises.begin(), premises.begin() + static_cast<std::ptrdiff_t>(i), premises[i])
            == premises.begin() + static_cast<std::ptrdiff_t>(i))
            value = sumOf(value, m_values[premises[i]]); // a premise that is named twice is needed once
    }
    return sumOf(value, cost);
}

} // namespace fourplane
