// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/PlanExporter.h"
#include "tests/support/ExportedFiles.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;
using nlohmann::json;
using test::countOf;

Q_DECLARE_METATYPE(StoreDialect)

/// Grants as the stores' own files. What PostgreSQL makes of its file is asked in
/// tests/conformance/tst_PostgresqlOracle.cpp.
class tst_StoresExporter : public QObject
{
    Q_OBJECT

private slots:
    void qdrantClaimsAreDerivedByHand();
    void milvusPrivilegesAreDerivedByHand();
    void weaviatePermissionsAreDerivedByHand();
    void noTokenIsLeftWithoutAccess();
    void refusesNamesThatTheStoreWouldRead_data();
    void refusesNamesThatTheStoreWouldRead();
    void differentIdentitiesGetDifferentRoles();
    void reportsWhatItCannotExpress();
    void writesNothingForStoresWithoutIdentities();
    void keepsStoresApartWhateverTheirIds();
};

namespace {

/// A store of a product with the collection "Chunks" and one grant of each verb for an identity of its own.
EnforcementPlan planFor(StoreDialect dialect)
{
    EnforcementPlan plan;
    PlannedStore store;
    store.id = ElementId("kb");
    store.name = "knowledge";
    store.dialect = dialect;
    store.authentication = StoreAuthentication::PerIdentity;
    store.collections.resize(1);
    store.collections[0].id = ElementId("chunks");
    store.collections[0].name = "Chunks";
    plan.stores = { store };
    for (const AccessVerb verb : { AccessVerb::Admin, AccessVerb::Read, AccessVerb::Write }) {
        PlannedServiceAccount account;
        account.id = ElementId("sa-" + std::string(nameOf(verb)));
        account.name = std::string(nameOf(verb)) + "er";
        account.namespaceName = "rag";
        plan.serviceAccounts.push_back(account);
        DataGrant grant;
        grant.id = ElementId("grant-" + std::string(nameOf(verb)));
        grant.identityId = account.id;
        grant.collectionId = ElementId("chunks");
        grant.verb = verb;
        plan.grants.push_back(grant);
    }
    return plan;
}

ExportTree exported(const EnforcementPlan &plan)
{
    auto tree = exportPlan(plan, { ExportTarget::Stores });
    if (!tree)
        qWarning("%s", toString(tree.error()).c_str());
    return tree ? *tree : ExportTree {};
}

json fileOf(const ExportTree &tree, const std::string &path)
{
    for (const ExportedFile &file : tree.files) {
        if (file.path == path)
            return json::parse(file.content);
    }
    return "no file " + path;
}

} // namespace

void tst_StoresExporter::qdrantClaimsAreDerivedByHand()
{
    const json file = fileOf(exported(planFor(StoreDialect::Qdrant)), "stores/kb/qdrant.json");
    QCOMPARE(file["config"], json::parse(R"({"service": {"jwt_rbac": true}})"));
    QCOMPARE(file["identities"], json::parse(R"({
        "rag/adminer": {"grants": ["grant-admin"], "claims": {"access": "m"}},
        "rag/reader": {"grants": ["grant-read"], "claims": {"access": [{"collection": "Chunks", "access": "r"}]}},
        "rag/writeer": {"grants": ["grant-write"], "claims": {"access": [{"collection": "Chunks", "access": "rw"}]}}})"));
}

void tst_StoresExporter::milvusPrivilegesAreDerivedByHand()
{
    const json file = fileOf(exported(planFor(StoreDialect::Milvus)), "stores/kb/milvus.json");
    QVERIFY(file["config"]["common"]["security"]["authorizationEnabled"] == true);
    std::vector<std::string> privileges;
    for (const json &role : file["roles"]) {
        for (const json &item : role["grant_privilege_v2"])
            privileges.push_back(item["role_name"].get<std::string>() + " "
                + item["privilege"].get<std::string>() + " " + item["collection_name"].get<std::string>()
                + " " + item["db_name"].get<std::string>());
    }
    // Writing does not contain reading, so it is not CollectionReadWrite.
    QCOMPARE(privileges,
        (std::vector<std::string> { "sa_rag__adminer CollectionAdmin Chunks default",
            "sa_rag__reader CollectionReadOnly Chunks default", "sa_rag__writeer Delete Chunks default",
            "sa_rag__writeer Insert Chunks default", "sa_rag__writeer Upsert Chunks default" }));
}

void tst_StoresExporter::weaviatePermissionsAreDerivedByHand()
{
    EnforcementPlan plan = planFor(StoreDialect::Weaviate);
    plan.grants[1].tenant = "acme";
    const json file = fileOf(exported(plan), "stores/kb/weaviate.json");
    // A field that is left out would mean "*", so none is.
    QCOMPARE(file["roles"][1]["body"], json::parse(R"({"name": "sa_rag__reader", "permissions": [
        {"action": "read_data", "data": {"collection": "Chunks", "tenant": "acme", "object": "*"}}]})"));
    QCOMPARE(file["roles"][2]["body"], json::parse(R"({"name": "sa_rag__writeer", "permissions": [
        {"action": "create_data", "data": {"collection": "Chunks", "tenant": "*", "object": "*"}},
        {"action": "update_data", "data": {"collection": "Chunks", "tenant": "*", "object": "*"}},
        {"action": "delete_data", "data": {"collection": "Chunks", "tenant": "*", "object": "*"}}]})"));
    QCOMPARE(file["roles"][0]["body"]["permissions"].size(), std::size_t { 7 });
}

