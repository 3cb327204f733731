// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/TechniqueSteps.h"

namespace fourplane::test {

using namespace steps;

namespace {

void createPods(L &lab)
{
    lab.token("sa-web", "users");
    lab.role("pods", "create");
}

void hostNetwork(L &lab)
{
    lab.code("web");
    lab.workload("web").placement.hostNetwork = true;
}

} // namespace

std::vector<TechniqueCase> movementCases()
{
    return {
        { "exposed-ml-console", {},
            [](L &lab) {
                lab.network("users");
                lab.workload("web").exposed = true;
                lab.workload("web").traits.runsSubmittedJobs = true;
                lab.workload("web").traits.acceptsAnonymousCallers = true;
            },
            "users", "web", "web foothold", trait("web", &WorkloadTraits::acceptsAnonymousCallers, false),
            identity, "I6", restricted },
        { "webhook-from-pod", {},
            [](L &lab) {
                lab.code("web");
                lab.workload("ingest").kind = WorkloadKind::AdmissionWebhook;
                lab.workload("ingest").exploitable.remote = true;
            },
            "web", "ingest", "ingest foothold", deny, network, "N1", restricted },
        { "sidecar-egress-bypass", {},
            [](L &lab) {
                lab.code("web");
                lab.project.topology.namespaces.at(ElementId("lab")).meshInjection = true;
            },
            "web", "internet", "web unproxied", deny, network, "N1", mesh },
        { "hostnet-bypass", {}, hostNetwork, "web", "shared-node", "shared-node on_network", restricted, pods,
            "W1", deny },
        { "hostnet-pod-create", {}, createPods, "sa-web", "shared-node", "shared-node on_network", restricted,
            pods, "W1", deny },
        { "hostnet-metadata", { "hostnet-bypass" }, hostNetwork, "shared-node", "meta", "meta read",
            restricted, absent, "",
            [](L &lab) {
                lab.denyNetwork();
                lab.project.platform.metadataRequiresTokens = true;
                lab.project.platform.metadataHopLimit = 1;
            } },
        { "mcp-server-rce", {},
            [](L &lab) {
                lab.code("web");
                lab.workload("tool").kind = WorkloadKind::McpServer;
                lab.workload("tool").exploitable.remote = true;
                lab.workload("tool").traits.acceptsAnonymousCallers = true;
            },
            "web", "tool", "tool foothold", trait("tool", &WorkloadTraits::acceptsAnonymousCallers, false),
            identity, "I6", restricted },
        { "hostile-mcp-server", {},
            [](L &lab) {
                lab.text("saas");
                lab.toolCall("agent", "saas");
                lab.workload("agent").exploitable.remote = true;
            },
            "saas", "agent", "agent foothold", trait("agent", &WorkloadTraits::updatesToolsUnchecked, false),
            pods, "W10", unmount },
    };
}

std::vector<TechniqueCase> impactCases()
{
    const Step locked = [](L &lab) { lab.collection("contracts").changeable = false; };
    return {
        { "embedding-inversion", { "unauth-internal-service" },
            [](L &lab) {
                lab.code("web");
                lab.wantCredentials("documents");
                lab.dataFlow("ingest", "db", read, "contracts");
                lab.dataFlow("ingest", "vec", write, "chunks");
            },
            "chunks", "contracts", "contracts read",
            [](L &lab) { lab.project.topology.stores.at(ElementId("vectors")).returnsVectors = false; }, data,
            "D1", revoke },
        { "log-tamper", {},
            [](L &lab) {
                lab.collection("contracts").content = CollectionContent::Logs;
                lab.text("contracts");
            },
            "contracts", "contracts", "contracts blinded",
            [locked](L &lab) {
                locked(lab);
                lab.project.topology.stores.at(ElementId("documents")).hostId = ElementId("saas");
            },
            data, "D9", locked },
        { "denial-of-wallet", { "open-inference-api" },
            [](L &lab) {
                lab.code("web");
                lab.workload("llm").traits.acceptsAnonymousCallers = true;
            },
            "llm", "llm", "llm drained", trait("llm", &WorkloadTraits::takesUnlimitedRequests, false),
            network, "N8", restricted },
        { "stolen-model-key", { "unauth-internal-service", "data-secret-harvest" },
            [](L &lab) {
                foundKeyOf({ "saas" })(lab);
                lab.project.topology.externals.at(ElementId("saas")).kind = ExternalKind::HostedLlm;
            },
            "web", "saas", "saas drained", deny, network, "N1",
            [](L &lab) { lab.secret("key").lifetimeSeconds = 600; } },
        { "pod-create-cost", {}, createPods, "sa-web", "lab", "lab drained", noRole, identity, "I3",
            restricted },
    };
}

} // namespace fourplane::test
