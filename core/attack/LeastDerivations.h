// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GroundSystem.h"
#include "core/base/EnumNames.h"

#include <functional>
#include <limits>
#include <optional>

namespace fourplane {

/// Which derivation of a fact is the shortest.
///
/// Steps: the one with the fewest pivots that follow one another. Effort: the one with the least sum of costs
/// over its *tree*: a pivot counts once for each use that the derivation makes of what it gives. The sum over
/// the distinct pivots would not count shared ones again, but to find its least is NP-hard (it contains the
/// Steiner tree), while the tree's least is found exactly in one pass. Where nothing is shared both are the
/// same; else the tree's sum is an upper bound of what the derivation takes.
enum class DerivationMeasure
{
    Steps,
    Effort
};

template <>
struct EnumNames<DerivationMeasure>
{
    static constexpr std::array<std::string_view, 2> names { "steps", "effort" };
};

/// Sums stop here; a fact with this value has a derivation all the same.
inline constexpr std::uint64_t dearestDerivation = std::numeric_limits<std::uint64_t>::max() - 1;

/// What is asked of LeastDerivations.
struct DerivationQuestion
{
    DerivationMeasure measure = DerivationMeasure::Steps;
    unsigned world = 0; ///< whose facts are there from the start
    /// What a pivot costs, or nothing when it does not succeed. Asked once, when all premises are derived. By
    /// Steps a pivot costs 1, or 0 where it is no step of its own. Only pivots that cost something may stand
    /// in circles.
    std::function<std::optional<std::uint64_t>(std::uint32_t pivot)> costOf;
    /// Which of two pivots that give the same fact at the same value is taken; by number when absent.
    std::function<bool(std::uint32_t one, std::uint32_t other)> comesBefore;
    /// A fact that is not there from the start and that no pivot may give: those that would are left out with
    /// all else that they give, since whoever takes one has the fact.
    std::uint32_t leftOut = noIndex;
};

/// For each fact of an AND/OR graph a least derivation, by Knuth's generalisation of Dijkstra's search
/// ("A generalization of Dijkstra's algorithm", 1977): both measures are superior functions, that is, they
/// grow with each premise and are never below one. Deterministic. O(n log n) in the size of the system; some
/// 20 bytes for each fact, 4 for each pivot, 4 for each premise and 16 for each improvement that waits (at
/// most one for each gain).
class LeastDerivations
{
public:
    /// Error: "cancelled".
    static Result<LeastDerivations> find(
        const GroundSystem &system, const DerivationQuestion &question, const Job &job = {});

    bool holds(std::uint32_t fact) const { return m_values[fact] != notDerived; }

    /// Of a fact that holds: steps, or the sum of costs; 0 for what is there from the start.
    std::uint64_t valueOf(std::uint32_t fact) const { return m_values[fact]; }

    /// The last pivot of a fact's derivation; noIndex for what is there from the start or does not hold.
    std::uint32_t pivotOf(std::uint32_t fact) const { return m_pivots[fact]; }

    /// The value of a fact that a pivot of this cost would give; nothing when a premise does not hold.
    std::optional<std::uint64_t> valueThrough(
        std::span<const std::uint32_t> premises, std::uint64_t cost) const;

private:
    friend class DerivationSearch;

    static constexpr std::uint64_t notDerived = std::numeric_limits<std::uint64_t>::max();

    LeastDerivations(std::size_t factCount, DerivationMeasure measure)
        : m_measure(measure)
        , m_values(factCount, notDerived)
        , m_pivots(factCount, noIndex)
    {
    }

    DerivationMeasure m_measure;
    std::vector<std::uint64_t> m_values; ///< by fact
    std::vector<std::uint32_t> m_pivots; ///< by fact
};

} // namespace fourplane
