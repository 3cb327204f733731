// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"

#include <string>
#include <vector>

namespace fourplane {

/// A step that succeeds in only one of two designs.
struct ChangedStep
{
    std::string techniqueId;
    ElementId fromId;
    ElementId toId;
    std::vector<Fact> gains; ///< sorted
    int step = 0; ///< where it succeeds
    /// Why it fails in the other design: the blocks of the same attempt there. Empty when there is no such
    /// attempt.
    std::vector<PivotBlock> blocks;
    std::vector<ElementId>
        newlyHeld; ///< elements of gains that the attacker does not have in the other design
    bool isWithinReach = false; ///< the attacker holds what the step starts from in the other design too
};

/// How the defence depth of one goal changes; see defenceDepth.
struct ChangedGoal
{
    ElementId goal;
    int depthBefore = 0;
    int depthAfter = 0;
};

/// What an attack achieves in one of two designs only. Both traces answer the same scenario.
struct TraceComparison
{
    std::string scenarioName;
    Exploitability exploitability = Exploitability::Marked;
    std::vector<ChangedGoal> goals; ///< every goal of either, sorted by id
    std::vector<ElementId> saved; ///< fall before and not after, sorted; see blastRadius
    std::vector<ElementId> lost; ///< fall after and not before, sorted
    std::size_t fallenBefore = 0; ///< size of the blast radius
    std::size_t fallenAfter = 0;
    std::vector<ChangedStep> closed; ///< succeed before and not after, in the order of the first trace
    std::vector<ChangedStep> opened; ///< succeed after and not before; `blocks` say what stopped them before

    /// Successful steps of only one trace that are in neither list: the other trace counts successes of the
    /// technique that it does not write down (AttackTrace::further), and what the step gives is gained there
    /// too.
    std::size_t uncompared = 0;

    bool isEmpty() const;

    /// Whether something falls, or more easily, than before.
    bool opensSomething() const;
};

/// Compares the steps by technique, ends and gains. A step is called closed or opened only where the other
/// trace shows that it does not succeed there.
TraceComparison compareTraces(const AttackTrace &before, const AttackTrace &after);

} // namespace fourplane
