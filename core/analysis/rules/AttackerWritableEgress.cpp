// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"
#include "core/decision/EgressListEvaluator.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const Topology &topology = context.project.topology;
    for (const auto &[id, list] : context.project.policy.egressLists) {
        for (const ElementId &destination : list.destinationIds) {
            const ExternalEndpoint *external = find(topology.externals, destination);
            if (external && external->writableByAttacker && !checksAccount(list, destination)) {
                findings.push_back(makeFinding({ id, destination },
                    "The egress allow-list permits " + external->name
                        + " by name only, and anybody can have an account there.",
                    "Let the proxy check the path or the account."));
            }
        }
    }
    return findings;
}

} // namespace

FindingRule attackerWritableEgress()
{
    return { "attacker-writable-egress",
        "An egress allow-list names a service where an attacker can have an account", Severity::Medium,
        Plane::Network, "N3",
        "Data can leave to an account of the attacker on a permitted service; a host name in an allow-list "
        "does not tell tenants apart.",
        "The proxy checks the path or the account: set tenantAware.", { "LZTSM 5.2", "T1567" }, check };
}

} // namespace fourplane::rules
