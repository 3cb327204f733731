// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeReaders.h"
#include "core/storage/PortLimits.h"

namespace fourplane {

namespace {

constexpr std::int64_t highestPriority = 1000;

/// What differs between the kinds.
struct Dialect
{
    bool isV1Alpha2 = false; ///< ClusterNetworkPolicy
    bool mayPass = true; ///< not in a BaselineAdminNetworkPolicy
    std::size_t mostItems = 100; ///< rules, peers and ports of a list (semantics AN8)
    std::string_view portsKey;
};

Dialect dialectOf(AdminPolicyKind kind)
{
    if (kind == AdminPolicyKind::ClusterNetworkPolicy)
        return { true, true, 25, "protocols" };
    return { false, kind == AdminPolicyKind::AdminNetworkPolicy, 100, "ports" };
}

class AdminPolicyReading
{
public:
    AdminPolicyReading(ManifestReader &reader, AdminPolicy &policy)
        : m_reader(reader)
        , m_policy(policy)
        , m_dialect(dialectOf(policy.kind))
    {
    }

    void read(const YamlNode &spec)
    {
        if (m_policy.kind == AdminPolicyKind::BaselineAdminNetworkPolicy)
            m_reader.expectMap(spec, "spec", { "subject", "ingress", "egress" });
        else if (m_dialect.isV1Alpha2)
            m_reader.expectMap(spec, "spec", { "tier", "priority", "subject", "ingress", "egress" });
        else
            m_reader.expectMap(spec, "spec", { "priority", "subject", "ingress", "egress" });
        if (m_policy.kind != AdminPolicyKind::BaselineAdminNetworkPolicy
            && m_reader.requiredField(spec, "priority"))
            m_policy.priority =
                static_cast<int>(m_reader.integer(spec, "priority", 0, highestPriority).value_or(0));
        if (m_dialect.isV1Alpha2 && m_reader.requiredField(spec, "tier"))
            m_policy.tier = m_reader.word<AdminPolicyTier>(spec, "tier").value_or(AdminPolicyTier::Admin);
        if (const YamlNode *subject = m_reader.requiredField(spec, "subject"))
            readSubject(*subject);
        m_policy.ingress = readRules(spec, "ingress", "from");
        m_policy.egress = readRules(spec, "egress", "to");
    }

private:
    bool exactlyOne(int count, const YamlNode &node, const char *what, const char *choices)
    {
        if (count == 1)
            return true;
        m_reader.problem("invalid-value",
            std::string(what) + (count == 0 ? " is empty." : " has more than one field."),
            std::string("Give exactly one of ") + choices + ".", node.location);
        return false;
    }

    std::optional<LabelSelector> selectorUnder(const YamlNode &map, std::string_view key)
    {
        const YamlNode *selector = ManifestReader::field(map, key);
        return selector ? std::optional(readLabelSelector(m_reader, *selector, key)) : std::nullopt;
    }

    std::optional<NamespacedPods> podsUnder(const YamlNode &map)
    {
        const YamlNode *node = ManifestReader::field(map, "pods");
        if (!node)
            return std::nullopt;
        NamespacedPods pods;
        if (!m_reader.expectMap(*node, "pods", { "namespaceSelector", "podSelector" }))
            return pods;
        if (!m_dialect.isV1Alpha2)
            m_reader.requiredField(*node, "namespaceSelector");
        pods.namespaceSelector = selectorUnder(*node, "namespaceSelector");
        m_reader.requiredField(*node, "podSelector");
        pods.podSelector = selectorUnder(*node, "podSelector").value_or(LabelSelector {});
        return pods;
    }

    void readSubject(const YamlNode &node)
    {
        if (!m_reader.expectMap(node, "subject", { "namespaces", "pods" }))
            return;
        m_policy.subject.namespaces = selectorUnder(node, "namespaces");
        m_policy.subject.pods = podsUnder(node);
        exactlyOne((m_policy.subject.namespaces ? 1 : 0) + (m_policy.subject.pods ? 1 : 0), node,
            "The subject", "namespaces and pods");
    }

