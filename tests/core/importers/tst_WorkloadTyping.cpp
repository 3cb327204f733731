// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/TypingRules.h"
#include "core/importers/WorkloadTyping.h"
#include "core/storage/Resources.h"

#include <QtTest>

using namespace fourplane;

namespace {

Container container(const std::string &name, const std::string &image)
{
    Container made;
    made.name = name;
    made.image = image;
    return made;
}

Workload workload(const std::string &name, const std::vector<std::string> &images)
{
    Workload made;
    made.name = name;
    for (std::size_t i = 0; i < images.size(); ++i)
        made.containers.push_back(container("c" + std::to_string(i), images[i]));
    return made;
}

} // namespace

class tst_WorkloadTyping : public QObject
{
    Q_OBJECT

private slots:
    void readsTheShippedRules();
    void refusesUnknownKeys();
    void knowsImages_data();
    void knowsImages();
    void knowsNames();
    void asksTheMainContainerFirst();
    void fallsBackToLabelsAndPorts();
    void takesNoJobForAServer();
    void knowsNodeAgentsByTheirController();
    void saysWhenNothingIsKnown();
};

void tst_WorkloadTyping::readsTheShippedRules()
{
    const auto rules = parseTypingRules(resource("import/workload-kinds.yaml"), "workload-kinds.yaml");
    QVERIFY2(rules, rules ? "" : toString(rules.error()).c_str());
    QVERIFY(rules->rules.size() > 50);
}

void tst_WorkloadTyping::refusesUnknownKeys()
{
    const auto rules = parseTypingRules("rules:\n- {kind: agent, what: x, wrods: [y]}\n", "r.yaml");
    QVERIFY(!rules);
    QCOMPARE(rules.error().diagnostics.at(0).code, std::string("unknown-key"));
    QVERIFY(!parseTypingRules("rules:\n- {kind: robot, what: x}\n", "r.yaml"));
}

void tst_WorkloadTyping::knowsImages_data()
{
    QTest::addColumn<std::string>("image");
    QTest::addColumn<std::string>("kind");
    const std::vector<std::pair<const char *, const char *>> cases { { "qdrant/qdrant:v1.16",
                                                                         "vector-store" },
        { "milvusdb/milvus:v2.4", "vector-store" }, { "semitechnologies/weaviate", "vector-store" },
        { "chromadb/chroma", "vector-store" }, { "pgvector/pgvector:pg16", "vector-store" },
        { "docker.elastic.co/elasticsearch/elasticsearch:8.1.0", "document-store" },
        { "opensearchproject/opensearch", "document-store" }, { "postgres:16", "database" },
        { "docker.io/bitnami/postgresql@sha256:00", "database" }, { "mysql", "database" },
        { "mariadb:11", "database" }, { "mongo:7", "database" }, { "redis:8-alpine", "cache" },
        { "valkey/valkey", "cache" }, { "memcached", "cache" }, { "confluentinc/cp-kafka", "message-broker" },
        { "rabbitmq:3-management", "message-broker" }, { "nats", "message-broker" },
        { "quay.io/minio/minio", "document-store" }, { "chrislusf/seaweedfs", "document-store" },
        { "vllm/vllm-openai", "model-endpoint" }, { "ghcr.io/ggml-org/llama.cpp:server", "model-endpoint" },
        { "ollama/ollama", "model-endpoint" },
        { "ghcr.io/huggingface/text-generation-inference", "model-endpoint" },
        { "nvcr.io/nvidia/tritonserver:24.01-py3", "model-endpoint" },
        { "kserve/sklearnserver", "model-endpoint" }, { "rayproject/ray:2.9", "training-job" },
        { "ghcr.io/berriai/litellm", "gateway" }, { "ghcr.io/open-webui/open-webui:main", "frontend" },
        { "langflowai/langflow", "agent" }, { "n8nio/n8n", "agent" }, { "flowiseai/flowise", "agent" },
        { "langgenius/dify-api", "agent" }, { "jupyter/datascience-notebook", "training-job" },
        { "ghcr.io/mlflow/mlflow", "document-store" }, { "apache/airflow", "ingestion-pipeline" },
        { "quay.io/argoproj/argocd", "ci-runner" },
        { "quay.io/argoproj/workflow-controller", "ingestion-pipeline" }, { "mcp/github-mcp", "mcp-server" },
        { "downloads.unstructured.io/unstructured-io/unstructured-api", "ingestion-pipeline" },
        { "quay.io/docling-project/docling-serve", "ingestion-pipeline" },
        { "ghcr.io/huggingface/text-embeddings-inference", "ingestion-pipeline" },
        { "michaelf34/infinity", "ingestion-pipeline" }, { "significantgravitas/auto-gpt", "agent" },
        { "paulgauthier/aider", "agent" }, { "crewai/studio", "agent" }, { "nginx:1.27", "gateway" },
        { "traefik:v3", "gateway" }, { "envoyproxy/envoy", "gateway" }, { "kong:3", "gateway" },
        { "ubuntu/squid", "egress-proxy" }, { "hashicorp/vault", "secret-store" },
        { "quay.io/keycloak/keycloak", "identity-provider" }, { "ghcr.io/dexidp/dex", "identity-provider" },
        { "openpolicyagent/opa", "policy-decision-point" }, { "prom/prometheus", "observability" },
        { "grafana/grafana", "observability" }, { "grafana/loki", "observability" },
        { "jaegertracing/jaeger", "observability" }, { "otel/opentelemetry-collector", "observability" },
        { "ghcr.io/actions/actions-runner", "ci-runner" },
        { "gcr.io/tekton-releases/tekton-pipelines", "ci-runner" },
        { "quay.io/jetstack/cert-manager-webhook", "admission-webhook" },
        { "registry.k8s.io/ingress-nginx/controller", "gateway" },
        { "registry.k8s.io/ingress-nginx/kube-webhook-certgen", "admission-webhook" },
        { "oliver006/redis-exporter", "observability" },
        { "prometheuscommunity/postgres-exporter", "observability" },
        { "nvcr.io/nvidia/k8s-device-plugin", "node-agent" }, { "prom/node-exporter", "node-agent" },
        { "rediscommander/redis-commander", "frontend" }, { "feastdev/feature-server", "feature-store" },
        { "python:3.13-slim", "service" } };
    for (const auto &[image, kind] : cases)
        QTest::newRow(image) << std::string(image) << std::string(kind);
}

