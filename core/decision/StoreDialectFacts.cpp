// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/StoreDialectFacts.h"

#include <algorithm>
#include <array>
#include <string>

namespace fourplane {

namespace {

using enum StoreDialect;

// One line of facts per product, in the order of the enum. Fields: tells identities apart, write contains
// read, administration is store-wide, filters tenants, administration passes the filter.
constexpr std::array table {
    StoreDialectFacts { Generic, "a store of an unknown product", true, false, false, true, false,
        "grants count as they are declared, since nothing is known of the product",
        "the tenant filter counts as it is declared, since nothing is known of the product", false, "" },
    StoreDialectFacts { Postgresql, "PostgreSQL", true, false, false, true, true,
        "roles with GRANT of SELECT, INSERT, UPDATE and DELETE on tables",
        "row level security; the owner of a table and roles with BYPASSRLS pass it", true,
        "PostgreSQL documentation, Row Security Policies" },
    StoreDialectFacts { Qdrant, "Qdrant", true, true, true, false, true,
        "tokens with access r or rw to a collection; manage is for all of them",
        "payload filters in tokens are deprecated since 1.16, because they did not hold for writes", true,
        "Qdrant documentation, Security; release notes of 1.16" },
    StoreDialectFacts { Milvus, "Milvus", true, false, false, false, true,
        "roles with privileges on a collection or database",
        "no privilege is narrower than a collection; a partition key is only a filter of the caller", true,
        "Milvus documentation, Grant Privilege or Privilege Group to Roles" },
    StoreDialectFacts { Weaviate, "Weaviate", true, false, false, true, false,
        "roles with read_data, create_data, update_data and delete_data on a collection",
        "the data permissions of a role name a tenant", true,
        "Weaviate API 1.39, /authz/roles; RBAC is generally available from 1.29" },
    StoreDialectFacts { ObjectStore, "an object store", true, false, false, true, false,
        "policies on buckets and prefixes, with read and write apart", "a policy per tenant's prefix", false,
        "AWS IAM documentation; other object stores differ" },
    StoreDialectFacts { Redis, "Redis", true, false, true, true, true,
        "ACL users with command categories and key patterns (%R~ and %W~ from 7.0)",
        "key patterns per tenant", true, "Redis documentation, ACL SETUSER" },
    StoreDialectFacts { MessageTopics, "a message broker", true, false, false, false, true,
        "rights to read, write and alter a topic",
        "rights end at the topic: whoever reads it reads the messages of every tenant", false,
        "Apache Kafka documentation, Authorization and ACLs; other brokers differ" },
    StoreDialectFacts { MongoDb, "MongoDB", true, false, false, false, true,
        "roles with actions on a database or collection", "rights end at the collection", false,
        "MongoDB documentation, Collection-Level Access Control" },
    StoreDialectFacts { Filesystem, "a file system", false, false, true, false, true,
        "it believes the user id that the client shows", "it believes the user id that the client shows",
        false, "RFC 5531 section 8.2 (AUTH_SYS), for NFS" },
};
static_assert(table.size() == EnumNames<StoreDialect>::names.size());

} // namespace

const StoreDialectFacts &factsOf(StoreDialect dialect)
{
    return table[static_cast<std::size_t>(dialect)];
}

std::string tenantGap(const StoreDialectFacts &facts, const DataGrant &grant)
{
    if (grant.tenantFilter == TenantFilter::Application)
        return "only the application filters by tenant, which ends with the application";
    if (!facts.filtersTenants)
        return std::string(facts.name) + " cannot keep tenants apart: " + std::string(facts.tenants);
    if (grant.bypassesTenantFilter)
        return "the grant passes the tenant filter (BYPASSRLS or a superuser)";
    if (grant.verb == AccessVerb::Admin && facts.adminPassesTenantFilter)
        return "whoever administers it passes the tenant filter of " + std::string(facts.name);
    return {};
}

bool gives(const StoreDialectFacts &facts, const DataGrant &grant, AccessVerb wanted)
{
    return grant.verb == wanted || grant.verb == AccessVerb::Admin
        || (facts.writeContainsRead && grant.verb == AccessVerb::Write && wanted == AccessVerb::Read);
}

} // namespace fourplane