    AdminPolicyPeer readPeer(const YamlNode &node, bool isEgress)
    {
        AdminPolicyPeer peer;
        const bool isMap = isEgress
            ? m_reader.expectMap(node, "to", { "namespaces", "pods", "networks", "nodes", "domainNames" })
            : m_reader.expectMap(node, "from", { "namespaces", "pods" });
        if (!isMap)
            return peer;
        peer.namespaces = selectorUnder(node, "namespaces");
        peer.pods = podsUnder(node);
        peer.nodes = selectorUnder(node, "nodes");
        peer.networks = m_reader.texts(node, "networks");
        for (const YamlNode *network : m_reader.items(node, "networks")) {
            if (network->isScalar())
                readCidr(m_reader, network->text, network->location);
        }
        peer.domainNames = m_reader.texts(node, "domainNames");
        exactlyOne((peer.namespaces ? 1 : 0) + (peer.pods ? 1 : 0) + (peer.nodes ? 1 : 0)
                + (peer.networks.empty() ? 0 : 1) + (peer.domainNames.empty() ? 0 : 1),
            node, "A peer",
            isEgress ? "namespaces, pods, networks, nodes and domainNames" : "namespaces and pods");
        return peer;
    }

    std::optional<std::uint16_t> portNumber(const YamlNode &map, std::string_view key)
    {
        if (!m_reader.requiredField(map, key))
            return std::nullopt;
        const auto number = m_reader.integer(map, key, 1, highestPort);
        return number ? std::optional(static_cast<std::uint16_t>(*number)) : std::nullopt;
    }

    AdminPolicyPort readPort(const YamlNode &node)
    {
        return m_dialect.isV1Alpha2 ? readProtocolItem(node) : readPortItem(node);
    }

    /// v1alpha1
    AdminPolicyPort readPortItem(const YamlNode &node)
    {
        AdminPolicyPort port;
        if (!m_reader.expectMap(node, "ports", { "portNumber", "portRange", "namedPort" }))
            return port;
        const YamlNode *number = ManifestReader::field(node, "portNumber");
        const YamlNode *range = ManifestReader::field(node, "portRange");
        port.name = m_reader.text(node, "namedPort");
        exactlyOne((number ? 1 : 0) + (range ? 1 : 0) + (port.name.empty() ? 0 : 1), node, "A port",
            "portNumber, portRange and namedPort");
        if (number && m_reader.expectMap(*number, "portNumber", { "protocol", "port" })) {
            port.protocol = m_reader.word<Protocol>(*number, "protocol").value_or(Protocol::Tcp);
            port.port = portNumber(*number, "port");
        }
        if (range && m_reader.expectMap(*range, "portRange", { "protocol", "start", "end" })) {
            port.protocol = m_reader.word<Protocol>(*range, "protocol").value_or(Protocol::Tcp);
            port.port = portNumber(*range, "start");
            port.endPort = portNumber(*range, "end");
        }
        return port;
    }

    /// v1alpha2
    AdminPolicyPort readProtocolItem(const YamlNode &node)
    {
        AdminPolicyPort port;
        if (!m_reader.expectMap(node, "protocols", { "tcp", "udp", "sctp", "destinationNamedPort" }))
            return port;
        port.name = m_reader.text(node, "destinationNamedPort");
        int count = port.name.empty() ? 0 : 1;
        for (const auto &[key, protocol] : { std::pair("tcp", Protocol::Tcp), std::pair("udp", Protocol::Udp),
                 std::pair("sctp", Protocol::Sctp) }) {
            if (const YamlNode *item = ManifestReader::field(node, key)) {
                ++count;
                port.protocol = protocol;
                readDestinationPort(*item, key, port);
            }
        }
        exactlyOne(count, node, "A protocol item", "tcp, udp, sctp and destinationNamedPort");
        return port;
    }

    void readDestinationPort(const YamlNode &item, std::string_view key, AdminPolicyPort &port)
    {
        if (!m_reader.expectMap(item, key, { "destinationPort" }))
            return;
        const YamlNode *destination = m_reader.requiredField(item, "destinationPort");
        if (!destination || !m_reader.expectMap(*destination, "destinationPort", { "number", "range" }))
            return;
        const YamlNode *range = ManifestReader::field(*destination, "range");
        const bool hasNumber = ManifestReader::field(*destination, "number") != nullptr;
        if (!exactlyOne(
                (range ? 1 : 0) + (hasNumber ? 1 : 0), *destination, "A destinationPort", "number and range"))
            return;
        if (hasNumber) {
            port.port = portNumber(*destination, "number");
        } else if (m_reader.expectMap(*range, "range", { "start", "end" })) {
            port.port = portNumber(*range, "start");
            port.endPort = portNumber(*range, "end");
            if (port.port && port.endPort && *port.port >= *port.endPort)
                m_reader.problem("invalid-value", "The start of the range is not less than its end.",
                    "Write the lower number in \"start\".", range->location);
        }
    }

