// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/CiliumPolicySides.h"

#include "core/base/Text.h"

#include <algorithm>
#include <charconv>

namespace fourplane {

namespace {

bool isEnforcedBy(CniKind cni)
{
    return cni == CniKind::Cilium || cni == CniKind::Generic;
}

bool namesPeers(const CiliumRule &rule)
{
    return rule.endpoints || rule.cidrs || rule.cidrSets || rule.entities || !rule.fqdns.empty();
}

bool hasEmptyList(const CiliumRule &rule)
{
    return (rule.endpoints && rule.endpoints->empty()) || (rule.cidrs && rule.cidrs->empty())
        || (rule.cidrSets && rule.cidrSets->empty()) || (rule.entities && rule.entities->empty());
}

IpRanges addressesOf(const CiliumRule &rule)
{
    IpRanges ranges;
    for (const std::string &text : rule.cidrs.value_or(std::vector<std::string> {}))
        ranges |= IpRanges::parse(text).value_or(IpRanges {});
    for (const CiliumCidr &block : rule.cidrSets.value_or(std::vector<CiliumCidr> {})) {
        IpRanges one = IpRanges::parse(block.cidr).value_or(IpRanges {});
        for (const std::string &except : block.except)
            one -= IpRanges::parse(except).value_or(IpRanges {});
        ranges |= one;
    }
    return ranges;
}

bool isEntityAmong(const std::vector<std::string> &entities, const char *name)
{
    return std::find(entities.begin(), entities.end(), name) != entities.end();
}

std::string layerSevenOf(const CiliumPortRule &rule)
{
    std::vector<std::string> parts;
    for (const CiliumHttpRule &http : rule.http) {
        std::vector<std::string> words { http.method.empty() ? "any method" : http.method };
        if (!http.path.empty())
            words.push_back(http.path);
        if (!http.host.empty())
            words.push_back("host " + http.host);
        if (!http.headers.empty())
            words.push_back("with header " + join(http.headers, ", "));
        parts.push_back(join(words, " "));
    }
    if (!parts.empty())
        return "only HTTP requests " + join(parts, "; ") + ", others are answered with 403";
    for (const CiliumName &name : rule.dns)
        parts.push_back(name.matchName.empty() ? name.matchPattern : name.matchName);
    if (!parts.empty())
        return "only look-ups of " + join(parts, ", ") + ", others are answered with REFUSED";
    if (!rule.serverNames.empty())
        return "only TLS for the server names " + join(rule.serverNames, ", ");
    return {};
}

} // namespace

CiliumPolicySides::CiliumPolicySides(const EnforcementPlan &plan, const IpRanges &clusterRanges)
    : m_plan(plan)
    , m_endpoints(plan)
{
    for (auto &byPod : m_selecting)
        byPod.resize(plan.pods.size());
    if (!isEnforcedBy(plan.platform.cni))
        return;
    for (std::size_t i = 0; i < plan.ciliumPolicies.size(); ++i) {
        const CiliumPolicy &policy = plan.ciliumPolicies[i].object;
        for (std::size_t j = 0; j < policy.specs.size(); ++j) {
            const CiliumSpec &written = policy.specs[j];
            if (!written.endpointSelector)
                continue; // about nodes
            const std::string &home = policy.meta.namespaceName;
            Spec spec;
            spec.policy = i;
            spec.spec = j;
            const auto add = [&](std::array<std::vector<Rule>, 2> &lists, PolicyDirection direction,
                                 const std::vector<CiliumRule> &rules) {
                for (const CiliumRule &rule : rules)
                    lists[static_cast<std::size_t>(direction)].push_back(compile(rule, home, clusterRanges));
            };
            add(spec.allow, PolicyDirection::Ingress, written.ingress);
            add(spec.deny, PolicyDirection::Ingress, written.ingressDeny);
            add(spec.allow, PolicyDirection::Egress, written.egress);
            add(spec.deny, PolicyDirection::Egress, written.egressDeny);
            spec.isolates[static_cast<std::size_t>(PolicyDirection::Ingress)] =
                written.defaultDenyIngress.value_or(true);
            spec.isolates[static_cast<std::size_t>(PolicyDirection::Egress)] =
                written.defaultDenyEgress.value_or(true);
            const PodSet &subjects = m_endpoints.subjects(*written.endpointSelector, home);
            for (std::size_t direction = 0; direction < 2; ++direction) {
                if (spec.allow[direction].empty() && spec.deny[direction].empty())
                    continue;
                for (std::size_t pod = 0; pod < plan.pods.size(); ++pod) {
                    if (subjects.contains(pod))
                        m_selecting[direction][pod].push_back(static_cast<std::uint32_t>(m_specs.size()));
                }
            }
            m_specs.push_back(std::move(spec));
        }
    }
}

CiliumPolicySides::Rule CiliumPolicySides::compile(
    const CiliumRule &rule, const std::string &home, const IpRanges &clusterRanges)
{
    Rule compiled;
    compiled.written = &rule;
    compiled.matchesNobody =
        hasEmptyList(rule) || (!namesPeers(rule) && rule.toPorts.empty() && rule.icmps.empty());
    compiled.matchesAnybody = !namesPeers(rule) && !compiled.matchesNobody;
    for (const LabelSelector &selector : rule.endpoints.value_or(std::vector<LabelSelector> {})) {
        if (!hasReservedKey(selector))
            compiled.endpoints.push_back(&m_endpoints.peers(selector, home));
        else if (std::string entity = entityOf(selector); !entity.empty())
            compiled.entities.push_back(std::move(entity));
        else
            compiled.hasUnknownPeer = true;
    }
    if (rule.entities)
        compiled.entities = *rule.entities;
    compiled.hasAddresses = rule.cidrs || rule.cidrSets;
    compiled.addresses = addressesOf(rule);
    compiled.coverage = clusterCoverage(compiled.addresses, clusterRanges);
    return compiled;
}

bool CiliumPolicySides::dependsOnEnforcement(PolicyDirection direction, std::size_t pod) const
{
    return m_plan.platform.cni == CniKind::Generic && !isSilent(direction, pod);
}

bool CiliumPolicySides::mayShareNode(std::size_t first, std::size_t second) const
{
    const std::vector<ElementId> &pools = m_plan.pods[first].poolIds;
    const std::vector<ElementId> &others = m_plan.pods[second].poolIds;
    return pools.empty() || others.empty()
        || std::find_first_of(pools.begin(), pools.end(), others.begin(), others.end()) != pools.end();
}

CiliumPolicySides::Match CiliumPolicySides::matchEntity(
    const std::string &entity, std::size_t pod, const NetworkPeer &peer) const
{
    if (entity == "all")
        return Match::Yes;
    const bool isCluster = entity == "cluster" || entity == "cluster-mesh";
    if (!peer.pod) {
        if (peer.isApiServer) // inside the cluster, on a node, or outside: the design does not say
            return entity == "kube-apiserver" || isCluster                         ? Match::Yes
                : entity == "world" || entity == "host" || entity == "remote-node" ? Match::Unknown
                                                                                   : Match::No;
        return entity == "world" ? Match::Yes : Match::No;
    }
    if (isCluster)
        return Match::Yes;
    if (!m_plan.pods[*peer.pod].hostNetwork)
        return Match::No;
    if (entity == "host")
        return mayShareNode(pod, *peer.pod) ? Match::Unknown : Match::No;
    if (entity == "remote-node")
        return mayShareNode(pod, *peer.pod) ? Match::Unknown : Match::Yes;
    return entity == "kube-apiserver" ? Match::Unknown : Match::No;
}

bool CiliumPolicySides::learns(std::size_t pod, const std::string &host) const
{
    for (std::uint32_t number : selecting(PolicyDirection::Egress, pod)) {
        for (const Rule &rule : m_specs[number].allow[static_cast<std::size_t>(PolicyDirection::Egress)]) {
            for (const CiliumPortRule &ports : rule.written->toPorts) {
                if (std::any_of(ports.dns.begin(), ports.dns.end(),
                        [&host](const CiliumName &name) { return matchesCiliumName(name, host); }))
                    return true;
            }
        }
    }
    return false;
}

bool CiliumPolicySides::learnsAnything(std::size_t pod) const
{
    for (std::uint32_t number : selecting(PolicyDirection::Egress, pod)) {
        for (const Rule &rule : m_specs[number].allow[static_cast<std::size_t>(PolicyDirection::Egress)]) {
            if (std::any_of(rule.written->toPorts.begin(), rule.written->toPorts.end(),
                    [](const CiliumPortRule &ports) { return !ports.dns.empty(); }))
                return true;
        }
    }
    return false;
}

CiliumPolicySides::Match CiliumPolicySides::matchNames(
    const Rule &rule, std::size_t pod, const NetworkPeer &peer) const
{
    const std::vector<CiliumName> &names = rule.written->fqdns;
    if (names.empty() || peer.pod || !learnsAnything(pod))
        return Match::No;
    if (peer.isAnywhere)
        return Match::Yes; // some address of the outside has the name
    if (!peer.hosts || peer.hosts->empty())
        return Match::Unknown;
    const bool isNamed = std::any_of(peer.hosts->begin(), peer.hosts->end(), [&](const std::string &host) {
        return learns(pod, host) && std::any_of(names.begin(), names.end(), [&host](const CiliumName &name) {
            return matchesCiliumName(name, host);
        });
    });
    return isNamed ? Match::Yes : Match::No;
}

CiliumPolicySides::Match CiliumPolicySides::match(
    const Rule &rule, bool isDeny, PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const
{
    if (rule.matchesNobody)
        return Match::No;
    const bool needsProof =
        !rule.written->authenticationMode.empty() && rule.written->authenticationMode != "disabled";
    const auto weighed = [needsProof](Match match) {
        return match == Match::Yes && needsProof ? Match::Unknown : match;
    };
    if (rule.matchesAnybody)
        return weighed(Match::Yes);
    Match best = rule.hasUnknownPeer ? Match::Unknown : Match::No;
    const auto consider = [&best](Match match) {
        if (match == Match::Yes || (match == Match::Unknown && best == Match::No))
            best = match;
    };
    for (const std::string &entity : rule.entities)
        consider(matchEntity(entity, pod, peer));
    if (!peer.pod && rule.hasAddresses) {
        // An allowed part is enough for who may choose; a denied part denies only itself.
        if (isDeny ? rule.addresses.contains(peer.outside) : rule.addresses.intersects(peer.outside))
            consider(Match::Yes);
    }
    if (peer.pod && m_plan.pods[*peer.pod].hostNetwork) {
        // Nodes are matched by address only with policy-cidr-match-mode=nodes (C4).
        if (rule.hasAddresses && rule.coverage != ClusterCoverage::None)
            consider(Match::Unknown);
        const bool isOwnOrOther =
            isEntityAmong(rule.entities, "host") && isEntityAmong(rule.entities, "remote-node");
        if (isOwnOrOther)
            consider(Match::Yes);
    } else if (peer.pod) {
        for (const PodSet *endpoints : rule.endpoints) {
            if (endpoints->contains(*peer.pod))
                consider(Match::Yes);
        }
    }
    if (direction == PolicyDirection::Egress && !isDeny)
        consider(matchNames(rule, pod, peer));
    return weighed(best);
}

ConnectionSet CiliumPolicySides::portsOf(const CiliumPortRule &rule, const PlannedPod *destination) const
{
    ConnectionSet set;
    for (const CiliumPort &port : rule.ports) {
        std::vector<Protocol> protocols { Protocol::Tcp, Protocol::Udp, Protocol::Sctp };
        if (const auto one = enumFromName<Protocol>(port.protocol))
            protocols = { *one };
        unsigned number = 0;
        const char *end = port.port.data() + port.port.size();
        const bool isNumber = std::from_chars(port.port.data(), end, number).ptr == end;
        for (Protocol protocol : protocols) {
            if (!isNumber) {
                for (const NamedPort &named : destination ? destination->ports : std::vector<NamedPort> {}) {
                    if (named.protocol == protocol && toLowerAscii(named.name) == toLowerAscii(port.port))
                        set |= ConnectionSet::port(protocol, named.number);
                }
            } else if (number == 0) {
                set |= ConnectionSet::allOf(protocol);
            } else {
                const auto first = static_cast<std::uint16_t>(number);
                set |= ConnectionSet::ports(protocol, first, std::max(first, port.endPort));
            }
        }
    }
    return set;
}

ConnectionSet CiliumPolicySides::portsOf(
    const Rule &rule, PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const
{
    if (!rule.written->icmps.empty())
        return {};
    if (rule.written->toPorts.empty())
        return ConnectionSet::all(); // semantics C10
    const PlannedPod *destination = direction == PolicyDirection::Ingress ? &m_plan.pods[pod]
        : peer.pod                                                        ? &m_plan.pods[*peer.pod]
                                                                          : nullptr;
    ConnectionSet set;
    for (const CiliumPortRule &ports : rule.written->toPorts)
        set |= portsOf(ports, destination);
    return set;
}

bool CiliumPolicySides::holds(Match match, bool isDeny, const NetworkAssumptions &assumptions) const
{
    return match == Match::Yes || (match == Match::Unknown && assumptions.generous != isDeny);
}

CiliumSide CiliumPolicySides::side(PolicyDirection direction, std::size_t pod, const NetworkPeer &peer,
    const NetworkAssumptions &assumptions, NetworkQuestions &questions) const
{
    const auto index = static_cast<std::size_t>(direction);
    CiliumSide result;
    const auto take = [&](const std::vector<Rule> &rules, bool isDeny, ConnectionSet &set) {
        for (const Rule &rule : rules) {
            const Match found = match(rule, isDeny, direction, pod, peer);
            if (found == Match::Unknown)
                questions.set(static_cast<std::size_t>(NetworkQuestion::CiliumPeers));
            if (holds(found, isDeny, assumptions))
                set |= portsOf(rule, direction, pod, peer);
        }
    };
    for (std::uint32_t number : selecting(direction, pod)) {
        const Spec &spec = m_specs[number];
        result.isolated = result.isolated || spec.isolates[index];
        take(spec.allow[index], false, result.admitted);
        take(spec.deny[index], true, result.denied);
    }
    // The node that runs a pod reaches it (semantics C6).
    const bool mayBeOwnNode = direction == PolicyDirection::Ingress && peer.pod
        && m_plan.pods[*peer.pod].hostNetwork && mayShareNode(*peer.pod, pod);
    if (mayBeOwnNode && !isSilent(direction, pod)) {
        questions.set(static_cast<std::size_t>(NetworkQuestion::OwnNode));
        if (assumptions.generous) {
            result.admitted = ConnectionSet::all();
            result.denied = {};
        }
    }
    return result;
}

std::optional<CiliumRulePosition> CiliumPolicySides::matchingRule(bool isDeny, PolicyDirection direction,
    std::size_t pod, const NetworkPeer &peer, const ConnectionSet &asked,
    const NetworkAssumptions &assumptions) const
{
    for (std::uint32_t number : selecting(direction, pod)) {
        const Spec &spec = m_specs[number];
        const std::vector<Rule> &rules =
            (isDeny ? spec.deny : spec.allow)[static_cast<std::size_t>(direction)];
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (holds(match(rules[i], isDeny, direction, pod, peer), isDeny, assumptions)
                && portsOf(rules[i], direction, pod, peer).intersects(asked))
                return CiliumRulePosition { spec.policy, spec.spec, isDeny, i };
        }
    }
    return std::nullopt;
}

std::string CiliumPolicySides::layerSeven(PolicyDirection direction, std::size_t pod, const NetworkPeer &peer,
    const ConnectionSet &asked, const NetworkAssumptions &assumptions) const
{
    const PlannedPod *destination = direction == PolicyDirection::Ingress ? &m_plan.pods[pod]
        : peer.pod                                                        ? &m_plan.pods[*peer.pod]
                                                                          : nullptr;
    std::vector<std::string> texts;
    for (std::uint32_t number : selecting(direction, pod)) {
        for (const Rule &rule : m_specs[number].allow[static_cast<std::size_t>(direction)]) {
            if (!holds(match(rule, false, direction, pod, peer), false, assumptions))
                continue;
            if (rule.written->toPorts.empty() && rule.written->icmps.empty())
                return {};
            for (const CiliumPortRule &ports : rule.written->toPorts) {
                if (!portsOf(ports, destination).intersects(asked))
                    continue;
                std::string text = layerSevenOf(ports);
                if (text.empty())
                    return {};
                texts.push_back(std::move(text));
            }
        }
    }
    return join(texts, "; ");
}

std::vector<std::size_t> CiliumPolicySides::isolating(PolicyDirection direction, std::size_t pod) const
{
    std::vector<std::size_t> policies;
    for (std::uint32_t number : selecting(direction, pod)) {
        if (m_specs[number].isolates[static_cast<std::size_t>(direction)]
            && (policies.empty() || policies.back() != m_specs[number].policy))
            policies.push_back(m_specs[number].policy);
    }
    return policies;
}

std::size_t CiliumPolicySides::allowRuleCount(
    std::size_t policy, PolicyDirection direction, std::size_t pod) const
{
    std::size_t count = 0;
    for (std::uint32_t number : selecting(direction, pod)) {
        if (m_specs[number].policy != policy)
            continue;
        for (const Rule &rule : m_specs[number].allow[static_cast<std::size_t>(direction)])
            count += rule.matchesNobody ? 0 : 1;
    }
    return count;
}

std::optional<PodSelection::Positions> CiliumPolicySides::mayAdmit(
    PolicyDirection direction, std::size_t pod) const
{
    PodSelection::Positions found;
    for (std::uint32_t number : selecting(direction, pod)) {
        for (const Rule &rule : m_specs[number].allow[static_cast<std::size_t>(direction)]) {
            const bool meansAny = rule.matchesAnybody || rule.hasUnknownPeer
                || std::any_of(rule.entities.begin(), rule.entities.end(), [](const std::string &entity) {
                       return entity == "all" || entity == "cluster" || entity == "cluster-mesh";
                   });
            if (meansAny && !rule.matchesNobody)
                return std::nullopt;
            for (const PodSet *pods : rule.endpoints)
                pods->forEach(
                    [&found](std::size_t peer) { found.push_back(static_cast<std::uint32_t>(peer)); });
        }
    }
    return found;
}

std::vector<IpRange> CiliumPolicySides::pieces(
    PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const
{
    if (peer.pod)
        return {};
    std::vector<IpRanges> blocks;
    bool denies = false;
    for (std::uint32_t number : selecting(direction, pod)) {
        const Spec &spec = m_specs[number];
        for (const Rule &rule : spec.allow[static_cast<std::size_t>(direction)])
            blocks.push_back(rule.addresses);
        for (const Rule &rule : spec.deny[static_cast<std::size_t>(direction)]) {
            denies = denies || rule.hasAddresses;
            blocks.push_back(rule.addresses);
        }
    }
    return denies ? partition(peer.outside, blocks) : std::vector<IpRange> {};
}

std::vector<IpRanges> CiliumPolicySides::networks(PolicyDirection direction) const
{
    std::vector<IpRanges> result;
    for (const Spec &spec : m_specs) {
        for (const auto *lists : { &spec.allow, &spec.deny }) {
            for (const Rule &rule : (*lists)[static_cast<std::size_t>(direction)]) {
                if (rule.hasAddresses)
                    result.push_back(rule.addresses);
            }
        }
    }
    return result;
}

} // namespace fourplane
