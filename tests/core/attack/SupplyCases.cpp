// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/TechniqueSteps.h"

namespace fourplane::test {

using namespace steps;

namespace {

/// Something that others install, outside the cluster, in the attacker's hands.
Step poisoned(CollectionContent content, const std::string &user)
{
    return [=](L &lab) {
        lab.addStore("hub", "saas", "wares").content = content;
        lab.text("wares");
        lab.dataFlow(user, "saas", read, "wares");
    };
}

Step image(const std::string &reference)
{
    return [reference](L &lab) { lab.workload("web").containers[0].image = reference; };
}

void poisonImages(L &lab)
{
    lab.addStore("registry", "saas", "images").content = CollectionContent::Images;
    lab.project.topology.externals.at(ElementId("saas")).hosts = { "registry.example.com" };
    lab.text("images");
    image("registry.example.com/shop/web:1")(lab);
}

void poisonModel(L &lab)
{
    lab.collection("contracts").content = CollectionContent::Models;
    lab.text("contracts");
    lab.dataFlow("llm", "db", read, "contracts");
}

} // namespace

std::vector<TechniqueCase> supplyCases()
{
    const std::string digest = "@sha256:" + std::string(64, 'a');
    return {
        { "tenant-code", {},
            [](L &lab) {
                lab.text("portal");
                lab.flow("portal", "ingest");
                lab.workload("ingest").traits.runsTenantCode = true;
            },
            "portal", "ingest", "ingest foothold", trait("ingest", &WorkloadTraits::runsTenantCode, false),
            absent, "", deny },
        { "dataset-loader-injection", {},
            [](L &lab) {
                lab.text("portal");
                lab.flow("portal", "gate");
                lab.flow("gate", "ingest");
                lab.workload("ingest").traits.loadsFromConfig = true;
            },
            "portal", "ingest", "ingest foothold", trait("ingest", &WorkloadTraits::parsesInPlace, false),
            pods, "W7",
            [](L &lab) {
                lab.workload("ingest").placement.runtimeClass = "kata";
                lab.workload("ingest").placement.sandboxedRuntime = true;
            } },
        { "poisoned-dependency", {}, poisoned(CollectionContent::Packages, "ingest"), "wares", "ingest",
            "ingest foothold", trait("ingest", &WorkloadTraits::loadsUnpinnedDependencies, false), pods, "W8",
            [](L &lab) { lab.workload("ingest").containers[0].image = "a@sha256:" + std::string(64, 'b'); } },
        { "poisoned-mcp-tool", {},
            [](L &lab) {
                poisoned(CollectionContent::Tools, "tool")(lab);
                lab.toolCall("agent", "tool");
            },
            "wares", "tool", "agent influenced", trait("tool", &WorkloadTraits::updatesToolsUnchecked, false),
            pods, "W10", [](L &lab) { lab.scope("agent", "tool").delegatedCredential = true; } },
        { "ci-log-leak", {},
            [](L &lab) {
                lab.code("ingest");
                lab.workload("ingest").kind = WorkloadKind::CiRunner;
                lab.secret("key");
                lab.give("ingest", "key", SecretDelivery::Environment);
                lab.addStore("logs", "saas", "job-logs").content = CollectionContent::Logs;
                lab.dataFlow("ingest", "saas", write, "job-logs");
            },
            "ingest", "key", "key leaked", [](L &lab) { lab.wantCredentials("logs"); }, absent, "",
            [](L &lab) { lab.secret("key").lifetimeSeconds = 600; } },
        { "ci-pivot", {},
            [](L &lab) {
                poisoned(CollectionContent::Code, "ingest")(lab);
                lab.workload("ingest").kind = WorkloadKind::CiRunner;
            },
            "wares", "ingest", "ingest foothold",
            trait("ingest", &WorkloadTraits::loadsUnpinnedDependencies, false), pods, "W8",
            [](L &lab) {
                lab.project.topology.identities.at(ElementId("sa-ingest")).tokenLifetimeSeconds = 600;
            } },
        { "model-registry-tamper", {}, poisonModel, "contracts", "llm", "llm steered",
            [](L &lab) { lab.collection("contracts").changeable = false; }, data, "D8",
            trait("llm", &WorkloadTraits::loadsUnsafeModels, false) },
        { "image-registry-tamper", {}, poisonImages, "images", "web", "web foothold",
            image("registry.example.com/shop/web:1" + digest), pods, "W3", restricted },
    };
}

} // namespace fourplane::test
