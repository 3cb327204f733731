// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/exporters/PlanExporter.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/RandomValues.h"

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <QtTest>

#include <map>
#include <set>

using namespace fourplane;
using nlohmann::json;
using test::numberFrom;

/// The rights in files for vector stores, read as their products read them, are those of the decision point.
/// PostgreSQL's are asked of a server (tst_PostgresqlOracle).
class tst_StoresRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void everyRightIsDecidedAlike_data();
    void everyRightIsDecidedAlike();
    void aWidenedRightIsNoticed();
};

namespace {

constexpr int accounts = 3;
constexpr int collections = 3;
const std::vector<std::string> tenants { "", "acme", "globex" };

std::string accountName(int number)
{
    return "account-" + std::to_string(number);
}

std::string collectionName(int number)
{
    return "Collection_" + std::to_string(number);
}

/// What the files let an account do: (account, collection, verb, tenant).
using Right = std::tuple<int, int, AccessVerb, std::string>;
using Rights = std::set<Right>;

EnforcementPlan randomPlan(StoreDialect dialect)
{
    EnforcementPlan plan;
    PlannedPod host;
    host.workloadId = ElementId("db");
    host.name = "db";
    host.namespaceName = "rag";
    plan.pods = { host };
    PlannedStore store;
    store.id = ElementId("kb");
    store.hostId = host.workloadId;
    store.name = "kb";
    store.dialect = dialect;
    store.authentication = StoreAuthentication::PerIdentity;
    for (int i = 0; i < collections; ++i) {
        Collection collection;
        collection.id = ElementId("c" + std::to_string(i));
        collection.name = collectionName(i);
        store.collections.push_back(collection);
    }
    plan.stores = { store };
    for (int i = 0; i < accounts; ++i) {
        PlannedServiceAccount account;
        account.id = ElementId("a" + std::to_string(i));
        account.name = accountName(i);
        account.namespaceName = "rag";
        plan.serviceAccounts.push_back(account);
    }
    const int grants = numberFrom(0, 6);
    for (int i = 0; i < grants; ++i) {
        DataGrant grant;
        grant.id = ElementId("grant-" + std::to_string(i));
        grant.identityId = ElementId("a" + std::to_string(numberFrom(0, accounts - 1)));
        grant.collectionId = ElementId("c" + std::to_string(numberFrom(0, collections - 1)));
        grant.verb = test::anyOf<AccessVerb>();
        grant.tenant = test::oneOf(tenants);
        grant.tenantFilter = test::anyOf<TenantFilter>();
        plan.grants.push_back(grant);
    }
    return plan;
}

int numberIn(const std::string &name)
{
    return name.back() - '0';
}

void addAll(Rights &rights, int account, int collection, std::initializer_list<AccessVerb> verbs,
    const std::string &tenant = "*")
{
    for (AccessVerb verb : verbs) {
        for (const std::string &asked : tenants) {
            // Who asks for no tenant in particular wants any row that there is.
            if (tenant == "*" || asked.empty() || asked == tenant)
                rights.insert({ account, collection, verb, asked });
        }
    }
}

constexpr auto everyVerb = { AccessVerb::Read, AccessVerb::Write, AccessVerb::Admin };

/// Qdrant: a token with the access "m" manages everything; "rw" contains "r".
Rights qdrantRights(const json &file)
{
    Rights rights;
    for (const auto &[name, identity] : file.at("identities").items()) {
        const json access = identity.at("claims").at("access");
        if (access == "m") {
            for (int i = 0; i < collections; ++i)
                addAll(rights, numberIn(name), i, everyVerb);
            continue;
        }
        for (const json &claim : access) {
            const int collection = numberIn(claim.at("collection"));
            addAll(rights, numberIn(name), collection, { AccessVerb::Read });
            if (claim.at("access") == "rw")
                addAll(rights, numberIn(name), collection, { AccessVerb::Write });
        }
    }
    return rights;
}

/// Milvus: CollectionReadOnly reads, the three privileges together write, CollectionAdmin does all of it.
Rights milvusRights(const json &file)
{
    Rights rights;
    std::map<std::pair<int, int>, std::set<std::string>> held;
    for (const json &role : file.at("roles")) {
        const int account = numberIn(role.at("identity"));
        for (const json &item : role.at("grant_privilege_v2")) {
            if (item.at("role_name") == role.at("role_name") && item.at("db_name") == "default")
                held[{ account, numberIn(item.at("collection_name")) }].insert(
                    item.at("privilege").get<std::string>());
        }
    }
    for (const auto &[place, privileges] : held) {
        if (privileges.count("CollectionReadOnly") > 0)
            addAll(rights, place.first, place.second, { AccessVerb::Read });
        if (privileges.count("Insert") > 0 && privileges.count("Upsert") > 0
            && privileges.count("Delete") > 0)
            addAll(rights, place.first, place.second, { AccessVerb::Write });
        if (privileges.count("CollectionAdmin") > 0)
            addAll(rights, place.first, place.second, everyVerb);
    }
    return rights;
}

/// Weaviate: rights on the data of a collection and tenant, "*" = every; a whole collection is administered.
Rights weaviateRights(const json &file)
{
    Rights rights;
    for (const json &role : file.at("roles")) {
        const int account = numberIn(role.at("identity"));
        for (const json &permission : role.at("body").at("permissions")) {
            const std::string action = permission.at("action");
            if (action == "delete_collections") {
                // With the rights on its data, which stand beside it for the same tenant.
                continue;
            }
            if (!permission.contains("data"))
                continue;
            const int collection = numberIn(permission.at("data").at("collection"));
            const std::string tenant = permission.at("data").at("tenant");
            if (action == "read_data")
                addAll(rights, account, collection, { AccessVerb::Read }, tenant);
            if (action == "create_data")
                addAll(rights, account, collection, { AccessVerb::Write }, tenant);
        }
    }
    return rights;
}

/// What the decision point lets through, administration left out where files do not say it by tenant.
Rights decided(const EnforcementPlan &plan, bool withAdmin)
{
    Rights rights;
    const PolicyDecisionPoint decisions(plan);
    for (int account = 0; account < accounts; ++account) {
        for (int collection = 0; collection < collections; ++collection) {
            for (AccessVerb verb : everyVerb) {
                for (const std::string &tenant : tenants) {
                    if (verb == AccessVerb::Admin && !withAdmin)
                        continue;
                    AccessRequest request;
                    request.sourceId = ElementId("db");
                    request.destinationId = ElementId("db");
                    request.identityId = ElementId("a" + std::to_string(account));
                    request.collectionId = ElementId("c" + std::to_string(collection));
                    request.verb = verb;
                    request.tenant = tenant;
                    const Verdict verdict =
                        decisions.decide(request).planes[static_cast<std::size_t>(Plane::Data)].verdict;
                    if (verdict == Verdict::Permit || verdict == Verdict::NotEnforced)
                        rights.insert({ account, collection, verb, tenant });
                }
            }
        }
    }
    return rights;
}

Rights written(const EnforcementPlan &plan, StoreDialect dialect)
{
    const auto tree = exportPlan(plan, { ExportTarget::Stores });
    if (!tree)
        RC_FAIL(toString(tree.error()));
    const std::string path = "stores/kb/" + std::string(nameOf(dialect)) + ".json";
    const std::string text = test::contentOf(*tree, path);
    if (text == "no file " + path)
        return {};
    const json file = json::parse(text);
    return dialect == StoreDialect::Qdrant ? qdrantRights(file)
        : dialect == StoreDialect::Milvus  ? milvusRights(file)
                                           : weaviateRights(file);
}

std::string textOf(const Rights &rights)
{
    std::string text;
    for (const auto &[account, collection, verb, tenant] : rights)
        text += " " + accountName(account) + " " + std::string(nameOf(verb)) + " "
            + collectionName(collection) + (tenant.empty() ? "" : "/" + tenant) + ";";
    return text;
}

} // namespace

