// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Cidr.h"
#include "core/storage/NativeReaders.h"
#include "core/storage/PortLimits.h"

#include <charconv>

namespace fourplane {

namespace {

std::optional<int> portNumber(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size() || value < 1 || value > highestPort)
        return std::nullopt;
    return value;
}

void checkPorts(ManifestReader &reader, const YamlNode &operation, std::string_view key)
{
    for (const YamlNode *item : reader.items(operation, key)) {
        if (isKubernetesString(*item) && !portNumber(item->text)) {
            reader.problem("invalid-value", "\"" + item->text + "\" is no port.",
                "Write a quoted number from 1 to 65535.", item->location);
        }
    }
}

void checkAddresses(ManifestReader &reader, const YamlNode &source, std::string_view key)
{
    for (const YamlNode *item : reader.items(source, key)) {
        if (isKubernetesString(*item) && !parseCidr(item->text) && !parseIpAddress(item->text)) {
            reader.problem("invalid-value", "\"" + item->text + "\" is no address or address block.",
                "Write it like 10.1.2.3 or 10.0.0.0/8.", item->location);
        }
    }
}

AuthorizationSource readSource(ManifestReader &reader, const YamlNode &node)
{
    AuthorizationSource source;
    if (!reader.expectMap(node, "source",
            { "principals", "notPrincipals", "requestPrincipals", "notRequestPrincipals", "namespaces",
                "notNamespaces", "serviceAccounts", "notServiceAccounts", "ipBlocks", "notIpBlocks",
                "remoteIpBlocks", "notRemoteIpBlocks", "trustDomains", "notTrustDomains" }))
        return source;
    source.principals = reader.texts(node, "principals");
    source.notPrincipals = reader.texts(node, "notPrincipals");
    source.requestPrincipals = reader.texts(node, "requestPrincipals");
    source.notRequestPrincipals = reader.texts(node, "notRequestPrincipals");
    source.namespaces = reader.texts(node, "namespaces");
    source.notNamespaces = reader.texts(node, "notNamespaces");
    source.serviceAccounts = reader.texts(node, "serviceAccounts");
    source.notServiceAccounts = reader.texts(node, "notServiceAccounts");
    source.ipBlocks = reader.texts(node, "ipBlocks");
    source.notIpBlocks = reader.texts(node, "notIpBlocks");
    source.remoteIpBlocks = reader.texts(node, "remoteIpBlocks");
    source.notRemoteIpBlocks = reader.texts(node, "notRemoteIpBlocks");
    source.trustDomains = reader.texts(node, "trustDomains");
    source.notTrustDomains = reader.texts(node, "notTrustDomains");
    for (std::string_view key : { "ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks" })
        checkAddresses(reader, node, key);
    const bool namesAccounts = !source.serviceAccounts.empty() || !source.notServiceAccounts.empty();
    const bool namesOthers = !source.principals.empty() || !source.notPrincipals.empty()
        || !source.namespaces.empty() || !source.notNamespaces.empty();
    if (namesAccounts && namesOthers) {
        reader.problem("invalid-value", "A source mixes serviceAccounts with principals or namespaces.",
            "Use either serviceAccounts or principals and namespaces in one source.", node.location);
    }
    if (reader.isSound() && source == AuthorizationSource {}) {
        reader.problem("invalid-value", "A source names nothing.",
            "Name at least one field, or leave \"from\" out for any source.", node.location);
    }
    return source;
}

AuthorizationOperation readOperation(ManifestReader &reader, const YamlNode &node)
{
    AuthorizationOperation operation;
    if (!reader.expectMap(node, "operation",
            { "hosts", "notHosts", "ports", "notPorts", "methods", "notMethods", "paths", "notPaths" }))
        return operation;
    operation.hosts = reader.texts(node, "hosts");
    operation.notHosts = reader.texts(node, "notHosts");
    operation.ports = reader.texts(node, "ports");
    operation.notPorts = reader.texts(node, "notPorts");
    operation.methods = reader.texts(node, "methods");
    operation.notMethods = reader.texts(node, "notMethods");
    operation.paths = reader.texts(node, "paths");
    operation.notPaths = reader.texts(node, "notPaths");
    checkPorts(reader, node, "ports");
    checkPorts(reader, node, "notPorts");
    if (reader.isSound() && operation == AuthorizationOperation {}) {
        reader.problem("invalid-value", "An operation names nothing.",
            "Name at least one field, or leave \"to\" out for any operation.", node.location);
    }
    return operation;
}

AuthorizationCondition readCondition(ManifestReader &reader, const YamlNode &node)
{
    AuthorizationCondition condition;
    if (!reader.expectMap(node, "when", { "key", "values", "notValues" }))
        return condition;
    condition.key = reader.requiredText(node, "key");
    condition.values = reader.texts(node, "values");
    condition.notValues = reader.texts(node, "notValues");
    if (condition.values.empty() && condition.notValues.empty()) {
        reader.problem("invalid-value", "A condition has neither values nor notValues.",
            "List at least one value.", node.location);
    }
    return condition;
}

AuthorizationRule readRule(ManifestReader &reader, const YamlNode &node)
{
    AuthorizationRule rule;
    if (!reader.expectMap(node, "rules", { "from", "to", "when" }))
        return rule;
    for (const YamlNode *item : reader.items(node, "from")) {
        if (!reader.expectMap(*item, "from", { "source" }))
            continue;
        if (const YamlNode *source = reader.requiredField(*item, "source"))
            rule.from.push_back(readSource(reader, *source));
    }
    for (const YamlNode *item : reader.items(node, "to")) {
        if (!reader.expectMap(*item, "to", { "operation" }))
            continue;
        if (const YamlNode *operation = reader.requiredField(*item, "operation"))
            rule.to.push_back(readOperation(reader, *operation));
    }
    for (const YamlNode *item : reader.items(node, "when"))
        rule.when.push_back(readCondition(reader, *item));
    return rule;
}

std::optional<PolicyTargetReference> readTarget(ManifestReader &reader, const YamlNode &node)
{
    if (!reader.expectMap(node, "targetRef", { "group", "kind", "name", "namespace" }))
        return std::nullopt;
    PolicyTargetReference target;
    target.group = reader.text(node, "group");
    target.kind = reader.requiredText(node, "kind");
    target.name = reader.requiredText(node, "name");
    target.namespaceName = reader.text(node, "namespace");
    if (!target.namespaceName.empty()) {
        reader.problem("invalid-value", "Istio refuses a namespace in a target reference.",
            "Put the policy into the target's namespace.", node.location);
    }
    return target;
}

void readTargets(ManifestReader &reader, const YamlNode &spec, AuthorizationPolicy &policy)
{
    const YamlNode *single = ManifestReader::field(spec, "targetRef");
    const YamlNode *several = ManifestReader::field(spec, "targetRefs");
    if ((policy.selector ? 1 : 0) + (single ? 1 : 0) + (several ? 1 : 0) > 1) {
        reader.problem("invalid-value", "Only one of selector, targetRef and targetRefs may be set.",
            "Keep the selector for sidecars, or the targetRefs for waypoints and gateways.", spec.location);
    }
    if (single) {
        if (auto target = readTarget(reader, *single))
            policy.targetRefs.push_back(std::move(*target));
    }
    for (const YamlNode *item : reader.items(spec, "targetRefs")) {
        if (auto target = readTarget(reader, *item))
            policy.targetRefs.push_back(std::move(*target));
    }
}

void readProvider(ManifestReader &reader, const YamlNode &spec, AuthorizationPolicy &policy)
{
    const YamlNode *provider = ManifestReader::field(spec, "provider");
    const bool isCustom = policy.action == AuthorizationAction::Custom;
    if (provider && reader.expectMap(*provider, "provider", { "name" }))
        policy.providerName = reader.requiredText(*provider, "name");
    if (isCustom && !provider) {
        reader.problem("missing-field", "The action CUSTOM needs a provider.",
            "Name an extension provider of the mesh in \"provider\".", spec.location);
    }
    if (!isCustom && provider) {
        reader.problem("invalid-value", "Only the action CUSTOM takes a provider.",
            "Remove \"provider\" or set the action to CUSTOM.", provider->location);
    }
}

/// Istio writes the mode in capitals.
std::optional<MtlsMode> readMode(ManifestReader &reader, const YamlNode &node, std::string_view what)
{
    if (!reader.expectMap(node, what, { "mode" }))
        return std::nullopt;
    const YamlNode *mode = ManifestReader::field(node, "mode");
    if (!mode)
        return MtlsMode::Unset;
    if (mode->text == "UNSET")
        return MtlsMode::Unset;
    if (mode->text == "DISABLE")
        return MtlsMode::Disable;
    if (mode->text == "PERMISSIVE")
        return MtlsMode::Permissive;
    if (mode->text == "STRICT")
        return MtlsMode::Strict;
    reader.problem("invalid-value", "The mutual TLS mode cannot be \"" + mode->text + "\".",
        "Write one of: UNSET, DISABLE, PERMISSIVE, STRICT.", mode->location);
    return std::nullopt;
}

} // namespace

