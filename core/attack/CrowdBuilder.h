// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Grounding.h"
#include "core/attack/PairJudge.h"

#include <map>
#include <memory>

namespace fourplane {

/// Writes the pairs of a group into a grounding with few pivots, by crowds that stand in a CrowdTree: an
/// attacker does not reach a workload from that workload, which a single crowd of everybody would claim.
/// Groups with the same near side share their tree. All facts must be known by then.
class CrowdBuilder
{
public:
    /// Keeps references. The grounding may have trees and groups already.
    CrowdBuilder(const DesignModel &model, const std::vector<PreparedRule> &rules, GateKeeper &gateKeeper,
        Grounding &grounding);

    /// Takes the group over, without tree and runs. Errors: "cancelled", "too-large".
    Result<void> add(PairGroup group, const GroundingLimits &limits, const Job &job);

    /// Takes over a group with its tree. What `isKept` says of a far one by place: its runs hold, and its
    /// pivots are there; the others are judged and written. Errors: those of `add`.
    Result<void> renew(
        PairGroup group, const std::vector<bool> &isKept, const GroundingLimits &limits, const Job &job);

    /// Crowds made so far; their facts are numbered after all others.
    std::size_t crowdCount() const { return m_crowdCount; }

private:
    std::uint32_t treeFor(const PairGroup &group, const PreparedRule &rule);
    static std::vector<std::size_t> cover(const CrowdTree &tree, std::size_t first, std::size_t last);
    std::uint32_t factOf(CrowdTree &tree, std::size_t node, const PairGroup &group, std::size_t far);
    void bindFar(const PairGroup &group, std::size_t far);
    void addRuns(CrowdTree &tree, const PairGroup &group, std::size_t far, std::span<const NearRun> runs);
    void addNode(CrowdTree &tree, const PairGroup &group, std::size_t far, std::size_t node, WorldMask open);
    void addPivot(PivotKind kind, std::uint32_t rule, std::span<const std::uint32_t> premises,
        std::span<const std::uint32_t> grants, std::span<const EntityIndex> bindings, WorldMask open);
    std::uint32_t numberOf(const Atom &atom, std::span<const EntityIndex> bindings) const;

    const DesignModel &m_model;
    const std::vector<PreparedRule> &m_rules;
    GateKeeper &m_gateKeeper;
    Grounding &m_grounding;
    std::map<std::vector<TreeMember>, std::uint32_t> m_trees; ///< places in the grounding
    std::unique_ptr<PairJudge> m_judge; ///< of the current group
    std::vector<std::uint32_t> m_farPremises,
        m_grants; ///< of the current far one; noIndex stands for the near premise
    std::size_t m_crowdCount = 0;
};

} // namespace fourplane
