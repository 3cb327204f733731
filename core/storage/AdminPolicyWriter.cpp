// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeYamlParts.h"

#include <string_view>

namespace fourplane {

namespace {

YamlValue podsValue(const NamespacedPods &pods)
{
    YamlValue value = YamlValue::map();
    if (pods.namespaceSelector)
        value.add("namespaceSelector", selectorValue(*pods.namespaceSelector));
    value.add("podSelector", selectorValue(pods.podSelector));
    return value;
}

YamlValue subjectValue(const AdminPolicySubject &subject)
{
    YamlValue value = YamlValue::map();
    if (subject.namespaces)
        value.add("namespaces", selectorValue(*subject.namespaces));
    if (subject.pods)
        value.add("pods", podsValue(*subject.pods));
    return value;
}

YamlValue adminPeerValue(const AdminPolicyPeer &peer)
{
    YamlValue value = YamlValue::map();
    if (peer.namespaces)
        value.add("namespaces", selectorValue(*peer.namespaces));
    if (peer.pods)
        value.add("pods", podsValue(*peer.pods));
    value.addUnlessEmpty("networks", YamlValue::strings(peer.networks));
    if (peer.nodes)
        value.add("nodes", selectorValue(*peer.nodes));
    value.addUnlessEmpty("domainNames", YamlValue::strings(peer.domainNames));
    return value;
}

/// An item of `ports` of v1alpha1.
YamlValue portItem(const AdminPolicyPort &port)
{
    YamlValue value = YamlValue::map();
    if (!port.name.empty())
        return value.add("namedPort", port.name);
    YamlValue numbers = YamlValue::map();
    numbers.add("protocol", nameOf(port.protocol.value_or(Protocol::Tcp)));
    if (port.endPort)
        return value.add(
            "portRange", std::move(numbers.add("start", port.port.value_or(0)).add("end", *port.endPort)));
    return value.add("portNumber", std::move(numbers.add("port", port.port.value_or(0))));
}

/// An item of `protocols` of v1alpha2.
YamlValue protocolItem(const AdminPolicyPort &port)
{
    YamlValue value = YamlValue::map();
    if (!port.name.empty())
        return value.add("destinationNamedPort", port.name);
    YamlValue destination = YamlValue::map();
    if (port.endPort)
        destination.add(
            "range", YamlValue::map().add("start", port.port.value_or(0)).add("end", *port.endPort));
    else
        destination.add("number", port.port.value_or(0));
    static constexpr std::array<std::string_view, 3> keys { "tcp", "udp", "sctp" };
    return value.add(std::string(keys[static_cast<std::size_t>(port.protocol.value_or(Protocol::Tcp))]),
        YamlValue::map().add("destinationPort", std::move(destination)));
}

YamlValue adminRulesValue(const std::vector<AdminPolicyRule> &rules, const char *peersKey, bool isV1Alpha2)
{
    return listOf(rules, [&](const AdminPolicyRule &rule) {
        YamlValue value = YamlValue::map();
        value.addUnlessEmpty("name", rule.name);
        const bool saysAllow = rule.action == AdminPolicyAction::Accept && !isV1Alpha2;
        value.add("action", saysAllow ? std::string_view("Allow") : nameOf(rule.action));
        value.add(peersKey, listOf(rule.peers, adminPeerValue));
        value.addUnlessEmpty(
            isV1Alpha2 ? "protocols" : "ports", listOf(rule.ports, isV1Alpha2 ? protocolItem : portItem));
        return value;
    });
}

} // namespace

YamlValue specValue(const AdminPolicy &policy)
{
    YamlValue spec = YamlValue::map();
    const bool isV1Alpha2 = policy.kind == AdminPolicyKind::ClusterNetworkPolicy;
    if (isV1Alpha2)
        spec.add("tier", nameOf(policy.tier));
    if (policy.kind != AdminPolicyKind::BaselineAdminNetworkPolicy)
        spec.add("priority", static_cast<std::int64_t>(policy.priority));
    spec.add("subject", subjectValue(policy.subject));
    spec.addUnlessEmpty("ingress", adminRulesValue(policy.ingress, "from", isV1Alpha2));
    spec.addUnlessEmpty("egress", adminRulesValue(policy.egress, "to", isV1Alpha2));
    return spec;
}

} // namespace fourplane
