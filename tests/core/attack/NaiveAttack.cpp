// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/NaiveAttack.h"

#include "core/attack/GroundSystem.h"

#include <algorithm>

namespace fourplane::test {

namespace {

PlaneSet only(Plane plane)
{
    PlaneSet planes;
    planes.insert(plane);
    return planes;
}

} // namespace

NaiveAttack::NaiveAttack(
    const DesignModel &model, const std::vector<PreparedRule> &rules, const PolicyDecisionPoint &decisions)
    : m_model(model)
    , m_decisions(decisions)
{
    for (const PreparedRule &rule : rules) {
        std::vector<EntityIndex> bound(rule.variables.size(), noIndex);
        bindFrom(rule, bound, 0);
    }
}

void NaiveAttack::bindFrom(const PreparedRule &rule, std::vector<EntityIndex> &bound, std::size_t next)
{
    if (next == bound.size()) {
        addInstance(rule, bound);
        return;
    }
    for (EntityIndex element = 0; element < m_model.size(); ++element) {
        if (!m_model.hasType(element, rule.types[next]))
            continue;
        bound[next] = element;
        if (mayHold(rule, bound, next))
            bindFrom(rule, bound, next + 1);
    }
    bound[next] = noIndex;
}

/// Whether the design facts hold whose variables are bound.
bool NaiveAttack::mayHold(
    const PreparedRule &rule, const std::vector<EntityIndex> &bound, std::size_t upTo) const
{
    return std::all_of(rule.designAtoms.begin(), rule.designAtoms.end(), [&](const Atom &atom) {
        return atom.subject > upTo || atom.object > upTo
            || m_model.table(atom.relation).contains(bound[atom.subject], bound[atom.object]);
    });
}

void NaiveAttack::addInstance(const PreparedRule &rule, const std::vector<EntityIndex> &bound)
{
    if (rule.source != rule.target && bound[rule.source] == bound[rule.target])
        return;
    for (const GateHop &hop : rule.hops) {
        if (hop.attackerRunsSource && bound[hop.source] == bound[hop.destination])
            return;
    }
    Instance instance;
    for (const Atom &atom : rule.attackerAtoms)
        instance.premises.emplace_back(atom.relation, bound[atom.subject]);
    for (const Atom &atom : rule.grants) {
        const auto gains = closure({ atom.relation, bound[atom.subject] });
        instance.grants.insert(instance.grants.end(), gains.begin(), gains.end());
    }
    instance.open = openFor(rule, bound);
    m_instances.push_back(std::move(instance));
}

std::vector<NaiveAttack::Fact> NaiveAttack::closure(Fact fact) const
{
    std::vector<Fact> facts { fact };
    for (const Implication &implication : implications()) {
        if (relations()[fact.first].name != implication.from
            || !m_model.hasType(fact.second, *typeBit(implication.subjectType)))
            continue;
        const auto further = closure({ relationIndex(implication.to), fact.second });
        facts.insert(facts.end(), further.begin(), further.end());
    }
    return facts;
}

WorldMask NaiveAttack::openFor(const PreparedRule &rule, const std::vector<EntityIndex> &bound)
{
    WorldMask open = 0xFFFF;
    const auto blockedBy = [&open](PlaneSet planes) {
        open = static_cast<WorldMask>(open & worldsWithout(planes));
    };
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
        const Atom &atom = rule.conditions[i];
        if (rule.technique->blockedBy[i].prevents
            && m_model.table(atom.relation).contains(bound[atom.subject], bound[atom.object]))
            blockedBy(only(rule.technique->blockedBy[i].plane));
    }
    for (const Atom &question : rule.workloadQuestions) {
        if (deniedOnWorkloadPlane(question, bound))
            blockedBy(only(Plane::Workload));
    }
    const auto &pods = m_decisions.plan().pods;
    for (const GateHop &hop : rule.hops) {
        const auto pod = std::find_if(pods.begin(), pods.end(),
            [&](const PlannedPod &one) { return one.workloadId == m_model.id(bound[hop.source]); });
        std::vector<std::optional<Transport>> ways { std::nullopt };
        if (hop.attackerSends && pod != pods.end()) {
            ways = { Transport::Plaintext };
            if (pod->inMesh)
                ways.emplace_back(Transport::Mesh);
        }
        WorldMask worlds = 0;
        for (const auto &way : ways) {
            worlds = static_cast<WorldMask>(worlds | worldsWithout(denied(hop, bound, way)));
            for (const PlannedPod &proxy : pods) {
                if (mayAskProxy(hop, bound, proxy))
                    worlds =
                        static_cast<WorldMask>(worlds | worldsWithout(deniedThrough(proxy, hop, bound, way)));
            }
        }
        open = static_cast<WorldMask>(open & worlds);
    }
    return open;
}

/// Pods that are no egress proxy themselves ask one for data in a declared store outside.
bool NaiveAttack::mayAskProxy(
    const GateHop &hop, const std::vector<EntityIndex> &bound, const PlannedPod &proxy) const
{
    const EnforcementPlan &plan = m_decisions.plan();
    const PlannedPod *source = findPod(plan, m_model.id(bound[hop.source]));
    const bool isOutside = std::any_of(plan.externals.begin(), plan.externals.end(),
        [&](const PlannedExternal &one) { return one.id == m_model.id(bound[hop.destination]); });
    return hop.collection && isOutside && source && source->kind != WorkloadKind::EgressProxy
        && proxy.kind == WorkloadKind::EgressProxy;
}

