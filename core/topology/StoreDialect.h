// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// The product family of a store, which decides what a grant looks like there.
enum class StoreDialect
{
    Generic,
    Postgresql,
    Qdrant,
    Milvus,
    Weaviate,
    ObjectStore,
    Redis,
    MessageTopics,
    MongoDb,
    Filesystem,
};

template <>
struct EnumNames<StoreDialect>
{
    static constexpr std::array<std::string_view, 10> names { "generic", "postgresql", "qdrant", "milvus",
        "weaviate", "object-store", "redis", "message-topics", "mongodb", "filesystem" };
};

} // namespace fourplane
