// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/RequestAnswers.h"

#include "core/attack/AttackTrace.h"
#include "core/decision/UnreadRules.h"

#include <algorithm>
#include <bit>
#include <map>

namespace fourplane {

namespace {

constexpr EntityIndex classBit = 0x80000000u;
constexpr EntityIndex nobodyAsked = noIndex;
constexpr EntityIndex unnamed = noIndex - 1;
constexpr std::uint8_t notAsked = 0xFF;
/// As the platform does it, or one that is chosen.
constexpr std::size_t transportChoices = 3;
/// Marks answers in the keys of far sides, among which elements stand.
constexpr EntityIndex shownCredential = 0x40000000u;

/// What is asked: the lower bits of kinds have the verb, the transport, or what tells ways apart.
constexpr std::uint32_t journeyKind = 0x1000;
constexpr std::uint32_t storeKind = 0x2000;
constexpr std::uint32_t toolKind = 0x3000;

/// Asks the decision point whether anything at all may be done with a tool.
const std::string anyOperation = "*";

PlaneSet common(PlaneSet first, PlaneSet second)
{
    return PlaneSet(static_cast<std::uint8_t>(first.bits() & second.bits()));
}

PlaneSet joined(PlaneSet first, PlaneSet second)
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

const PlaneSet onTheWay = setOf({ Plane::Identity, Plane::Network, Plane::Workload });

void mark(const DesignModel &model, const ElementId &id, std::vector<bool> &marks,
    std::vector<EntityIndex> *list = nullptr)
{
    const auto element = model.find(id);
    if (!element || marks[*element])
        return;
    marks[*element] = true;
    if (list)
        list->push_back(*element);
}

} // namespace

void RequestAnswers::Denials::add(PlaneSet planes)
{
    const auto known = sets();
    if (std::find(known.begin(), known.end(), planes) == known.end())
        m_sets[m_count++] = planes;
}

RequestAnswers::RequestAnswers(
    const DesignModel &model, const PolicyDecisionPoint &decisions, std::vector<UnmodelledObject> unmodelled)
    : m_model(model)
    , m_decisions(decisions)
    , m_unmodelled(std::move(unmodelled))
    , m_proxies(model.table(relationIndex("proxies")))
    , m_runsAs(model.table(relationIndex("runs_as")))
    , m_classes(model, decisions)
    , m_pods(model.size(), nullptr)
    , m_ownIdentity(model.size(), noIndex)
    , m_isCredential(model.size(), false)
    , m_isAgent(model.size(), false)
    , m_isListed(model.size(), false)
    , m_isProxy(model.size(), false)
{
    const EnforcementPlan &plan = decisions.plan();
    for (const PlannedPod &pod : plan.pods) {
        const auto element = model.find(pod.workloadId);
        if (!element)
            continue;
        m_pods[*element] = &pod;
        m_ownIdentity[*element] = model.find(pod.identityId).value_or(noIndex);
    }
    const TypeMask outside = *typeBit("cloud-role") | *typeBit("external-account");
    std::size_t destinationClasses = 0;
    for (EntityIndex element = 0; element < model.size(); ++element) {
        m_sourceClasses = std::max<std::size_t>(m_sourceClasses, m_classes.asSource(element) + 1);
        destinationClasses = std::max<std::size_t>(destinationClasses, m_classes.asDestination(element) + 1);
        m_ends[m_ownIdentity[element]].push_back(element);
        m_isCredential[element] = model.hasType(element, outside);
        m_isProxy[element] = !m_proxies.objectsOf(element).empty();
    }
    m_journeys.resize(destinationClasses * transportChoices);
    for (const PlannedServiceAccount &account : plan.serviceAccounts)
        mark(model, account.id, m_isCredential);
    for (const ToolScope &scope : plan.toolScopes)
        mark(model, scope.agentId, m_isAgent, &m_agents);
    for (const EgressAllowList &list : plan.egressLists)
        mark(model, list.callerId, m_isListed, &m_listed);
    std::map<ElementId, std::vector<EntityIndex>> grantees; // by collection
    for (const DataGrant &grant : plan.grants)
        grantees[grant.collectionId].push_back(model.find(grant.identityId).value_or(noIndex));
    for (const PlannedStore &store : plan.stores) {
        EntityIndex first = noIndex;
        std::vector<EntityIndex> all;
        for (const Collection &collection : store.collections) {
            const std::vector<EntityIndex> &some = grantees[collection.id];
            all.insert(all.end(), some.begin(), some.end());
            if (const auto element = model.find(collection.id)) {
                first = first == noIndex ? *element : first;
                m_storeOf[*element] = first;
            }
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        if (first != noIndex)
            m_granted[first] = std::move(all);
    }
}

std::size_t RequestAnswers::QuestionHash::operator()(const QuestionKey &key) const
{
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const std::uint32_t part :
        { key.source, key.destination, key.identity, key.collection, key.caller, key.kind }) {
        hash ^= part;
        hash *= 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    return static_cast<std::size_t>(hash);
}

std::span<const RequestAnswers::Way> RequestAnswers::directWaysOf(
    const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    static const std::array<Way, 1> asUsual { Way {} };
    static const std::array<Way, 2> either { Way { Transport::Mesh, {} }, Way { Transport::Plaintext, {} } };
    const PlannedPod *pod = m_pods[bindings[hop.source]];
    if (!hop.attackerSends || !pod)
        return asUsual;
    return std::span(either).subspan(pod->inMesh ? 0 : 1);
}

std::vector<RequestAnswers::Way> RequestAnswers::waysOf(
    const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    const auto direct = directWaysOf(hop, bindings);
    std::vector<Way> ways(direct.begin(), direct.end());
    for (EntityIndex proxy : proxiesFor(hop, bindings)) {
        for (const Way &way : direct)
            ways.push_back({ way.transport, proxy });
    }
    return ways;
}

/// The egress proxies that a pod may ask for data in a store outside.
const std::vector<EntityIndex> &RequestAnswers::proxiesFor(
    const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    static const std::vector<EntityIndex> none;
    const EntityIndex source = bindings[hop.source];
    const bool isAsked = hop.collection && m_pods[source] && !m_isProxy[source]; // a proxy asks by itself
    return isAsked ? m_proxies.subjectsOf(bindings[hop.destination]) : none;
}

AccessRequest RequestAnswers::requestTo(
    const GateHop &hop, std::span<const EntityIndex> bindings, std::optional<Transport> transport) const
{
    AccessRequest request;
    request.sourceId = m_model.id(bindings[hop.source]);
    request.destinationId = m_model.id(bindings[hop.destination]);
    request.transport = transport;
    if (hop.usesTool)
        request.toolOperation = anyOperation;
    request.identityId = credentialOf(hop, bindings);
    const EntityIndex caller = callerOf(hop, bindings);
    if (caller != nobodyAsked)
        request.callerId = m_model.id(caller);
    if (hop.collection) {
        request.collectionId = m_model.id(bindings[*hop.collection]);
        request.verb = hop.verb;
    }
    return request;
}

AccessRequest RequestAnswers::requestToProxy(
    EntityIndex source, EntityIndex proxy, std::optional<Transport> transport) const
{
    AccessRequest request;
    request.sourceId = m_model.id(source);
    request.destinationId = m_model.id(proxy);
    request.transport = transport;
    return request;
}

AccessRequest RequestAnswers::requestFromProxy(
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
Decision RequestAnswers::named(const AccessRequest &request) const
{
    Decision decision = m_decisions.decide(request);
    if (!m_unmodelled.empty())
        UnreadRules(m_unmodelled, m_decisions.plan()).name(request, decision);
    return decision;
}

Decision RequestAnswers::throughProxy(const GateHop &hop, std::span<const EntityIndex> bindings,
    const AccessRequest &request, EntityIndex proxy) const
{
    const EntityIndex source = bindings[hop.source];
    const Decision before = named(requestToProxy(source, proxy, request.transport));
    Decision decision = named(request);
    decision.on(Plane::Identity) = before.on(Plane::Identity);
    decision.on(Plane::Network) = before.on(Plane::Network).verdict == Verdict::Deny
        ? before.on(Plane::Network)
        : named(requestFromProxy(proxy, bindings[hop.destination], source)).on(Plane::Network);
    return decision;
}

ElementId RequestAnswers::credentialOf(const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    if (!hop.identity || !m_isCredential[bindings[*hop.identity]])
        return {};
    return m_model.id(bindings[*hop.identity]);
}

/// On whose behalf the source asks; a proxy under control does not keep to its own list.
EntityIndex RequestAnswers::callerOf(const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    if (hop.caller)
        return bindings[*hop.caller];
    return hop.attackerRunsSource ? bindings[hop.source] : nobodyAsked;
}

/// A workload whose mesh certificate is shown instead of the source's own: a member of the mesh, if one runs
/// as the identity.
std::optional<EntityIndex> RequestAnswers::bearerOf(
    const GateHop &hop, std::span<const EntityIndex> bindings) const
{
    if (!hop.meshIdentity)
        return std::nullopt;
    const auto &bearers = m_runsAs.subjectsOf(bindings[*hop.meshIdentity]);
    const auto member = std::find_if(bearers.begin(), bearers.end(),
        [this](EntityIndex bearer) { return m_pods[bearer] && m_pods[bearer]->inMesh; });
    if (member != bearers.end())
        return *member;
    return bearers.empty() ? std::nullopt : std::optional(bearers.front());
}

Decision RequestAnswers::ask(const GateHop &hop, std::span<const EntityIndex> bindings, Way way) const
{
    AccessRequest request = requestTo(hop, bindings, way.transport);
    if (way.proxy)
        return throughProxy(hop, bindings, request, *way.proxy);
    Decision decision = named(request);
    if (const auto bearer = bearerOf(hop, bindings)) {
        request.sourceId = m_model.id(*bearer);
        request.transport = Transport::Mesh;
        decision.on(Plane::Identity) = named(request).on(Plane::Identity);
    }
    return decision;
}

/// Stands for the collection's store.
EntityIndex RequestAnswers::storeOf(EntityIndex collection) const
{
    const auto found = m_storeOf.find(collection);
    return found == m_storeOf.end() ? collection : found->second;
}

const std::vector<EntityIndex> &RequestAnswers::grantedOn(EntityIndex collection) const
{
    static const std::vector<EntityIndex> none;
    const auto found = m_granted.find(storeOf(collection));
    return found == m_granted.end() ? none : found->second;
}

bool RequestAnswers::isGranted(EntityIndex collection, EntityIndex identity) const
{
    const std::vector<EntityIndex> &granted = grantedOn(collection);
    return std::binary_search(granted.begin(), granted.end(), identity);
}

/// Whether the source's class is not enough to know the ways through the proxies before the destination.
bool RequestAnswers::isNamedBehindProxies(const GateHop &hop, std::span<const EntityIndex> bindings)
{
    const EntityIndex source = bindings[hop.source];
    const EntityIndex destination = bindings[hop.destination];
    const auto [place, isNew] = m_namedBehindProxies.try_emplace(destination);
    if (isNew) {
        place->second = m_isListed;
        for (EntityIndex proxy : m_proxies.subjectsOf(destination)) {
            if (m_classes.namesEverybody(proxy))
                place->second.assign(m_model.size(), true);
            for (EntityIndex named : m_classes.namedFor(proxy))
                place->second[named] = true;
        }
    }
    return m_classes.isNamed(source, destination) || place->second[source];
}

RequestAnswers::Denials RequestAnswers::denials(const GateHop &hop, std::span<const EntityIndex> bindings)
{
    const PlaneSet data = denyingData(hop, bindings);
    Denials denials;
    const auto add = [&](PlaneSet way) { denials.add(common(joined(way, data), hop.planes)); };
    for (Way way : directWaysOf(hop, bindings))
        add(denyingWay(hop, bindings, way));
    if (!proxiesFor(hop, bindings).empty()) {
        for (PlaneSet way : denialsBehindProxies(hop, bindings).sets())
            add(way);
    }
    return denials;
}

/// Of the ways through proxies. Neither the collection nor a stolen certificate makes a difference there.
const RequestAnswers::Denials &RequestAnswers::denialsBehindProxies(
    const GateHop &hop, std::span<const EntityIndex> bindings)
{
    const EntityIndex source = bindings[hop.source];
    QuestionKey key;
    key.source = isNamedBehindProxies(hop, bindings) ? source : classBit | m_classes.asSource(source);
    key.destination = bindings[hop.destination];
    key.kind = hop.attackerSends ? 1 : 0;
    const auto [place, isNew] = m_knownBehindProxies.try_emplace(key);
    if (isNew) {
        for (Way way : waysOf(hop, bindings)) {
            if (way.proxy)
                place->second.add(denyingWay(hop, bindings, way));
        }
    }
    return place->second;
}

/// What denies one way of the request, whatever it is about: the answers of `ask`, from those that many
/// sources and destinations share.
PlaneSet RequestAnswers::denyingWay(const GateHop &hop, std::span<const EntityIndex> bindings, Way way)
{
    const EntityIndex source = bindings[hop.source];
    const EntityIndex destination = bindings[hop.destination];
    const EntityIndex caller = callerOf(hop, bindings);
    const EntityIndex collection = hop.collection ? bindings[*hop.collection] : nobodyAsked;
    const PlaneSet direct = denyingJourney(source, destination, way.transport, caller, collection);
    if (way.proxy) {
        const PlaneSet before = denyingJourney(source, *way.proxy, way.transport, nobodyAsked, nobodyAsked);
        PlaneSet planes = common(before, setOf({ Plane::Identity, Plane::Network }));
        if (!before.contains(Plane::Network)
            && denyingJourney(*way.proxy, destination, std::nullopt, source, nobodyAsked)
                   .contains(Plane::Network))
            planes.insert(Plane::Network);
        return joined(planes, common(direct, setOf({ Plane::Workload })));
    }
    const auto bearer = bearerOf(hop, bindings);
    if (!bearer)
        return direct;
    const PlaneSet shown = denyingJourney(*bearer, destination, Transport::Mesh, caller, collection);
    return joined(common(direct, setOf({ Plane::Network, Plane::Workload })),
        common(shown, setOf({ Plane::Identity })));
}

/// What denies the way from one end to another. Grants and tool scopes are not asked here, so that it is the
/// same for all collections of a workload; a store outside may have its own list of addresses.
PlaneSet RequestAnswers::denyingJourney(EntityIndex source, EntityIndex destination,
    std::optional<Transport> transport, EntityIndex caller, EntityIndex collection)
{
    const bool isNamed = m_classes.isNamed(source, destination);
    const bool leaves = !m_pods[destination];
    const bool isListBound = leaves && m_isProxy[source];
    const EntityIndex store = leaves && collection != nobodyAsked ? storeOf(collection) : nobodyAsked;
    const std::uint32_t kind = transport ? static_cast<std::uint32_t>(*transport) + 1 : 0;
    if (!isNamed && !isListBound && store == nobodyAsked) {
        std::vector<std::uint8_t> &row =
            m_journeys[m_classes.asDestination(destination) * transportChoices + kind];
        if (row.empty())
            row.assign(m_sourceClasses, notAsked);
        std::uint8_t &known = row[m_classes.asSource(source)];
        if (known == notAsked)
            known = askJourney(source, destination, transport, caller, nobodyAsked).bits();
        return PlaneSet(known);
    }
    QuestionKey key;
    key.source = isNamed ? source : classBit | m_classes.asSource(source);
    key.destination = isNamed ? destination : classBit | m_classes.asDestination(destination);
    key.identity = nobodyAsked;
    key.collection = store;
    key.caller = !isListBound || caller == nobodyAsked ? nobodyAsked
        : caller == source || m_isListed[caller]       ? caller
                                                       : unnamed;
    key.kind = journeyKind | kind;
    const auto [place, isNew] = m_known.try_emplace(key);
    if (isNew)
        place->second = askJourney(
            source, destination, transport, caller, key.collection == nobodyAsked ? nobodyAsked : collection);
    return place->second;
}

PlaneSet RequestAnswers::askJourney(EntityIndex source, EntityIndex destination,
    std::optional<Transport> transport, EntityIndex caller, EntityIndex collection) const
{
    AccessRequest request = requestToProxy(source, destination, transport);
    if (caller != nobodyAsked)
        request.callerId = m_model.id(caller);
    if (collection != nobodyAsked) {
        request.collectionId = m_model.id(collection);
        request.verb = AccessVerb::Read;
    }
    return common(m_decisions.verdicts(request).denyingPlanes(), onTheWay);
}

PlaneSet RequestAnswers::denyingData(const GateHop &hop, std::span<const EntityIndex> bindings)
{
    PlaneSet planes;
    if (hop.collection)
        planes = denyingInStore(hop, bindings);
    if (hop.usesTool)
        planes = joined(planes, denyingTool(bindings[hop.source], bindings[hop.destination]));
    return planes;
}

/// Whether the data plane denies: by the identity that is shown, where addresses are trusted by the source
/// outside, and by no way.
PlaneSet RequestAnswers::denyingInStore(const GateHop &hop, std::span<const EntityIndex> bindings)
{
    const EntityIndex source = bindings[hop.source];
    QuestionKey key;
    key.kind = storeKind | static_cast<std::uint32_t>(hop.verb);
    key.source = m_pods[source] ? unnamed : source;
    key.destination = bindings[hop.destination];
    key.collection = bindings[*hop.collection];
    key.identity = unnamed;
    key.caller = nobodyAsked;
    if (!credentialOf(hop, bindings).isEmpty()) {
        if (isGranted(key.collection, bindings[*hop.identity]))
            key.identity = bindings[*hop.identity];
    } else if (isGranted(key.collection, m_ownIdentity[source])) {
        key.source = source;
    }
    const auto [place, isNew] = m_known.try_emplace(key);
    if (isNew) {
        AccessRequest request = requestTo(hop, bindings, std::nullopt);
        request.toolOperation.clear();
        place->second = common(m_decisions.verdicts(request).denyingPlanes(), setOf({ Plane::Data }));
    }
    return place->second;
}

PlaneSet RequestAnswers::denyingTool(EntityIndex source, EntityIndex destination)
{
    QuestionKey key;
    key.kind = toolKind;
    key.source = m_isAgent[source] ? source : unnamed;
    key.destination = destination;
    const auto [place, isNew] = m_known.try_emplace(key);
    if (isNew) {
        AccessRequest request = requestToProxy(source, destination, std::nullopt);
        request.toolOperation = anyOperation;
        place->second = common(m_decisions.verdicts(request).denyingPlanes(), setOf({ Plane::Data }));
    }
    return place->second;
}

Decision RequestAnswers::explain(const GateHop &hop, std::span<const EntityIndex> bindings)
{
    const auto size = [](PlaneSet planes) { return std::popcount(planes.bits()); };
    const PlaneSet data = denyingData(hop, bindings);
    std::optional<Way> best;
    int fewest = 0;
    for (Way way : waysOf(hop, bindings)) {
        const int denying = size(common(joined(denyingWay(hop, bindings, way), data), hop.planes));
        if (best && denying >= fewest)
            continue;
        best = way;
        fewest = denying;
    }
    return ask(hop, bindings, *best);
}

std::vector<EntityIndex> RequestAnswers::farSideKey(
    const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    const std::vector<bool> &isNear = rule.split->isNear;
    const auto isFar = [&isNear](const std::optional<Variable> &variable) {
        return variable && !isNear[*variable];
    };
    std::vector<EntityIndex> key;
    for (const GateHop &hop : rule.hops) {
        const EntityIndex destination = bindings[hop.destination];
        // Tools, what lies outside, and stores asked with what the near side has are keys by themselves.
        const bool isShared = isNear[hop.source] && m_pods[destination] && !hop.usesTool && !hop.caller
            && (hop.collection ? isFar(hop.identity) : !hop.identity);
        if (!isShared) {
            for (Variable variable = 0; variable < bindings.size(); ++variable)
                key.push_back(isNear[variable] ? noIndex : bindings[variable]);
            return key;
        }
        key.push_back(m_classes.asDestination(destination));
        const auto bearer = bearerOf(hop, bindings);
        key.push_back(bearer
                ? denyingJourney(*bearer, destination, Transport::Mesh, nobodyAsked, nobodyAsked).bits()
                : noIndex);
        if (!hop.collection)
            continue;
        if (credentialOf(hop, bindings).isEmpty()) {
            key.push_back(bindings[*hop.collection]);
            continue;
        }
        // With a credential that is shown, a collection says the same to all pods.
        std::vector<EntityIndex> asPod(bindings.begin(), bindings.end());
        asPod[hop.source] = destination;
        key.push_back(shownCredential | denyingInStore(hop, asPod).bits());
    }
    return key;
}

std::optional<std::vector<EntityIndex>> RequestAnswers::namedOnNearSide(
    const PreparedRule &rule, std::span<const EntityIndex> bindings) const
{
    const std::vector<bool> &isNear = rule.split->isNear;
    std::vector<EntityIndex> named;
    const auto add = [&named](std::span<const EntityIndex> some) {
        named.insert(named.end(), some.begin(), some.end());
    };
    for (const GateHop &hop : rule.hops) {
        const EntityIndex destination = bindings[hop.destination];
        if (hop.caller && isNear[*hop.caller]) {
            add(m_listed);
            if (!isNear[hop.source])
                named.push_back(bindings[hop.source]);
        }
        const bool isIdentityNear = hop.identity && isNear[*hop.identity];
        if (!isNear[hop.source] && !isIdentityNear)
            continue;
        if (isNear[hop.source]) {
            if (m_classes.namesEverybody(destination))
                return std::nullopt;
            add(m_classes.namedFor(destination));
            if (hop.usesTool)
                add(m_agents);
        }
        if (!hop.collection)
            continue;
        const std::vector<EntityIndex> &proxies = m_proxies.subjectsOf(destination);
        for (EntityIndex proxy : proxies) {
            if (isNear[hop.source] && m_classes.namesEverybody(proxy))
                return std::nullopt;
            add(m_classes.namedFor(proxy));
        }
        if (!proxies.empty())
            add(m_listed);
        for (EntityIndex identity : grantedOn(bindings[*hop.collection])) {
            named.push_back(identity);
            if (const auto ends = m_ends.find(identity); ends != m_ends.end())
                add(ends->second);
        }
    }
    return named;
}

} // namespace fourplane
