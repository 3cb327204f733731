// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/GateKeeper.h"

#include <algorithm>
#include <bit>

namespace fourplane {

namespace {

constexpr EntityIndex classBit = 0x80000000u;
constexpr EntityIndex nobody = noIndex;
constexpr EntityIndex somebody = noIndex - 1;

/// Kinds of questions about the two journeys through a proxy; those of hops are smaller.
constexpr std::uint32_t toProxyKind = 0x1000;
constexpr std::uint32_t fromProxyKind = 0x2000;

/// The part of the kind of a hop that is not its verb.
constexpr std::uint32_t flagBits = 0xF;

/// Bits of kinds of questions about data that leave the grants aside, and that ask for nothing else.
constexpr std::uint32_t wayKind = 0x4000;
constexpr std::uint32_t storeKind = 0x8000;

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

PlaneSet setOf(std::initializer_list<Plane> list)
{
    PlaneSet planes;
    for (Plane plane : list)
        planes.insert(plane);
    return planes;
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
    , m_classes(model, decisions)
    , m_pods(model.size(), nullptr)
    , m_ownIdentity(model.size(), noIndex)
    , m_isCredential(model.size(), false)
    , m_isAgent(model.size(), false)
    , m_isListed(model.size(), false)
{
    const EnforcementPlan &plan = decisions.plan();
    for (const Control &control : controls)
        m_controls[control.id] = &control;
    for (const PlannedPod &pod : plan.pods) {
        const auto element = model.find(pod.workloadId);
        if (!element)
            continue;
        m_pods[*element] = &pod;
        m_ownIdentity[*element] = model.find(pod.identityId).value_or(noIndex);
    }
    for (EntityIndex element = 0; element < model.size(); ++element)
        m_ends[m_ownIdentity[element]].push_back(element);
    const auto mark = [&model](std::vector<bool> &marks, const ElementId &id) {
        if (const auto element = model.find(id))
            marks[*element] = true;
    };
    const TypeMask outside = *typeBit("cloud-role") | *typeBit("external-account");
    for (EntityIndex element = 0; element < model.size(); ++element)
        m_isCredential[element] = model.hasType(element, outside);
    for (const PlannedServiceAccount &account : plan.serviceAccounts)
        mark(m_isCredential, account.id);
    for (const ToolScope &scope : plan.toolScopes)
        mark(m_isAgent, scope.agentId);
    for (const EgressAllowList &list : plan.egressLists)
        mark(m_isListed, list.callerId);
    for (const PlannedNamespace &home : plan.namespaces)
        m_namespaces[home.id] = home.name;
    std::map<ElementId, std::vector<EntityIndex>> grantees; // by collection
    for (const DataGrant &grant : plan.grants)
        grantees[grant.collectionId].push_back(model.find(grant.identityId).value_or(noIndex));
    for (const PlannedStore &store : plan.stores) {
        std::vector<EntityIndex> all;
        for (const Collection &collection : store.collections) {
            const std::vector<EntityIndex> &some = grantees[collection.id];
            all.insert(all.end(), some.begin(), some.end());
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        for (const Collection &collection : store.collections) {
            if (const auto element = model.find(collection.id))
                m_granted[*element] = all;
        }
    }
}

std::size_t GateKeeper::QuestionHash::operator()(const QuestionKey &key) const
{
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const std::uint32_t part : { key.source, key.destination, key.identity, key.collection, key.caller,
             key.meshIdentity, key.kind }) {
        hash ^= part;
        hash *= 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    return static_cast<std::size_t>(hash);
}

std::vector<GateKeeper::Way> GateKeeper::waysOf(
    const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    const PlannedPod *pod = m_pods[bindings[hop.source]];
    std::vector<Way> ways;
    if (!hop.attackerSends || !pod)
        ways = { Way {} };
    else if (pod->inMesh)
        ways = { Way { Transport::Mesh, {} }, Way { Transport::Plaintext, {} } };
    else
        ways = { Way { Transport::Plaintext, {} } };
    const std::size_t direct = ways.size();
    for (EntityIndex proxy : proxiesFor(hop, bindings)) {
        for (std::size_t i = 0; i < direct; ++i)
            ways.push_back({ ways[i].transport, proxy });
    }
    return ways;
}

/// The egress proxies that a pod may ask for data in a store outside.
const std::vector<EntityIndex> &GateKeeper::proxiesFor(
    const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    static const std::vector<EntityIndex> none;
    const EntityIndex source = bindings[hop.source];
    const RelationTable &proxies = m_model.table(relationIndex("proxies"));
    const bool isAsked =
        hop.collection && m_pods[source] && proxies.objectsOf(source).empty(); // a proxy asks by itself
    return isAsked ? proxies.subjectsOf(bindings[hop.destination]) : none;
}

AccessRequest GateKeeper::requestToProxy(
    EntityIndex source, EntityIndex proxy, std::optional<Transport> transport) const
{
    AccessRequest request;
    request.sourceId = m_model.id(source);
    request.destinationId = m_model.id(proxy);
    request.transport = transport;
    return request;
}

AccessRequest GateKeeper::requestFromProxy(
    EntityIndex proxy, EntityIndex destination, EntityIndex caller) const
{
    AccessRequest request;
    request.sourceId = m_model.id(proxy);
    request.destinationId = m_model.id(destination);
    request.callerId = m_model.id(caller);
    return request;
}

/// The request as two journeys: to the proxy as who asks, and on from it for the sake of who asks. The store
/// sees the credential of who asks.
Decision GateKeeper::throughProxy(const GateHop &hop, std::span<const EntityIndex> bindings,
    const AccessRequest &request, EntityIndex proxy) const
{
    const EntityIndex source = bindings[hop.source];
    const Decision before = m_decisions.decide(requestToProxy(source, proxy, request.transport));
    Decision decision = m_decisions.decide(request);
    decision.on(Plane::Identity) = before.on(Plane::Identity);
    decision.on(Plane::Network) = before.on(Plane::Network).verdict == Verdict::Deny
        ? before.on(Plane::Network)
        : m_decisions.decide(requestFromProxy(proxy, bindings[hop.destination], source)).on(Plane::Network);
    return decision;
}

/// What denies the request of throughProxy, from answers that many sources and collections share.
PlaneSet GateKeeper::denyingThroughProxy(const GateHop &hop, std::span<const EntityIndex> bindings,
    std::optional<Transport> transport, EntityIndex proxy)
{
    const EntityIndex source = bindings[hop.source];
    const PlaneSet before = denyingToProxy(source, proxy, transport);
    PlaneSet planes = both(before, setOf({ Plane::Identity, Plane::Network }));
    if (!before.contains(Plane::Network)
        && denyingFromProxy(proxy, bindings[hop.destination], source).contains(Plane::Network))
        planes.insert(Plane::Network);
    const PlaneSet direct = denyingDirectly(hop, bindings, transport);
    return either(planes, both(direct, setOf({ Plane::Workload, Plane::Data })));
}

PlaneSet GateKeeper::denyingToProxy(EntityIndex source, EntityIndex proxy, std::optional<Transport> transport)
{
    QuestionKey key;
    key.kind = toProxyKind + (transport ? static_cast<std::uint32_t>(*transport) + 1 : 0);
    const bool isNamed = m_classes.isNamed(source, proxy);
    key.source = isNamed ? source : classBit | m_classes.asSource(source);
    key.destination = isNamed ? proxy : classBit | m_classes.asDestination(proxy);
    const auto [place, isNew] = m_known.try_emplace(key);
    if (isNew)
        place->second = m_decisions.decide(requestToProxy(source, proxy, transport)).denyingPlanes();
    return place->second;
}

PlaneSet GateKeeper::denyingFromProxy(EntityIndex proxy, EntityIndex destination, EntityIndex caller)
{
    QuestionKey key;
    key.kind = fromProxyKind;
    key.source = proxy;
    key.destination = destination;
    key.caller = m_isListed[caller] ? caller : somebody;
    const auto [place, isNew] = m_known.try_emplace(key);
    if (isNew)
        place->second = m_decisions.decide(requestFromProxy(proxy, destination, caller)).denyingPlanes();
    return place->second;
}

ElementId GateKeeper::credentialOf(const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    if (!hop.identity || !m_isCredential[bindings[*hop.identity]])
        return {};
    return m_model.id(bindings[*hop.identity]);
}

const std::vector<EntityIndex> &GateKeeper::grantedOn(EntityIndex collection) const
{
    static const std::vector<EntityIndex> nobody;
    const auto found = m_granted.find(collection);
    return found == m_granted.end() ? nobody : found->second;
}

bool GateKeeper::isGranted(EntityIndex collection, EntityIndex identity) const
{
    const std::vector<EntityIndex> &granted = grantedOn(collection);
    return std::binary_search(granted.begin(), granted.end(), identity);
}

Decision GateKeeper::ask(const GateHop &hop, std::span<const EntityIndex> bindings, Way way) const
{
    AccessRequest request;
    request.sourceId = m_model.id(bindings[hop.source]);
    request.destinationId = m_model.id(bindings[hop.destination]);
    request.transport = way.transport;
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
    if (way.proxy)
        return throughProxy(hop, bindings, request, *way.proxy);
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

GateKeeper::QuestionKey GateKeeper::keyOf(
    const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport) const
{
    const auto part = [&](const std::optional<Variable> &variable) {
        return variable ? bindings[*variable] : nobody;
    };
    const EntityIndex source = bindings[hop.source];
    const EntityIndex destination = bindings[hop.destination];
    QuestionKey key { source, destination, nobody, part(hop.collection), part(hop.caller),
        part(hop.meshIdentity), 0 };
    const int flags[] = { transport ? static_cast<int>(*transport) + 1 : 0, hop.usesTool ? 1 : 0,
        hop.attackerRunsSource && !hop.caller ? 1 : 0 };
    key.kind = static_cast<std::uint32_t>(
        ((static_cast<int>(hop.verb) * 4 + flags[0]) * 2 + flags[1]) * 2 + flags[2]);
    if (hop.caller && key.caller != source && !m_isListed[key.caller])
        key.caller = somebody;
    bool isNamed = m_classes.isNamed(source, destination) || (hop.usesTool && m_isAgent[source]);
    if (hop.collection) {
        if (hop.identity && m_isCredential[bindings[*hop.identity]]) {
            const EntityIndex identity = bindings[*hop.identity];
            key.identity = isGranted(key.collection, identity) ? identity : somebody;
        } else {
            isNamed = isNamed || isGranted(key.collection, m_ownIdentity[source]);
        }
    }
    if (!isNamed) {
        key.source = classBit | m_classes.asSource(source);
        if (!hop.collection && !hop.usesTool && !hop.meshIdentity)
            key.destination = classBit | m_classes.asDestination(destination);
    }
    return key;
}

PlaneSet GateKeeper::denying(const GateHop &hop, std::span<const EntityIndex> bindings, Way way)
{
    return both(way.proxy ? denyingThroughProxy(hop, bindings, way.transport, *way.proxy)
                          : denyingDirectly(hop, bindings, way.transport),
        hop.planes);
}

PlaneSet GateKeeper::denyingDirectly(
    const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport)
{
    if (hop.collection && !hop.usesTool && !hop.meshIdentity)
        return either(denyingOnWay(hop, bindings, transport), denyingInStore(hop, bindings, transport));
    const auto [place, isNew] = m_known.try_emplace(keyOf(hop, bindings, transport));
    if (isNew)
        place->second = ask(hop, bindings, Way { transport, {} }).denyingPlanes();
    return place->second;
}

/// What denies the way to a store. Grants are not asked here, so that it is the same for all collections of a
/// workload; a store outside may have its own list of addresses.
PlaneSet GateKeeper::denyingOnWay(
    const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport)
{
    const EntityIndex source = bindings[hop.source];
    const EntityIndex destination = bindings[hop.destination];
    QuestionKey key = keyOf(hop, bindings, transport);
    const bool isNamed = m_classes.isNamed(source, destination);
    key.kind = wayKind | (key.kind & flagBits); // the verb is for the store
    key.source = isNamed ? source : classBit | m_classes.asSource(source);
    key.destination = isNamed ? destination : classBit | m_classes.asDestination(destination);
    key.identity = nobody;
    if (m_pods[destination])
        key.collection = nobody;
    const auto [place, isNew] = m_known.try_emplace(key);
    if (isNew)
        place->second = both(ask(hop, bindings, Way { transport, {} }).denyingPlanes(),
            setOf({ Plane::Identity, Plane::Network, Plane::Workload }));
    return place->second;
}

/// Whether the data plane denies: by the identity that is shown, where addresses are trusted by the source
/// outside, and by no way.
PlaneSet GateKeeper::denyingInStore(
    const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport)
{
    const EntityIndex source = bindings[hop.source];
    QuestionKey key;
    key.kind = storeKind | static_cast<std::uint32_t>(hop.verb);
    key.source = m_pods[source] ? somebody : source;
    key.destination = bindings[hop.destination];
    key.collection = bindings[*hop.collection];
    key.identity = somebody;
    if (!credentialOf(hop, bindings).isEmpty()) {
        if (isGranted(key.collection, bindings[*hop.identity]))
            key.identity = bindings[*hop.identity];
    } else if (isGranted(key.collection, m_ownIdentity[source])) {
        key.source = source;
    }
    const auto [place, isNew] = m_known.try_emplace(key);
    if (isNew)
        place->second =
            both(ask(hop, bindings, Way { transport, {} }).denyingPlanes(), setOf({ Plane::Data }));
    return place->second;
}

std::optional<std::vector<EntityIndex>> GateKeeper::namedOnNearSide(
    const PreparedRule &rule, std::span<const EntityIndex> bindings) const
{
    const std::vector<bool> &isNear = rule.split->isNear;
    std::vector<EntityIndex> named;
    for (const GateHop &hop : rule.hops) {
        const EntityIndex destination = bindings[hop.destination];
        if (hop.caller && isNear[*hop.caller]) {
            for (EntityIndex element = 0; element < m_isListed.size(); ++element) {
                if (m_isListed[element])
                    named.push_back(element);
            }
            if (!isNear[hop.source])
                named.push_back(bindings[hop.source]);
        }
        const bool isIdentityNear = hop.identity && isNear[*hop.identity];
        if (!isNear[hop.source] && !isIdentityNear)
            continue;
        if (isNear[hop.source]) {
            if (m_classes.namesEverybody(destination))
                return std::nullopt;
            const auto some = m_classes.namedFor(destination);
            named.insert(named.end(), some.begin(), some.end());
            for (EntityIndex element = 0; hop.usesTool && element < m_isAgent.size(); ++element) {
                if (m_isAgent[element])
                    named.push_back(element);
            }
        }
        if (!hop.collection)
            continue;
        const std::vector<EntityIndex> &proxies =
            m_model.table(relationIndex("proxies")).subjectsOf(destination);
        for (EntityIndex proxy : proxies) {
            if (isNear[hop.source] && m_classes.namesEverybody(proxy))
                return std::nullopt;
            const auto some = m_classes.namedFor(proxy);
            named.insert(named.end(), some.begin(), some.end());
        }
        for (EntityIndex element = 0; !proxies.empty() && element < m_isListed.size(); ++element) {
            if (m_isListed[element])
                named.push_back(element);
        }
        for (EntityIndex identity : grantedOn(bindings[*hop.collection])) {
            named.push_back(identity);
            const auto ends = m_ends.find(identity);
            if (ends != m_ends.end())
                named.insert(named.end(), ends->second.begin(), ends->second.end());
        }
    }
    return named;
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

PlaneSet GateKeeper::blockingBesidesRequests(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    const auto isBound = [&bindings](const Atom &atom) {
        return bindings[atom.subject] != noIndex && bindings[atom.object] != noIndex;
    };
    PlaneSet blocking;
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
        const Atom &condition = rule.conditions[i];
        const BlockedBy &control = rule.technique->blockedBy[i];
        if (control.prevents && isBound(condition)
            && m_model.table(condition.relation)
                   .contains(bindings[condition.subject], bindings[condition.object]))
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
    std::optional<PlaneSet> best;
    for (Way way : waysOf(hop, bindings)) {
        const PlaneSet planes = denying(hop, bindings, way);
        worlds = static_cast<WorldMask>(worlds | worldsWithout(planes));
        if (!best || size(planes) < size(*best))
            best = planes;
    }
    fewest = *best;
    return worlds;
}

WorldMask GateKeeper::openToRequests(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    WorldMask open = worldsWithout({});
    PlaneSet fewest;
    for (const GateHop &hop : rule.hops)
        open = static_cast<WorldMask>(open & openOn(hop, bindings, fewest));
    return open;
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
