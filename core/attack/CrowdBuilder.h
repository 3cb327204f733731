// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Grounding.h"
#include "core/attack/PairJudge.h"

#include <map>
#include <memory>

namespace fourplane {

/// Writes the pairs of a group into a grounding with few pivots. Crowds are the inner nodes of binary trees
/// over the near side, so that "all but these" is a handful of them: an attacker does not reach a workload
/// from that workload, which a single crowd of everybody would claim. Groups with the same near side share
/// their tree. All facts must be known by then.
class CrowdBuilder
{
public:
    /// Keeps references.
    CrowdBuilder(const DesignModel &model, const std::vector<PreparedRule> &rules, GateKeeper &gateKeeper,
        Grounding &grounding);

    /// Takes the group over. Errors: "cancelled", "too-large".
    Result<void> add(PairGroup group, const GroundingLimits &limits, const Job &job);

    /// Crowds made so far; their facts are numbered after all others.
    std::size_t crowdCount() const { return m_crowdCount; }

private:
    struct Member
    {
        std::uint32_t fact = 0;
        WorldMask open = 0; ///< controls and questions on its own side

        auto operator<=>(const Member &) const = default;
    };

    /// Node n has the children 2n and 2n + 1; the members are the nodes from members.size() on.
    struct Tree
    {
        std::vector<Member> members;
        std::vector<std::uint32_t> facts; ///< by inner node; noIndex while nobody needs it
    };

    Tree &treeFor(const PairGroup &group, const PreparedRule &rule);
    static std::vector<std::size_t> cover(const Tree &tree, std::size_t first, std::size_t last);
    std::uint32_t factOf(Tree &tree, std::size_t node, const PairGroup &group, std::size_t far);
    void addRuns(Tree &tree, const PairGroup &group, std::size_t far);
    void addNode(Tree &tree, const PairGroup &group, std::size_t far, std::size_t node, WorldMask open);
    void addPivot(PivotKind kind, std::uint32_t rule, std::span<const std::uint32_t> premises,
        std::span<const std::uint32_t> grants, std::span<const EntityIndex> bindings, WorldMask open);
    std::uint32_t numberOf(const Atom &atom, std::span<const EntityIndex> bindings) const;

    const DesignModel &m_model;
    const std::vector<PreparedRule> &m_rules;
    GateKeeper &m_gateKeeper;
    Grounding &m_grounding;
    std::map<std::vector<Member>, std::unique_ptr<Tree>> m_trees;
    std::unique_ptr<PairJudge> m_judge; ///< of the current group
    std::vector<std::uint32_t> m_farPremises,
        m_grants; ///< of the current far one; noIndex stands for the near premise
    std::size_t m_crowdCount = 0;
};

} // namespace fourplane
