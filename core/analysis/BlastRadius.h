// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/RiskWeights.h"
#include "core/attack/AttackTrace.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// What kind of thing falls.
enum class AssetKind
{
    Collection,
    Workload,
    External,
    Node, ///< a node pool, or the shared node of a project without pools
    Other, ///< what a technique of one's own makes fall
};

template <>
struct EnumNames<AssetKind>
{
    static constexpr std::array<std::string_view, 5> names { "collection", "workload", "external", "node",
        "other" };
};

/// What stands before one asset.
struct AssetDefence
{
    ElementId id;
    AssetKind kind = AssetKind::Other;
    std::optional<Classification> classification; ///< of a collection
    bool isGoal = false;
    int weight = 0; ///< see RiskWeights
    int depth = 0; ///< see defenceDepth
    /// The smallest sets of planes whose loss lets it fall, by number of planes, then by bits. Empty when
    /// nothing does; one empty set when it falls as it is.
    std::vector<PlaneSet> planeLosses;

    bool falls() const { return depth == 0; }
};

/// How many assets of a kind fall, of how many.
struct KindCount
{
    AssetKind kind = AssetKind::Other;
    std::size_t fallen = 0;
    std::size_t all = 0;
    int weight = 0; ///< of the fallen ones
};

/// What an attack reaches, counted and weighed.
struct BlastRadius
{
    std::vector<AssetDefence> assets; ///< every collection, workload, external, node and goal; goals first,
                                      ///< then by weight, then by id
    std::vector<KindCount> kinds; ///< in the order of AssetKind; kinds without assets are left out
    std::size_t fallen = 0;
    int weight = 0; ///< of everything that falls
    int weightOfAll = 0; ///< if everything fell
};

/// Measures the reach of a solved attack on the project.
BlastRadius measureBlastRadius(const Project &project, const AttackTrace &trace);

} // namespace fourplane
