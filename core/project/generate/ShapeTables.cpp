// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/generate/ShapeTables.h"

#include <array>

namespace fourplane {

namespace {

using enum WorkloadKind;

constexpr std::array ragFirst { Gateway, Retriever, ModelEndpoint, IngestionPipeline, Frontend, Agent };
constexpr std::array<WeightedKind, 11> ragFurther { { { GenericService, 19 }, { Retriever, 18 },
    { IngestionPipeline, 14 }, { ModelEndpoint, 10 }, { Tool, 10 }, { Frontend, 8 }, { Agent, 8 },
    { Gateway, 4 }, { TrainingJob, 4 }, { McpServer, 3 }, { EgressProxy, 2 } } };
constexpr std::array<WeightedKind, 5> ragStores { { { VectorStore, 40 }, { DocumentStore, 25 },
    { Database, 20 }, { Cache, 10 }, { FeatureStore, 5 } } };

constexpr std::array agentFirst { Gateway, Agent, ModelEndpoint, Tool, McpServer, EgressProxy,
    PolicyDecisionPoint };
constexpr std::array<WeightedKind, 11> agentFurther { { { Agent, 28 }, { Tool, 24 }, { McpServer, 10 },
    { ModelEndpoint, 8 }, { GenericService, 6 }, { Retriever, 6 }, { Frontend, 5 }, { Gateway, 4 },
    { IngestionPipeline, 4 }, { EgressProxy, 3 }, { PolicyDecisionPoint, 2 } } };
constexpr std::array<WeightedKind, 4> agentStores { { { Database, 40 }, { VectorStore, 25 },
    { DocumentStore, 20 }, { Cache, 15 } } };

constexpr std::array serviceFirst { Gateway, Frontend, GenericService, Agent, ModelEndpoint };
constexpr std::array<WeightedKind, 8> serviceFurther { { { GenericService, 72 }, { Frontend, 10 },
    { Gateway, 4 }, { EgressProxy, 3 }, { IngestionPipeline, 3 }, { Tool, 3 }, { Retriever, 3 },
    { Agent, 2 } } };
constexpr std::array<WeightedKind, 5> serviceStores { { { Database, 45 }, { Cache, 25 },
    { MessageBroker, 15 }, { DocumentStore, 10 }, { VectorStore, 5 } } };

constexpr std::array platformFirst { SecretStore, EgressProxy, Observability, NodeAgent, CiRunner,
    AdmissionWebhook, IdentityProvider };
constexpr std::array<WeightedKind, 9> platformFurther { { { GenericService, 24 }, { NodeAgent, 24 },
    { Observability, 16 }, { EgressProxy, 10 }, { CiRunner, 8 }, { PolicyDecisionPoint, 8 },
    { AdmissionWebhook, 6 }, { IdentityProvider, 4 }, { SecretStore, 4 } } };
constexpr std::array<WeightedKind, 4> platformStores { { { DocumentStore, 30 }, { MessageBroker, 30 },
    { Database, 25 }, { Cache, 15 } } };

bool isOneOf(WorkloadKind kind, std::initializer_list<WorkloadKind> kinds)
{
    for (WorkloadKind other : kinds) {
        if (kind == other)
            return true;
    }
    return false;
}

} // namespace

KindMix kindMix(DesignShape shape, bool isPlatform)
{
    if (isPlatform)
        return { platformFirst, platformFurther, platformStores };
    switch (shape) {
    case DesignShape::Rag:
    case DesignShape::MultiTenant:
        break;
    case DesignShape::Agents:
        return { agentFirst, agentFurther, agentStores };
    case DesignShape::Microservices:
        return { serviceFirst, serviceFurther, serviceStores };
    }
    return { ragFirst, ragFurther, ragStores };
}

WorkloadKind drawKind(std::span<const WeightedKind> kinds, RandomStream &random)
{
    unsigned sum = 0;
    for (const WeightedKind &choice : kinds)
        sum += choice.weight;
    std::size_t drawn = random.below(sum);
    for (const WeightedKind &choice : kinds) {
        if (drawn < choice.weight)
            return choice.kind;
        drawn -= choice.weight;
    }
    return kinds.back().kind;
}

bool hostsStore(WorkloadKind kind)
{
    return isOneOf(kind, { VectorStore, DocumentStore, FeatureStore, Database, Cache, MessageBroker });
}

bool usuallyCalls(WorkloadKind source, WorkloadKind destination)
{
    switch (destination) {
    case VectorStore:
        return isOneOf(source, { Retriever, IngestionPipeline });
    case DocumentStore:
    case FeatureStore:
        return isOneOf(source,
            { Retriever, IngestionPipeline, TrainingJob, Tool, McpServer, GenericService, CiRunner,
                ModelEndpoint });
    case Database:
    case Cache:
    case MessageBroker:
        return isOneOf(source,
            { GenericService, Tool, McpServer, IngestionPipeline, TrainingJob, Gateway, Observability,
                IdentityProvider, PolicyDecisionPoint, SecretStore });
    case Tool:
    case McpServer:
        return isOneOf(source, { Agent });
    case ModelEndpoint:
        return isOneOf(source, { Agent, Gateway, Retriever, IngestionPipeline, GenericService, McpServer });
    case Retriever:
        return isOneOf(source, { Agent, Gateway, ModelEndpoint, GenericService, Tool });
    case Agent:
        return isOneOf(source, { Gateway, Frontend, Agent });
    case Gateway:
        return isOneOf(source, { Frontend, Gateway });
    case Frontend:
        return isOneOf(source, { Gateway });
    case EgressProxy:
        return isOneOf(
            source, { Agent, Tool, McpServer, IngestionPipeline, ModelEndpoint, GenericService, CiRunner });
    case IngestionPipeline:
    case TrainingJob:
        return isOneOf(source, { GenericService, IngestionPipeline });
    case PolicyDecisionPoint:
        return isOneOf(source, { Agent, Gateway, Tool, McpServer, GenericService });
    case IdentityProvider:
    case SecretStore:
        return !hostsStore(source);
    case Observability:
        return source != Observability;
    case CiRunner:
    case NodeAgent:
    case AdmissionWebhook:
        return isOneOf(source, { Observability });
    case GenericService:
        return !hostsStore(source);
    }
    return false;
}

std::uint16_t usualPort(WorkloadKind kind)
{
    switch (kind) {
    case Gateway:
    case AdmissionWebhook:
        return 8443;
    case Frontend:
        return 3000;
    case ModelEndpoint:
        return 8000;
    case VectorStore:
        return 6333;
    case DocumentStore:
        return 9000;
    case FeatureStore:
        return 6566;
    case EgressProxy:
        return 3128;
    case PolicyDecisionPoint:
        return 8181;
    case SecretStore:
        return 8200;
    case MessageBroker:
        return 9092;
    case Database:
        return 5432;
    case Cache:
        return 6379;
    case Observability:
        return 4317;
    case NodeAgent:
        return 9100;
    default:
        return 8080;
    }
}

} // namespace fourplane
