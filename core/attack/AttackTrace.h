// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Fact.h"
#include "core/decision/Decision.h"
#include "core/project/Scenario.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// One bit per world. World n (0 to 15) assumes that just the planes of PlaneSet(n) have failed; world 0 is
/// the design as it is.
using WorldMask = std::uint16_t;

inline constexpr WorldMask everyWorld = 0xFFFF;
inline constexpr WorldMask designAsIs = 1; ///< world 0

/// Index of a fact or a pivot inside its trace; `none` where there is none.
inline constexpr std::uint32_t noIndex = std::numeric_limits<std::uint32_t>::max();

/// A fact the attacker holds in at least one world.
struct AttackFact
{
    Fact fact;
    WorldMask worlds = 0; ///< in which worlds it holds
    bool isFoothold = false;
    std::uint32_t firstPivot = noIndex; ///< pivot that first gives it in world 0; noIndex for footholds and
                                        ///< for facts that hold only where planes fail
};

/// One reason why an attempt fails.
struct PivotBlock
{
    Plane plane = Plane::Network;
    std::string control; ///< catalogue id, or empty
    std::optional<DecidingObject> decidedBy;
    std::string reason;
};

/// One attempted step, succeeded or blocked.
struct Pivot
{
    std::string techniqueId;
    ElementId fromId;
    ElementId toId;
    std::vector<std::uint32_t> premises; ///< attacker facts it needs, indexes into AttackTrace::facts
    std::vector<std::uint32_t> grants; ///< what it gives
    std::vector<PivotBlock> blocks; ///< empty = succeeds; several planes may block
    std::vector<std::string> notes; ///< what the planes that did not block said, and controls that only slow
    int step = 0; ///< 1 = uses footholds only; shortest derivation in world 0; blocked ones: one more than
                  ///< their premises

    bool succeeded() const { return blocks.empty(); }

    PlaneSet blockingPlanes() const;
};

/// Blocked attempts of one technique that a trace writes down at most where attempts are too many to write
/// down each (see AttackTrace::further).
inline constexpr std::size_t blockedAttemptLimit = 1000;

/// Attempts that a trace counts but does not write down.
struct FurtherAttempts
{
    std::string techniqueId;
    std::size_t succeeded = 0; ///< at what a written attempt of the technique reaches no later
    std::size_t blocked = 0; ///< at what is not held in world 0

    bool operator==(const FurtherAttempts &) const = default;
};

/// The result of a simulation: every fact and every attempt, with derivations. Facts and pivots are ordered
/// by step, then technique, then ids.
struct AttackTrace
{
    std::string scenarioName;
    Exploitability exploitability = Exploitability::Marked;
    std::vector<AttackFact> facts;
    /// Those whose premises hold in world 0. Of attempts with the same technique, ends and gains only one is
    /// kept, or one per set of blocking planes when none succeeds; blocked ones at what is held before are
    /// left out. Of a technique with thousands of instances (GroundingLimits::singleInstances) only the first
    /// successful attempt at each target is written, and of the blocked ones at what never falls in world 0
    /// no more than blockedAttemptLimit, targets in turn, sources in order of their step; `further` counts
    /// the others.
    std::vector<Pivot> pivots;
    std::vector<FurtherAttempts> further; ///< by technique, ordered; without techniques that have none
    std::vector<ElementId> jewels; ///< the goals asked for
    std::vector<ElementId> fallenJewels; ///< goals that fall in world 0
};

/// Whether a fact with this relation means that its subject has fallen: foothold, read, written, host,
/// leaked.
bool meansFall(std::string_view relation);

/// The worlds in which an element falls.
WorldMask fallenWorlds(const AttackTrace &trace, const ElementId &element);

/// Workloads, collections, nodes and externals that fall in world 0, footholds included, sorted. "Falls"
/// means: a fact of the kinds foothold, read, written, host or leaked holds about it.
std::vector<ElementId> blastRadius(const AttackTrace &trace);

/// Fewest planes that must fail before a goal falls: 0 = falls as it is; 5 = never falls.
int defenceDepth(const AttackTrace &trace, const ElementId &jewel);

/// The successful pivots that lead to a fact, premises before conclusions; empty when it does not hold in
/// world 0.
std::vector<std::uint32_t> derivationOf(const AttackTrace &trace, std::uint32_t factIndex);

/// The successful pivots that bring a goal down: the derivations of all facts by which fallen jewels fall
/// (see blastRadius), each pivot once, in the order of AttackTrace::pivots. Empty when no goal falls in world
/// 0.
std::vector<std::uint32_t> pivotsToGoals(const AttackTrace &trace);

} // namespace fourplane
