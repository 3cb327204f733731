// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/LeastDerivations.h"
#include "core/attack/StepEffort.h"

#include <array>

namespace fourplane {

/// Most ways of a fact that an explanation writes down of each kind, whatever is asked for. What there is
/// beyond is counted. Bounds memory: a way takes some hundred bytes and what its derivation takes.
inline constexpr std::size_t wayLimit = 10'000;

/// How a fact is explained.
struct ExplainOptions
{
    DerivationMeasure measure = DerivationMeasure::Steps;
    std::size_t mostWays = 10; ///< of each kind; at most wayLimit
};

/// A fact that an explanation speaks of.
struct ExplainedFact
{
    Fact fact;
    WorldMask worlds = 0; ///< in which worlds it holds
    bool isFoothold = false;
    /// The last attempt of its least derivation in world 0 *without an attempt that gives the explained
    /// fact*; noIndex for what is there from the start and for what no way needs.
    std::uint32_t givenBy = noIndex;
};

/// An attempt that an explanation speaks of.
struct ExplainedAttempt
{
    Pivot pivot; ///< premises and grants index FactExplanation::facts; `step` is 0
    WorldMask open = 0; ///< worlds in which it would succeed
    std::uint64_t seconds = 0; ///< its effort: see StepEffort
    std::vector<std::string> slowedBy; ///< ids of controls
    std::vector<ElementId> through; ///< elements of the instance besides both ends and those of premises
};

/// A derivation: attempts in an order in which each follows what it needs.
struct Derivation
{
    std::vector<std::uint32_t> attempts; ///< each once
    std::uint64_t steps = 0; ///< attempts that follow one another
    std::uint64_t seconds = 0; ///< effort of all attempts, each counted once
};

/// What is the case with a way to a fact in the design as it is.
enum class WayState
{
    Open, ///< it succeeds
    Stopped, ///< what it needs is held, and planes stop it
    OutOfReach, ///< something that it needs is not held, or only once the fact is
};

template <>
struct EnumNames<WayState>
{
    static constexpr std::array<std::string_view, 3> names { "open", "stopped", "out-of-reach" };
};

/// One attempt that would give the fact, with the least derivation of what it needs. None of them uses
/// another attempt that gives the fact: whoever takes that one has it already.
struct FactWay
{
    WayState state = WayState::Open;
    std::uint32_t attempt = 0;
    /// Of an open way: with the attempt, which comes last. Else only of the premises that are held.
    Derivation derivation;
    std::vector<std::uint32_t> missing; ///< premises that are not held; facts
};

/// Why a fact holds or does not hold: every attempt that concludes it.
struct FactExplanation
{
    std::string scenarioName;
    Exploitability exploitability = Exploitability::Marked;
    std::string assumptionsName; ///< on which the effort rests
    DerivationMeasure measure = DerivationMeasure::Steps;

    std::uint32_t fact = 0; ///< what is explained; the first of `facts`
    std::vector<ExplainedFact> facts;
    std::vector<ExplainedAttempt> attempts;
    /// Open ones first, the least before others, so that the first is a least derivation of a fact that is
    /// reached. Then stopped ones, those that the fewest planes stop first, then by what they would take.
    /// Then those out of reach, by how much is missing. Equal ones by technique and ids.
    std::vector<FactWay> ways;
    std::array<std::size_t, EnumNames<WayState>::names.size()> further {}; ///< not written, by state
    /// A least derivation by the other measure; empty where the fact is not reached by an attempt.
    Derivation byOtherMeasure;

    /// For a fact that does not hold: the smallest sets of planes whose failure lets it hold, those of few
    /// planes first, and a least derivation if the first of them failed. Empty where nothing in play can ever
    /// give it.
    std::vector<PlaneSet> fallsWithout;
    Derivation ifThoseFailed;
    std::vector<std::string> techniques; ///< ids in play that can give such a fact, sorted

    bool holds() const { return (facts[fact].worlds & 1U) != 0; }
};

/// A scenario made ready to be explained: as PreparedAttack::make, and without crowds where effort differs
/// inside them. Errors as there.
Result<PreparedAttack> prepareToExplain(const Project &project, const PolicyDecisionPoint &decisions,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job = {},
    const GroundingLimits &limits = {});

/// Explains a fact of an attack. `worlds` is where every fact holds: see solve. Deterministic. Memory: that
/// of LeastDerivations three times, and the ways that are kept. Error: "cancelled".
Result<FactExplanation> explainFact(PreparedAttack &attack, const std::vector<WorldMask> &worlds,
    const CampaignAssumptions &assumptions, const AttackerFact &fact, const ExplainOptions &options = {},
    const Job &job = {});

} // namespace fourplane
