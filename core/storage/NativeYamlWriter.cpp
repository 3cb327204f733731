// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeYaml.h"
#include "core/storage/NativeYamlParts.h"

#include <array>

namespace fourplane {

namespace {

YamlValue metaValue(const ObjectMeta &meta)
{
    YamlValue value = YamlValue::map();
    value.add("name", meta.name);
    value.addUnlessEmpty("namespace", meta.namespaceName);
    value.addUnlessEmpty("labels", labelsValue(meta.labels));
    value.addUnlessEmpty("annotations", labelsValue(meta.annotations));
    return value;
}

YamlValue peerValue(const NetworkPolicyPeer &peer)
{
    YamlValue value = YamlValue::map();
    if (peer.namespaceSelector)
        value.add("namespaceSelector", selectorValue(*peer.namespaceSelector));
    if (peer.podSelector)
        value.add("podSelector", selectorValue(*peer.podSelector));
    if (peer.ipBlock) {
        YamlValue block = YamlValue::map();
        block.add("cidr", peer.ipBlock->cidr);
        block.addUnlessEmpty("except", YamlValue::strings(peer.ipBlock->except));
        value.add("ipBlock", std::move(block));
    }
    return value;
}

YamlValue portValue(const NetworkPolicyPort &port)
{
    YamlValue value = YamlValue::map();
    if (port.protocol)
        value.add("protocol", nameOf(*port.protocol));
    if (port.port) {
        if (const auto *number = std::get_if<std::uint16_t>(&*port.port))
            value.add("port", *number);
        else
            value.add("port", std::get<std::string>(*port.port));
    }
    if (port.endPort)
        value.add("endPort", *port.endPort);
    return value;
}

YamlValue rulesValue(const std::vector<NetworkPolicyRule> &rules, const char *peersKey)
{
    return listOf(rules, [peersKey](const NetworkPolicyRule &rule) {
        YamlValue value = YamlValue::map();
        value.addUnlessEmpty(peersKey, listOf(rule.peers, peerValue));
        value.addUnlessEmpty("ports", listOf(rule.ports, portValue));
        return value;
    });
}

YamlValue specValue(const NetworkPolicy &policy)
{
    YamlValue spec = YamlValue::map();
    spec.add("podSelector", selectorValue(policy.podSelector));
    spec.addUnlessEmpty("policyTypes",
        listOf(policy.policyTypes, [](PolicyDirection direction) { return YamlValue(nameOf(direction)); }));
    spec.addUnlessEmpty("ingress", rulesValue(policy.ingress, "from"));
    spec.addUnlessEmpty("egress", rulesValue(policy.egress, "to"));
    return spec;
}

void addSelector(
    YamlValue &spec, const char *key, const char *labelsKey, const std::optional<Labels> &selector)
{
    if (!selector)
        return;
    YamlValue value = YamlValue::map();
    value.addUnlessEmpty(labelsKey, labelsValue(*selector));
    spec.add(key, std::move(value));
}

YamlValue targetValue(const PolicyTargetReference &target)
{
    YamlValue value = YamlValue::map();
    value.addUnlessEmpty("group", target.group);
    value.add("kind", target.kind).add("name", target.name);
    value.addUnlessEmpty("namespace", target.namespaceName);
    return value;
}

YamlValue sourceValue(const AuthorizationSource &source)
{
    YamlValue value = YamlValue::map();
    const auto add = [&value](const char *key, const std::vector<std::string> &texts) {
        value.addUnlessEmpty(key, YamlValue::strings(texts));
    };
    add("principals", source.principals);
    add("notPrincipals", source.notPrincipals);
    add("requestPrincipals", source.requestPrincipals);
    add("notRequestPrincipals", source.notRequestPrincipals);
    add("namespaces", source.namespaces);
    add("notNamespaces", source.notNamespaces);
    add("serviceAccounts", source.serviceAccounts);
    add("notServiceAccounts", source.notServiceAccounts);
    add("ipBlocks", source.ipBlocks);
    add("notIpBlocks", source.notIpBlocks);
    add("remoteIpBlocks", source.remoteIpBlocks);
    add("notRemoteIpBlocks", source.notRemoteIpBlocks);
    add("trustDomains", source.trustDomains);
    add("notTrustDomains", source.notTrustDomains);
    return YamlValue::map().add("source", std::move(value));
}

YamlValue operationValue(const AuthorizationOperation &operation)
{
    YamlValue value = YamlValue::map();
    const auto add = [&value](const char *key, const std::vector<std::string> &texts) {
        value.addUnlessEmpty(key, YamlValue::strings(texts));
    };
    add("hosts", operation.hosts);
    add("notHosts", operation.notHosts);
    add("ports", operation.ports);
    add("notPorts", operation.notPorts);
    add("methods", operation.methods);
    add("notMethods", operation.notMethods);
    add("paths", operation.paths);
    add("notPaths", operation.notPaths);
    return YamlValue::map().add("operation", std::move(value));
}

YamlValue conditionValue(const AuthorizationCondition &condition)
{
    YamlValue value = YamlValue::map();
    value.add("key", condition.key);
    value.addUnlessEmpty("values", YamlValue::strings(condition.values));
    value.addUnlessEmpty("notValues", YamlValue::strings(condition.notValues));
    return value;
}

YamlValue ruleValue(const AuthorizationRule &rule)
{
    YamlValue value = YamlValue::map();
    value.addUnlessEmpty("from", listOf(rule.from, sourceValue));
    value.addUnlessEmpty("to", listOf(rule.to, operationValue));
    value.addUnlessEmpty("when", listOf(rule.when, conditionValue));
    return value;
}

YamlValue specValue(const AuthorizationPolicy &policy)
{
    YamlValue spec = YamlValue::map();
    addSelector(spec, "selector", "matchLabels", policy.selector);
    spec.addUnlessEmpty("targetRefs", listOf(policy.targetRefs, targetValue));
    spec.add("action", nameOf(policy.action));
    if (!policy.providerName.empty())
        spec.add("provider", YamlValue::map().add("name", policy.providerName));
    spec.addUnlessEmpty("rules", listOf(policy.rules, ruleValue));
    return spec;
}

YamlValue modeValue(MtlsMode mode)
{
    static constexpr std::array<std::string_view, 4> words { "UNSET", "DISABLE", "PERMISSIVE", "STRICT" };
    return YamlValue::map().add("mode", words[static_cast<std::size_t>(mode)]);
}

YamlValue specValue(const PeerAuthentication &authentication)
{
    YamlValue spec = YamlValue::map();
    addSelector(spec, "selector", "matchLabels", authentication.selector);
    if (authentication.mode != MtlsMode::Unset)
        spec.add("mtls", modeValue(authentication.mode));
    YamlValue ports = YamlValue::map();
    for (const auto &[port, mode] : authentication.portModes)
        ports.add(std::to_string(port), modeValue(mode));
    spec.addUnlessEmpty("portLevelMtls", std::move(ports));
    return spec;
}

YamlValue servicePortValue(const ServiceEntryPort &port)
{
    YamlValue value = YamlValue::map();
    value.add("number", port.number).add("name", port.name);
    value.addUnlessEmpty("protocol", port.protocol);
    if (port.targetPort != 0)
        value.add("targetPort", port.targetPort);
    return value;
}

YamlValue endpointValue(const ServiceEntryEndpoint &endpoint)
{
    YamlValue value = YamlValue::map();
    value.addUnlessEmpty("address", endpoint.address);
    YamlValue ports = YamlValue::map();
    for (const auto &[name, number] : endpoint.ports)
        ports.add(name, number);
    value.addUnlessEmpty("ports", std::move(ports));
    value.addUnlessEmpty("labels", labelsValue(endpoint.labels));
    value.addUnlessEmpty("network", endpoint.network);
    value.addUnlessEmpty("locality", endpoint.locality);
    if (endpoint.weight)
        value.add("weight", static_cast<std::int64_t>(*endpoint.weight));
    value.addUnlessEmpty("serviceAccount", endpoint.serviceAccount);
    return value;
}

YamlValue specValue(const ServiceEntry &entry)
{
    YamlValue spec = YamlValue::map();
    spec.add("hosts", YamlValue::strings(entry.hosts));
    spec.addUnlessEmpty("addresses", YamlValue::strings(entry.addresses));
    spec.addUnlessEmpty("ports", listOf(entry.ports, servicePortValue));
    spec.addUnlessEmpty("location", entry.location);
    spec.addUnlessEmpty("resolution", entry.resolution);
    spec.addUnlessEmpty("endpoints", listOf(entry.endpoints, endpointValue));
    addSelector(spec, "workloadSelector", "labels", entry.workloadSelector);
    spec.addUnlessEmpty("exportTo", YamlValue::strings(entry.exportTo));
    spec.addUnlessEmpty("subjectAltNames", YamlValue::strings(entry.subjectAltNames));
    return spec;
}

YamlValue specValue(const Sidecar &sidecar)
{
    YamlValue spec = YamlValue::map();
    addSelector(spec, "workloadSelector", "labels", sidecar.workloadSelector);
    spec.addUnlessEmpty("egress", listOf(sidecar.egressHosts, [](const std::vector<std::string> &hosts) {
        return YamlValue::map().add("hosts", YamlValue::strings(hosts));
    }));
    if (!sidecar.outboundTrafficPolicyMode.empty())
        spec.add("outboundTrafficPolicy", YamlValue::map().add("mode", sidecar.outboundTrafficPolicyMode));
    return spec;
}

} // namespace

YamlValue nativeObjectValue(const NativeObject &object)
{
    YamlValue manifest = YamlValue::map();
    manifest.add("apiVersion", apiVersionOf(object)).add("kind", kindOf(object));
    manifest.add("metadata", metaValue(metaOf(object)));
    if (const auto *cilium = std::get_if<CiliumPolicy>(&object)) {
        if (cilium->specs.size() == 1)
            return manifest.add("spec", specValue(cilium->specs.front()));
        return manifest.add(
            "specs", listOf(cilium->specs, [](const CiliumSpec &spec) { return specValue(spec); }));
    }
    manifest.add("spec",
        std::visit(
            [](const auto &native) {
                if constexpr (std::is_same_v<std::decay_t<decltype(native)>, CiliumPolicy>)
                    return YamlValue(); // written above
                else
                    return specValue(native);
            },
            object));
    return manifest;
}

std::string writeNativeObject(const NativeObject &object)
{
    return toYaml(nativeObjectValue(object));
}

} // namespace fourplane
