// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GroundSystem.h"
#include "core/attack/PreparedRule.h"
#include "core/decision/PolicyDecisionPoint.h"

#include <span>

namespace fourplane {

/// Whether an instance of a rule succeeds, without the reasons.
struct Passage
{
    WorldMask open = 0; ///< worlds in which it succeeds
    PlaneSet blocking; ///< fewest planes that must fail for it to succeed; empty = it succeeds
};

/// Why an instance of a rule fails, and what the planes that let it pass said.
struct PassageReasons
{
    std::vector<PivotBlock> blocks;
    std::vector<std::string> notes;
};

/// Asks the decision point the questions of a rule's gates and tests its controls. An attacker who is at the
/// source of a request sends it the way that meets the fewest blocks, past the sidecar or through it (rule
/// R2): network and identity are judged together, per way. Only Deny blocks: Uncertain and NotEnforced give
/// no credit. Remembers answers; not for several threads at once.
class GateKeeper
{
public:
    GateKeeper(
        const DesignModel &model, const PolicyDecisionPoint &decisions, const std::vector<Control> &controls);

    Passage judge(const PreparedRule &rule, std::span<const EntityIndex> bindings);

    PassageReasons explain(const PreparedRule &rule, std::span<const EntityIndex> bindings);

private:
    /// How bytes leave the source; absent = as the platform does it.
    using Way = std::optional<Transport>;

    std::vector<Way> waysOf(const GateHop &hop, std::span<const EntityIndex> bindings) const;
    Decision ask(const GateHop &hop, std::span<const EntityIndex> bindings, Way way) const;
    PlaneSet denying(const GateHop &hop, std::span<const EntityIndex> bindings, Way way);
    PlaneVerdict askWorkloadPlane(const Atom &question, std::span<const EntityIndex> bindings) const;
    PlaneVerdict carriage(EntityIndex node, EntityIndex workload) const;
    ElementId credentialOf(const GateHop &hop, std::span<const EntityIndex> bindings) const;

    const DesignModel &m_model;
    const PolicyDecisionPoint &m_decisions;
    std::map<std::string, const Control *> m_controls;
    std::map<ElementId, const PlannedPod *> m_pods;
    std::map<ElementId, std::string> m_namespaces; ///< Kubernetes names by element
    std::unordered_map<std::string, PlaneSet> m_known; ///< denying planes by question
};

} // namespace fourplane