PlaneSet NaiveAttack::deniedThrough(const PlannedPod &proxy, const GateHop &hop,
    const std::vector<EntityIndex> &bound, std::optional<Transport> way)
{
    AccessRequest first;
    first.sourceId = m_model.id(bound[hop.source]);
    first.destinationId = proxy.workloadId;
    first.transport = way;
    AccessRequest second;
    second.sourceId = proxy.workloadId;
    second.destinationId = m_model.id(bound[hop.destination]);
    second.callerId = first.sourceId;
    const PlaneSet toProxy = m_decisions.decide(first).denyingPlanes();
    const PlaneSet onward = m_decisions.decide(second).denyingPlanes();
    PlaneSet asked;
    if (hop.planes.contains(Plane::Network)
        && (toProxy.contains(Plane::Network) || onward.contains(Plane::Network)))
        asked.insert(Plane::Network);
    if (hop.planes.contains(Plane::Identity) && toProxy.contains(Plane::Identity))
        asked.insert(Plane::Identity);
    if (denied(hop, bound, way).contains(Plane::Data)) // the store does not see which way it comes
        asked.insert(Plane::Data);
    return asked;
}

bool NaiveAttack::deniedOnWorkloadPlane(const Atom &question, const std::vector<EntityIndex> &bound) const
{
    const std::string_view name = relations()[question.relation].name;
    const ElementId &subject = m_model.id(bound[question.subject]);
    if (name == "may_escape" || name == "may_break_out")
        return m_decisions.escape(subject, name == "may_break_out").verdict == Verdict::Deny;
    if (name == "carries")
        return !m_model.holds("runs_on", bound[question.object], bound[question.subject]);
    for (const PlannedNamespace &home : m_decisions.plan().namespaces) {
        if (home.id == subject)
            return m_decisions.admissionOfLevel(home.name, PodSecurityLevel::Privileged).verdict
                == Verdict::Deny;
    }
    return false;
}

PlaneSet NaiveAttack::denied(
    const GateHop &hop, const std::vector<EntityIndex> &bound, std::optional<Transport> way)
{
    AccessRequest request;
    request.sourceId = m_model.id(bound[hop.source]);
    request.destinationId = m_model.id(bound[hop.destination]);
    request.transport = way;
    if (hop.usesTool)
        request.toolOperation = "*";
    if (hop.caller)
        request.callerId = m_model.id(bound[*hop.caller]);
    else if (hop.attackerRunsSource)
        request.callerId = request.sourceId;
    if (hop.collection) {
        request.collectionId = m_model.id(bound[*hop.collection]);
        request.verb = hop.verb;
    }
    if (hop.identity) {
        const EntityIndex identity = bound[*hop.identity];
        if (m_model.hasType(identity, *typeBit("cloud-role") | *typeBit("external-account"))
            || findServiceAccount(m_decisions.plan(), m_model.id(identity)))
            request.identityId = m_model.id(identity);
    }
    std::string bearer;
    if (hop.meshIdentity) {
        const auto &bearers = m_model.table(relationIndex("runs_as")).subjectsOf(bound[*hop.meshIdentity]);
        bearer = bearers.empty() ? std::string() : m_model.id(bearers.front()).value();
    }
    const std::string words = request.sourceId.value() + ">" + request.destinationId.value() + ">"
        + (way ? std::to_string(static_cast<int>(*way)) : "") + ">" + request.toolOperation + ">"
        + request.callerId.value() + ">" + request.collectionId.value() + ">"
        + std::to_string(static_cast<int>(hop.verb)) + ">" + request.identityId.value() + ">" + bearer;
    const auto [place, isNew] = m_answers.try_emplace(words);
    if (isNew) {
        Decision decision = m_decisions.decide(request);
        if (!bearer.empty()) {
            request.sourceId = ElementId(bearer);
            request.transport = Transport::Mesh;
            decision.on(Plane::Identity) = m_decisions.decide(request).on(Plane::Identity);
        }
        place->second = decision.denyingPlanes();
    }
    PlaneSet asked;
    for (std::size_t plane = 0; plane < planeCount; ++plane) {
        if (hop.planes.contains(static_cast<Plane>(plane))
            && place->second.contains(static_cast<Plane>(plane)))
            asked.insert(static_cast<Plane>(plane));
    }
    return asked;
}

std::map<std::string, WorldMask> NaiveAttack::run(
    const std::vector<std::pair<std::string, EntityIndex>> &starts) const
{
    std::map<Fact, WorldMask> held;
    for (const auto &[relation, element] : starts) {
        for (const Fact &fact : closure({ relationIndex(relation), element }))
            held[fact] = 0xFFFF;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (const Instance &instance : m_instances) {
            WorldMask worlds = instance.open;
            for (const Fact &premise : instance.premises) {
                const auto found = held.find(premise);
                worlds = static_cast<WorldMask>(worlds & (found == held.end() ? 0 : found->second));
            }
            for (const Fact &gain : instance.grants) {
                if (worlds == 0)
                    break;
                WorldMask &known = held[gain];
                changed = changed || (worlds & ~known) != 0;
                known = static_cast<WorldMask>(known | worlds);
            }
        }
    }
    std::map<std::string, WorldMask> result;
    for (const auto &[fact, worlds] : held)
        result[m_model.id(fact.second).value() + " " + std::string(relations()[fact.first].name)] = worlds;
    return result;
}

} // namespace fourplane::test
