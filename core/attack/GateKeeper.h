// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GroundSystem.h"
#include "core/attack/PreparedRule.h"
#include "core/attack/RequestAnswers.h"
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

/// Asks the decision point the questions of a rule's gates and tests its controls. Only Deny blocks:
/// Uncertain and NotEnforced give no credit. Remembers answers; not for several threads at once.
class GateKeeper
{
public:
    /// Keeps references. `answers` are those of the same design, whatever is assumed to be exploitable.
    GateKeeper(const DesignModel &model, const PolicyDecisionPoint &decisions,
        const std::vector<Control> &controls, RequestAnswers &answers);

    Passage judge(const PreparedRule &rule, std::span<const EntityIndex> bindings);

    PassageReasons explain(const PreparedRule &rule, std::span<const EntityIndex> bindings);

    /// Worlds in which what the rule asks besides requests (controls, questions about one element) does not
    /// stand in the way. Parts with an unbound variable (noIndex) are left out.
    WorldMask openBesidesRequests(const PreparedRule &rule, std::span<const EntityIndex> bindings);

    /// Worlds in which what ties the sides of a split rule does not stand in the way: its requests get
    /// through, no question about both is denied, and no control that knows both is at work.
    WorldMask openBetweenSides(const PreparedRule &rule, std::span<const EntityIndex> bindings);

    /// What such controls and questions name on the near side, with the variable, when the far side is bound
    /// as in `bindings`.
    std::vector<std::pair<Variable, EntityIndex>> tiedOnNearSide(
        const PreparedRule &rule, std::span<const EntityIndex> bindings) const;

    RequestAnswers &answers() { return m_answers; }

    const RequestAnswers &answers() const { return m_answers; }

private:
    WorldMask openOn(const GateHop &hop, std::span<const EntityIndex> bindings, PlaneSet &fewest);
    PlaneVerdict askWorkloadPlane(const Atom &question, std::span<const EntityIndex> bindings) const;
    bool deniesOnWorkloadPlane(const Atom &question, std::span<const EntityIndex> bindings);
    bool holds(const Atom &condition, std::span<const EntityIndex> bindings) const;
    PlaneSet blockingBesidesRequests(const PreparedRule &rule, std::span<const EntityIndex> bindings);
    PlaneVerdict carriage(EntityIndex node, EntityIndex workload) const;

    const DesignModel &m_model;
    const PolicyDecisionPoint &m_decisions;
    RequestAnswers &m_answers;
    std::map<std::string, const Control *> m_controls;
    std::map<ElementId, std::string> m_namespaces; ///< Kubernetes names by element
    std::unordered_map<std::uint64_t, bool> m_knownOnWorkloadPlane; ///< by relation and subject
};

} // namespace fourplane
