// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ControlRanking.h"
#include "core/attack/AttackTrace.h"

namespace fourplane {

/// What the best set of control changes is.
enum class FixCost
{
    Count, ///< the fewest changes, then the least effort
    Effort, ///< the least effort, then the fewest changes
};

template <>
struct EnumNames<FixCost>
{
    static constexpr std::array<std::string_view, 2> names { "count", "effort" };
};

struct FixOptions
{
    FixCost cost = FixCost::Count;
    std::size_t maxChanges = 0; ///< 0 = as many as it takes
    /// Designs compiled and attacked while looking for a better set than the greedy one; after that the best
    /// set so far is given, and said to be unproved.
    std::size_t maxRuns = 3000;
};

/// A step that is left when all changes together do not close a goal.
struct ResidualStep
{
    std::string techniqueId;
    ElementId fromId;
    ElementId toId;
};

/// A goal that stays open, and one way to it that no known change closes.
struct ResidualPath
{
    ElementId goal;
    std::vector<ResidualStep> steps; ///< premises before conclusions; empty when the goal is a foothold
};

/// A set of control changes that closes every goal, proved by attacking the changed design.
struct FixSet
{
    std::vector<ControlSetting> settings; ///< sorted
    std::vector<std::string> controls; ///< by setting
    std::vector<int> efforts; ///< by setting
    int effort = 0;
    /// Every set with one change less was attacked too, and a goal falls with each. Smaller ones need no
    /// attack: they contain fewer controls than one of these, and taking controls away never closes a goal.
    /// For the changes that are an exception (mayOpenWays) every choice of them was attacked.
    bool isMinimal = false;
    /// No set that is better by FixOptions::cost closes the goals; false when the search was cut short.
    bool isProvedBest = false;
    std::vector<ElementId> brokenFlows; ///< refused with it; empty unless nothing else closes the goals
    std::vector<OpenedStep> openedSteps; ///< that succeed only with it, though no goal falls
    Project changed; ///< the project with the changes
    AttackTrace before; ///< the full attack on the project as it is
    AttackTrace after; ///< the full attack on `changed`
};

/// The answer to "what must change so that these goals hold".
struct FixSearch
{
    std::vector<ElementId> goals; ///< that fall without a change
    std::optional<FixSet> fix; ///< nothing when no goal falls, or when they cannot be closed
    std::vector<ResidualPath> residual; ///< goals that all changes together leave open
    std::size_t candidates = 0; ///< changes that were considered
    std::size_t runs = 0; ///< designs compiled and attacked
    bool exceedsMaxChanges = false; ///< the goals can be closed, but not with so few changes
};

/// Whether a change may let something fall that held before. One kind may: a store that tells identities
/// apart is shown credentials, which a neighbour on the node can overhear.
bool mayOpenWays(SettingKind kind);

/// Looks for the best set of control changes that closes all goals of the scenario of `design`: greedy first,
/// then exactly, by an implicit hitting set: every design in which a goal still falls, made as strong as that
/// allows, says of which changes one more is needed. Changes that refuse a declared flow are used only when
/// nothing else closes the goals. `ranking` is that of the same design. Errors: "cancelled", and what a
/// changed design may say.
Result<FixSearch> findFixSet(
    DesignRun &design, const ControlRanking &ranking, const FixOptions &options = {}, const Job &job = {});

} // namespace fourplane