void readSpec(ManifestReader &reader, const YamlNode &manifest, AuthorizationPolicy &policy)
{
    const YamlNode *spec = ManifestReader::field(manifest, "spec");
    if (!spec
        || !reader.expectMap(
            *spec, "spec", { "selector", "targetRef", "targetRefs", "rules", "action", "provider" }))
        return;
    policy.selector = readIstioSelector(reader, *spec, "selector", "matchLabels");
    readTargets(reader, *spec, policy);
    policy.action = reader.word<AuthorizationAction>(*spec, "action").value_or(AuthorizationAction::Allow);
    readProvider(reader, *spec, policy);
    for (const YamlNode *item : reader.items(*spec, "rules"))
        policy.rules.push_back(readRule(reader, *item));
}

void readSpec(ManifestReader &reader, const YamlNode &manifest, PeerAuthentication &authentication)
{
    const YamlNode *spec = ManifestReader::field(manifest, "spec");
    if (!spec || !reader.expectMap(*spec, "spec", { "selector", "mtls", "portLevelMtls" }))
        return;
    authentication.selector = readIstioSelector(reader, *spec, "selector", "matchLabels");
    if (const YamlNode *mtls = ManifestReader::field(*spec, "mtls"))
        authentication.mode = readMode(reader, *mtls, "mtls").value_or(MtlsMode::Unset);
    const YamlNode *ports = ManifestReader::field(*spec, "portLevelMtls");
    if (!ports)
        return;
    if (!ports->isMap()) {
        reader.problem("wrong-type", "\"portLevelMtls\" must be a map from port to mode.",
            "Write \"8080: {mode: STRICT}\" lines below it.", ports->location);
        return;
    }
    if (!authentication.selector || authentication.selector->empty()) {
        reader.problem("invalid-value", "\"portLevelMtls\" needs a selector.",
            "Select the workload whose ports are meant.", ports->location);
    }
    for (const YamlNode::Entry &entry : ports->entries) {
        const auto port = portNumber(entry.key);
        if (!port) {
            reader.problem("invalid-value", "\"" + entry.key + "\" is no port.",
                "Write a number from 1 to 65535.", entry.keyLocation);
        } else if (const auto mode = readMode(reader, *entry.value, "portLevelMtls")) {
            authentication.portModes.emplace(static_cast<std::uint16_t>(*port), *mode);
        }
    }
}

} // namespace fourplane
