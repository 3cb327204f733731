// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/DesignModel.h"
#include "core/attack/PreparedRule.h"
#include "core/decision/PolicyDecisionPoint.h"

#include <map>
#include <string>

namespace fourplane::test {

/// The plainest engine that there is, to compare the real one with: every binding of every rule by nested
/// loops, every question put to the decision point as it stands, and sweeps over all instances until nothing
/// changes. No indexes, no classes, no crowds.
class NaiveAttack
{
public:
    NaiveAttack(const DesignModel &model, const std::vector<PreparedRule> &rules,
        const PolicyDecisionPoint &decisions);

    /// By fact ("w1 net"): the worlds in which it holds when the attacker starts from `starts`; facts that
    /// never hold are left out.
    std::map<std::string, WorldMask> run(
        const std::vector<std::pair<std::string, EntityIndex>> &starts) const;

private:
    using Fact = std::pair<RelationIndex, EntityIndex>;

    struct Instance
    {
        std::vector<Fact> premises;
        std::vector<Fact> grants;
        WorldMask open = 0;
    };

    void bindFrom(const PreparedRule &rule, std::vector<EntityIndex> &bound, std::size_t next);
    bool mayHold(const PreparedRule &rule, const std::vector<EntityIndex> &bound, std::size_t upTo) const;
    void addInstance(const PreparedRule &rule, const std::vector<EntityIndex> &bound);
    WorldMask openFor(const PreparedRule &rule, const std::vector<EntityIndex> &bound);
    PlaneSet denied(const GateHop &hop, const std::vector<EntityIndex> &bound, std::optional<Transport> way);
    bool mayAskProxy(
        const GateHop &hop, const std::vector<EntityIndex> &bound, const PlannedPod &proxy) const;
    PlaneSet deniedThrough(const PlannedPod &proxy, const GateHop &hop, const std::vector<EntityIndex> &bound,
        std::optional<Transport> way);
    bool deniedOnWorkloadPlane(const Atom &question, const std::vector<EntityIndex> &bound) const;
    std::vector<Fact> closure(Fact fact) const;

    const DesignModel &m_model;
    const PolicyDecisionPoint &m_decisions;
    std::vector<Instance> m_instances;
    std::map<std::string, PlaneSet> m_answers; ///< by the whole question in words
};

} // namespace fourplane::test
