// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/CompiledNetworkPolicy.h"

#include <utility>

namespace fourplane {

namespace {

/// The addresses of the block after `except`; the API server wants every exception inside it and smaller.
IpRanges addressesOf(const IpBlock &block, std::string &invalidity)
{
    const auto whole = IpRanges::parse(block.cidr);
    if (!whole || block.cidr.find('/') == std::string::npos) {
        invalidity = "ipBlock \"" + block.cidr + "\" is not a CIDR block";
        return {};
    }
    IpRanges addresses = *whole;
    for (const std::string &text : block.except) {
        const auto exception = IpRanges::parse(text);
        if (!exception || !whole->contains(*exception) || *exception == *whole)
            invalidity = "except \"" + text + "\" is not a strict subset of " + block.cidr;
        else
            addresses -= *exception;
    }
    return addresses;
}

void addPeer(CompiledRule &rule, const NetworkPolicyPeer &peer, const std::string &policyNamespace,
    PodSelection &selection, std::string &invalidity)
{
    const bool selects = peer.podSelector || peer.namespaceSelector;
    if (selects == peer.ipBlock.has_value()) {
        invalidity = selects ? "a peer has both an ipBlock and a selector" : "a peer is empty";
        return;
    }
    if (peer.ipBlock)
        rule.addresses |= addressesOf(*peer.ipBlock, invalidity);
    else if (peer.namespaceSelector)
        rule.podPeers.push_back(selection.podsWhere(*peer.namespaceSelector, peer.podSelector));
    else
        rule.podPeers.push_back(selection.podsIn(policyNamespace, *peer.podSelector));
}

void addPort(CompiledRule &rule, const NetworkPolicyPort &item, std::string &invalidity)
{
    const Protocol protocol = item.protocol.value_or(Protocol::Tcp);
    const auto *number = item.port ? std::get_if<std::uint16_t>(&*item.port) : nullptr;
    if (item.endPort && (!number || *item.endPort < *number)) {
        invalidity = "endPort needs a numeric port that is not greater";
        return;
    }
    if (!item.port)
        rule.ports |= ConnectionSet::allOf(protocol);
    else if (!number)
        rule.namedPorts.emplace_back(protocol, std::get<std::string>(*item.port));
    else if (*number == 0)
        invalidity = "port 0 is not a port";
    else
        rule.ports |= ConnectionSet::ports(protocol, *number, item.endPort.value_or(*number));
}

CompiledRule compileRule(const NetworkPolicyRule &rule, const std::string &policyNamespace,
    PodSelection &selection, const IpRanges &clusterRanges, std::string &invalidity)
{
    CompiledRule compiled;
    compiled.anyPeer = rule.peers.empty();
    for (const NetworkPolicyPeer &peer : rule.peers)
        addPeer(compiled, peer, policyNamespace, selection, invalidity);
    compiled.coverage = clusterCoverage(compiled.addresses, clusterRanges);
    if (rule.ports.empty())
        compiled.ports = ConnectionSet::all();
    for (const NetworkPolicyPort &item : rule.ports)
        addPort(compiled, item, invalidity);
    return compiled;
}

} // namespace

ClusterCoverage clusterCoverage(const IpRanges &addresses, const IpRanges &clusterRanges)
{
    if (addresses.isEmpty())
        return ClusterCoverage::None;
    if (clusterRanges.isEmpty())
        return addresses.contains(IpRanges::all()) ? ClusterCoverage::Whole : ClusterCoverage::Part;
    if (!addresses.intersects(clusterRanges))
        return ClusterCoverage::None;
    return addresses.contains(clusterRanges) ? ClusterCoverage::Whole : ClusterCoverage::Part;
}

CompiledNetworkPolicy compileNetworkPolicy(
    const NetworkPolicy &policy, PodSelection &selection, const IpRanges &clusterRanges)
{
    CompiledNetworkPolicy compiled;
    compiled.selected = selection.positionsIn(policy.meta.namespaceName, policy.podSelector);
    const auto compileDirection = [&](PolicyDirection direction,
                                      const std::vector<NetworkPolicyRule> &rules) {
        CompiledDirection &result = compiled.directions[static_cast<std::size_t>(direction)];
        result.isolates = appliesTo(policy, direction);
        for (const NetworkPolicyRule &rule : rules) {
            // Rules outside the policy types are validated, but play no part.
            CompiledRule compiledRule =
                compileRule(rule, policy.meta.namespaceName, selection, clusterRanges, compiled.invalidity);
            if (result.isolates)
                result.rules.push_back(std::move(compiledRule));
        }
    };
    compileDirection(PolicyDirection::Ingress, policy.ingress);
    compileDirection(PolicyDirection::Egress, policy.egress);
    return compiled;
}

} // namespace fourplane
