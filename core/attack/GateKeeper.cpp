// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/GateKeeper.h"

#include <bit>

namespace fourplane {

namespace {

int size(PlaneSet planes)
{
    return std::popcount(planes.bits());
}

PlaneSet either(PlaneSet first, PlaneSet second)
{
    return PlaneSet(static_cast<std::uint8_t>(first.bits() | second.bits()));
}

std::string noteOf(Plane plane, const PlaneVerdict &verdict)
{
    std::string note =
        std::string(nameOf(plane)) + ": " + std::string(nameOf(verdict.verdict)) + ". " + verdict.reason;
    if (verdict.verdict != Verdict::Uncertain || !verdict.decidedBy || !verdict.decidedBy->origin.isKnown())
        return note;
    const DecidingObject &object = *verdict.decidedBy;
    const std::string place = toString(object.origin);
    if (verdict.reason.find(place) == std::string::npos)
        note += " See " + object.kind + " "
            + (object.namespaceName.empty() ? std::string() : object.namespaceName + "/") + object.name + " ("
            + place + ").";
    return note;
}

} // namespace

GateKeeper::GateKeeper(const DesignModel &model, const PolicyDecisionPoint &decisions,
    const std::vector<Control> &controls, RequestAnswers &answers)
    : m_model(model)
    , m_decisions(decisions)
    , m_answers(answers)
{
    for (const Control &control : controls)
        m_controls[control.id] = &control;
    for (const PlannedNamespace &home : decisions.plan().namespaces)
        m_namespaces[home.id] = home.name;
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

bool GateKeeper::deniesOnWorkloadPlane(const Atom &question, std::span<const EntityIndex> bindings)
{
    const std::string_view name = relations()[question.relation].name;
    const EntityIndex subject = bindings[question.subject];
    if (name == "carries") // the neighbours only say who keeps it away
        return !m_model.table(relationIndex("runs_on")).contains(bindings[question.object], subject);
    const auto [place, isNew] =
        m_knownOnWorkloadPlane.try_emplace((std::uint64_t(question.relation) << 32) | subject);
    if (isNew)
        place->second = askWorkloadPlane(question, bindings).verdict == Verdict::Deny;
    return place->second;
}

bool GateKeeper::holds(const Atom &condition, std::span<const EntityIndex> bindings) const
{
    return m_model.table(condition.relation)
        .contains(bindings[condition.subject], bindings[condition.object]);
}

PlaneSet GateKeeper::blockingBesidesRequests(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    const auto isBound = [&bindings](const Atom &atom) {
        return bindings[atom.subject] != noIndex && bindings[atom.object] != noIndex;
    };
    PlaneSet blocking;
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
        const Atom &condition = rule.conditions[i];
        const BlockedBy &control = rule.technique->blockedBy[i];
        if (control.prevents && isBound(condition) && holds(condition, bindings))
            blocking.insert(control.plane);
    }
    for (const Atom &question : rule.workloadQuestions) {
        if (isBound(question) && deniesOnWorkloadPlane(question, bindings))
            blocking.insert(Plane::Workload);
    }
    return blocking;
}

WorldMask GateKeeper::openBesidesRequests(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    return worldsWithout(blockingBesidesRequests(rule, bindings));
}

WorldMask GateKeeper::openOn(const GateHop &hop, std::span<const EntityIndex> bindings, PlaneSet &fewest)
{
    WorldMask worlds = 0;
    const RequestAnswers::Denials denials = m_answers.denials(hop, bindings);
    fewest = denials.sets().front();
    for (PlaneSet planes : denials.sets()) {
        worlds = static_cast<WorldMask>(worlds | worldsWithout(planes));
        if (size(planes) < size(fewest))
            fewest = planes;
    }
    return worlds;
}

WorldMask GateKeeper::openBetweenSides(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    PlaneSet blocking;
    for (const std::size_t i : rule.split->tyingControls) {
        if (holds(rule.conditions[i], bindings))
            blocking.insert(rule.technique->blockedBy[i].plane);
    }
    for (const std::size_t i : rule.split->tyingQuestions) {
        if (deniesOnWorkloadPlane(rule.workloadQuestions[i], bindings))
            blocking.insert(Plane::Workload);
    }
    WorldMask open = worldsWithout(blocking);
    PlaneSet fewest;
    for (const GateHop &hop : rule.hops)
        open = static_cast<WorldMask>(open & openOn(hop, bindings, fewest));
    return open;
}

std::vector<std::pair<Variable, EntityIndex>> GateKeeper::tiedOnNearSide(
    const PreparedRule &rule, std::span<const EntityIndex> bindings) const
{
    std::vector<std::pair<Variable, EntityIndex>> tied;
    const auto add = [&](const RelationTable &table, Variable subject, Variable object) {
        const bool isSubjectNear = rule.split->isNear[subject];
        for (EntityIndex element :
            isSubjectNear ? table.subjectsOf(bindings[object]) : table.objectsOf(bindings[subject]))
            tied.emplace_back(isSubjectNear ? subject : object, element);
    };
    for (const std::size_t i : rule.split->tyingControls) {
        const Atom &condition = rule.conditions[i];
        add(m_model.table(condition.relation), condition.subject, condition.object);
    }
    for (const std::size_t i : rule.split->tyingQuestions) { // all are about where pods are placed
        const Atom &carries = rule.workloadQuestions[i];
        add(m_model.table(relationIndex("runs_on")), carries.object, carries.subject);
    }
    return tied;
}

Passage GateKeeper::judge(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    Passage passage;
    passage.blocking = blockingBesidesRequests(rule, bindings);
    passage.open = worldsWithout(passage.blocking);
    for (const GateHop &hop : rule.hops) {
        PlaneSet fewest;
        passage.open = static_cast<WorldMask>(passage.open & openOn(hop, bindings, fewest));
        passage.blocking = either(passage.blocking, fewest);
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
        if (!holds(condition, bindings))
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
        const Decision decision = m_answers.explain(hop, bindings);
        for (std::size_t i = 0; i < planeCount; ++i) {
            const auto plane = static_cast<Plane>(i);
            if (hop.planes.contains(plane))
                take(plane, decision.on(plane));
        }
    }
    return reasons;
}

} // namespace fourplane
