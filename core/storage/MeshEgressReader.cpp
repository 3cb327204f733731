// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Cidr.h"
#include "core/storage/NativeReaders.h"
#include "core/storage/PortLimits.h"

#include <algorithm>
#include <array>
#include <limits>

namespace fourplane {

namespace {

/// The text under `key`, which must be one of `allowed` when present.
template <std::size_t size>
std::string readChoice(ManifestReader &reader, const YamlNode &map, std::string_view key,
    const std::array<std::string_view, size> &allowed)
{
    std::string value = reader.text(map, key);
    const YamlNode *node = ManifestReader::field(map, key);
    if (node && std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
        std::string words;
        for (std::string_view word : allowed)
            words += (words.empty() ? "" : ", ") + std::string(word);
        reader.problem("invalid-value", "\"" + std::string(key) + "\" cannot be \"" + value + "\".",
            "Write one of: " + words + ".", node->location);
    }
    return value;
}

ServiceEntryPort readServicePort(ManifestReader &reader, const YamlNode &node)
{
    ServiceEntryPort port;
    if (!reader.expectMap(node, "ports", { "number", "name", "protocol", "targetPort" }))
        return port;
    if (const YamlNode *number = reader.requiredField(node, "number"))
        port.number =
            static_cast<std::uint16_t>(reader.integerOf(*number, "number", 1, highestPort).value_or(0));
    port.name = reader.requiredText(node, "name");
    port.protocol = reader.text(node, "protocol");
    port.targetPort =
        static_cast<std::uint16_t>(reader.integer(node, "targetPort", 1, highestPort).value_or(0));
    return port;
}

ServiceEntryEndpoint readEndpoint(ManifestReader &reader, const YamlNode &node)
{
    ServiceEntryEndpoint endpoint;
    if (!reader.expectMap(node, "endpoints",
            { "address", "ports", "labels", "network", "locality", "weight", "serviceAccount" }))
        return endpoint;
    endpoint.address = reader.text(node, "address");
    endpoint.labels = reader.textMap(node, "labels").value_or(Labels {});
    checkLabels(reader, node, "labels");
    endpoint.network = reader.text(node, "network");
    endpoint.locality = reader.text(node, "locality");
    endpoint.serviceAccount = reader.text(node, "serviceAccount");
    if (const auto weight = reader.integer(node, "weight", 0, std::numeric_limits<std::uint32_t>::max()))
        endpoint.weight = static_cast<std::uint32_t>(*weight);
    if (endpoint.address.empty() && endpoint.network.empty()) {
        reader.problem("missing-field", "An endpoint has neither address nor network.", "Give it an address.",
            node.location);
    }
    const YamlNode *ports = ManifestReader::field(node, "ports");
    if (!ports)
        return endpoint;
    if (!ports->isMap()) {
        reader.problem("wrong-type", "\"ports\" of an endpoint must be a map from port name to number.",
            "Write \"https: 8443\" lines below it.", ports->location);
        return endpoint;
    }
    for (const YamlNode::Entry &entry : ports->entries) {
        if (const auto number = reader.integerOf(*entry.value, entry.key, 1, highestPort))
            endpoint.ports.emplace(entry.key, static_cast<std::uint16_t>(*number));
    }
    return endpoint;
}

void checkPortsDiffer(ManifestReader &reader, const YamlNode &spec, const ServiceEntry &entry)
{
    std::vector<std::uint16_t> numbers;
    for (const ServiceEntryPort &port : entry.ports)
        numbers.push_back(port.number);
    std::sort(numbers.begin(), numbers.end());
    if (std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end()) {
        reader.problem("invalid-value", "Two ports of the ServiceEntry have the same number.",
            "Keep one of them.", spec.location);
    }
}

/// The rules of the ServiceEntry type that bind several fields.
void checkServiceEntry(ManifestReader &reader, const YamlNode &spec, const ServiceEntry &entry)
{
    const bool resolvesNothing = entry.resolution.empty() || entry.resolution == "NONE";
    if (ManifestReader::field(spec, "endpoints") && ManifestReader::field(spec, "workloadSelector")) {
        reader.problem("invalid-value", "Only one of endpoints and workloadSelector may be set.",
            "Keep one of the two.", spec.location);
    }
    if (resolvesNothing && ManifestReader::field(spec, "endpoints")) {
        reader.problem("invalid-value", "Endpoints need a resolution other than NONE.",
            "Set \"resolution\" to STATIC or DNS, or remove the endpoints.", spec.location);
    }
    if (entry.resolution == "DNS_ROUND_ROBIN" && entry.endpoints.size() > 1) {
        reader.problem("invalid-value", "The resolution DNS_ROUND_ROBIN takes one endpoint at most.",
            "Use DNS, or keep one endpoint.", spec.location);
    }
    const bool hasBlocks = std::any_of(entry.addresses.begin(), entry.addresses.end(),
        [](const std::string &address) { return address.find('/') != std::string::npos; });
    if (hasBlocks && !resolvesNothing && entry.resolution != "STATIC") {
        reader.problem("invalid-value", "Address blocks need the resolution NONE or STATIC.",
            "Change \"resolution\" or write single addresses.", spec.location);
    }
    if (std::find(entry.hosts.begin(), entry.hosts.end(), "*") != entry.hosts.end()) {
        reader.problem("invalid-value", "A ServiceEntry cannot have the host \"*\".",
            "Write a host name, or a wildcard below a domain (\"*.example.com\").", spec.location);
    }
    checkPortsDiffer(reader, spec, entry);
}

} // namespace

void readSpec(ManifestReader &reader, const YamlNode &manifest, ServiceEntry &entry)
{
    const YamlNode *spec = reader.requiredField(manifest, "spec");
    if (!spec
        || !reader.expectMap(*spec, "spec",
            { "hosts", "addresses", "ports", "location", "resolution", "endpoints", "workloadSelector",
                "exportTo", "subjectAltNames" }))
        return;
    entry.hosts = reader.texts(*spec, "hosts");
    if (entry.hosts.empty())
        reader.problem(
            "missing-field", "A ServiceEntry needs a host.", "List it in \"hosts\".", spec->location);
    entry.addresses = reader.texts(*spec, "addresses");
    for (const YamlNode *item : reader.items(*spec, "ports"))
        entry.ports.push_back(readServicePort(reader, *item));
    entry.location = readChoice<2>(reader, *spec, "location", { "MESH_EXTERNAL", "MESH_INTERNAL" });
    entry.resolution = readChoice<5>(
        reader, *spec, "resolution", { "NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS" });
    for (const YamlNode *item : reader.items(*spec, "endpoints"))
        entry.endpoints.push_back(readEndpoint(reader, *item));
    entry.workloadSelector = readIstioSelector(reader, *spec, "workloadSelector", "labels");
    entry.exportTo = reader.texts(*spec, "exportTo");
    entry.subjectAltNames = reader.texts(*spec, "subjectAltNames");
    checkServiceEntry(reader, *spec, entry);
}

void readSpec(ManifestReader &reader, const YamlNode &manifest, Sidecar &sidecar)
{
    const YamlNode *spec = ManifestReader::field(manifest, "spec");
    if (!spec
        || !reader.expectMap(*spec, "spec", { "workloadSelector", "egress", "outboundTrafficPolicy" },
            { "ingress", "inboundConnectionPool" }))
        return;
    sidecar.workloadSelector = readIstioSelector(reader, *spec, "workloadSelector", "labels");
    for (const YamlNode *item : reader.items(*spec, "egress")) {
        if (!reader.expectMap(*item, "egress", { "hosts" }, { "port", "bind", "captureMode" }))
            continue;
        if (reader.requiredField(*item, "hosts"))
            sidecar.egressHosts.push_back(reader.texts(*item, "hosts"));
    }
    const YamlNode *outbound = ManifestReader::field(*spec, "outboundTrafficPolicy");
    if (!outbound || !reader.expectMap(*outbound, "outboundTrafficPolicy", { "mode" }, { "egressProxy" }))
        return;
    if (reader.requiredField(*outbound, "mode"))
        sidecar.outboundTrafficPolicyMode =
            readChoice<2>(reader, *outbound, "mode", { "ALLOW_ANY", "REGISTRY_ONLY" });
}

} // namespace fourplane