void tst_StoresExporter::noTokenIsLeftWithoutAccess()
{
    // In Qdrant a token without access manages the whole store.
    EnforcementPlan plan = planFor(StoreDialect::Qdrant);
    plan.stores[0].collections[0].name = "a/b";
    const ExportTree tree = exported(plan);
    QCOMPARE(fileOf(tree, "stores/kb/qdrant.json")["identities"], json::object());
    QCOMPARE(countOf(tree.report, "store-grant-refused"), 3);
}

void tst_StoresExporter::refusesNamesThatTheStoreWouldRead_data()
{
    QTest::addColumn<StoreDialect>("dialect");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<bool>("accepted");
    const auto rows = [](StoreDialect dialect, const std::vector<std::pair<std::string, bool>> &names) {
        for (const auto &[name, accepted] : names)
            QTest::addRow("%s: %s", std::string(nameOf(dialect)).c_str(), name.c_str())
                << dialect << name << accepted;
    };
    const std::string long63(63, 'x');
    rows(StoreDialect::Qdrant,
        { { "on", true }, { "1e3", true }, { long63, true }, { "\"; DROP", false }, { "{{", false },
            { "a\nb", false }, { "\xF0\x9F\x94\x92", false }, { "*", false }, { "", false } });
    rows(StoreDialect::Milvus,
        { { "on", true }, { "1e3", false }, { long63, true }, { "\"; DROP", false }, { "{{", false },
            { "a\nb", false }, { "\xF0\x9F\x94\x92", false }, { "*", false }, { "a-b", false },
            { "", false } });
    rows(StoreDialect::Weaviate,
        { { "on", true }, { "1e3", false }, { long63, true }, { "\"; DROP", false }, { "{{", false },
            { "a\nb", false }, { "\xF0\x9F\x94\x92", false }, { "*", false }, { "a.*", false },
            { "", false } });
    rows(StoreDialect::Postgresql,
        { { "on", true }, { "\"; DROP", true }, { long63, true }, { "public." + long63, true },
            { long63 + "x", false }, { "a.b.c", false }, { std::string("a\0b", 3), false }, { "a.", false },
            { "", false }, { "\xFF", false } });
}

void tst_StoresExporter::refusesNamesThatTheStoreWouldRead()
{
    QFETCH(StoreDialect, dialect);
    QFETCH(std::string, name);
    QFETCH(bool, accepted);
    EnforcementPlan plan = planFor(dialect);
    plan.stores[0].collections[0].name = name;
    const ExportTree tree = exported(plan);
    QVERIFY(!tree.files.empty());
    QCOMPARE(countOf(tree.report, "store-grant-refused"), accepted ? 0 : 3);
}

void tst_StoresExporter::differentIdentitiesGetDifferentRoles()
{
    EnforcementPlan plan = planFor(StoreDialect::Milvus);
    const char *names[] = { "a-b", "a.b", "a--b" };
    for (std::size_t i = 0; i < 3; ++i)
        plan.serviceAccounts[i].name = names[i];
    std::set<std::string> roles;
    const json file = fileOf(exported(plan), "stores/kb/milvus.json");
    for (const json &role : file["roles"])
        roles.insert(role["role_name"].get<std::string>());
    QCOMPARE(roles.size(), std::size_t { 3 });
}

void tst_StoresExporter::reportsWhatItCannotExpress()
{
    EnforcementPlan plan = planFor(StoreDialect::Qdrant);
    plan.grants[1].tenant = "acme";
    const ExportTree tree = exported(plan);
    for (const char *code : { "store-tenant-not-enforced", "store-admin-is-store-wide",
             "store-write-contains-read", "store-qdrant-limits" })
        QCOMPARE(countOf(tree.report, code), 1);
    // What is written is not reported as missing; without the target it is.
    QCOMPARE(countOf(tree.report, "data-grant-not-expressed"), 0);
    QCOMPARE(countOf(exportPlan(plan, { ExportTarget::Kubernetes })->report, "data-grant-not-expressed"), 3);
}

void tst_StoresExporter::writesNothingForStoresWithoutIdentities()
{
    for (const StoreAuthentication authentication : { StoreAuthentication::Anonymous,
             StoreAuthentication::SharedSecret, StoreAuthentication::NetworkTrusting }) {
        EnforcementPlan plan = planFor(StoreDialect::Postgresql);
        plan.stores[0].authentication = authentication;
        QVERIFY(!wantedTargets(plan).count(ExportTarget::Stores));
        const ExportTree tree = exported(plan);
        QCOMPARE(countOf(tree.report, "store-not-written"), 1);
        QCOMPARE(countOf(tree.report, "data-grant-not-expressed"), 3);
        QVERIFY(std::none_of(tree.files.begin(), tree.files.end(),
            [](const ExportedFile &file) { return file.path.rfind("stores/", 0) == 0; }));
    }
    QVERIFY(wantedTargets(planFor(StoreDialect::Postgresql)).count(ExportTarget::Stores));
}

void tst_StoresExporter::keepsStoresApartWhateverTheirIds()
{
    EnforcementPlan plan = planFor(StoreDialect::Qdrant);
    for (const char *id : { "a/b", "a.b", "a-b", "../..", "A-B" }) {
        PlannedStore store = plan.stores[0];
        store.id = ElementId(id);
        plan.stores.push_back(store);
    }
    std::set<std::string> paths;
    for (const ExportedFile &file : exported(plan).files) {
        if (file.path.rfind("stores/", 0) == 0) {
            paths.insert(file.path);
            QVERIFY2(file.path.find("..") == std::string::npos, file.path.c_str());
        }
    }
    QCOMPARE(paths.size(), std::size_t { 6 });
}

QTEST_APPLESS_MAIN(tst_StoresExporter)
#include "tst_StoresExporter.moc"
