// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/EndClasses.h"
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
/// R2): network and identity are judged together, per way. A store outside the cluster may be asked through
/// an egress proxy too, which is one more way. Only Deny blocks: Uncertain and NotEnforced give no credit.
/// Remembers answers, and asks once for ends that no rule tells apart; not for several threads at once.
class GateKeeper
{
public:
    GateKeeper(
        const DesignModel &model, const PolicyDecisionPoint &decisions, const std::vector<Control> &controls);

    Passage judge(const PreparedRule &rule, std::span<const EntityIndex> bindings);

    PassageReasons explain(const PreparedRule &rule, std::span<const EntityIndex> bindings);

    /// Worlds in which what the rule asks besides requests (controls, questions about one element) does not
    /// stand in the way. Parts with an unbound variable (noIndex) are left out.
    WorldMask openBesidesRequests(const PreparedRule &rule, std::span<const EntityIndex> bindings);

    /// Worlds in which the requests of the rule get through.
    WorldMask openToRequests(const PreparedRule &rule, std::span<const EntityIndex> bindings);

    /// Equal for sources whose requests get the same answers, unless they are among the named ones.
    std::uint32_t classAsSource(EntityIndex element) const { return m_classes.asSource(element); }

    /// Elements on the near side of a split rule that have to be asked for themselves when the far side is
    /// bound as in `bindings`; nothing when all have to.
    std::optional<std::vector<EntityIndex>> namedOnNearSide(
        const PreparedRule &rule, std::span<const EntityIndex> bindings) const;

private:
    struct Way
    {
        std::optional<Transport> transport; ///< how bytes leave the source; absent = as the platform does it
        std::optional<EntityIndex> proxy; ///< the egress proxy that is asked; absent = directly
    };

    /// A question with what makes no difference left out. Classes have the highest bit.
    struct QuestionKey
    {
        EntityIndex source = 0;
        EntityIndex destination = 0;
        EntityIndex identity = 0;
        EntityIndex collection = 0;
        EntityIndex caller = 0;
        EntityIndex meshIdentity = 0;
        std::uint32_t kind = 0; ///< verb, transport and flags

        bool operator==(const QuestionKey &) const = default;
    };

    struct QuestionHash
    {
        std::size_t operator()(const QuestionKey &key) const;
    };

    std::vector<Way> waysOf(const GateHop &hop, std::span<const EntityIndex> bindings) const;
    const std::vector<EntityIndex> &proxiesFor(
        const GateHop &hop, std::span<const EntityIndex> bindings) const;
    AccessRequest requestToProxy(
        EntityIndex source, EntityIndex proxy, std::optional<Transport> transport) const;
    AccessRequest requestFromProxy(EntityIndex proxy, EntityIndex destination, EntityIndex caller) const;
    Decision throughProxy(const GateHop &hop, std::span<const EntityIndex> bindings,
        const AccessRequest &request, EntityIndex proxy) const;
    Decision ask(const GateHop &hop, std::span<const EntityIndex> bindings, Way way) const;
    QuestionKey keyOf(
        const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport) const;
    PlaneSet denying(const GateHop &hop, std::span<const EntityIndex> bindings, Way way);
    PlaneSet denyingDirectly(
        const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport);
    PlaneSet denyingOnWay(
        const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport);
    PlaneSet denyingInStore(
        const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport);
    PlaneSet denyingThroughProxy(const GateHop &hop, std::span<const EntityIndex> bindings,
        std::optional<Transport> transport, EntityIndex proxy);
    PlaneSet denyingToProxy(EntityIndex source, EntityIndex proxy, std::optional<Transport> transport);
    PlaneSet denyingFromProxy(EntityIndex proxy, EntityIndex destination, EntityIndex caller);
    WorldMask openOn(const GateHop &hop, std::span<const EntityIndex> bindings, PlaneSet &fewest);
    PlaneVerdict askWorkloadPlane(const Atom &question, std::span<const EntityIndex> bindings) const;
    bool deniesOnWorkloadPlane(const Atom &question, std::span<const EntityIndex> bindings);
    PlaneSet blockingBesidesRequests(const PreparedRule &rule, std::span<const EntityIndex> bindings);
    PlaneVerdict carriage(EntityIndex node, EntityIndex workload) const;
    ElementId credentialOf(const GateHop &hop, std::span<const EntityIndex> bindings) const;
    const std::vector<EntityIndex> &grantedOn(EntityIndex collection) const;
    bool isGranted(EntityIndex collection, EntityIndex identity) const;

    const DesignModel &m_model;
    const PolicyDecisionPoint &m_decisions;
    EndClasses m_classes;
    std::map<std::string, const Control *> m_controls;
    std::vector<const PlannedPod *> m_pods; ///< by element; nullptr for what is no workload
    std::vector<EntityIndex> m_ownIdentity; ///< by element: of its pods; noIndex where there is none
    std::vector<bool> m_isCredential; ///< by element: can be shown instead of the source's own identity
    std::vector<bool> m_isAgent; ///< by element: a tool scope speaks of it as the caller
    std::vector<bool> m_isListed; ///< by element: an egress list speaks of it as the caller
    std::unordered_map<EntityIndex, std::vector<EntityIndex>> m_granted; ///< by collection: its whole store's
    std::unordered_map<EntityIndex, std::vector<EntityIndex>> m_ends; ///< elements by own identity
    std::map<ElementId, std::string> m_namespaces; ///< Kubernetes names by element
    std::unordered_map<QuestionKey, PlaneSet, QuestionHash> m_known; ///< denying planes by question
    std::unordered_map<std::uint64_t, bool> m_knownOnWorkloadPlane; ///< by relation and subject
};

} // namespace fourplane
