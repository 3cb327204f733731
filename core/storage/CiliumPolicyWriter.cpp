// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeYamlParts.h"

#include <string>

namespace fourplane {

namespace {

YamlValue nameValue(const CiliumName &name)
{
    YamlValue value = YamlValue::map();
    return value.addUnlessEmpty("matchName", name.matchName)
        .addUnlessEmpty("matchPattern", name.matchPattern);
}

YamlValue portValue(const CiliumPort &port)
{
    YamlValue value = YamlValue::map();
    value.add("port", port.port);
    if (port.endPort != 0)
        value.add("endPort", static_cast<std::int64_t>(port.endPort));
    return value.addUnlessEmpty("protocol", port.protocol);
}

YamlValue httpValue(const CiliumHttpRule &rule)
{
    YamlValue value = YamlValue::map();
    return value.addUnlessEmpty("path", rule.path)
        .addUnlessEmpty("method", rule.method)
        .addUnlessEmpty("host", rule.host)
        .addUnlessEmpty("headers", YamlValue::strings(rule.headers));
}

YamlValue portRuleValue(const CiliumPortRule &rule)
{
    YamlValue value = YamlValue::map();
    value.addUnlessEmpty("ports", listOf(rule.ports, portValue))
        .addUnlessEmpty("serverNames", YamlValue::strings(rule.serverNames));
    YamlValue layerSeven = YamlValue::map();
    layerSeven.addUnlessEmpty("http", listOf(rule.http, httpValue))
        .addUnlessEmpty("dns", listOf(rule.dns, nameValue));
    return value.addUnlessEmpty("rules", std::move(layerSeven));
}

YamlValue cidrValue(const CiliumCidr &block)
{
    YamlValue value = YamlValue::map();
    value.add("cidr", block.cidr);
    return value.addUnlessEmpty("except", YamlValue::strings(block.except));
}

YamlValue icmpValue(const std::vector<CiliumIcmp> &fields)
{
    YamlValue value = YamlValue::map();
    return value.add("fields", listOf(fields, [](const CiliumIcmp &icmp) {
        YamlValue field = YamlValue::map();
        field.addUnlessEmpty("family", icmp.family);
        return field.add("type", icmp.type);
    }));
}

/// A list that is there and empty means nobody, so it is written all the same.
YamlValue ruleValue(const CiliumRule &rule, const std::string &prefix)
{
    YamlValue value = YamlValue::map();
    if (rule.endpoints)
        value.add(prefix + "Endpoints", listOf(*rule.endpoints, selectorValue));
    if (rule.cidrs)
        value.add(prefix + "CIDR", YamlValue::strings(*rule.cidrs));
    if (rule.cidrSets)
        value.add(prefix + "CIDRSet", listOf(*rule.cidrSets, cidrValue));
    if (rule.entities)
        value.add(prefix + "Entities", YamlValue::strings(*rule.entities));
    value.addUnlessEmpty("toFQDNs", listOf(rule.fqdns, nameValue))
        .addUnlessEmpty("toPorts", listOf(rule.toPorts, portRuleValue))
        .addUnlessEmpty("icmps", listOf(rule.icmps, icmpValue));
    if (!rule.authenticationMode.empty()) {
        YamlValue authentication = YamlValue::map();
        value.add("authentication", std::move(authentication.add("mode", rule.authenticationMode)));
    }
    return value;
}

YamlValue rulesValue(const std::vector<CiliumRule> &rules, const std::string &prefix)
{
    return listOf(rules, [&prefix](const CiliumRule &rule) { return ruleValue(rule, prefix); });
}

} // namespace

YamlValue specValue(const CiliumSpec &spec)
{
    YamlValue value = YamlValue::map();
    value.addUnlessEmpty("description", spec.description);
    if (spec.endpointSelector)
        value.add("endpointSelector", selectorValue(*spec.endpointSelector));
    if (spec.nodeSelector)
        value.add("nodeSelector", selectorValue(*spec.nodeSelector));
    YamlValue deny = YamlValue::map();
    if (spec.defaultDenyIngress)
        deny.add("ingress", *spec.defaultDenyIngress);
    if (spec.defaultDenyEgress)
        deny.add("egress", *spec.defaultDenyEgress);
    return value.addUnlessEmpty("enableDefaultDeny", std::move(deny))
        .addUnlessEmpty("ingress", rulesValue(spec.ingress, "from"))
        .addUnlessEmpty("ingressDeny", rulesValue(spec.ingressDeny, "from"))
        .addUnlessEmpty("egress", rulesValue(spec.egress, "to"))
        .addUnlessEmpty("egressDeny", rulesValue(spec.egressDeny, "to"));
}

} // namespace fourplane
