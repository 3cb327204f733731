// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/decision/StoreDialectFacts.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"
#include "core/exporters/StoreRoles.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::size_t longestFolder = 100;

constexpr const char *chapter =
    R"(Each folder of `stores/` holds what one store has to be told; no secret is in it.

- PostgreSQL: once the tables exist, as a superuser: `psql -v ON_ERROR_STOP=1 -f stores/NAME/postgresql.sql`. It can be run
  again: rights on these tables that the design does not name are revoked. What roles may do through other roles, views or
  functions is not looked at. Roles have no password; let them in by client
  certificate or by the cloud's identities. A role that may write and not read can insert, but `UPDATE` and `DELETE` with a
  condition need the right to read.
- Qdrant: `service.jwt_rbac: true` and an API key that only the issuer of tokens holds. `qdrant.json` has the claims of each
  identity; the issuer adds `exp`. Issue no token for an identity that is not in it: a token without `access` manages the
  whole store.
- Milvus: `common.security.authorizationEnabled: true`, and another password for root. `milvus.json` has the arguments of
  `create_role` and `grant_privilege_v2`.
- Weaviate: `AUTHORIZATION_RBAC_ENABLED=true`. `weaviate.json` has the bodies of `POST /v1/authz/roles`.

Roll back by revoking the roles named there.
)";

void reportGaps(ExportBuilder &builder, const PlannedStore &store)
{
    const StoreDialectFacts &facts = factsOf(store.dialect);
    for (const StoreRole &role : rolesIn(store, builder.plan())) {
        for (const StoreGrant &item : role.grants) {
            const DataGrant &grant = *item.grant;
            const std::string gap = grant.tenant.empty() ? std::string() : tenantGap(facts, grant);
            if (!gap.empty())
                builder.report(DiagnosticLevel::Warning, "store-tenant-not-enforced",
                    "Grant " + grant.id.value() + " is limited to tenant " + grant.tenant
                        + ", but what is written opens rows of every tenant: " + gap + ".",
                    "Give each tenant a collection of its own.", store);
            if (facts.adminIsStoreWide && grant.verb == AccessVerb::Admin)
                builder.report(DiagnosticLevel::Warning, "store-admin-is-store-wide",
                    "Grant " + grant.id.value() + " administers " + item.collection->name + ", which in "
                        + std::string(facts.name) + " is administration of the whole store.",
                    "Grant write instead.", store);
            if (facts.writeContainsRead && grant.verb == AccessVerb::Write)
                builder.report(DiagnosticLevel::Warning, "store-write-contains-read",
                    "Grant " + grant.id.value() + " is to write " + item.collection->name + ", which in "
                        + std::string(facts.name) + " contains reading it.",
                    "Keep what the writer must not read in another collection.", store);
        }
    }
    if (store.dialect == StoreDialect::Qdrant)
        builder.report(DiagnosticLevel::Warning, "store-qdrant-limits",
            "Whoever reads a collection of Qdrant store " + store.name
                + " may download snapshots of it, and its internal port 6335 asks nobody who they are.",
            "Let only replicas reach port 6335 and watch the audit log.", store);
}

} // namespace

bool hasStoreGrants(const PlannedStore &store)
{
    const bool isKnown = store.dialect == StoreDialect::Postgresql || store.dialect == StoreDialect::Qdrant
        || store.dialect == StoreDialect::Milvus || store.dialect == StoreDialect::Weaviate;
    return isKnown && store.authentication == StoreAuthentication::PerIdentity;
}

std::vector<StoreRole> rolesIn(const PlannedStore &store, const EnforcementPlan &plan)
{
    std::map<ElementId, StoreRole> roles;
    for (const DataGrant &grant : plan.grants) {
        const auto collection = std::find_if(store.collections.begin(), store.collections.end(),
            [&grant](const Collection &item) { return item.id == grant.collectionId; });
        const PlannedServiceAccount *account = findServiceAccount(plan, grant.identityId);
        if (collection == store.collections.end() || !account)
            continue;
        StoreRole &role = roles[grant.identityId];
        role.namespaceName = account->namespaceName;
        role.name = account->name;
        role.grants.push_back({ &grant, &*collection });
    }
    std::vector<StoreRole> list;
    for (auto &[id, role] : roles)
        list.push_back(std::move(role));
    return list;
}

std::string storeFolder(const PlannedStore &store)
{
    const std::string &id = store.id.value();
    const bool isPlain = !id.empty() && id.size() <= longestFolder
        && std::all_of(id.begin(), id.end(),
            [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    return "stores/" + (isPlain ? id : toDnsLabel(id) + "-" + sha256(id).substr(0, 16)) + "/";
}

void reportRefusedGrant(
    ExportBuilder &builder, const PlannedStore &store, const DataGrant &grant, const std::string &reason)
{
    builder.report(DiagnosticLevel::Warning, "store-grant-refused",
        "Grant " + grant.id.value() + " in store " + store.name + " is not written: " + reason,
        "Rename it in the design and in the store.", store);
}

void writeStores(ExportBuilder &builder)
{
    bool hasWritten = false;
    for (const PlannedStore &store : builder.plan().stores) {
        if (!hasStoreGrants(store)) {
            builder.report(DiagnosticLevel::Warning, "store-not-written",
                "No grants are written for store " + store.name + ": "
                    + (store.authentication == StoreAuthentication::PerIdentity
                            ? "its product is not one that this target knows."
                            : "it does not tell identities apart (authentication: "
                                + std::string(nameOf(store.authentication)) + ")."),
                "Set it up in the store itself.", store);
            continue;
        }
        hasWritten = true;
        reportGaps(builder, store);
        switch (store.dialect) {
        case StoreDialect::Postgresql:
            writePostgresqlGrants(builder, store);
            break;
        case StoreDialect::Qdrant:
            writeQdrantGrants(builder, store);
            break;
        case StoreDialect::Milvus:
            writeMilvusGrants(builder, store);
            break;
        default:
            writeWeaviateGrants(builder, store);
            break;
        }
    }
    if (hasWritten)
        builder.addChapter("Stores", chapter);
}

} // namespace fourplane
