// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/GateKeeper.h"

#include <algorithm>
#include <bit>

namespace fourplane {

namespace {

/// Asks the decision point whether anything at all may be done with a tool.
const std::string anyOperation = "*";

int size(PlaneSet planes)
{
    return std::popcount(planes.bits());
}

PlaneSet both(PlaneSet first, PlaneSet second)
{
    return PlaneSet(static_cast<std::uint8_t>(first.bits() & second.bits()));
}

PlaneSet either(PlaneSet first, PlaneSet second)
{
    return PlaneSet(static_cast<std::uint8_t>(first.bits() | second.bits()));
}

std::string noteOf(Plane plane, const PlaneVerdict &verdict)
{
    return std::string(nameOf(plane)) + ": " + std::string(nameOf(verdict.verdict)) + ". " + verdict.reason;
}

} // namespace

GateKeeper::GateKeeper(
    const DesignModel &model, const PolicyDecisionPoint &decisions, const std::vector<Control> &controls)
    : m_model(model)
    , m_decisions(decisions)
{
    for (const Control &control : controls)
        m_controls[control.id] = &control;
    for (const PlannedPod &pod : decisions.plan().pods)
        m_pods[pod.workloadId] = &pod;
    for (const PlannedNamespace &home : decisions.plan().namespaces)
        m_namespaces[home.id] = home.name;
}

std::vector<std::optional<Transport>> GateKeeper::waysOf(
    const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    const auto pod = m_pods.find(m_model.id(bindings[hop.source]));
    if (!hop.attackerSends || pod == m_pods.end())
        return { std::nullopt };
    if (pod->second->inMesh)
        return { Transport::Mesh, Transport::Plaintext };
    return { Transport::Plaintext };
}

ElementId GateKeeper::credentialOf(const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    if (!hop.identity)
        return {};
    const EntityIndex identity = bindings[*hop.identity];
    const ElementId &id = m_model.id(identity);
    const bool isOutside = m_model.hasType(identity, *typeBit("cloud-role") | *typeBit("external-account"));
    return isOutside || findServiceAccount(m_decisions.plan(), id) ? id : ElementId();
}

Decision GateKeeper::ask(const GateHop &hop, std::span<const EntityIndex> bindings, Way way) const
{
    AccessRequest request;
    request.sourceId = m_model.id(bindings[hop.source]);
    request.destinationId = m_model.id(bindings[hop.destination]);
    request.transport = way;
    if (hop.usesTool)
        request.toolOperation = anyOperation;
    request.identityId = credentialOf(hop, bindings);
    if (hop.caller)
        request.callerId = m_model.id(bindings[*hop.caller]);
    else if (hop.attackerRunsSource)
        request.callerId = request.sourceId; // a proxy under control does not keep to its own list
    if (hop.collection) {
        request.collectionId = m_model.id(bindings[*hop.collection]);
        request.verb = hop.verb;
    }
    Decision decision = m_decisions.decide(request);
    if (hop.meshIdentity) {
        const auto &bearers = m_model.table(relationIndex("runs_as")).subjectsOf(bindings[*hop.meshIdentity]);
        if (!bearers.empty()) {
            request.sourceId = m_model.id(bearers.front());
            request.transport = Transport::Mesh;
            decision.on(Plane::Identity) = m_decisions.decide(request).on(Plane::Identity);
        }
    }
    return decision;
}

PlaneSet GateKeeper::denying(const GateHop &hop, std::span<const EntityIndex> bindings, Way way)
{
    const auto part = [&](const std::optional<Variable> &variable) {
        return variable ? std::to_string(bindings[*variable]) : std::string("-");
    };
    std::string key;
    for (const std::string &piece :
        { part(hop.source), part(hop.destination), part(hop.identity), part(hop.collection), part(hop.caller),
            part(hop.meshIdentity), std::to_string(static_cast<int>(hop.verb)),
            std::to_string(way ? static_cast<int>(*way) : -1), std::to_string(hop.usesTool) })
        key += piece + '/';
    const auto found = m_known.find(key);
    if (found != m_known.end())
        return both(found->second, hop.planes);
    const PlaneSet planes = ask(hop, bindings, way).denyingPlanes();
    m_known[key] = planes;
    return both(planes, hop.planes);
}

PlaneVerdict GateKeeper::carriage(EntityIndex node, EntityIndex workload) const
{
    const RelationTable &places = m_model.table(relationIndex("runs_on"));
    if (places.contains(workload, node))
        return { Verdict::Permit, std::nullopt, "Its pods can be placed on the same nodes.", {} };
    for (EntityIndex neighbour : places.subjectsOf(node)) {
        const PlaneVerdict verdict = m_decisions.sharesNode(m_model.id(neighbour), m_model.id(workload));
        if (verdict.verdict == Verdict::Deny)
            return verdict;
    }
    return { Verdict::Deny, DecidingObject { "NodePool", {}, m_model.id(node).value(), m_model.id(node), {} },
        "Its pods are never placed on nodes of " + m_model.id(node).value() + ".", "W4" };
}

PlaneVerdict GateKeeper::askWorkloadPlane(const Atom &question, std::span<const EntityIndex> bindings) const
{
    const std::string_view name = relations()[question.relation].name;
    const EntityIndex subject = bindings[question.subject];
    if (name == "may_escape" || name == "may_break_out")
        return m_decisions.escape(m_model.id(subject), name == "may_break_out");
    if (name == "carries")
        return carriage(subject, bindings[question.object]);
    const auto home = m_namespaces.find(m_model.id(subject));
    return m_decisions.admissionOfLevel(
        home == m_namespaces.end() ? std::string() : home->second, PodSecurityLevel::Privileged);
}

Passage GateKeeper::judge(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    Passage passage;
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
        const Atom &condition = rule.conditions[i];
        const BlockedBy &control = rule.technique->blockedBy[i];
        if (control.prevents
            && m_model.table(condition.relation)
                   .contains(bindings[condition.subject], bindings[condition.object]))
            passage.blocking.insert(control.plane);
    }
    for (const Atom &question : rule.workloadQuestions) {
        if (askWorkloadPlane(question, bindings).verdict == Verdict::Deny)
            passage.blocking.insert(Plane::Workload);
    }
    passage.open = worldsWithout(passage.blocking);
    for (const GateHop &hop : rule.hops) {
        WorldMask worlds = 0;
        std::optional<PlaneSet> best;
        for (Way way : waysOf(hop, bindings)) {
            const PlaneSet planes = denying(hop, bindings, way);
            worlds = static_cast<WorldMask>(worlds | worldsWithout(planes));
            if (!best || size(planes) < size(*best))
                best = planes;
        }
        passage.open = static_cast<WorldMask>(passage.open & worlds);
        passage.blocking = either(passage.blocking, *best);
    }
    return passage;
}

