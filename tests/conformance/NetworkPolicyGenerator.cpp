// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/NetworkPolicyGenerator.h"

#include "tests/support/RandomValues.h"

namespace fourplane::test {

using nlohmann::json;

json someSelector(const std::vector<std::string> &keys, const std::string &keyOfNotIn)
{
    json selector = json::object();
    if (oneIn(4))
        return selector;
    if (coin())
        selector["matchLabels"] = { { oneOf(keys), oneOf<std::string>({ "x", "y" }) } };
    if (coin()) {
        json expression { { "key", oneOf(keys) },
            { "operator", oneOf<std::string>({ "In", "NotIn", "Exists", "DoesNotExist" }) } };
        if (expression["operator"] == "NotIn" && !keyOfNotIn.empty())
            expression["key"] = keyOfNotIn;
        if (expression["operator"] == "In" || expression["operator"] == "NotIn")
            expression["values"] = coin() ? json { "x" } : json { "y", "z" };
        selector["matchExpressions"] = json::array({ expression });
    }
    return selector;
}

json somePods()
{
    const std::vector<std::string> keysOfPods { "app", "tier", "zone" };
    const std::vector<std::string> keysOfNamespaces { "team", "env", "zone" };
    if (coin())
        return { { "namespaces", someSelector(keysOfNamespaces) } };
    return { { "pods",
        { { "namespaceSelector", someSelector(keysOfNamespaces) },
            { "podSelector", someSelector(keysOfPods) } } } };
}

namespace {

json someLabels(const std::vector<std::string> &keys)
{
    json labels { { "zone", oneOf<std::string>({ "x", "y" }) } };
    for (const std::string &key : keys) {
        if (!oneIn(3))
            labels[key] = oneOf<std::string>({ "x", "y" });
    }
    return labels;
}

const std::vector<std::string> podKeys { "app", "tier" };
const std::vector<std::string> namespaceKeys { "team", "env" };
// cyclonus gets NotIn wrong where the key is absent (cases/network-policy-excluded.jsonl), so it is asked
// about a key that everything has.
const std::string keyOfAll = "zone";

json somePeer()
{
    json peer;
    switch (numberFrom<int>(0, 3)) {
    case 0:
        peer["podSelector"] = someSelector(podKeys, keyOfAll);
        break;
    case 1:
        peer["namespaceSelector"] = oneIn(4)
            ? json { { "matchLabels",
                { { "kubernetes.io/metadata.name", oneOf<std::string>({ "a", "b" }) } } } }
            : someSelector(namespaceKeys, keyOfAll);
        break;
    case 2:
        peer["podSelector"] = someSelector(podKeys, keyOfAll);
        peer["namespaceSelector"] = someSelector(namespaceKeys, keyOfAll);
        break;
    default:
        peer["ipBlock"] = { { "cidr",
            oneOf<std::string>({ "203.0.113.0/24", "198.51.100.0/24", "203.0.113.5/32" }) } };
        if (peer["ipBlock"]["cidr"] == "203.0.113.0/24" && coin())
            peer["ipBlock"]["except"] = { "203.0.113.0/28" };
    }
    return peer;
}

json somePort()
{
    json port = json::object();
    if (coin())
        port["protocol"] = oneOf<std::string>({ "TCP", "UDP", "SCTP" });
    switch (numberFrom<int>(0, 3)) {
    case 0:
        port["port"] = oneOf<int>({ 80, 81, 90 });
        break;
    case 1:
        port["port"] = oneOf<int>({ 79, 80 });
        port["endPort"] = oneOf<int>({ 80, 85 });
        break;
    case 2:
        port["port"] = oneOf<std::string>({ "web", "dns", "nobody" });
        break;
    default:
        if (port.empty())
            port["protocol"] = "UDP";
    }
    return port;
}

json someRules(const char *peersKey)
{
    json rules = json::array();
    for (int count = numberFrom<int>(0, 2); count > 0; --count) {
        json rule = json::object();
        if (!oneIn(4)) {
            rule[peersKey] = json::array();
            for (int peers = numberFrom<int>(0, 2); peers > 0; --peers)
                rule[peersKey].push_back(somePeer());
        }
        if (!oneIn(3)) {
            rule["ports"] = json::array();
            for (int ports = numberFrom<int>(0, 2); ports > 0; --ports)
                rule["ports"].push_back(somePort());
        }
        rules.push_back(rule);
    }
    return rules;
}

json somePolicy(int number)
{
    json spec { { "podSelector", someSelector(podKeys, keyOfAll) } };
    if (!oneIn(3))
        spec["ingress"] = someRules("from");
    if (!oneIn(3))
        spec["egress"] = someRules("to");
    switch (numberFrom<int>(0, 3)) {
    case 0:
        spec["policyTypes"] = { "Ingress" };
        break;
    case 1:
        spec["policyTypes"] = { "Egress" };
        break;
    case 2:
        spec["policyTypes"] = { "Ingress", "Egress" };
        break;
    default: // defaulted
        break;
    }
    return { { "apiVersion", "networking.k8s.io/v1" }, { "kind", "NetworkPolicy" },
        { "metadata",
            { { "name", "p" + std::to_string(number) },
                { "namespace", oneOf<std::string>({ "a", "b", "c" }) } } },
        { "spec", spec } };
}

} // namespace

json anyPolicyCluster()
{
    json cluster;
    for (const std::string name : { "a", "b", "c" }) {
        json labels = someLabels(namespaceKeys);
        labels["kubernetes.io/metadata.name"] = name;
        cluster["namespaces"][name] = labels;
    }
    cluster["pods"] = json::array();
    const int pods = numberFrom<int>(2, 6);
    for (int number = 0; number < pods; ++number) {
        json pod { { "namespace", oneOf<std::string>({ "a", "b", "c" }) }, { "labels", someLabels(podKeys) },
            { "ip", "10.0.0." + std::to_string(number + 1) }, { "ports", json::array() } };
        if (coin())
            pod["ports"].push_back(
                { { "name", "web" }, { "containerPort", oneOf<int>({ 80, 81 }) }, { "protocol", "TCP" } });
        if (coin())
            pod["ports"].push_back({ { "name", "dns" }, { "containerPort", 90 },
                { "protocol", oneOf<std::string>({ "UDP", "TCP" }) } });
        cluster["pods"].push_back(pod);
    }
    cluster["externals"] = { "203.0.113.5", "203.0.113.200", "192.0.2.1" };
    cluster["policies"] = json::array();
    const int policies = numberFrom<int>(1, 5);
    for (int number = 0; number < policies; ++number)
        cluster["policies"].push_back(somePolicy(number));
    cluster["asked"] = json::array();
    for (const char *protocol : { "TCP", "UDP", "SCTP" }) {
        for (int port : { 79, 80, 81, 85, 90 })
            cluster["asked"].push_back({ { "port", port }, { "protocol", protocol } });
    }
    return cluster;
}

json manifestsOf(const json &cluster)
{
    json items = json::array();
    for (const auto &[name, labels] : cluster["namespaces"].items())
        items.push_back({ { "apiVersion", "v1" }, { "kind", "Namespace" },
            { "metadata", { { "name", name }, { "labels", labels } } } });
    for (std::size_t i = 0; i < cluster["pods"].size(); ++i) {
        const json &pod = cluster["pods"][i];
        const json container { { "name", "c" }, { "image", "i" }, { "ports", pod["ports"] } };
        items.push_back({ { "apiVersion", "v1" }, { "kind", "Pod" },
            { "metadata",
                { { "name", "pod" + std::to_string(i) }, { "namespace", pod["namespace"] },
                    { "labels", pod["labels"] } } },
            { "spec", { { "containers", json::array({ container }) } } } });
    }
    for (const json &policy : cluster["policies"])
        items.push_back(policy);
    return { { "apiVersion", "v1" }, { "kind", "List" }, { "items", items } };
}

} // namespace fourplane::test
