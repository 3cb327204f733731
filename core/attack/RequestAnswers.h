// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/EndClasses.h"
#include "core/attack/PreparedRule.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/project/Project.h"

#include <array>
#include <span>
#include <unordered_map>

namespace fourplane {

/// What the decision point says to the requests that rules send. An attacker who is at the source of a
/// request sends it the way that meets the fewest blocks, past the sidecar or through it (rule R2): network
/// and identity are judged together, per way. A store outside the cluster may be asked through an egress
/// proxy too, which is one more way. Only Deny blocks: Uncertain and NotEnforced give no credit.
///
/// Remembers answers, and asks once for ends that no rule tells apart: a request is put together from the way
/// to its destination, which many collections share, and from what the store or tool there says. What is
/// assumed to be exploitable plays no part, so that the scenarios of a design share one of these. Not for
/// several threads at once.
class RequestAnswers
{
public:
    /// Keeps references to the first two. `unmodelled` are the project's.
    RequestAnswers(const DesignModel &model, const PolicyDecisionPoint &decisions,
        std::vector<UnmodelledObject> unmodelled);

    /// The sets of planes that deny the ways of a request: as far as the hop asks about them, each set once,
    /// in the order of the ways.
    class Denials
    {
    public:
        void add(PlaneSet planes);

        std::span<const PlaneSet> sets() const & { return { m_sets.data(), m_count }; }

        void sets() && = delete; ///< it would show what is gone

    private:
        std::array<PlaneSet, 16> m_sets;
        std::size_t m_count = 0;
    };

    Denials denials(const GateHop &hop, std::span<const EntityIndex> bindings);

    /// The decision, in words, on the first of the ways that meet the fewest blocks.
    Decision explain(const GateHop &hop, std::span<const EntityIndex> bindings);

    /// Equal for sources whose requests get the same answers, unless they are among the named ones.
    std::uint32_t classAsSource(EntityIndex element) const { return m_classes.asSource(element); }

    /// Elements on the near side of a split rule that have to be asked for themselves when the far side is
    /// bound as in `bindings`; nothing when all have to.
    std::optional<std::vector<EntityIndex>> namedOnNearSide(
        const PreparedRule &rule, std::span<const EntityIndex> bindings) const;

    /// Equal for far sides of a split rule to which the requests of near ones that they do not name get the
    /// same answers.
    std::vector<EntityIndex> farSideKey(const PreparedRule &rule, std::span<const EntityIndex> bindings);

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
        std::uint32_t kind = 0; ///< what is asked, verb, transport and flags

        bool operator==(const QuestionKey &) const = default;
    };

    struct QuestionHash
    {
        std::size_t operator()(const QuestionKey &key) const;
    };

    std::span<const Way> directWaysOf(const GateHop &hop, std::span<const EntityIndex> bindings) const;
    std::vector<Way> waysOf(const GateHop &hop, std::span<const EntityIndex> bindings) const;
    const std::vector<EntityIndex> &proxiesFor(
        const GateHop &hop, std::span<const EntityIndex> bindings) const;
    AccessRequest requestTo(
        const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport) const;
    AccessRequest requestToProxy(
        EntityIndex source, EntityIndex proxy, std::optional<Transport> transport) const;
    AccessRequest requestFromProxy(EntityIndex proxy, EntityIndex destination, EntityIndex caller) const;
    /// The decision on one request, with the objects that are not understood by name.
    Decision named(const AccessRequest &request) const;
    Decision throughProxy(const GateHop &hop, std::span<const EntityIndex> bindings,
        const AccessRequest &request, EntityIndex proxy) const;
    Decision ask(const GateHop &hop, std::span<const EntityIndex> bindings, Way way) const;
    ElementId credentialOf(const GateHop &hop, std::span<const EntityIndex> bindings) const;
    EntityIndex callerOf(const GateHop &hop, std::span<const EntityIndex> bindings) const;
    std::optional<EntityIndex> bearerOf(const GateHop &hop, std::span<const EntityIndex> bindings) const;
    bool isNamedBehindProxies(const GateHop &hop, std::span<const EntityIndex> bindings);
    const Denials &denialsBehindProxies(const GateHop &hop, std::span<const EntityIndex> bindings);
    PlaneSet denyingWay(const GateHop &hop, std::span<const EntityIndex> bindings, Way way);
    PlaneSet denyingJourney(EntityIndex source, EntityIndex destination, std::optional<Transport> transport,
        EntityIndex caller, EntityIndex collection);
    PlaneSet askJourney(EntityIndex source, EntityIndex destination, std::optional<Transport> transport,
        EntityIndex caller, EntityIndex collection) const;
    PlaneSet denyingData(const GateHop &hop, std::span<const EntityIndex> bindings);
    PlaneSet denyingInStore(const GateHop &hop, std::span<const EntityIndex> bindings);
    PlaneSet denyingTool(EntityIndex source, EntityIndex destination);
    EntityIndex storeOf(EntityIndex collection) const;
    const std::vector<EntityIndex> &grantedOn(EntityIndex collection) const;
    bool isGranted(EntityIndex collection, EntityIndex identity) const;

    const DesignModel &m_model;
    const PolicyDecisionPoint &m_decisions;
    const std::vector<UnmodelledObject> m_unmodelled; ///< named in explanations
    const RelationTable &m_proxies;
    const RelationTable &m_runsAs;
    EndClasses m_classes;
    std::vector<const PlannedPod *> m_pods; ///< by element; nullptr for what is no workload
    std::vector<EntityIndex> m_ownIdentity; ///< by element: of its pods; noIndex where there is none
    std::vector<bool> m_isCredential; ///< by element: can be shown instead of the source's own identity
    std::vector<bool> m_isAgent; ///< by element: a tool scope speaks of it as the caller
    std::vector<bool> m_isListed; ///< by element: an egress list speaks of it as the caller
    std::vector<bool> m_isProxy; ///< by element: may be asked for something outside
    std::vector<EntityIndex> m_agents, m_listed; ///< the same as lists
    std::unordered_map<EntityIndex, EntityIndex> m_storeOf; ///< by collection: the first of its store
    std::unordered_map<EntityIndex, std::vector<EntityIndex>>
        m_granted; ///< by first of a store: on all of it
    std::unordered_map<EntityIndex, std::vector<EntityIndex>> m_ends; ///< elements by own identity
    /// By destination outside: sources that a rule names for one of the proxies before it.
    std::unordered_map<EntityIndex, std::vector<bool>> m_namedBehindProxies;
    /// Denying planes of journeys between ends that no rule names for each other, which are most of all
    /// questions: by class of the destination and transport a row, in it by class of the source. `notAsked`
    /// where nobody has asked; rows are made when they are first needed.
    std::vector<std::vector<std::uint8_t>> m_journeys;
    std::size_t m_sourceClasses = 0;
    std::unordered_map<QuestionKey, PlaneSet, QuestionHash> m_known; ///< denying planes by other questions
    std::unordered_map<QuestionKey, Denials, QuestionHash> m_knownBehindProxies;
};

} // namespace fourplane
