// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/decision/StoreDialectFacts.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/StoreRoles.h"

#include <algorithm>

namespace fourplane {

namespace {

/// PostgreSQL cuts longer names off without an error (NAMEDATALEN - 1).
constexpr std::size_t longestIdentifier = 63;
constexpr const char *policyPrefix = "fourplane:";

/// Why the text cannot be a name in PostgreSQL; empty when it can.
std::string identifierProblem(const std::string &text)
{
    if (text.empty())
        return "a name is empty.";
    if (text.size() > longestIdentifier)
        return "the name \"" + text + "\" is longer than the 63 bytes that PostgreSQL keeps.";
    if (text.find('\0') != std::string::npos)
        return "a name holds a zero byte.";
    if (firstInvalidUtf8(text))
        return "a name is not valid UTF-8.";
    return {};
}

std::string quotedName(const std::string &text)
{
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

/// As PostgreSQL's own quote_literal: right whatever standard_conforming_strings says.
std::string quotedText(const std::string &text)
{
    std::string quoted = text.find('\\') == std::string::npos ? "'" : " E'";
    for (const char c : text)
        quoted += c == '\'' || c == '\\' ? std::string(2, c) : std::string(1, c);
    return quoted + "'";
}

/// A text in a comment of one line.
std::string commentText(const std::string &text)
{
    std::string plain = text;
    std::replace_if(
        plain.begin(), plain.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
    return plain;
}

struct Table
{
    std::string schema = "public";
    std::string name;

    std::string quoted() const { return quotedName(schema) + "." + quotedName(name); }

    /// A role that owns the table and that nobody logs in as.
    std::string owner() const
    {
        const std::string plain = "owner of " + schema + "." + name;
        return plain.size() <= longestIdentifier ? plain
                                                 : "owner " + sha256(schema + "." + name).substr(0, 32);
    }
};

/// "table" or "schema.table"; the problem where it is neither.
Result<Table> tableOf(const Collection &collection)
{
    const std::vector<std::string> parts = split(collection.name, '.');
    Table table;
    if (parts.size() == 2)
        table.schema = parts[0];
    table.name = parts.back();
    if (parts.size() > 2)
        return failure("bad-name", "\"" + collection.name + "\" is neither a table nor SCHEMA.TABLE.");
    for (const std::string &name : { table.schema, table.name }) {
        if (const std::string problem = identifierProblem(name); !problem.empty())
            return failure("bad-name", problem);
    }
    return table;
}

std::string roleName(const StoreRole &role)
{
    return role.namespaceName.empty() ? role.name : role.namespaceName + "." + role.name;
}

struct TableGrant
{
    std::string role;
    const DataGrant *grant = nullptr;
    bool isOfTenant = false; ///< PostgreSQL itself keeps other tenants' rows away
};

/// What one table holds. Tables without grants are closed, too.
struct TableGrants
{
    Table table;
    std::vector<TableGrant> grants;

    bool hasTenants() const
    {
        return std::any_of(
            grants.begin(), grants.end(), [](const TableGrant &item) { return item.isOfTenant; });
    }
};

std::string createRole(const std::string &role, const char *attributes)
{
    const std::string body = "BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = "
        + quotedText(role) + ") THEN CREATE ROLE " + quotedName(role) + "; END IF; END";
    return "DO " + quotedText(body) + ";\nALTER ROLE " + quotedName(role) + " " + attributes + ";\n";
}

/// Takes away every right on the table, every policy, and everybody who may act as its owner.
std::string clearTable(const Table &table)
{
    const std::string place = quotedText(table.quoted()) + "::pg_catalog.regclass";
    const std::string rights =
        "DECLARE who text; BEGIN FOR who IN SELECT DISTINCT CASE WHEN acl.grantee = 0 THEN 'PUBLIC' "
        "ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(acl.grantee)) END "
        "FROM (SELECT relacl AS list FROM pg_catalog.pg_class WHERE oid = "
        + place + " UNION ALL SELECT attacl FROM pg_catalog.pg_attribute WHERE attrelid = " + place
        + ") AS lists, LATERAL pg_catalog.aclexplode(lists.list) AS acl "
          "WHERE acl.grantee <> (SELECT relowner FROM pg_catalog.pg_class WHERE oid = "
        + place + ") LOOP EXECUTE 'REVOKE ALL ON TABLE ' || " + quotedText(table.quoted())
        + " || ' FROM ' || who || ' CASCADE'; END LOOP; END";
    const std::string policies =
        "DECLARE policy name; BEGIN FOR policy IN SELECT polname FROM pg_catalog.pg_policy WHERE polrelid = "
        + place + " LOOP EXECUTE 'DROP POLICY ' || pg_catalog.quote_ident(policy) || ' ON ' || "
        + quotedText(table.quoted()) + "; END LOOP; END";
    const std::string members =
        "DECLARE who text; BEGIN FOR who IN SELECT pg_catalog.pg_get_userbyid(member) FROM "
        "pg_catalog.pg_auth_members WHERE pg_catalog.pg_get_userbyid(roleid) = "
        + quotedText(table.owner()) + " LOOP EXECUTE 'REVOKE ' || " + quotedText(quotedName(table.owner()))
        + " || ' FROM ' || pg_catalog.quote_ident(who) || ' CASCADE'; END LOOP; END";
    return "DO " + quotedText(rights) + ";\nDO " + quotedText(policies) + ";\nDO " + quotedText(members)
        + ";\n";
}

std::string policy(const Table &table, const TableGrant &item, const std::string &role, const char *command)
{
    std::string name = policyPrefix + item.grant->id.value() + ":" + toLowerAscii(command);
    if (name.size() > longestIdentifier)
        name = policyPrefix + sha256(name).substr(0, 32);
    const std::string rows =
        item.isOfTenant ? "tenant = " + quotedText(item.grant->tenant) : std::string("true");
    const std::string_view kind = command;
    const bool hasUsing = kind != "INSERT";
    const bool hasCheck = kind == "INSERT" || kind == "UPDATE" || kind == "ALL";
    return "CREATE POLICY " + quotedName(name) + " ON " + table.quoted() + " FOR " + command + " TO "
        + quotedName(role) + (hasUsing ? " USING (" + rows + ")" : "")
        + (hasCheck ? " WITH CHECK (" + rows + ")" : "") + ";\n";
}

std::string grantText(const Table &table, const TableGrant &item, bool hasRowSecurity)
{
    std::string text = "-- Grant " + commentText(item.grant->id.value()) + "\n";
    text += "GRANT USAGE ON SCHEMA " + quotedName(table.schema) + " TO " + quotedName(item.role) + ";\n";
    std::vector<const char *> commands;
    switch (item.grant->verb) {
    case AccessVerb::Read:
        text += "GRANT SELECT ON TABLE " + table.quoted() + " TO " + quotedName(item.role) + ";\n";
        commands = { "SELECT" };
        break;
    case AccessVerb::Write:
        text += "GRANT INSERT, UPDATE, DELETE ON TABLE " + table.quoted() + " TO " + quotedName(item.role)
            + ";\n";
        commands = { "INSERT", "UPDATE", "DELETE" };
        break;
    case AccessVerb::Admin:
        text += "GRANT " + quotedName(table.owner()) + " TO " + quotedName(item.role) + ";\n";
        commands = { "ALL" };
        break;
    }
    if (hasRowSecurity) {
        // Whoever owns the table acts as its owner: FORCE makes policies hold for that role, too.
        const bool isOwner = item.grant->verb == AccessVerb::Admin;
        for (const char *command : commands)
            text += policy(table, item, isOwner ? table.owner() : item.role, command);
    }
    return text;
}

std::string tableText(const TableGrants &item)
{
    const Table &table = item.table;
    std::string text =
        "\n" + createRole(table.owner(), "NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS");
    text += "GRANT USAGE ON SCHEMA " + quotedName(table.schema) + " TO " + quotedName(table.owner()) + ";\n";
    text += "REVOKE CREATE ON SCHEMA " + quotedName(table.schema) + " FROM PUBLIC;\n";
    text += clearTable(table);
    text += "ALTER TABLE " + table.quoted() + " OWNER TO " + quotedName(table.owner()) + ";\n";
    // With row level security a command without a policy finds no row.
    text += "ALTER TABLE " + table.quoted() + (item.hasTenants() ? " ENABLE" : " DISABLE")
        + " ROW LEVEL SECURITY;\n";
    text += "ALTER TABLE " + table.quoted() + (item.hasTenants() ? " FORCE" : " NO FORCE")
        + " ROW LEVEL SECURITY;\n";
    for (const TableGrant &grant : item.grants)
        text += grantText(table, grant, item.hasTenants());
    return text;
}

} // namespace

void writePostgresqlGrants(ExportBuilder &builder, const PlannedStore &store)
{
    const StoreDialectFacts &facts = factsOf(store.dialect);
    const std::vector<StoreRole> roles = rolesIn(store, builder.plan());
    std::map<std::string, TableGrants> tables; // collections may be the same table
    for (const Collection &collection : store.collections) {
        if (const auto table = tableOf(collection))
            tables[table->quoted()].table = *table;
        else
            builder.report(DiagnosticLevel::Warning, "store-table-not-closed",
                "Collection " + collection.id.value() + " of store " + store.name
                    + " is left as it is: " + table.error().diagnostics.front().message,
                "Rename it in the design and in the store.", store);
    }
    std::string text =
        "-- Roles and rights of one PostgreSQL database, to be run by a superuser.\n"
        "-- Rights on these tables that the design does not name are revoked. Tables with tenants need a "
        "column \"tenant\".\n"
        "BEGIN;\nSET LOCAL search_path = pg_catalog;\n\n";
    std::vector<ElementId> sources { store.id };
    for (const StoreRole &role : roles) {
        const std::string name = roleName(role);
        const std::string nameProblem = identifierProblem(name);
        bool isWritten = false;
        for (const StoreGrant &item : role.grants) {
            const auto table = tableOf(*item.collection);
            const std::string &tenant = item.grant->tenant;
            const bool isBadTenant = firstInvalidUtf8(tenant) || tenant.find('\0') != std::string::npos;
            const std::string problem = !nameProblem.empty() ? nameProblem
                : !table                                     ? table.error().diagnostics.front().message
                : isBadTenant ? std::string("its tenant is no text that PostgreSQL can hold.")
                              : std::string();
            if (!problem.empty()) {
                reportRefusedGrant(builder, store, *item.grant, problem);
                continue;
            }
            const bool isOfTenant = !tenant.empty() && tenantGap(facts, *item.grant).empty();
            tables[table->quoted()].grants.push_back({ name, item.grant, isOfTenant });
            sources.push_back(item.grant->id);
            isWritten = true;
        }
        if (isWritten)
            text += createRole(name, "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS");
    }
    for (const auto &[id, table] : tables)
        text += tableText(table);
    builder.addFile(storeFolder(store) + "postgresql.sql", text + "\nCOMMIT;\n", sources);
}

} // namespace fourplane
