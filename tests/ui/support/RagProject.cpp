// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"

namespace fourplane::test {

namespace {

class Builder
{
public:
    void home(const std::string &id, PodSecurityLevel level, bool segmented)
    {
        Namespace space;
        space.id = ElementId(id);
        space.name = id;
        space.podSecurity.enforce = level;
        space.meshInjection = segmented;
        space.segmentation.defaultDeny = segmented;
        space.segmentation.meshAllowList = segmented;
        space.segmentation.mtls = segmented ? MtlsMode::Strict : MtlsMode::Unset;
        project.topology.namespaces[space.id] = space;
    }

    void workload(const std::string &id, WorkloadKind kind, const std::string &homeId, Point at,
        const std::string &account = {})
    {
        Workload workload;
        workload.id = ElementId(id);
        workload.name = id;
        workload.kind = kind;
        workload.namespaceId = ElementId(homeId);
        workload.labels["app"] = id;
        const std::string name = account.empty() ? id : account;
        workload.identityId = ElementId("sa-" + name);
        if (project.topology.identities.count(workload.identityId) == 0) {
            WorkloadIdentity identity;
            identity.id = workload.identityId;
            identity.name = name;
            identity.namespaceId = workload.namespaceId;
            project.topology.identities[identity.id] = identity;
        }
        Container container;
        container.name = "main";
        container.image = "registry.example/" + id + ":1";
        container.ports = { { "http", 8080, Protocol::Tcp } };
        container.security.runAsNonRoot = kind != WorkloadKind::Tool;
        workload.containers = { container };
        project.topology.workloads[workload.id] = workload;
        project.diagram.placements[workload.id] = { at, 0, 0 };
    }

    void external(const std::string &id, ExternalKind kind, TrustTier trust, Point at)
    {
        ExternalEndpoint external;
        external.id = ElementId(id);
        external.name = id;
        external.kind = kind;
        external.trust = trust;
        project.topology.externals[external.id] = external;
        project.diagram.placements[external.id] = { at, 0, 0 };
    }

    void flow(const std::string &from, const std::string &to, std::uint16_t port, bool allowed = true)
    {
        Flow flow;
        flow.id = ElementId("flow-" + from + "-" + to);
        flow.sourceId = ElementId(from);
        flow.destinationId = ElementId(to);
        flow.port = port;
        project.topology.flows[flow.id] = flow;
        if (!allowed)
            return;
        AllowRule rule;
        rule.id = ElementId("rule-" + from + "-" + to);
        rule.sourceId = flow.sourceId;
        rule.destinationId = flow.destinationId;
        rule.ports = { { port, Protocol::Tcp } };
        rule.flowId = flow.id;
        project.policy.allowRules[rule.id] = rule;
    }

    void store(const std::string &host, const std::string &collection, Classification classification)
    {
        DataStore store;
        store.id = ElementId("store-" + host);
        store.name = host;
        store.hostId = ElementId(host);
        store.collections = { { ElementId(collection), collection, classification, {}, false } };
        project.topology.stores[store.id] = store;
    }

    Project project;
};

} // namespace

Project ragProject()
{
    Builder b;
    b.project.name = "RAG assistant";
    b.home("ai-gateway", PodSecurityLevel::Restricted, true);
    b.home("ai-inference", PodSecurityLevel::Restricted, true);
    b.home("ai-data", PodSecurityLevel::Baseline, true);
    b.home("egress", PodSecurityLevel::Restricted, false);
    b.workload("rag-gateway", WorkloadKind::Gateway, "ai-gateway", { 20, 44 });
    b.workload("prompt-handler", WorkloadKind::GenericService, "ai-gateway", { 20, 164 });
    b.workload("llm-server", WorkloadKind::ModelEndpoint, "ai-inference", { 316, 44 });
    b.workload("support-agent", WorkloadKind::Agent, "ai-inference", { 316, 164 });
    b.workload("mail-tool", WorkloadKind::Tool, "ai-inference", { 316, 284 }, "support-agent");
    b.workload("retriever", WorkloadKind::Retriever, "ai-inference", { 560, 104 });
    b.workload("kb-vectors", WorkloadKind::VectorStore, "ai-data", { 880, 44 });
    b.workload("contracts", WorkloadKind::DocumentStore, "ai-data", { 880, 164 });
    b.workload("document-ingestion-pipeline", WorkloadKind::IngestionPipeline, "ai-data", { 1120, 104 });
    b.workload("egress-proxy", WorkloadKind::EgressProxy, "egress", { 880, 344 });
    b.external("customers", ExternalKind::UserGroup, TrustTier::Untrusted, { 20, -120 });
    b.external("internet", ExternalKind::Internet, TrustTier::Untrusted, { 880, 500 });
    b.external("hosted-llm", ExternalKind::HostedLlm, TrustTier::Partner, { 1160, 352 });
    b.flow("customers", "rag-gateway", 443);
    b.flow("rag-gateway", "prompt-handler", 8080);
    b.flow("rag-gateway", "llm-server", 8000);
    b.flow("prompt-handler", "llm-server", 8000);
    b.flow("llm-server", "support-agent", 8080);
    b.flow("llm-server", "retriever", 8080);
    b.flow("support-agent", "mail-tool", 8080);
    b.flow("support-agent", "contracts", 5432, false);
    b.flow("support-agent", "egress-proxy", 3128);
    b.flow("retriever", "kb-vectors", 6333);
    b.flow("document-ingestion-pipeline", "kb-vectors", 6333);
    b.flow("document-ingestion-pipeline", "contracts", 5432);
    b.flow("egress-proxy", "hosted-llm", 443);
    b.flow("egress-proxy", "internet", 443, false);
    b.store("kb-vectors", "kb", Classification::Internal);
    b.store("contracts", "contract-files", Classification::Confidential);
    Flow &read = b.project.topology.flows[ElementId("flow-retriever-kb-vectors")];
    read.verb = AccessVerb::Read;
    read.collectionId = ElementId("kb");
    return b.project;
}

Project ragProjectWithoutLayout()
{
    Project project = ragProject();
    project.diagram.placements.clear();
    return project;
}

} // namespace fourplane::test