    AdminPolicyAction readAction(const YamlNode &node)
    {
        const YamlNode *action = m_reader.requiredField(node, "action");
        const auto text = action ? m_reader.textOf(*action, "action") : std::nullopt;
        if (!text)
            return AdminPolicyAction::Deny;
        if (*text == (m_dialect.isV1Alpha2 ? "Accept" : "Allow"))
            return AdminPolicyAction::Accept;
        if (*text == "Pass" && m_dialect.mayPass)
            return AdminPolicyAction::Pass;
        if (*text != "Deny")
            m_reader.problem("invalid-value", "\"" + *text + "\" is no action here.",
                std::string("Write ")
                    + (m_dialect.isV1Alpha2     ? "Accept, Deny or Pass"
                            : m_dialect.mayPass ? "Allow, Deny or Pass"
                                                : "Allow or Deny")
                    + ".",
                action->location);
        return AdminPolicyAction::Deny;
    }

    void checkCount(const YamlNode &map, std::string_view key, bool mustHaveItems)
    {
        const std::size_t count = m_reader.items(map, key).size();
        const YamlNode *list = ManifestReader::field(map, key);
        if (list && count > m_dialect.mostItems)
            m_reader.problem("invalid-value",
                "\"" + std::string(key) + "\" has " + std::to_string(count) + " items; at most "
                    + std::to_string(m_dialect.mostItems) + " are accepted (AN8).",
                "Make two policies of it.", list->location);
        if (list && mustHaveItems && count == 0)
            m_reader.problem("invalid-value", "\"" + std::string(key) + "\" is empty.",
                "List at least one item.", list->location);
    }

    std::vector<AdminPolicyRule> readRules(
        const YamlNode &spec, std::string_view direction, std::string_view peersKey)
    {
        std::vector<AdminPolicyRule> rules;
        checkCount(spec, direction, false);
        for (const YamlNode *item : m_reader.items(spec, direction)) {
            AdminPolicyRule rule;
            if (m_reader.expectMap(*item, direction, { "name", "action", peersKey, m_dialect.portsKey })) {
                rule.name = m_reader.text(*item, "name");
                rule.action = readAction(*item);
                m_reader.requiredField(*item, peersKey);
                checkCount(*item, peersKey, true);
                checkCount(*item, m_dialect.portsKey, true);
                for (const YamlNode *peer : m_reader.items(*item, peersKey))
                    rule.peers.push_back(readPeer(*peer, peersKey == "to"));
                for (const YamlNode *port : m_reader.items(*item, m_dialect.portsKey))
                    rule.ports.push_back(readPort(*port));
                checkRule(rule, *item);
            }
            rules.push_back(std::move(rule));
        }
        return rules;
    }

    void checkRule(const AdminPolicyRule &rule, const YamlNode &node)
    {
        bool namesPort = false;
        for (const AdminPolicyPort &port : rule.ports)
            namesPort = namesPort || !port.name.empty();
        for (const AdminPolicyPeer &peer : rule.peers) {
            const bool isOutside = !peer.networks.empty() || peer.nodes || !peer.domainNames.empty();
            if (isOutside && namesPort)
                m_reader.problem("invalid-value",
                    "A named port stands beside networks, nodes or domainNames, which have none (AN8).",
                    "Give the port by number, or make two rules of it.", node.location);
            if (!peer.domainNames.empty() && rule.action != AdminPolicyAction::Accept)
                m_reader.problem("invalid-value", "domainNames can only be allowed (AN5).",
                    "Deny or pass by networks instead.", node.location);
        }
    }

    ManifestReader &m_reader;
    AdminPolicy &m_policy;
    Dialect m_dialect;
};

} // namespace

void readSpec(ManifestReader &reader, const YamlNode &manifest, AdminPolicy &policy)
{
    if (const YamlNode *kind = ManifestReader::field(manifest, "kind"))
        policy.kind = reader.wordOf<AdminPolicyKind>(*kind, "kind").value_or(policy.kind);
    if (policy.kind == AdminPolicyKind::BaselineAdminNetworkPolicy) {
        policy.tier = AdminPolicyTier::Baseline;
        if (policy.meta.name != "default")
            reader.problem("invalid-value",
                "There can only be one BaselineAdminNetworkPolicy, named default (AN8).", "Name it default.",
                manifest.location);
    }
    if (const YamlNode *spec = reader.requiredField(manifest, "spec"))
        AdminPolicyReading(reader, policy).read(*spec);
}

} // namespace fourplane
