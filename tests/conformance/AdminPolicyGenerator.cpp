// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/AdminPolicyGenerator.h"

#include "tests/conformance/NetworkPolicyGenerator.h"
#include "tests/support/RandomValues.h"

#include <algorithm>
#include <set>

namespace fourplane::test {

using nlohmann::json;

namespace {

json someNetworks()
{
    json networks = json::array();
    for (int count = numberFrom<int>(1, 2); count > 0; --count)
        networks.push_back(
            oneOf<std::string>({ "203.0.113.0/24", "203.0.113.0/28", "203.0.113.5/32", "198.51.100.0/24" }));
    return { { "networks", networks } };
}

json somePort(bool mayBeNamed, bool mayBeRange)
{
    const std::string protocol = oneOf<std::string>({ "TCP", "UDP", "SCTP" });
    if (mayBeNamed && oneIn(3))
        return { { "namedPort", oneOf<std::string>({ "web", "dns", "nobody" }) } };
    const int port = oneOf<int>({ 79, 80, 81, 90 });
    if (!mayBeRange || coin())
        return { { "portNumber", { { "protocol", protocol }, { "port", port } } } };
    return { { "portRange",
        { { "protocol", protocol }, { "start", port }, { "end", port + numberFrom<int>(1, 6) } } } };
}

json someRules(bool isEgress, bool isBaseline)
{
    json rules = json::array();
    for (int count = numberFrom<int>(0, 3); count > 0; --count) {
        json peers = json::array();
        bool namesNetworks = false;
        for (int number = numberFrom<int>(1, 2); number > 0; --number) {
            const bool isNetworks = isEgress && oneIn(3);
            namesNetworks = namesNetworks || isNetworks;
            peers.push_back(isNetworks ? someNetworks() : somePods());
        }
        json rule { { "name", "r" + std::to_string(count) },
            { "action",
                isBaseline ? oneOf<std::string>({ "Allow", "Deny" })
                           : oneOf<std::string>({ "Allow", "Deny", "Pass" }) },
            { isEgress ? "to" : "from", peers } };
        if (!oneIn(3)) {
            rule["ports"] = json::array();
            // netpol-analyzer loses what is passed of a range that NetworkPolicies let through in part
            // (cases/netpol-analyzer-excluded.jsonl).
            const bool passes = rule["action"] == "Pass";
            for (int number = numberFrom<int>(1, 2); number > 0; --number)
                rule["ports"].push_back(somePort(!namesNetworks, !passes));
        }
        rules.push_back(rule);
    }
    return rules;
}

json someAdminPolicy(const std::string &name, std::optional<int> priority)
{
    json spec { { "subject", somePods() } };
    if (priority)
        spec["priority"] = *priority;
    if (!oneIn(3))
        spec["ingress"] = someRules(false, !priority);
    if (!oneIn(3))
        spec["egress"] = someRules(true, !priority);
    return { { "apiVersion", "policy.networking.k8s.io/v1alpha1" },
        { "kind", priority ? "AdminNetworkPolicy" : "BaselineAdminNetworkPolicy" },
        { "metadata", { { "name", name } } }, { "spec", spec } };
}

/// Lets every other NotIn of a policy be about a key that may be absent.
void looseNotIn(json &value)
{
    if (value.is_object() && value.value("operator", "") == "NotIn" && coin())
        value["key"] = oneOf<std::string>({ "app", "tier", "team", "env" });
    for (json &part : value) {
        if (part.is_structured())
            looseNotIn(part);
    }
}

/// netpol-analyzer refuses named ports in egress rules that reach addresses outside, where the API lets them
/// match nothing (NP9): such ports become numbers.
void numberPortsToOutside(json &policy)
{
    if (!policy["spec"].contains("egress"))
        return;
    for (json &rule : policy["spec"]["egress"]) {
        const json peers = rule.value("to", json::array());
        const bool reachesOutside = peers.empty()
            || std::any_of(
                peers.begin(), peers.end(), [](const json &peer) { return peer.contains("ipBlock"); });
        if (!reachesOutside || !rule.contains("ports"))
            continue;
        for (json &port : rule["ports"]) {
            if (port.contains("port") && port["port"].is_string())
                port["port"] = 80;
        }
    }
}

} // namespace

json anyAdminPolicyCluster()
{
    json cluster = anyPolicyCluster();
    for (json &policy : cluster["policies"])
        numberPortsToOutside(policy);
    looseNotIn(cluster["policies"]);
    if (oneIn(4))
        cluster["policies"] = json::array();
    std::set<int> priorities;
    for (int count = numberFrom<int>(0, 3); count > 0; --count)
        priorities.insert(numberFrom<int>(0, 20));
    for (const int priority : priorities)
        cluster["policies"].push_back(someAdminPolicy("admin" + std::to_string(priority), priority));
    if (coin())
        cluster["policies"].push_back(someAdminPolicy("default", std::nullopt));
    return cluster;
}

} // namespace fourplane::test
