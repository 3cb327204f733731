// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/decision/AdminPolicyReference.h"

#include "tests/support/RandomValues.h"

#include <map>
#include <set>

namespace fourplane::test {

namespace {

/// One direction of a packet, seen from the pod whose policies count.
struct Packet
{
    const EnforcementPlan &plan;
    bool isIngress;
    const PlannedPod &inside;
    const PlannedPod *other; ///< null = `address`
    const PlannedPod *destination;
    std::string address;
    Protocol protocol;
    std::uint16_t port;
};

bool selects(const EnforcementPlan &plan, const std::optional<LabelSelector> &namespaces,
    const std::optional<NamespacedPods> &pods, const PlannedPod &pod)
{
    if (pod.hostNetwork) // AN5
        return false;
    const Labels &home = findNamespace(plan, pod.namespaceName)->labels;
    if (namespaces)
        return matches(*namespaces, home);
    return pods && (!pods->namespaceSelector || matches(*pods->namespaceSelector, home))
        && matches(pods->podSelector, pod.labels);
}

/// AN6, for the few blocks of the generator: no pod has an address in the documentation ranges.
bool isInNetwork(const std::string &network, const Packet &packet)
{
    if (network == "0.0.0.0/0")
        return true;
    if (packet.other)
        return false;
    return network == "203.0.113.5/32" ? packet.address == "203.0.113.5"
                                       : packet.address.rfind("203.0.113.", 0) == 0;
}

bool isPeer(const AdminPolicyPeer &peer, const Packet &packet)
{
    for (const std::string &network : peer.networks) {
        if (isInNetwork(network, packet))
            return true;
    }
    return packet.other && selects(packet.plan, peer.namespaces, peer.pods, *packet.other);
}

bool isPort(const AdminPolicyPort &port, const Packet &packet)
{
    if (!port.name.empty()) {
        for (const NamedPort &named :
            packet.destination ? packet.destination->ports : std::vector<NamedPort>()) {
            if (named.name == port.name && named.number == packet.port && named.protocol == packet.protocol)
                return true;
        }
        return false;
    }
    return port.protocol == packet.protocol && *port.port <= packet.port
        && packet.port <= port.endPort.value_or(*port.port);
}

/// The action of the first rule of a policy that matches.
std::optional<AdminPolicyAction> firstMatch(const AdminPolicy &policy, const Packet &packet)
{
    if (!selects(packet.plan, policy.subject.namespaces, policy.subject.pods, packet.inside))
        return std::nullopt;
    for (const AdminPolicyRule &rule : packet.isIngress ? policy.ingress : policy.egress) {
        bool matchesPeer = false, matchesPort = rule.ports.empty();
        for (const AdminPolicyPeer &peer : rule.peers)
            matchesPeer = matchesPeer || isPeer(peer, packet);
        for (const AdminPolicyPort &port : rule.ports)
            matchesPort = matchesPort || isPort(port, packet);
        if (matchesPeer && matchesPort)
            return rule.action;
    }
    return std::nullopt;
}

/// Every action that a tier may take, over all orders left open.
std::set<AdminPolicyAction> actionsOf(AdminPolicyTier tier, const Packet &packet)
{
    std::set<AdminPolicyAction> all;
    for (bool isNew : { false, true }) {
        std::map<int, std::set<AdminPolicyAction>> byPriority;
        for (const auto &planned : packet.plan.adminPolicies) {
            const AdminPolicy &policy = planned.object;
            if (policy.tier != tier || (policy.kind == AdminPolicyKind::ClusterNetworkPolicy) != isNew)
                continue;
            if (const auto action = firstMatch(policy, packet))
                byPriority[policy.priority].insert(*action);
        }
        if (!byPriority.empty())
            all.insert(byPriority.begin()->second.begin(), byPriority.begin()->second.end());
    }
    return all;
}

PacketOutcome decideSide(const Packet &packet)
{
    PacketOutcome outcome;
    const auto add = [&outcome](const std::set<AdminPolicyAction> &actions) {
        outcome.mayBeAllowed |= actions.count(AdminPolicyAction::Accept) > 0;
        outcome.mayBeDenied |= actions.count(AdminPolicyAction::Deny) > 0;
        outcome.isPassDisputed |= actions.size() > 1 && actions.count(AdminPolicyAction::Pass) > 0;
    };
    const std::set<AdminPolicyAction> first = actionsOf(AdminPolicyTier::Admin, packet);
    add(first);
    if (!first.empty() && first.count(AdminPolicyAction::Pass) == 0)
        return outcome;
    const PlannedPod *other = packet.other;
    if (!packet.plan.networkPolicies.empty() && packet.isIngress && packet.inside.namespaceName == "b") {
        const bool admitted = other && other->namespaceName == "b" && other->labels.at("app") == "a"
            && packet.protocol == Protocol::Tcp && packet.port == 2;
        (admitted ? outcome.mayBeAllowed : outcome.mayBeDenied) = true;
        return outcome;
    }
    const std::set<AdminPolicyAction> last = actionsOf(AdminPolicyTier::Baseline, packet);
    add(last);
    if (last.empty() || last.count(AdminPolicyAction::Pass) > 0)
        outcome.mayBeAllowed = true;
    return outcome;
}

LabelSelector someAdminSelector(const std::string &key)
{
    return oneOf<LabelSelector>({ {}, {}, labelled(key, "a"), labelled(key, "b"),
        where(key, SelectorOperator::NotIn, { "a" }), where(key, SelectorOperator::Exists) });
}

AdminPolicyRule someAdminRule(bool isEgress, bool mayPass)
{
    AdminPolicyRule rule;
    rule.action = oneOf<AdminPolicyAction>({ AdminPolicyAction::Accept, AdminPolicyAction::Deny,
        mayPass ? AdminPolicyAction::Pass : AdminPolicyAction::Deny });
    bool mayName = true;
    for (int count = numberFrom<int>(1, 2); count > 0; --count) {
        AdminPolicyPeer peer;
        if (isEgress && numberFrom<int>(0, 3) == 0) {
            peer.networks = { oneOf<std::string>({ "0.0.0.0/0", "203.0.113.0/24", "203.0.113.5/32" }) };
            mayName = false;
        } else if (coin()) {
            peer.namespaces = someAdminSelector("team");
        } else {
            peer.pods = NamespacedPods { someAdminSelector("team"), someAdminSelector("app") };
        }
        rule.peers.push_back(peer);
    }
    for (int count = numberFrom<int>(0, 2); count > 0; --count) {
        AdminPolicyPort port;
        if (mayName && numberFrom<int>(0, 2) == 0) {
            port.name = oneOf<std::string>({ "web", "nobody" });
        } else {
            port.protocol = oneOf<Protocol>({ Protocol::Tcp, Protocol::Udp });
            port.port = std::uint16_t(numberFrom<int>(1, 4));
            if (coin())
                port.endPort = std::uint16_t(*port.port + numberFrom<int>(1, 3));
        }
        rule.ports.push_back(port);
    }
    return rule;
}

AdminPolicy someAdminPolicy(int number)
{
    AdminPolicy policy;
    policy.meta.name = "p" + std::to_string(number);
    policy.kind = oneOf<AdminPolicyKind>({ AdminPolicyKind::AdminNetworkPolicy,
        AdminPolicyKind::BaselineAdminNetworkPolicy, AdminPolicyKind::ClusterNetworkPolicy });
    if (policy.kind == AdminPolicyKind::BaselineAdminNetworkPolicy
        || (policy.kind == AdminPolicyKind::ClusterNetworkPolicy && coin()))
        policy.tier = AdminPolicyTier::Baseline;
    if (policy.kind != AdminPolicyKind::BaselineAdminNetworkPolicy)
        policy.priority = numberFrom<int>(1, 9);
    if (coin())
        policy.subject.namespaces = someAdminSelector("team");
    else
        policy.subject.pods = NamespacedPods { someAdminSelector("team"), someAdminSelector("app") };
    const bool mayPass = policy.kind != AdminPolicyKind::BaselineAdminNetworkPolicy;
    for (int count = numberFrom<int>(0, 3); count > 0; --count)
        policy.ingress.push_back(someAdminRule(false, mayPass));
    for (int count = numberFrom<int>(0, 3); count > 0; --count)
        policy.egress.push_back(someAdminRule(true, mayPass));
    return policy;
}

} // namespace

PacketOutcome decidePacket(const EnforcementPlan &plan, const PlannedPod &from, const PlannedPod *to,
    const std::string &address, Protocol protocol, std::uint16_t port)
{
    const PacketOutcome egress = decideSide({ plan, false, from, to, to, address, protocol, port });
    PacketOutcome ingress { true, false, false };
    if (to)
        ingress = decideSide({ plan, true, *to, &from, to, {}, protocol, port });
    return { egress.mayBeAllowed && ingress.mayBeAllowed, egress.mayBeDenied || ingress.mayBeDenied,
        egress.isPassDisputed || ingress.isPassDisputed };
}

NetworkPlan anyAdminCluster()
{
    NetworkPlan plan;
    plan.platform.enforcesAdminPolicies = EngineBehaviour::Yes;
    for (const char *home : { "a", "b" }) {
        plan.home(home, { { "team", home } });
        for (const char *app : { "a", "b" }) {
            PlannedPod &pod = plan.pod(home, app, { { "app", app } });
            if (coin())
                pod.ports = { { "web", std::uint16_t(numberFrom<int>(1, 3)),
                    oneOf<Protocol>({ Protocol::Tcp, Protocol::Udp }) } };
            pod.hostNetwork = home == std::string("a") && numberFrom<int>(0, 5) == 0;
        }
    }
    for (int number = numberFrom<int>(1, 5); number > 0; --number)
        plan.adminPolicies.push_back({ someAdminPolicy(number), {}, {}, true });
    if (coin())
        plan.policy("b", "np").ingress = { { { podsLabelled("app", "a") }, { tcp(2) } } };
    return plan;
}

} // namespace fourplane::test