PassageReasons GateKeeper::explain(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    PassageReasons reasons;
    const auto take = [&reasons](Plane plane, const PlaneVerdict &verdict) {
        if (verdict.verdict == Verdict::Deny)
            reasons.blocks.push_back({ plane, verdict.control, verdict.decidedBy, verdict.reason });
        else
            reasons.notes.push_back(noteOf(plane, verdict));
    };
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
        const Atom &condition = rule.conditions[i];
        const EntityIndex subject = bindings[condition.subject];
        const EntityIndex object = bindings[condition.object];
        if (!m_model.table(condition.relation).contains(subject, object))
            continue;
        const BlockedBy &blockedBy = rule.technique->blockedBy[i];
        const auto control = m_controls.find(blockedBy.control);
        std::string text = sentence(
            relations()[condition.relation], m_model.id(subject).value(), m_model.id(object).value());
        if (control != m_controls.end())
            text += " (" + control->second->name + ")";
        if (blockedBy.prevents)
            reasons.blocks.push_back({ blockedBy.plane, blockedBy.control, std::nullopt, text + "." });
        else
            reasons.notes.push_back("Only harder: " + text + " [" + blockedBy.control + "].");
    }
    for (const Atom &question : rule.workloadQuestions)
        take(Plane::Workload, askWorkloadPlane(question, bindings));
    for (const GateHop &hop : rule.hops) {
        std::optional<Way> best;
        for (Way way : waysOf(hop, bindings)) {
            if (!best || size(denying(hop, bindings, way)) < size(denying(hop, bindings, *best)))
                best = way;
        }
        const Decision decision = ask(hop, bindings, *best);
        for (std::size_t i = 0; i < planeCount; ++i) {
            const auto plane = static_cast<Plane>(i);
            if (hop.planes.contains(plane))
                take(plane, decision.on(plane));
        }
    }
    return reasons;
}

} // namespace fourplane
