// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// What a generated design is about: which kinds of workload it has and how they hang together.
enum class DesignShape
{
    Rag, ///< answers from documents: ingestion, vector stores, retrievers, models
    Agents, ///< agents that call tools and MCP servers
    Microservices, ///< ordinary services with few AI workloads among them
    MultiTenant, ///< RAG for customers, each with namespaces, collections and a node pool of its own
};

template <>
struct EnumNames<DesignShape>
{
    static constexpr std::array<std::string_view, 4> names { "rag", "agents", "microservices",
        "multi-tenant" };
};

} // namespace fourplane