void tst_StoresRoundTrip::everyRightIsDecidedAlike_data()
{
    QTest::addColumn<int>("dialect");
    for (StoreDialect dialect : { StoreDialect::Qdrant, StoreDialect::Milvus, StoreDialect::Weaviate })
        QTest::newRow(std::string(nameOf(dialect)).c_str()) << static_cast<int>(dialect);
}

void tst_StoresRoundTrip::everyRightIsDecidedAlike()
{
    QFETCH(int, dialect);
    const auto product = static_cast<StoreDialect>(dialect);
    std::size_t rights = 0;
    const bool holds = rc::check("rights of the file = rights of the decision point", [&] {
        const EnforcementPlan plan = randomPlan(product);
        const Rights expected = decided(plan, product != StoreDialect::Weaviate);
        const Rights found = written(plan, product);
        rights += expected.size();
        if (found != expected)
            RC_FAIL("decided:" + textOf(expected) + "\nwritten:" + textOf(found));
    });
    qInfo("%zu rights", rights);
    QVERIFY(holds && rights > 100);
}

void tst_StoresRoundTrip::aWidenedRightIsNoticed()
{
    json file = json::parse(R"({"identities": {"rag/account-0": {"claims": {"access": [
        {"collection": "Collection_1", "access": "r"}]}}}})");
    const Rights narrow = qdrantRights(file);
    file["identities"]["rag/account-0"]["claims"]["access"][0]["access"] = "rw";
    QVERIFY(qdrantRights(file) != narrow);
    file["identities"]["rag/account-0"]["claims"]["access"] = "m";
    QCOMPARE(qdrantRights(file).size(), std::size_t { collections * 3 * tenants.size() });
}

QTEST_APPLESS_MAIN(tst_StoresRoundTrip)
#include "tst_StoresRoundTrip.moc"
