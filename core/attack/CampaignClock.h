// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignTime.h"

#include <algorithm>
#include <cstdint>

namespace fourplane {

/// How far the attempts of a crowd have come together, so that the first of them to be done is found with one
/// draw instead of one for each.
///
/// An attempt of mean m that is ready at r is not done by second u > r with probability
/// P(round(m E) > u - r) = exp(-(2 (u - r) + 1) / 2m), where E is exponential of mean 1 (see
/// exponentialSeconds). Attempts are independent, so none of those that are ready by then is done with the
/// product of that: exp(-S(u) / 2m) with S(u) = sum of 2 (u - r) + 1. A single exponential variable D of mean
/// 1 has P(2m D >= S(u)) = exp(-S(u) / 2m), too: the first second in which S exceeds 2m D is distributed as
/// the first success is. That holds second by second: S in a second hangs on what was ready before it alone,
/// so the chance of a success in it, given everything until then, is the same both ways, and so is the law of
/// everything that follows. Attempts with another mean count in proportion, by their weights.
///
/// Crowds run on one clock for many targets, each with a draw of its own: a target that can be tried only
/// later is as many units behind as passed until then.
class CampaignClock
{
public:
    /// Weights add up to no more than that: enough for the longest draw (2m D < 2^62) in a second.
    static constexpr std::uint64_t greatestWeight = std::uint64_t(1) << 61U;

    /// Of attempts that are ready.
    std::uint64_t weight() const { return m_weight; }

    /// An attempt becomes ready. `isAwaited` as long as a threshold waits.
    void arrive(std::uint64_t now, std::uint64_t weight, bool isAwaited)
    {
        if (isAwaited) {
            advance(now);
            m_fresh = std::min(m_fresh + weight, greatestWeight);
        }
        m_weight = std::min(m_weight + weight, greatestWeight);
    }

    /// Starts to wait for the first threshold, which keeps numbers small. The threshold of a target that can
    /// be tried from `now` on, with `units` = 2m D, is `units`.
    void restart(std::uint64_t now)
    {
        m_passed = 0;
        m_fresh = m_weight;
        m_last = now;
    }

    /// The threshold of one more target that can be tried from `now` on. It is not passed before the next
    /// second.
    std::uint64_t thresholdAfter(std::uint64_t now, std::uint64_t units)
    {
        advance(now);
        const std::uint64_t whole = m_passed + m_fresh + units;
        return whole < m_passed + m_weight ? m_passed : whole - m_weight;
    }

    /// The first second in which the threshold is passed, if nothing else becomes ready.
    std::uint64_t secondOf(std::uint64_t threshold) const
    {
        if (threshold < m_passed)
            return m_last;
        const std::uint64_t next = m_passed + m_fresh;
        return m_last + 1 + (threshold < next ? 0 : (threshold - next) / (2 * m_weight));
    }

    /// `now` is not after the second in which the first threshold is passed.
    void advance(std::uint64_t now)
    {
        if (now == m_last)
            return;
        m_passed += m_fresh + 2 * m_weight * (now - m_last);
        m_fresh = 0;
        m_last = now;
    }

private:
    std::uint64_t m_weight = 0;
    std::uint64_t m_passed = 0; ///< S by m_last, without what became ready in it
    std::uint64_t m_fresh = 0; ///< weight that became ready in m_last; counts from the next second on
    std::uint64_t m_last = 0;
};

} // namespace fourplane
