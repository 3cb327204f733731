// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/storage/NativeReaders.h"
#include "core/storage/PortLimits.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace fourplane {

namespace {

constexpr std::size_t mostPorts = 40;
constexpr std::size_t longestName = 255;

constexpr std::array<std::string_view, 12> entityNames { "all", "world", "cluster", "cluster-mesh", "host",
    "init", "ingress", "unmanaged", "remote-node", "health", "none", "kube-apiserver" };
constexpr std::array<std::string_view, 4> protocolNames { "TCP", "UDP", "SCTP", "ANY" };

template <class List>
std::string allOf(const List &words)
{
    std::string text;
    for (std::string_view word : words)
        text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

/// A label selector whose keys may say where the label comes from ("k8s:app").
class EndpointSelectorReading
{
public:
    explicit EndpointSelectorReading(ManifestReader &reader)
        : m_reader(reader)
    {
    }

    LabelSelector read(const YamlNode &node, std::string_view what)
    {
        LabelSelector selector;
        if (!m_reader.expectMap(node, what, { "matchLabels", "matchExpressions" }))
            return selector;
        selector.matchLabels = m_reader.textMap(node, "matchLabels").value_or(Labels {});
        if (const YamlNode *labels = ManifestReader::field(node, "matchLabels"); labels && labels->isMap()) {
            for (const YamlNode::Entry &entry : labels->entries)
                checkKey(entry.key, entry.keyLocation);
        }
        for (const YamlNode *item : m_reader.items(node, "matchExpressions")) {
            SelectorExpression expression;
            if (!m_reader.expectMap(*item, "matchExpressions", { "key", "operator", "values" }))
                continue;
            expression.key = m_reader.requiredText(*item, "key");
            checkKey(expression.key, item->location);
            if (m_reader.requiredField(*item, "operator"))
                expression.op =
                    m_reader.word<SelectorOperator>(*item, "operator").value_or(SelectorOperator::In);
            expression.values = m_reader.texts(*item, "values");
            const bool wantsValues =
                expression.op == SelectorOperator::In || expression.op == SelectorOperator::NotIn;
            if (wantsValues == expression.values.empty())
                m_reader.problem("invalid-value",
                    wantsValues ? "In and NotIn need values." : "Exists and DoesNotExist take no values.",
                    wantsValues ? "List at least one value." : "Remove \"values\".", item->location);
            selector.matchExpressions.push_back(std::move(expression));
        }
        return selector;
    }

private:
    void checkKey(const std::string &key, const SourceLocation &where)
    {
        const std::size_t colon = key.find(':');
        const std::string name = colon == std::string::npos ? key : key.substr(colon + 1);
        if (!key.empty() && !isQualifiedName(name))
            m_reader.problem("invalid-value", "\"" + key + "\" is no legal label key.",
                "Write it like app, k8s:app, any:app or reserved:host.", where);
    }

    ManifestReader &m_reader;
};

class CiliumReading
{
public:
    CiliumReading(ManifestReader &reader, CiliumPolicyKind kind)
        : m_reader(reader)
        , m_kind(kind)
    {
    }

    CiliumSpec readSpec(const YamlNode &node)
    {
        CiliumSpec spec;
        if (!m_reader.expectMap(node, "spec",
                { "description", "endpointSelector", "nodeSelector", "ingress", "ingressDeny", "egress",
                    "egressDeny", "enableDefaultDeny" },
                { "labels", "log" }))
            return spec;
        spec.description = m_reader.text(node, "description");
        EndpointSelectorReading selectors(m_reader);
        if (const YamlNode *selector = ManifestReader::field(node, "endpointSelector"))
            spec.endpointSelector = selectors.read(*selector, "endpointSelector");
        const YamlNode *nodes = ManifestReader::field(node, "nodeSelector");
        if (nodes)
            spec.nodeSelector = selectors.read(*nodes, "nodeSelector");
        if (nodes && m_kind == CiliumPolicyKind::CiliumNetworkPolicy)
            m_reader.problem("invalid-value", "A CiliumNetworkPolicy cannot have a nodeSelector.",
                "Make it a CiliumClusterwideNetworkPolicy.", nodes->location);
        if (spec.endpointSelector.has_value() == spec.nodeSelector.has_value())
            m_reader.problem("invalid-value", "Exactly one of endpointSelector and nodeSelector is needed.",
                "Write \"endpointSelector: {}\" for every pod.", node.location);
        m_isAboutNodes = spec.nodeSelector.has_value();
        spec.ingress = readRules(node, "ingress", true, false);
        spec.ingressDeny = readRules(node, "ingressDeny", true, true);
        spec.egress = readRules(node, "egress", false, false);
        spec.egressDeny = readRules(node, "egressDeny", false, true);
        if (spec.ingress.empty() && spec.ingressDeny.empty() && spec.egress.empty()
            && spec.egressDeny.empty())
            m_reader.problem("missing-field",
                "The policy has no rule in ingress, ingressDeny, egress or egressDeny.",
                "Write \"ingress: [{}]\" to deny everything that comes in.", node.location);
        if (const YamlNode *deny = ManifestReader::field(node, "enableDefaultDeny");
            deny && m_reader.expectMap(*deny, "enableDefaultDeny", { "ingress", "egress" })) {
            spec.defaultDenyIngress = readBoolean(*deny, "ingress");
            spec.defaultDenyEgress = readBoolean(*deny, "egress");
        }
        return spec;
    }

private:
    std::optional<bool> readBoolean(const YamlNode &map, std::string_view key)
    {
        const YamlNode *value = ManifestReader::field(map, key);
        if (!value)
            return std::nullopt;
        if (!isKubernetesString(*value) && (value->text == "true" || value->text == "false"))
            return value->text == "true";
        m_reader.problem("wrong-type", "\"" + std::string(key) + "\" must be true or false.",
            "Write true or false without quotes.", value->location);
        return std::nullopt;
    }

    std::vector<CiliumRule> readRules(
        const YamlNode &spec, std::string_view section, bool isIngress, bool isDeny)
    {
        std::vector<CiliumRule> rules;
        for (const YamlNode *item : m_reader.items(spec, section)) {
            if (!item->isMap()) {
                m_reader.expectMap(*item, section, {});
                continue;
            }
            rules.push_back(readRule(*item, section, isIngress, isDeny));
        }
        return rules;
    }

    void refuseRequirements(const YamlNode &node, const char *key)
    {
        if (const YamlNode *found = ManifestReader::field(node, key))
            m_reader.problem("invalid-value",
                "\"" + std::string(key) + "\" was removed in Cilium 1.19 and is refused (C9).",
                "Put the requirement into every endpoint selector of the rule.", found->location);
    }

    CiliumRule readRule(const YamlNode &node, std::string_view section, bool isIngress, bool isDeny)
    {
        CiliumRule rule;
        const bool isMap = isIngress ? m_reader.expectMap(node, section,
                               { "fromEndpoints", "fromRequires", "fromCIDR", "fromCIDRSet", "fromEntities",
                                   "toPorts", "icmps", "authentication" },
                               { "fromGroups", "fromNodes" })
                                     : m_reader.expectMap(node, section,
                                         { "toEndpoints", "toRequires", "toCIDR", "toCIDRSet", "toEntities",
                                             "toFQDNs", "toPorts", "icmps", "authentication" },
                                         { "toGroups", "toNodes", "toServices" });
        if (!isMap)
            return rule;
        const std::string prefix = isIngress ? "from" : "to";
        refuseRequirements(node, isIngress ? "fromRequires" : "toRequires");
        if (ManifestReader::field(node, prefix + "Endpoints")) {
            rule.endpoints.emplace();
            for (const YamlNode *item : m_reader.items(node, prefix + "Endpoints"))
                rule.endpoints->push_back(
                    EndpointSelectorReading(m_reader).read(*item, prefix + "Endpoints"));
        }
        readAddresses(node, prefix, rule);
        if (const YamlNode *entities = ManifestReader::field(node, prefix + "Entities")) {
            rule.entities = m_reader.texts(node, prefix + "Entities");
            for (const std::string &name : *rule.entities) {
                if (std::find(entityNames.begin(), entityNames.end(), name) == entityNames.end())
                    m_reader.problem("invalid-value", "\"" + name + "\" is no entity.",
                        "Write one of: " + allOf(entityNames) + ".", entities->location);
            }
        }
        if (isDeny && ManifestReader::field(node, "toFQDNs"))
            m_reader.problem("invalid-value", "A deny rule cannot have toFQDNs (C2).",
                "Deny the addresses, or allow only the names that are wanted.", node.location);
        rule.fqdns = readNames(node, "toFQDNs");
        const int peers = (rule.endpoints && !rule.endpoints->empty() ? 1 : 0)
            + (rule.cidrs && !rule.cidrs->empty() ? 1 : 0)
            + (rule.cidrSets && !rule.cidrSets->empty() ? 1 : 0)
            + (rule.entities && !rule.entities->empty() ? 1 : 0) + (rule.fqdns.empty() ? 0 : 1);
        if (peers > 1)
            m_reader.problem("invalid-value", "A rule can name its peers in one way only.",
                "Make a rule of its own for each way.", node.location);
        for (const YamlNode *item : m_reader.items(node, "toPorts"))
            rule.toPorts.push_back(readPortRule(*item, isIngress, isDeny));
        readIcmps(node, rule);
        readAuthentication(node, isDeny, rule);
        return rule;
    }

    void readAddresses(const YamlNode &node, const std::string &prefix, CiliumRule &rule)
    {
        const std::string single = prefix + "CIDR", set = prefix + "CIDRSet";
        if (ManifestReader::field(node, single)) {
            rule.cidrs = m_reader.texts(node, single);
            for (const YamlNode *item : m_reader.items(node, single))
                checkAddress(*item);
        }
        if (!ManifestReader::field(node, set))
            return;
        rule.cidrSets.emplace();
        for (const YamlNode *item : m_reader.items(node, set)) {
            CiliumCidr block;
            if (m_reader.expectMap(
                    *item, set, { "cidr", "except" }, { "cidrGroupRef", "cidrGroupSelector" })) {
                block.cidr = m_reader.requiredText(*item, "cidr");
                block.except = m_reader.texts(*item, "except");
                if (const YamlNode *cidr = ManifestReader::field(*item, "cidr"))
                    checkAddress(*cidr);
                const auto outer = parseCidr(block.cidr);
                for (const YamlNode *except : m_reader.items(*item, "except")) {
                    checkAddress(*except);
                    const auto inner = parseCidr(except->text);
                    if (outer && inner && !contains(*outer, *inner))
                        m_reader.problem("invalid-value",
                            "\"" + except->text + "\" is not within " + block.cidr + ".",
                            "Except a part of the block only.", except->location);
                }
            }
            rule.cidrSets->push_back(std::move(block));
        }
    }

    void checkAddress(const YamlNode &node)
    {
        if (node.isScalar() && !parseCidr(node.text) && !parseIpAddress(node.text))
            m_reader.problem("invalid-value", "\"" + node.text + "\" is no address or address block.",
                "Write it like 10.1.2.3 or 10.0.0.0/8.", node.location);
    }

    std::vector<CiliumName> readNames(const YamlNode &map, std::string_view key)
    {
        std::vector<CiliumName> names;
        for (const YamlNode *item : m_reader.items(map, key)) {
            CiliumName name;
            if (m_reader.expectMap(*item, key, { "matchName", "matchPattern" })) {
                name.matchName = m_reader.text(*item, "matchName");
                name.matchPattern = m_reader.text(*item, "matchPattern");
                const std::string &text = name.matchName.empty() ? name.matchPattern : name.matchName;
                if (name.matchName.empty() == name.matchPattern.empty())
                    m_reader.problem("invalid-value", "Exactly one of matchName and matchPattern is needed.",
                        "Keep one of them.", item->location);
                else if (!isName(text, name.matchName.empty()))
                    m_reader.problem("invalid-value",
                        "\"" + text + "\" has characters that no name has, or is too long.",
                        "Use letters, digits, '.', '-' and '_', and '*' in a pattern; at most 255.",
                        item->location);
            }
            names.push_back(std::move(name));
        }
        return names;
    }

    static bool isName(const std::string &text, bool mayHaveStars)
    {
        return text.size() <= longestName && std::all_of(text.begin(), text.end(), [mayHaveStars](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
                || c == '-' || c == '_' || (c == '*' && mayHaveStars);
        });
    }

    CiliumPortRule readPortRule(const YamlNode &node, bool isIngress, bool isDeny)
    {
        CiliumPortRule rule;
        const bool isMap = isDeny ? m_reader.expectMap(node, "toPorts", { "ports" })
                                  : m_reader.expectMap(node, "toPorts", { "ports", "serverNames", "rules" },
                                      { "listener", "terminatingTLS", "originatingTLS" });
        if (!isMap)
            return rule;
        for (const YamlNode *item : m_reader.items(node, "ports"))
            rule.ports.push_back(readPort(*item));
        if (rule.ports.size() > mostPorts)
            m_reader.problem(
                "invalid-value", "\"ports\" has more than 40 items.", "Make two items of it.", node.location);
        if (isDeny)
            return rule;
        rule.serverNames = m_reader.texts(node, "serverNames");
        if (const YamlNode *rules = ManifestReader::field(node, "rules");
            rules && m_reader.expectMap(*rules, "rules", { "http", "dns" }, { "kafka", "l7", "l7proto" })) {
            for (const YamlNode *item : m_reader.items(*rules, "http"))
                rule.http.push_back(readHttp(*item));
            rule.dns = readNames(*rules, "dns");
        }
        checkLayerSeven(node, rule, isIngress);
        return rule;
    }

    void checkLayerSeven(const YamlNode &node, const CiliumPortRule &rule, bool isIngress)
    {
        if (rule.http.empty() && rule.dns.empty())
            return;
        const auto refuse = [&](const char *what, const char *fix) {
            m_reader.problem("invalid-value", what, fix, node.location);
        };
        if (!rule.http.empty() && !rule.dns.empty())
            refuse("One item of toPorts has rules of two protocols.", "Make an item of its own for each.");
        if (!rule.dns.empty() && isIngress)
            refuse("DNS rules are not allowed at ingress.", "Put them into an egress rule.");
        if (m_isAboutNodes && !rule.http.empty())
            refuse("A policy for nodes cannot have HTTP rules.", "Remove them.");
        if (!rule.serverNames.empty())
            refuse("Server names and rules of layer 7 do not go together without TLS termination.",
                "Keep one of the two.");
        const bool isTcp = std::all_of(rule.ports.begin(), rule.ports.end(),
            [](const CiliumPort &port) { return port.protocol == "TCP"; });
        if (!rule.http.empty() && !isTcp)
            refuse("HTTP rules need ports with the protocol TCP.", "Write \"protocol: TCP\".");
        if (std::any_of(rule.ports.begin(), rule.ports.end(),
                [](const CiliumPort &port) { return port.port == "0"; }))
            refuse("Rules of layer 7 need a port other than 0.", "Name the port.");
        if (!rule.dns.empty() && rule.ports.empty())
            refuse("DNS rules need port 53.", "Name the port.");
    }

    CiliumPort readPort(const YamlNode &node)
    {
        CiliumPort port;
        if (!m_reader.expectMap(node, "ports", { "port", "endPort", "protocol" }))
            return port;
        port.port = m_reader.requiredText(node, "port");
        port.protocol = m_reader.text(node, "protocol");
        port.endPort =
            static_cast<std::uint16_t>(m_reader.integer(node, "endPort", 0, highestPort).value_or(0));
        const YamlNode *protocol = ManifestReader::field(node, "protocol");
        if (protocol && !port.protocol.empty()
            && std::find(protocolNames.begin(), protocolNames.end(), port.protocol) == protocolNames.end())
            m_reader.problem("invalid-value", "The protocol cannot be \"" + port.protocol + "\".",
                "Write one of: " + allOf(protocolNames) + ".", protocol->location);
        int number = -1;
        const char *end = port.port.data() + port.port.size();
        const auto [last, error] = std::from_chars(port.port.data(), end, number);
        const bool isNumber = error == std::errc {} && last == end;
        const YamlNode *text = ManifestReader::field(node, "port");
        if (text && !port.port.empty()
            && (isNumber ? number < 0 || number > highestPort : !isPortName(port.port)))
            m_reader.problem("invalid-value", "\"" + port.port + "\" is no port.",
                "Write a quoted number from 0 to 65535, or the name of a container port.", text->location);
        if (port.endPort != 0 && (!isNumber || port.endPort < number))
            m_reader.problem("invalid-value", "\"endPort\" needs a port number that is not greater.",
                "Write the lower number in \"port\".", node.location);
        return port;
    }

    CiliumHttpRule readHttp(const YamlNode &node)
    {
        CiliumHttpRule rule;
        if (!m_reader.expectMap(node, "http", { "path", "method", "host", "headers" }, { "headerMatches" }))
            return rule;
        rule.path = m_reader.text(node, "path");
        rule.method = m_reader.text(node, "method");
        rule.host = m_reader.text(node, "host");
        rule.headers = m_reader.texts(node, "headers");
        return rule;
    }

    void readIcmps(const YamlNode &node, CiliumRule &rule)
    {
        for (const YamlNode *item : m_reader.items(node, "icmps")) {
            std::vector<CiliumIcmp> fields;
            if (m_reader.expectMap(*item, "icmps", { "fields" })) {
                for (const YamlNode *field : m_reader.items(*item, "fields")) {
                    CiliumIcmp icmp;
                    if (m_reader.expectMap(*field, "fields", { "family", "type" })) {
                        icmp.family = m_reader.text(*field, "family");
                        const YamlNode *type = m_reader.requiredField(*field, "type");
                        icmp.type = type && type->isScalar() ? type->text : std::string();
                        if (!icmp.family.empty() && icmp.family != "IPv4" && icmp.family != "IPv6")
                            m_reader.problem("invalid-value", "\"" + icmp.family + "\" is no address family.",
                                "Write IPv4 or IPv6.", field->location);
                    }
                    fields.push_back(std::move(icmp));
                }
            }
            rule.icmps.push_back(std::move(fields));
        }
        if (!rule.icmps.empty() && !rule.toPorts.empty())
            m_reader.problem("invalid-value", "A rule with icmps cannot have toPorts.",
                "Make two rules of it.", node.location);
    }

    void readAuthentication(const YamlNode &node, bool isDeny, CiliumRule &rule)
    {
        static constexpr std::array<std::string_view, 3> modes { "disabled", "required", "test-always-fail" };
        const YamlNode *authentication = ManifestReader::field(node, "authentication");
        if (!authentication || !m_reader.expectMap(*authentication, "authentication", { "mode" }))
            return;
        rule.authenticationMode = m_reader.requiredText(*authentication, "mode");
        if (isDeny)
            m_reader.problem("invalid-value", "A deny rule takes no authentication.", "Remove it.",
                authentication->location);
        if (std::find(modes.begin(), modes.end(), rule.authenticationMode) == modes.end())
            m_reader.problem("invalid-value",
                "The authentication mode cannot be \"" + rule.authenticationMode + "\".",
                "Write one of: " + allOf(modes) + ".", authentication->location);
    }

    ManifestReader &m_reader;
    CiliumPolicyKind m_kind;
    bool m_isAboutNodes = false;
};

} // namespace

void readSpec(ManifestReader &reader, const YamlNode &manifest, CiliumPolicy &policy)
{
    const YamlNode *kind = ManifestReader::field(manifest, "kind");
    policy.kind = kind ? enumFromName<CiliumPolicyKind>(kind->text).value_or(policy.kind) : policy.kind;
    CiliumReading reading(reader, policy.kind);
    if (const YamlNode *spec = ManifestReader::field(manifest, "spec"))
        policy.specs.push_back(reading.readSpec(*spec));
    for (const YamlNode *item : reader.items(manifest, "specs"))
        policy.specs.push_back(reading.readSpec(*item));
    if (policy.specs.empty())
        reader.problem("missing-field", "The policy has neither spec nor specs.",
            "Write a \"spec\" with an endpointSelector and rules.", manifest.location);
}

} // namespace fourplane
