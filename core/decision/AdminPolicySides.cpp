// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/AdminPolicySides.h"

#include "core/base/Text.h"

#include <algorithm>
#include <tuple>

namespace fourplane {

namespace {

const LabelSelector everything;

void ask(NetworkQuestions &questions, NetworkQuestion question)
{
    questions.set(static_cast<std::size_t>(question));
}

std::string plainHost(const std::string &text)
{
    std::string host = toLowerAscii(text);
    if (!host.empty() && host.back() == '.')
        host.pop_back();
    return host;
}

} // namespace

bool matchesDomainName(const std::string &pattern, const std::string &host)
{
    const std::string wanted = plainHost(pattern);
    const std::string given = plainHost(host);
    if (wanted.rfind("*.", 0) != 0)
        return wanted == given;
    const std::string ending = wanted.substr(1); // ".x"
    return given.size() > ending.size()
        && given.compare(given.size() - ending.size(), ending.size(), ending) == 0;
}

AdminPolicySides::AdminPolicySides(
    const EnforcementPlan &plan, PodSelection &selection, const IpRanges &clusterRanges)
    : m_plan(plan)
    , m_clusterRanges(clusterRanges)
{
    std::vector<std::pair<PodSelection::Pods, Policy>> compiled[2];
    for (std::size_t position = 0; position < plan.adminPolicies.size(); ++position) {
        const AdminPolicy &object = plan.adminPolicies[position].object;
        const bool isV1Alpha2 = object.kind == AdminPolicyKind::ClusterNetworkPolicy;
        const bool isKnown = plan.platform.enforcesAdminPolicies == EngineBehaviour::Yes
            || (plan.platform.cni == CniKind::OvnKubernetes && !isV1Alpha2);
        if (plan.platform.enforcesAdminPolicies == EngineBehaviour::No)
            break;
        Policy policy { object.priority, isV1Alpha2, isKnown, position, {} };
        for (const AdminPolicyRule &rule : object.ingress)
            policy.rules[0].push_back(compile(rule, selection, clusterRanges));
        for (const AdminPolicyRule &rule : object.egress)
            policy.rules[1].push_back(compile(rule, selection, clusterRanges));
        const PodSelection::Pods pods = object.subject.pods ? podsOf(*object.subject.pods, selection)
            : object.subject.namespaces ? selection.podsWhere(*object.subject.namespaces, std::nullopt)
                                        : PodSelection::Pods();
        compiled[static_cast<std::size_t>(object.tier)].emplace_back(pods, std::move(policy));
    }
    for (std::size_t tier = 0; tier < 2; ++tier) {
        std::stable_sort(compiled[tier].begin(), compiled[tier].end(),
            [](const auto &a, const auto &b) { return a.second.priority < b.second.priority; });
        for (auto &byPod : m_selecting[tier])
            byPod.resize(plan.pods.size());
        for (auto &[pods, policy] : compiled[tier]) {
            const auto number = static_cast<std::uint32_t>(m_policies[tier].size());
            for (std::size_t pod = 0; pod < plan.pods.size(); ++pod) {
                if (!pods || plan.pods[pod].hostNetwork || !pods->contains(pod)) // AN5
                    continue;
                for (std::size_t direction = 0; direction < 2; ++direction) {
                    if (!policy.rules[direction].empty())
                        m_selecting[tier][direction][pod].push_back(number);
                }
            }
            m_policies[tier].push_back(std::move(policy));
        }
    }
}

PodSelection::Pods AdminPolicySides::podsOf(const NamespacedPods &pods, PodSelection &selection) const
{
    return selection.podsWhere(pods.namespaceSelector.value_or(everything), pods.podSelector);
}

AdminPolicySides::Rule AdminPolicySides::compile(
    const AdminPolicyRule &rule, PodSelection &selection, const IpRanges &clusterRanges) const
{
    Rule compiled;
    compiled.action = rule.action;
    for (const AdminPolicyPeer &peer : rule.peers) {
        if (peer.namespaces)
            compiled.podPeers.push_back(selection.podsWhere(*peer.namespaces, std::nullopt));
        else if (peer.pods)
            compiled.podPeers.push_back(podsOf(*peer.pods, selection));
        else if (peer.nodes)
            compiled.selectsNodes = true;
        else if (peer.networks.empty() && peer.domainNames.empty())
            compiled.hasUnknownPeer = true;
        for (const std::string &network : peer.networks)
            compiled.addresses |= IpRanges::parse(network).value_or(IpRanges {});
        compiled.domainNames.insert(
            compiled.domainNames.end(), peer.domainNames.begin(), peer.domainNames.end());
    }
    compiled.coverage = clusterCoverage(compiled.addresses, clusterRanges);
    if (rule.ports.empty())
        compiled.ports = ConnectionSet::all();
    for (const AdminPolicyPort &port : rule.ports) {
        if (!port.name.empty())
            compiled.namedPorts.emplace_back(port.protocol, port.name);
        else if (!port.port)
            compiled.ports |= ConnectionSet::allOf(port.protocol.value_or(Protocol::Tcp));
        else
            compiled.ports |= ConnectionSet::ports(
                port.protocol.value_or(Protocol::Tcp), *port.port, port.endPort.value_or(*port.port));
    }
    return compiled;
}

bool AdminPolicySides::isSilent(PolicyDirection direction, std::size_t pod) const
{
    const auto side = static_cast<std::size_t>(direction);
    return m_selecting[0][side][pod].empty() && m_selecting[1][side][pod].empty();
}

bool AdminPolicySides::dependsOnEnforcement(PolicyDirection direction, std::size_t pod) const
{
    for (std::size_t tier = 0; tier < 2; ++tier) {
        for (std::uint32_t number : m_selecting[tier][static_cast<std::size_t>(direction)][pod]) {
            if (!m_policies[tier][number].isSurelyInForce)
                return true;
        }
    }
    return false;
}

AdminPolicySides::Match AdminPolicySides::match(const Rule &rule, const NetworkPeer &peer) const
{
    // A peer that is not known must not open anything, and closes everything (AN7).
    if (rule.hasUnknownPeer)
        return rule.action == AdminPolicyAction::Accept ? Match::No : Match::Yes;
    if (!peer.pod) {
        if (rule.addresses.intersects(peer.outside))
            return Match::Yes;
        for (const std::string &pattern : rule.domainNames) {
            if (!peer.hosts)
                break;
            for (const std::string &host : *peer.hosts) {
                if (matchesDomainName(pattern, host))
                    return Match::Yes;
            }
        }
        return !rule.domainNames.empty() && peer.isAnywhere ? Match::Unknown : Match::No;
    }
    const bool onHostNetwork = m_plan.pods[*peer.pod].hostNetwork;
    const auto selects = [&peer](const PodSelection::Pods &pods) { return pods->contains(*peer.pod); };
    if (!onHostNetwork && std::any_of(rule.podPeers.begin(), rule.podPeers.end(), selects)) // AN5
        return Match::Yes;
    if (rule.coverage == ClusterCoverage::Whole) // AN6
        return Match::Yes;
    if (rule.coverage == ClusterCoverage::Part)
        return Match::Unknown;
    // Which nodes a pod on the host network runs on is not known here.
    return rule.selectsNodes && onHostNetwork ? Match::Unknown : Match::No;
}

const PlannedPod *AdminPolicySides::destinationOf(
    PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const
{
    if (direction == PolicyDirection::Ingress)
        return &m_plan.pods[pod];
    return peer.pod ? &m_plan.pods[*peer.pod] : nullptr;
}

ConnectionSet AdminPolicySides::portsOf(const Rule &rule, const PlannedPod *destination) const
{
    ConnectionSet ports = rule.ports;
    if (!destination)
        return ports;
    for (const auto &[protocol, name] : rule.namedPorts) {
        for (const NamedPort &port : destination->ports) {
            if (port.name == name && (!protocol || *protocol == port.protocol))
                ports |= ConnectionSet::port(port.protocol, port.number);
        }
    }
    return ports;
}

AdminPolicySides::OwnAnswer AdminPolicySides::ownAnswer(const Policy &policy, PolicyDirection direction,
    std::size_t pod, const NetworkPeer &peer, ConnectionSet open, const NetworkAssumptions &assumptions,
    NetworkQuestions &questions) const
{
    OwnAnswer answer;
    const PlannedPod *destination = destinationOf(direction, pod, peer);
    for (const Rule &rule : policy.rules[static_cast<std::size_t>(direction)]) {
        const ConnectionSet hit = open & portsOf(rule, destination);
        if (hit.isEmpty())
            continue;
        bool isUnsure = false;
        const auto action = effect(rule, peer, assumptions, isUnsure);
        if (isUnsure)
            ask(questions, NetworkQuestion::AdminPeers);
        if (!action)
            continue;
        (*action == AdminPolicyAction::Accept        ? answer.accepted
                : *action == AdminPolicyAction::Deny ? answer.denied
                                                     : answer.passed) |= hit;
        open -= hit;
    }
    return answer;
}

std::optional<AdminPolicyAction> AdminPolicySides::effect(
    const Rule &rule, const NetworkPeer &peer, const NetworkAssumptions &assumptions, bool &isUnsure) const
{
    const Match matched = match(rule, peer);
    isUnsure = matched == Match::Unknown;
    if (matched == Match::Yes)
        return rule.hasUnknownPeer ? AdminPolicyAction::Deny : rule.action;
    // The answer that lets through least or most: a Pass may do either, so it stands for the worst.
    const AdminPolicyAction extreme =
        assumptions.generous ? AdminPolicyAction::Accept : AdminPolicyAction::Deny;
    if (isUnsure && (rule.action == AdminPolicyAction::Pass || rule.action == extreme))
        return extreme;
    return std::nullopt;
}

void AdminPolicySides::settle(
    OwnAnswer &joined, const NetworkAssumptions &assumptions, NetworkQuestions &questions)
{
    const ConnectionSet disputed = (joined.accepted & joined.denied) | (joined.accepted & joined.passed)
        | (joined.denied & joined.passed);
    if (disputed.isEmpty())
        return;
    ask(questions, NetworkQuestion::EqualPriority);
    joined.accepted -= disputed;
    joined.denied -= disputed;
    joined.passed -= disputed;
    (assumptions.generous ? joined.accepted : joined.denied) |= disputed;
}

std::vector<const AdminPolicySides::Policy *> AdminPolicySides::inForce(AdminPolicyTier tier,
    PolicyDirection direction, std::size_t pod, bool isV1Alpha2, const NetworkAssumptions &assumptions) const
{
    std::vector<const Policy *> result;
    const auto number = static_cast<std::size_t>(tier);
    for (std::uint32_t position : m_selecting[number][static_cast<std::size_t>(direction)][pod]) {
        const Policy &policy = m_policies[number][position];
        if (policy.isV1Alpha2 == isV1Alpha2 && (policy.isSurelyInForce || assumptions.adminPoliciesInForce))
            result.push_back(&policy);
    }
    return result;
}

AdminTierAnswer AdminPolicySides::tier(AdminPolicyTier tier, PolicyDirection direction, std::size_t pod,
    const NetworkPeer &peer, const NetworkAssumptions &assumptions, NetworkQuestions &questions) const
{
    OwnAnswer result;
    for (bool isV1Alpha2 : { false, true }) {
        ConnectionSet open = ConnectionSet::all();
        const auto policies = inForce(tier, direction, pod, isV1Alpha2, assumptions);
        for (std::size_t i = 0; i < policies.size() && !open.isEmpty();) {
            // Policies of one priority see the same connections: which comes first is not defined (AN4).
            OwnAnswer joined;
            const int priority = policies[i]->priority;
            for (; i < policies.size() && policies[i]->priority == priority; ++i) {
                const OwnAnswer own =
                    ownAnswer(*policies[i], direction, pod, peer, open, assumptions, questions);
                joined.accepted |= own.accepted;
                joined.denied |= own.denied;
                joined.passed |= own.passed;
            }
            settle(joined, assumptions, questions);
            for (const ConnectionSet *decided : { &joined.accepted, &joined.denied, &joined.passed })
                open -= *decided;
            result.accepted |= joined.accepted;
            result.denied |= joined.denied;
            result.passed |= joined.passed;
        }
    }
    settle(result, assumptions, questions); // between the API versions
    return { result.accepted, result.denied };
}

std::optional<AdminRulePosition> AdminPolicySides::decidingRule(AdminPolicyTier tier,
    PolicyDirection direction, std::size_t pod, const NetworkPeer &peer, const ConnectionSet &witness,
    AdminPolicyAction action, const NetworkAssumptions &assumptions) const
{
    const PlannedPod *destination = destinationOf(direction, pod, peer);
    for (bool isV1Alpha2 : { false, true }) {
        std::optional<int> decidedAt; // later priorities of this version do not count
        for (const Policy *policy : inForce(tier, direction, pod, isV1Alpha2, assumptions)) {
            if (decidedAt && policy->priority != *decidedAt)
                break;
            const std::vector<Rule> &rules = policy->rules[static_cast<std::size_t>(direction)];
            for (std::size_t i = 0; i < rules.size(); ++i) {
                bool isUnsure = false;
                if (!portsOf(rules[i], destination).intersects(witness))
                    continue;
                const auto done = effect(rules[i], peer, assumptions, isUnsure);
                if (!done)
                    continue;
                // A Pass that stands for the worst is not what accepts or denies.
                const bool passes = rules[i].action == AdminPolicyAction::Pass && isUnsure;
                if (*done == action && !passes)
                    return AdminRulePosition { policy->position, i };
                decidedAt = policy->priority;
                break;
            }
        }
    }
    return std::nullopt;
}

std::vector<IpRange> AdminPolicySides::pieces(
    PolicyDirection direction, std::size_t pod, const NetworkPeer &peer) const
{
    if (peer.pod || isSilent(direction, pod))
        return {};
    IpRanges space = peer.outside;
    if (peer.isAnywhere && !m_clusterRanges.isEmpty() && IpRanges::allV4().contains(m_clusterRanges))
        space &= IpRanges::allV4();
    return partition(space, networks(direction));
}

std::optional<PodSelection::Positions> AdminPolicySides::mayAdmit(
    PolicyDirection direction, std::size_t pod) const
{
    PodSelection::Positions found;
    for (std::uint32_t number : selecting(AdminPolicyTier::Admin, direction, pod)) {
        const Policy &policy = m_policies[static_cast<std::size_t>(AdminPolicyTier::Admin)][number];
        for (const Rule &rule : policy.rules[static_cast<std::size_t>(direction)]) {
            // Where policies of one priority disagree, one that denies may be part of what admits (AN4).
            const bool meansAny = rule.coverage != ClusterCoverage::None
                || (rule.hasUnknownPeer && rule.action != AdminPolicyAction::Accept);
            if (meansAny)
                return std::nullopt;
            for (const PodSelection::Pods &pods : rule.podPeers)
                pods->forEach(
                    [&found](std::size_t peer) { found.push_back(static_cast<std::uint32_t>(peer)); });
        }
    }
    return found;
}

std::vector<const PodSet *> AdminPolicySides::peerSets() const
{
    std::vector<const PodSet *> sets;
    for (const auto &policies : m_policies) {
        for (const Policy &policy : policies) {
            for (const std::vector<Rule> &rules : policy.rules) {
                for (const Rule &rule : rules) {
                    for (const PodSelection::Pods &pods : rule.podPeers)
                        sets.push_back(pods.get());
                }
            }
        }
    }
    std::sort(sets.begin(), sets.end());
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
    return sets;
}

std::vector<IpRanges> AdminPolicySides::networks(PolicyDirection direction) const
{
    std::vector<IpRanges> all;
    for (const auto &policies : m_policies) {
        for (const Policy &policy : policies) {
            for (const Rule &rule : policy.rules[static_cast<std::size_t>(direction)]) {
                if (!rule.addresses.isEmpty())
                    all.push_back(rule.addresses);
            }
        }
    }
    return all;
}

} // namespace fourplane
