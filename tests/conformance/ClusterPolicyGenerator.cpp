// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/ClusterPolicyGenerator.h"

#include "tests/conformance/NetworkPolicyGenerator.h"
#include "tests/support/RandomValues.h"

#include <set>

namespace fourplane::test {

using nlohmann::json;

namespace {

json someNetworks()
{
    json networks = json::array();
    std::set<std::string> drawn;
    for (int count = numberFrom<int>(1, 2); count > 0; --count)
        drawn.insert(oneOf<std::string>({ "203.0.113.0/24", "203.0.113.0/28", "203.0.113.5/32",
            "198.51.100.0/24", "10.0.0.0/8", "0.0.0.0/0" }));
    for (const std::string &network : drawn)
        networks.push_back(network);
    return { { "networks", networks } };
}

json someProtocol(bool mayBeNamed)
{
    if (mayBeNamed && oneIn(3))
        return { { "destinationNamedPort", oneOf<std::string>({ "web", "dns", "nobody" }) } };
    const int port = oneOf<int>({ 79, 80, 81, 90 });
    json destination { { "number", port } };
    if (coin())
        destination = { { "range", { { "start", port }, { "end", port + numberFrom<int>(1, 6) } } } };
    return { { oneOf<std::string>({ "tcp", "udp", "sctp" }), { { "destinationPort", destination } } } };
}

json someRules(bool isEgress)
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
            { "action", oneOf<std::string>({ "Accept", "Deny", "Pass" }) },
            { isEgress ? "to" : "from", peers } };
        if (!oneIn(3)) {
            rule["protocols"] = json::array();
            for (int number = numberFrom<int>(1, 2); number > 0; --number)
                rule["protocols"].push_back(someProtocol(!namesNetworks));
        }
        rules.push_back(rule);
    }
    return rules;
}

json somePolicy(const std::string &tier, int priority)
{
    json spec { { "tier", tier }, { "priority", priority }, { "subject", somePods() } };
    if (!oneIn(3))
        spec["ingress"] = someRules(false);
    if (!oneIn(3))
        spec["egress"] = someRules(true);
    return { { "apiVersion", "policy.networking.k8s.io/v1alpha2" }, { "kind", "ClusterNetworkPolicy" },
        { "metadata", { { "name", (tier == "Admin" ? "admin" : "baseline") + std::to_string(priority) } } },
        { "spec", spec } };
}

} // namespace

json anyClusterPolicyCluster()
{
    json cluster = anyPolicyCluster();
    if (oneIn(4))
        cluster["policies"] = json::array();
    const json own = cluster["policies"];
    bool hasBaseline = false;
    for (const std::string tier : { "Admin", "Baseline" }) {
        std::set<int> priorities;
        for (int count = numberFrom<int>(0, 2); count > 0; --count)
            priorities.insert(numberFrom<int>(0, 20));
        for (const int priority : priorities)
            cluster["policies"].push_back(somePolicy(tier, priority));
        hasBaseline = tier == "Baseline" && !priorities.empty();
    }
    // kube-network-policies does not ask the baseline tier about a direction in which no NetworkPolicy
    // isolates the pod, once one isolates it in the other (cases/cluster-policy-excluded.jsonl).
    for (std::size_t i = 0; hasBaseline && i < own.size(); ++i)
        cluster["policies"][i]["spec"]["policyTypes"] = { "Ingress", "Egress" };
    return cluster;
}

} // namespace fourplane::test
