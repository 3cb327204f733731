// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/StoreDialectFacts.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/StoreRoles.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fourplane {

namespace {

using nlohmann::json;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isWord(const std::string &text, std::string_view others)
{
    return std::all_of(text.begin(), text.end(), [others](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
    });
}

std::string displayName(const StoreRole &role)
{
    return role.namespaceName.empty() ? role.name : role.namespaceName + "/" + role.name;
}

/// NAMESPACE__NAME in letters, digits and '_': '-' becomes "_d" and '.' "_p", which no Kubernetes name holds,
/// so different identities get different names. Empty when the name has other characters.
std::string wordName(const StoreRole &role)
{
    std::string text = "sa_";
    for (const char c : role.namespaceName + "/" + role.name) {
        if (c == '/')
            text += "__";
        else if (c == '-')
            text += "_d";
        else if (c == '.')
            text += "_p";
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            text += c;
        else
            return {};
    }
    return text;
}

std::vector<std::string> grantIds(const StoreRole &role)
{
    std::vector<std::string> ids;
    for (const StoreGrant &item : role.grants)
        ids.push_back(item.grant->id.value());
    return ids;
}

void addJson(ExportBuilder &builder, const PlannedStore &store, const char *file, const json &content)
{
    std::vector<ElementId> sources { store.id };
    for (const StoreRole &role : rolesIn(store, builder.plan())) {
        for (const StoreGrant &item : role.grants)
            sources.push_back(item.grant->id);
    }
    builder.addFile(storeFolder(store) + file, content.dump(2) + "\n", sources);
}

} // namespace

void writeQdrantGrants(ExportBuilder &builder, const PlannedStore &store)
{
    json identities = json::object();
    for (const StoreRole &role : rolesIn(store, builder.plan())) {
        std::map<std::string, std::string> access;
        bool manages = false;
        for (const StoreGrant &item : role.grants) {
            const std::string &name = item.collection->name;
            // "/" and control characters cannot stand in the paths of its API; '*' and '%' would be read.
            if (name.empty() || name.size() > 255 || !isWord(name, "-_. ")) {
                reportRefusedGrant(builder, store, *item.grant,
                    "\"" + name
                        + "\" is no plain collection name (letters, digits, '-', '_', '.' and spaces).");
                continue;
            }
            manages = manages || item.grant->verb == AccessVerb::Admin;
            std::string &right = access[name];
            if (right != "rw")
                right = item.grant->verb == AccessVerb::Read ? "r" : "rw";
        }
        if (access.empty())
            continue; // a token without access would manage the store
        json claims = json::array();
        for (const auto &[collection, right] : access)
            claims.push_back({ { "collection", collection }, { "access", right } });
        identities[displayName(role)] = { { "grants", grantIds(role) },
            { "claims", { { "access", manages ? json("m") : claims } } } };
    }
    addJson(builder, store, "qdrant.json",
        { { "config", { { "service", { { "jwt_rbac", true } } } } }, { "identities", identities } });
}

void writeMilvusGrants(ExportBuilder &builder, const PlannedStore &store)
{
    json roles = json::array();
    for (const StoreRole &role : rolesIn(store, builder.plan())) {
        const std::string name = wordName(role);
        json privileges = json::array();
        for (const StoreGrant &item : role.grants) {
            const std::string &collection = item.collection->name;
            const bool isName = !collection.empty() && collection.size() <= 255 && isWord(collection, "_")
                && (isLetter(collection[0]) || collection[0] == '_');
            if (name.empty() || !isName) {
                reportRefusedGrant(builder, store, *item.grant,
                    name.empty() ? "the name of its identity cannot be a role of Milvus."
                                 : "\"" + collection
                            + "\" is no collection name of Milvus (letters, digits and '_').");
                continue;
            }
            std::vector<const char *> wanted;
            switch (item.grant->verb) {
            case AccessVerb::Read:
                wanted = { "CollectionReadOnly" };
                break;
            case AccessVerb::Write:
                wanted = { "Delete", "Insert", "Upsert" };
                break;
            case AccessVerb::Admin:
                wanted = { "CollectionAdmin" };
                break;
            }
            for (const char *privilege : wanted)
                privileges.push_back(
                    { { "role_name", name }, { "privilege", privilege }, { "collection_name", collection },
                        { "db_name", "default" }, { "grant", item.grant->id.value() } });
        }
        if (!privileges.empty())
            roles.push_back({ { "role_name", name }, { "identity", displayName(role) },
                { "grant_privilege_v2", std::move(privileges) } });
    }
    addJson(builder, store, "milvus.json",
        { { "config", { { "common", { { "security", { { "authorizationEnabled", true } } } } } } },
            { "roles", std::move(roles) } });
}

void writeWeaviateGrants(ExportBuilder &builder, const PlannedStore &store)
{
    json roles = json::array();
    for (const StoreRole &role : rolesIn(store, builder.plan())) {
        const std::string name = wordName(role);
        json permissions = json::array();
        for (const StoreGrant &item : role.grants) {
            const std::string &collection = item.collection->name;
            const std::string &tenant = item.grant->tenant;
            const bool isOfTenant = !tenant.empty() && tenantGap(factsOf(store.dialect), *item.grant).empty();
            // Both may be patterns there: what is not a plain name could mean more than one.
            const bool isName = !collection.empty() && collection.size() <= 255 && isWord(collection, "_")
                && isLetter(collection[0]);
            const bool isTenant = !isOfTenant || (tenant.size() <= 64 && isWord(tenant, "-_"));
            if (name.empty() || !isName || !isTenant) {
                reportRefusedGrant(builder, store, *item.grant,
                    name.empty() ? "the name of its identity cannot be a role of Weaviate."
                        : !isTenant
                        ? "\"" + tenant + "\" is no tenant name of Weaviate (letters, digits, '-' and '_')."
                        : "\"" + collection
                            + "\" is no collection name of Weaviate (letters, digits and '_').");
                continue;
            }
            // Weaviate makes the first letter of a collection large.
            std::string stored = collection;
            stored[0] = static_cast<char>(stored[0] >= 'a' ? stored[0] - 'a' + 'A' : stored[0]);
            std::vector<const char *> actions;
            if (item.grant->verb != AccessVerb::Write)
                actions.push_back("read_data");
            if (item.grant->verb != AccessVerb::Read)
                actions.insert(actions.end(), { "create_data", "update_data", "delete_data" });
            for (const char *action : actions)
                permissions.push_back({ { "action", action },
                    { "data",
                        { { "collection", stored }, { "tenant", isOfTenant ? tenant : "*" },
                            { "object", "*" } } } });
            if (item.grant->verb != AccessVerb::Admin)
                continue;
            for (const char *action : { "read_collections", "update_collections", "delete_collections" })
                permissions.push_back(
                    { { "action", action }, { "collections", { { "collection", stored } } } });
        }
        if (!permissions.empty())
            roles.push_back({ { "identity", displayName(role) }, { "grants", grantIds(role) },
                { "body", { { "name", name }, { "permissions", std::move(permissions) } } } });
    }
    addJson(builder, store, "weaviate.json",
        { { "environment", { { "AUTHORIZATION_RBAC_ENABLED", "true" } } }, { "roles", std::move(roles) } });
}

} // namespace fourplane
