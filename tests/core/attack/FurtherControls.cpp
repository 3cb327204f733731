// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/TechniqueSteps.h"

namespace fourplane::test {

using namespace steps;

std::vector<FurtherControl> furtherControls()
{
    const auto jobScoped = [](const std::string &account) {
        return [account](L &lab) { lab.account(account).isJobScoped = true; };
    };
    const Step verify = trait("llm", &WorkloadTraits::loadsUnverifiedModels, false);
    const Step bound = [](L &lab) { lab.secret("key").boundToHolder = true; };
    return {
        { "act-as-workload", jobScoped("sa-ingest"), identity, "I2" },
        { "agent-config-creds", [](L &lab) { lab.scope("agent", "tool").delegatedCredential = true; },
            identity, "I7" },
        { "broker-overprivilege", jobScoped("broker"), identity, "I2" },
        { "broker-overprivilege", deny, network, "N1" },
        { "cloud-role-pivot", deny, network, "N1" },
        { "cloud-role-exfil",
            [](L &lab) {
                lab.project.topology.stores.at(ElementId("bucket")).trustedCidrs = { "10.60.0.0/24" };
            },
            network, "N2" },
        { "exposed-ml-console", [](L &lab) { lab.workload("web").exposed = false; }, network, "N5" },
        { "hostnet-pod-create", noRole, identity, "I3" },
        { "image-registry-tamper", [](L &lab) { lab.collection("images").changeable = false; }, data, "D8" },
        { "malicious-model-load", verify, pods, "W6" },
        { "mcp-server-rce", deny, network, "N1" },
        { "mesh-vpn-enrol", [](L &lab) { lab.secret("key").neverLeavesKeeper = true; }, data, "D6" },
        { "model-registry-tamper", verify, pods, "W6" },
        { "oauth-grant-reuse", deny, network, "N1" },
        { "render-exfil", [](L &lab) { lab.scope("agent", "gate").blocksUntrustedContext = true; }, data,
            "D5" },
        { "secret-store-as-other", jobScoped("sa-ingest"), identity, "I2" },
        { "secret-store-entry", bound, identity, "I7" },
        { "sidecar-egress-bypass", trait("web", &WorkloadTraits::uidSettable, false), pods, "W2" },
        { "sniff-mitm", mesh, network, "N7" },
        { "stolen-model-key", bound, identity, "I7" },
        { "webhook-from-pod", mesh, identity, "I4" },
        { "write-as-workload", jobScoped("sa-ingest"), identity, "I2" },
    };
}

} // namespace fourplane::test
