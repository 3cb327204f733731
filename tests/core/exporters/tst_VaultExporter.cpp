// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/ProjectFile.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace fourplane;
using nlohmann::json;
using test::contentOf;
using test::countOf;

class tst_VaultExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesPoliciesAndRolesDerivedByHand();
    void readsBackAsWritten();
    void everySampleReadsBackAsItWasPlanned();
    void bindsEveryRoleToOneAccountAndAudience();
    void refusesNamesThatAPathWouldRead_data();
    void refusesNamesThatAPathWouldRead();
    void reportsWhatItCannotExpress();
    void isWrittenOnDemandOnly();
};

namespace {

/// Two secrets in the store of namespace rag, the first read by both of its accounts, the second by one.
EnforcementPlan smallPlan()
{
    EnforcementPlan plan;
    PlannedNamespace home;
    home.id = ElementId("ns-rag");
    home.name = "rag";
    plan.namespaces = { home };
    for (const char *name : { "reader", "writer" }) {
        PlannedServiceAccount account;
        account.id = ElementId(std::string("sa-") + name);
        account.name = name;
        account.namespaceName = "rag";
        account.audiences = { "vault" };
        plan.serviceAccounts.push_back(account);
    }
    plan.serviceAccounts[1].tokenLifetimeSeconds = 900;
    Secret db;
    db.id = ElementId("secret-db");
    db.name = "db";
    db.namespaceId = ElementId("ns-rag");
    db.home = SecretHome::SecretStore;
    db.readerIds = { ElementId("sa-reader"), ElementId("sa-writer") };
    Secret llm = db;
    llm.id = ElementId("secret-llm");
    llm.name = "llm.key";
    llm.readerIds = { ElementId("sa-writer") };
    plan.secrets = { db, llm };
    return plan;
}

ExportTree exported(const EnforcementPlan &plan)
{
    auto tree = exportPlan(plan, { ExportTarget::Vault });
    if (!tree)
        qWarning("%s", toString(tree.error()).c_str());
    return tree ? *tree : ExportTree {};
}

} // namespace

void tst_VaultExporter::writesPoliciesAndRolesDerivedByHand()
{
    const ExportTree tree = exported(smallPlan());
    QCOMPARE(contentOf(tree, "vault/policies/rag.reader.hcl"),
        std::string("path \"kv/data/rag/db\" {\n  capabilities = [\"read\"]\n}\n"));
    QCOMPARE(contentOf(tree, "vault/policies/rag.writer.hcl"),
        std::string("path \"kv/data/rag/db\" {\n  capabilities = [\"read\"]\n}\n"
                    "path \"kv/data/rag/llm.key\" {\n  capabilities = [\"read\"]\n}\n"));
    QCOMPARE(json::parse(contentOf(tree, "vault/roles/rag.writer.json")), json::parse(R"({
        "audience": "vault", "bound_service_account_names": ["writer"],
        "bound_service_account_namespaces": ["rag"], "token_policies": ["fourplane.rag.writer"],
        "token_no_default_policy": true, "token_ttl": 900, "token_max_ttl": 900})"));
    const json index = json::parse(contentOf(tree, "index.json"));
    QCOMPARE(index["edges"]["secret-llm"].size(), std::size_t { 2 });
    QVERIFY(contentOf(tree, "RUNBOOK.md").find("vault policy write") != std::string::npos);
}

void tst_VaultExporter::readsBackAsWritten()
{
    REQUIRE_OR_SKIP(test::oraclePath("hcl"));
    test::Oracle oracle(test::oraclePath("hcl"));
    const ExportTree tree = exported(smallPlan());
    const json answer = oracle.ask(json { { "policy", contentOf(tree, "vault/policies/rag.writer.hcl") } });
    QCOMPARE(
        answer, json::parse(R"({"paths": {"kv/data/rag/db": ["read"], "kv/data/rag/llm.key": ["read"]}})"));
    const json broken = oracle.ask(json { { "policy", "path \"kv/data/a\" { capabilities = [\"read\" }" } });
    QVERIFY(broken.contains("error"));
}

