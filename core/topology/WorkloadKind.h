// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// What a workload evidently is. Order = order in palettes. Paper section 5.1 names the AI kinds.
enum class WorkloadKind
{
    Gateway,
    Frontend,
    ModelEndpoint,
    Retriever,
    VectorStore,
    DocumentStore,
    FeatureStore,
    IngestionPipeline, ///< embedding and ingestion
    TrainingJob,
    Agent,
    Tool,
    McpServer,
    EgressProxy,
    PolicyDecisionPoint,
    SecretStore,
    IdentityProvider,
    MessageBroker,
    Database,
    Cache,
    Observability,
    CiRunner,
    AdmissionWebhook,
    NodeAgent,
    GenericService, ///< nothing more is known
};

template <>
struct EnumNames<WorkloadKind>
{
    static constexpr std::array<std::string_view, 24> names { "gateway", "frontend", "model-endpoint",
        "retriever", "vector-store", "document-store", "feature-store", "ingestion-pipeline", "training-job",
        "agent", "tool", "mcp-server", "egress-proxy", "policy-decision-point", "secret-store",
        "identity-provider", "message-broker", "database", "cache", "observability", "ci-runner",
        "admission-webhook", "node-agent", "service" };
};

} // namespace fourplane
