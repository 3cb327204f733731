// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/KindList.h"

#include "core/topology/ExternalKind.h"
#include "core/topology/WorkloadKind.h"
#include "ui/panels/Words.h"

#include <QCoreApplication>
#include <QHash>

namespace fourplane::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("fourplane::ui", text);
}

/// Words of people and products, beyond the kind's own name.
QString keywordsOf(const QString &kind)
{
    static const QHash<QString, QString> words {
        { QStringLiteral("gateway"), QStringLiteral("ingress api proxy nginx envoy") },
        { QStringLiteral("frontend"), QStringLiteral("web ui chat open-webui prompt handler") },
        { QStringLiteral("model-endpoint"), QStringLiteral("llm inference vllm ollama triton kserve") },
        { QStringLiteral("retriever"), QStringLiteral("rag retrieval search") },
        { QStringLiteral("vector-store"),
            QStringLiteral("vector db database qdrant milvus weaviate chroma") },
        { QStringLiteral("document-store"), QStringLiteral("documents object store minio s3 files") },
        { QStringLiteral("feature-store"), QStringLiteral("feast features") },
        { QStringLiteral("ingestion-pipeline"), QStringLiteral("embedding etl indexer loader") },
        { QStringLiteral("training-job"), QStringLiteral("fine-tuning training pytorch") },
        { QStringLiteral("agent"), QStringLiteral("planner assistant langgraph crew") },
        { QStringLiteral("tool"), QStringLiteral("function plugin mail code interpreter") },
        { QStringLiteral("egress-proxy"), QStringLiteral("outbound squid") },
        { QStringLiteral("policy-decision-point"), QStringLiteral("pdp opa authorization") },
        { QStringLiteral("secret-store"), QStringLiteral("vault secrets") },
        { QStringLiteral("identity-provider"), QStringLiteral("idp keycloak dex oidc") },
        { QStringLiteral("message-broker"), QStringLiteral("queue kafka rabbitmq nats") },
        { QStringLiteral("database"), QStringLiteral("db sql postgres mysql mongo") },
        { QStringLiteral("cache"), QStringLiteral("redis valkey memcached") },
        { QStringLiteral("observability"),
            QStringLiteral("logs metrics traces grafana prometheus langfuse") },
        { QStringLiteral("service"), QStringLiteral("generic workload pod deployment") },
        { QStringLiteral("hosted-llm"), QStringLiteral("model api openai external") },
        { QStringLiteral("cloud-metadata"), QStringLiteral("imds 169.254.169.254") },
        { QStringLiteral("user-group"), QStringLiteral("users customers people") },
        { QStringLiteral("untrusted-content"), QStringLiteral("web pages tickets mail attacker") },
        { QStringLiteral("namespace"), QStringLiteral("container zone trust boundary") },
        { QStringLiteral("tenant"), QStringLiteral("customer organisation zone") },
        { QStringLiteral("node-pool"), QStringLiteral("nodes machines gpu zone") },
    };
    return words.value(kind);
}

} // namespace

QList<KindEntry> allKinds()
{
    QList<KindEntry> entries;
    const auto add = [&entries](std::string_view name, const QString &section) {
        const QString kind = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        entries.append({ kind, displayWord(name), section, keywordsOf(kind) });
    };
    for (std::size_t i = 0; i < EnumNames<WorkloadKind>::names.size(); ++i) {
        const bool isAi = static_cast<WorkloadKind>(i) <= WorkloadKind::EgressProxy;
        add(EnumNames<WorkloadKind>::names[i], isAi ? tr("AI services") : tr("Platform services"));
    }
    for (const char *boundary : { "namespace", "tenant", "node-pool" })
        add(boundary, tr("Boundaries"));
    for (std::string_view name : EnumNames<ExternalKind>::names)
        add(name, tr("Outside the cluster"));
    return entries;
}

} // namespace fourplane::ui
