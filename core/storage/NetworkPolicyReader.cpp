// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Cidr.h"
#include "core/base/KubernetesSyntax.h"
#include "core/storage/NativeReaders.h"
#include "core/storage/PortLimits.h"

namespace fourplane {

namespace {

/// A null item of a list reads as the zero value, as the API server has it.
const YamlNode &orEmptyMap(const YamlNode &node, YamlNode &empty)
{
    if (!isYamlNull(node))
        return node;
    empty.kind = YamlNode::Kind::Map;
    empty.location = node.location;
    return empty;
}

SelectorExpression readExpression(ManifestReader &reader, const YamlNode &node)
{
    SelectorExpression expression;
    if (!reader.expectMap(node, "matchExpressions", { "key", "operator", "values" }))
        return expression;
    expression.key = reader.requiredText(node, "key");
    if (const YamlNode *key = ManifestReader::field(node, "key");
        key && !expression.key.empty() && !isQualifiedName(expression.key)) {
        reader.problem("invalid-value", "\"" + expression.key + "\" is no legal label key.",
            "Use letters, digits, '-', '_' and '.', at most 63, after an optional DNS name and '/'.",
            key->location);
    }
    if (const YamlNode *op = reader.requiredField(node, "operator"))
        expression.op = reader.wordOf<SelectorOperator>(*op, "operator").value_or(SelectorOperator::In);
    expression.values = reader.texts(node, "values");
    const bool needsValues =
        expression.op == SelectorOperator::In || expression.op == SelectorOperator::NotIn;
    if (needsValues == expression.values.empty()) {
        reader.problem("invalid-value",
            "The operator " + std::string(nameOf(expression.op))
                + (needsValues ? " needs values." : " takes no values."),
            needsValues ? "List at least one value." : "Remove \"values\".", node.location);
    }
    for (const YamlNode *value : reader.items(node, "values")) {
        if (value->isScalar() && !isLabelValue(value->text)) {
            reader.problem("invalid-value", "\"" + value->text + "\" is no legal label value.",
                "Use letters, digits, '-', '_' and '.', at most 63.", value->location);
        }
    }
    return expression;
}

IpBlock readIpBlock(ManifestReader &reader, const YamlNode &node)
{
    IpBlock block;
    if (!reader.expectMap(node, "ipBlock", { "cidr", "except" }))
        return block;
    block.cidr = reader.requiredText(node, "cidr");
    block.except = reader.texts(node, "except");
    const YamlNode *cidr = ManifestReader::field(node, "cidr");
    if (!cidr || block.cidr.empty())
        return block;
    const auto outer = readCidr(reader, block.cidr, cidr->location);
    for (const YamlNode *item : reader.items(node, "except")) {
        const auto inner = readCidr(reader, item->text, item->location);
        if (outer && inner && !isStrictSubset(*inner, *outer)) {
            reader.problem("invalid-value",
                "The exception " + item->text + " is no strict subset of " + block.cidr + ".",
                "Except only a smaller block inside the cidr.", item->location);
        }
    }
    return block;
}

NetworkPolicyPeer readPeer(ManifestReader &reader, const YamlNode &node, std::string_view what)
{
    NetworkPolicyPeer peer;
    if (!reader.expectMap(node, what, { "podSelector", "namespaceSelector", "ipBlock" }))
        return peer;
    if (const YamlNode *selector = ManifestReader::field(node, "podSelector"))
        peer.podSelector = readLabelSelector(reader, *selector, "podSelector");
    if (const YamlNode *selector = ManifestReader::field(node, "namespaceSelector"))
        peer.namespaceSelector = readLabelSelector(reader, *selector, "namespaceSelector");
    if (const YamlNode *block = ManifestReader::field(node, "ipBlock"))
        peer.ipBlock = readIpBlock(reader, *block);
    if (peer.ipBlock && (peer.podSelector || peer.namespaceSelector)) {
        reader.problem("invalid-value", "A peer has an ipBlock together with a selector.",
            "Make two peers of it: the ipBlock alone, and the selectors.", node.location);
    }
    if (!peer.ipBlock && !peer.podSelector && !peer.namespaceSelector) {
        reader.problem("invalid-value", "A peer is empty.",
            "Name a podSelector, a namespaceSelector or an ipBlock; for any peer leave the whole list out.",
            node.location);
    }
    return peer;
}

std::optional<IntOrName> readPortReference(ManifestReader &reader, const YamlNode &node)
{
    if (!isKubernetesString(node)) {
        const auto number = reader.integerOf(node, "port", 1, highestPort);
        return number ? std::optional<IntOrName>(static_cast<std::uint16_t>(*number)) : std::nullopt;
    }
    if (!isPortName(node.text)) {
        reader.problem("invalid-value", "\"" + node.text + "\" is no port name.",
            "Write a number without quotes, or a name of at most 15 lower case letters, digits and '-' with "
            "a letter.",
            node.location);
        return std::nullopt;
    }
    return IntOrName(node.text);
}

NetworkPolicyPort readPort(ManifestReader &reader, const YamlNode &node)
{
    NetworkPolicyPort port;
    if (!reader.expectMap(node, "ports", { "protocol", "port", "endPort" }))
        return port;
    port.protocol = reader.word<Protocol>(node, "protocol");
    if (const YamlNode *reference = ManifestReader::field(node, "port"))
        port.port = readPortReference(reader, *reference);
    const YamlNode *end = ManifestReader::field(node, "endPort");
    if (!end)
        return port;
    const auto last = reader.integerOf(*end, "endPort", 1, highestPort);
    const auto *first = port.port ? std::get_if<std::uint16_t>(&*port.port) : nullptr;
    if (!first) {
        reader.problem("invalid-value", "An endPort needs a numeric port.",
            "Give \"port\" the first number of the range.", end->location);
    } else if (last && *last < *first) {
        reader.problem("invalid-value", "The endPort is lower than the port.",
            "Write the lower number in \"port\".", end->location);
    }
    if (last)
        port.endPort = static_cast<std::uint16_t>(*last);
    return port;
}

std::vector<NetworkPolicyRule> readRules(
    ManifestReader &reader, const YamlNode &spec, std::string_view direction, std::string_view peersKey)
{
    std::vector<NetworkPolicyRule> rules;
    for (const YamlNode *item : reader.items(spec, direction)) {
        YamlNode empty;
        const YamlNode &node = orEmptyMap(*item, empty);
        NetworkPolicyRule rule;
        if (reader.expectMap(node, direction, { peersKey, "ports" })) {
            for (const YamlNode *peer : reader.items(node, peersKey)) {
                YamlNode emptyPeer;
                rule.peers.push_back(readPeer(reader, orEmptyMap(*peer, emptyPeer), peersKey));
            }
            for (const YamlNode *port : reader.items(node, "ports")) {
                YamlNode emptyPort;
                rule.ports.push_back(readPort(reader, orEmptyMap(*port, emptyPort)));
            }
        }
        rules.push_back(std::move(rule));
    }
    return rules;
}

} // namespace

LabelSelector readLabelSelector(ManifestReader &reader, const YamlNode &node, std::string_view what)
{
    LabelSelector selector;
    if (!reader.expectMap(node, what, { "matchLabels", "matchExpressions" }))
        return selector;
    selector.matchLabels = reader.textMap(node, "matchLabels").value_or(Labels {});
    checkLabels(reader, node, "matchLabels");
    for (const YamlNode *item : reader.items(node, "matchExpressions"))
        selector.matchExpressions.push_back(readExpression(reader, *item));
    return selector;
}

std::optional<Cidr> readCidr(ManifestReader &reader, const std::string &text, const SourceLocation &where)
{
    const auto block = parseCidr(text);
    if (!block) {
        reader.problem("invalid-value", "\"" + text + "\" is no address block.",
            "Write it like 10.0.0.0/8 or 2001:db8::/32.", where);
    }
    return block;
}

void readSpec(ManifestReader &reader, const YamlNode &manifest, NetworkPolicy &policy)
{
    const YamlNode *spec = ManifestReader::field(manifest, "spec");
    if (!spec || !reader.expectMap(*spec, "spec", { "podSelector", "policyTypes", "ingress", "egress" }))
        return;
    if (const YamlNode *selector = ManifestReader::field(*spec, "podSelector"))
        policy.podSelector = readLabelSelector(reader, *selector, "podSelector");
    for (const YamlNode *item : reader.items(*spec, "policyTypes")) {
        if (const auto direction = reader.wordOf<PolicyDirection>(*item, "policyTypes"))
            policy.policyTypes.push_back(*direction);
    }
    if (policy.policyTypes.size() > 2) {
        reader.problem("invalid-value", "\"policyTypes\" has more than two items.",
            "List Ingress and Egress at most once each.",
            ManifestReader::field(*spec, "policyTypes")->location);
    }
    policy.ingress = readRules(reader, *spec, "ingress", "from");
    policy.egress = readRules(reader, *spec, "egress", "to");
}

} // namespace fourplane