void tst_VaultExporter::everySampleReadsBackAsItWasPlanned()
{
    REQUIRE_OR_SKIP(test::oraclePath("hcl"));
    test::Oracle oracle(test::oraclePath("hcl"));
    int samples = 0, policies = 0;
    std::size_t paths = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
        const EnforcementPlan plan = compilePlan(loaded->project).plan;
        std::map<std::string, std::set<std::string>> expected; // paths by policy
        for (const Secret &secret : plan.secrets) {
            if (secret.home != SecretHome::SecretStore)
                continue;
            const auto home = std::find_if(plan.namespaces.begin(), plan.namespaces.end(),
                [&secret](const PlannedNamespace &item) { return item.id == secret.namespaceId; });
            for (const ElementId &reader : secret.readerIds) {
                if (const PlannedServiceAccount *account = findServiceAccount(plan, reader))
                    expected["vault/policies/" + account->namespaceName + "." + account->name + ".hcl"]
                        .insert("kv/data/" + home->name + "/" + secret.name);
            }
        }
        for (const ExportedFile &written : exported(plan).files) {
            if (written.path.rfind("vault/policies/", 0) != 0)
                continue;
            const json answer = oracle.ask(json { { "policy", written.content } });
            QVERIFY2(answer.contains("paths"), (written.path + ": " + answer.dump()).c_str());
            std::set<std::string> found;
            for (const auto &[path, capabilities] : answer.at("paths").items()) {
                QCOMPARE(capabilities, json({ "read" }));
                found.insert(path);
            }
            QCOMPARE(found, expected[written.path]);
            ++policies;
            paths += found.size();
        }
        ++samples;
    }
    qInfo("%d samples, %d policies parsed, %zu paths", samples, policies, paths);
    QVERIFY(samples >= 15 && policies > 3);
}

void tst_VaultExporter::bindsEveryRoleToOneAccountAndAudience()
{
    int roles = 0;
    for (const ExportedFile &file : exported(smallPlan()).files) {
        if (file.path.rfind("vault/roles/", 0) != 0)
            continue;
        const json role = json::parse(file.content);
        for (const char *bound : { "bound_service_account_names", "bound_service_account_namespaces" }) {
            QCOMPARE(role[bound].size(), std::size_t { 1 });
            QVERIFY(role[bound][0] != "*");
        }
        QVERIFY(role["audience"] == "vault");
        ++roles;
    }
    QCOMPARE(roles, 2);
}

void tst_VaultExporter::refusesNamesThatAPathWouldRead_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<bool>("accepted");
    for (const char *name : { "on", "1e3", "a.b-c" })
        QTest::newRow(name) << std::string(name) << true;
    QTest::newRow("63 characters") << std::string(63, 'x') << true;
    for (const char *name : { "*", "+", "a*", "a/../b", "\"; DROP", "{{identity.entity.id}}", "a\nb", "${x}",
             "\xF0\x9F\x94\x92", "A" })
        QTest::newRow(name) << std::string(name) << false;
    QTest::newRow("empty") << std::string() << false;
}

void tst_VaultExporter::refusesNamesThatAPathWouldRead()
{
    QFETCH(std::string, name);
    QFETCH(bool, accepted);
    EnforcementPlan plan = smallPlan();
    plan.secrets[1].name = name;
    const ExportTree tree = exported(plan);
    QCOMPARE(countOf(tree.report, "vault-name-refused"), accepted ? 0 : 1);
    const std::string policy = contentOf(tree, "vault/policies/rag.writer.hcl");
    QCOMPARE(policy.find("path \"kv/data/rag/" + name + "\"") != std::string::npos, accepted);
    QCOMPARE(std::count(policy.begin(), policy.end(), '{'), accepted ? 2 : 1);
}

void tst_VaultExporter::reportsWhatItCannotExpress()
{
    EnforcementPlan plan = smallPlan();
    QCOMPARE(countOf(exported(plan).report, "vault-audience-missing"), 0);
    plan.serviceAccounts[0].audiences = { "api" };
    Secret secret = plan.secrets[0];
    secret.id = ElementId("again");
    plan.secrets.push_back(secret);
    secret.id = ElementId("key");
    secret.name = "key";
    secret.neverLeavesKeeper = true;
    plan.secrets.push_back(secret);
    secret.neverLeavesKeeper = false;
    secret.id = ElementId("plain");
    secret.home = SecretHome::Environment;
    plan.secrets.push_back(secret);
    secret.home = SecretHome::SecretStore;
    secret.id = ElementId("foreign");
    secret.readerIds = { ElementId("somebody") };
    plan.secrets.push_back(secret);
    PlannedPod pod;
    pod.name = "retriever";
    pod.namespaceName = "rag";
    pod.secrets = { { ElementId("secret-db"), SecretDelivery::Environment },
        { ElementId("secret-llm"), SecretDelivery::SecretStore } };
    plan.pods = { pod };
    const ExportTree tree = exported(plan);
    for (const char *code : { "vault-audience-missing", "vault-path-shared", "vault-signing-not-written",
             "vault-secret-elsewhere", "vault-reader-not-written", "vault-delivery-not-written" })
        QVERIFY2(countOf(tree.report, code) == 1, code);
}

void tst_VaultExporter::isWrittenOnDemandOnly()
{
    // The design does not say which product its secret store is.
    QVERIFY(!wantedTargets(smallPlan()).count(ExportTarget::Vault));
}

QTEST_GUILESS_MAIN(tst_VaultExporter)
#include "tst_VaultExporter.moc"