void tst_WorkloadTyping::knowsImages()
{
    QFETCH(std::string, image);
    QFETCH(std::string, kind);
    const TypedKind typed = typeOf(workload("thing", { image }));
    QCOMPARE(std::string(nameOf(typed.kind)), kind);
    QVERIFY(!typed.reason.empty());
}

void tst_WorkloadTyping::knowsNames()
{
    const std::map<std::string, WorkloadKind> cases { { "kb-retriever", WorkloadKind::Retriever },
        { "frontend", WorkloadKind::Frontend }, { "istio-ingressgateway", WorkloadKind::Gateway },
        { "istio-egressgateway", WorkloadKind::EgressProxy }, { "support-agent", WorkloadKind::Agent },
        { "document-ingestion", WorkloadKind::IngestionPipeline }, { "web-search-tool", WorkloadKind::Tool },
        { "github-mcp-server", WorkloadKind::McpServer }, { "redis-client", WorkloadKind::GenericService },
        { "postgres-operator", WorkloadKind::GenericService } };
    for (const auto &[name, kind] : cases)
        QVERIFY2(typeOf(workload(name, { "example.org/own:1" })).kind == kind, name.c_str());
    const TypedKind typed = typeOf(workload("qdrant", { "example.org/own" }));
    QCOMPARE(typed.reason, std::string("name qdrant suggests Qdrant, a vector database"));
}

void tst_WorkloadTyping::asksTheMainContainerFirst()
{
    // An exporter or a proxy beside the database says nothing, whatever the order.
    const TypedKind typed = typeOf(workload("x", { "oliver006/redis-exporter", "istio/proxyv2", "redis:8" }));
    QVERIFY(typed.kind == WorkloadKind::Cache);
    QVERIFY(typed.dialect == StoreDialect::Redis);
    QCOMPARE(typed.reason, std::string("image redis is Redis or one of its kin, a cache"));
    // A database that is only a helper of an unknown program whose name is known.
    QVERIFY(typeOf(workload("chat-agent", { "example.org/own", "redis" })).kind == WorkloadKind::Agent);
    // Init containers do not count.
    Workload waiting = workload("x", { "example.org/own" });
    waiting.containers.push_back(container("init", "postgres"));
    waiting.containers.back().role = ContainerRole::Init;
    QVERIFY(typeOf(waiting).kind == WorkloadKind::GenericService);
}

void tst_WorkloadTyping::fallsBackToLabelsAndPorts()
{
    Workload labelled = workload("x", { "example.org/own" });
    labelled.labels["component"] = "mcp-server";
    QVERIFY(typeOf(labelled).kind == WorkloadKind::McpServer);
    Workload offering = workload("x", { "example.org/own" });
    offering.containers[0].ports.push_back({ "", 6333, Protocol::Tcp });
    QVERIFY(typeOf(offering).kind == WorkloadKind::VectorStore);
}

void tst_WorkloadTyping::takesNoJobForAServer()
{
    Workload job = workload("nightly", { "postgres:18" });
    job.controller = ControllerKind::CronJob;
    QVERIFY(typeOf(job).kind == WorkloadKind::GenericService);
}

void tst_WorkloadTyping::knowsNodeAgentsByTheirController()
{
    Workload shipper = workload("logs", { "fluent/fluent-bit" });
    QVERIFY(typeOf(shipper).kind == WorkloadKind::Observability);
    shipper.controller = ControllerKind::DaemonSet;
    QVERIFY(typeOf(shipper).kind == WorkloadKind::NodeAgent);
}

void tst_WorkloadTyping::saysWhenNothingIsKnown()
{
    const TypedKind typed = typeOf(workload("x", {}));
    QVERIFY(typed.kind == WorkloadKind::GenericService);
    QCOMPARE(typed.reason, std::string("nothing known"));
}

QTEST_APPLESS_MAIN(tst_WorkloadTyping)
#include "tst_WorkloadTyping.moc"
