// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/PlanExporter.h"
#include "core/importers/ManifestImporter.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/PlanOfOnePod.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace fourplane;
using test::contentOf;
using test::countOf;

Q_DECLARE_METATYPE(EnforcementPlan)

class tst_ExternalSecretsExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesTheObjectsDerivedByHand();
    void copiesWholeSecretsOfUnknownKeys();
    void asksWhereTheVaultTargetGrants();
    void schemasAcceptThem();
    void theImporterReadsThemBack();
    void leavesOutWhatTheDesignDoesNotSay_data();
    void leavesOutWhatTheDesignDoesNotSay();
    void saysWhoElseReadsTheCopy();
    void refusesWhatKubernetesWouldNotTake_data();
    void refusesWhatKubernetesWouldNotTake();
};

namespace {

constexpr const char *storePath = "components/external-secrets/rag/secretstore-fourplane-tools-sa.yaml";
constexpr const char *secretPath = "components/external-secrets/rag/externalsecret-llm-key.yaml";

EnforcementPlan smallPlan()
{
    EnforcementPlan plan = test::planOfOnePod("tools");
    PlannedNamespace rag;
    rag.id = ElementId("ns-rag");
    rag.name = "rag";
    plan.namespaces = { rag };
    plan.pods[0].secrets = { { ElementId("secret"), SecretDelivery::Environment } };
    PlannedPod keeper;
    keeper.workloadId = ElementId("vault");
    keeper.name = "vault";
    keeper.namespaceName = "vault";
    keeper.ports = { { "api", 8200, Protocol::Tcp } };
    plan.pods.push_back(keeper);
    Secret secret;
    secret.id = ElementId("secret");
    secret.name = "llm-key";
    secret.namespaceId = rag.id;
    secret.home = SecretHome::SecretStore;
    secret.keeperId = keeper.workloadId;
    secret.readerIds = { plan.serviceAccounts[0].id };
    secret.keys = { "on", "token" };
    secret.lifetimeSeconds = 1200;
    plan.secrets = { secret };
    return plan;
}

Result<ExportTree> exported(const EnforcementPlan &plan)
{
    return exportPlan(plan, { ExportTarget::ExternalSecrets });
}

} // namespace

void tst_ExternalSecretsExporter::writesTheObjectsDerivedByHand()
{
    const auto tree = exported(smallPlan());
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    QCOMPARE(contentOf(*tree, storePath), std::string(R"(apiVersion: external-secrets.io/v1
kind: SecretStore
metadata:
  name: fourplane-tools-sa
  namespace: rag
  annotations:
    fourplane.dev/edges: sa-tools
spec:
  provider:
    vault:
      server: https://vault.vault.svc:8200
      path: kv
      version: v2
      auth:
        kubernetes:
          mountPath: kubernetes
          role: rag.tools-sa
          serviceAccountRef:
            name: tools-sa
            audiences:
              - vault
)"));
    QCOMPARE(contentOf(*tree, secretPath), std::string(R"(apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: llm-key
  namespace: rag
  annotations:
    fourplane.dev/edges: secret
spec:
  refreshInterval: "600s"
  secretStoreRef:
    kind: SecretStore
    name: fourplane-tools-sa
  target:
    name: llm-key
  data:
    - secretKey: "on"
      remoteRef:
        key: rag/llm-key
        property: "on"
    - secretKey: token
      remoteRef:
        key: rag/llm-key
        property: token
)"));
    const std::string runbook = contentOf(*tree, "RUNBOOK.md");
    const std::size_t store = runbook.find("secretstore-fourplane");
    QVERIFY(runbook.find("Secrets, before the workloads") < store);
    QVERIFY(store < runbook.find("externalsecret-llm-key"));
    // Assumptions are said, and so is what the controller may do.
    QCOMPARE(countOf(tree->report, "external-secrets-server-assumed"), 1);
    QCOMPARE(countOf(tree->report, "external-secrets-controller"), 1);
    QCOMPARE(countOf(tree->report, "external-secret-not-written"), 0);
}

void tst_ExternalSecretsExporter::copiesWholeSecretsOfUnknownKeys()
{
    EnforcementPlan plan = smallPlan();
    plan.secrets[0].keys.clear();
    plan.secrets[0].lifetimeSeconds.reset();
    plan.secrets[0].keeperId = ElementId("hosted");
    PlannedExternal hosted;
    hosted.id = ElementId("hosted");
    hosted.name = "hosted";
    hosted.hosts = { "vault.example.com" };
    plan.externals = { hosted };
    const auto tree = exported(plan);
    const std::string text = contentOf(*tree, secretPath);
    QVERIFY2(text.find("  dataFrom:\n    - extract:\n        key: rag/llm-key\n") != std::string::npos,
        text.c_str());
    QCOMPARE(text.find("refreshInterval"), std::string::npos);
    QVERIFY(contentOf(*tree, storePath).find("server: https://vault.example.com\n") != std::string::npos);
}

void tst_ExternalSecretsExporter::asksWhereTheVaultTargetGrants()
{
    const auto tree = exportPlan(smallPlan(), { ExportTarget::ExternalSecrets, ExportTarget::Vault });
    QVERIFY(tree.has_value());
    QVERIFY(
        contentOf(*tree, "vault/policies/rag.tools-sa.hcl").find("kv/data/rag/llm-key") != std::string::npos);
    QVERIFY(contentOf(*tree, "vault/roles/rag.tools-sa.json").find("\"audience\": \"vault\"")
        != std::string::npos);
}

void tst_ExternalSecretsExporter::schemasAcceptThem()
{
    const auto schemas = test::sharedPath("data/schemas/derived");
    REQUIRE_OR_SKIP(schemas);
    const auto tree = exported(smallPlan());
    for (const char *path : { storePath, secretPath }) {
        auto object = test::toJson(*loadYaml(contentOf(*tree, path), path).documents.at(0));
        const auto complaints = test::schemaComplaints(object, schemas);
        QVERIFY2(complaints.empty(), complaints.empty() ? "" : complaints.front().c_str());
        object["spec"]["seeded"] = "x";
        QVERIFY(!test::schemaComplaints(object, schemas).empty());
    }
}

void tst_ExternalSecretsExporter::theImporterReadsThemBack()
{
    QTemporaryDir folder;
    QVERIFY(writeTree(*exported(smallPlan()), folder.path().toStdString()));
    const auto imported = importManifests({ folder.path().toStdString() });
    QVERIFY(imported.has_value());
    const auto &secrets = imported->project.topology.secrets;
    QCOMPARE(secrets.size(), std::size_t { 1 });
    const Secret &secret = secrets.begin()->second;
    QCOMPARE(secret.name, std::string("llm-key"));
    QVERIFY(secret.keys == (std::vector<std::string> { "on", "token" }));
}

void tst_ExternalSecretsExporter::leavesOutWhatTheDesignDoesNotSay_data()
{
    QTest::addColumn<EnforcementPlan>("plan");
    QTest::addColumn<int>("reports");
    const auto row = [](const char *name, int reports, auto change) {
        EnforcementPlan plan = smallPlan();
        change(plan);
        QTest::newRow(name) << plan << reports;
    };
    row("nobody may read it", 1, [](auto &plan) { plan.secrets[0].readerIds.clear(); });
    row("no keeper", 1, [](auto &plan) { plan.secrets[0].keeperId = ElementId(); });
    row("fetched by the workload itself", 0,
        [](auto &plan) { plan.pods[0].secrets[0].delivery = SecretDelivery::SecretStore; });
    row("not of the secret store", 0,
        [](auto &plan) { plan.secrets[0].home = SecretHome::KubernetesSecret; });
    row("signed with by its keeper", 0, [](auto &plan) { plan.secrets[0].neverLeavesKeeper = true; });
}

void tst_ExternalSecretsExporter::leavesOutWhatTheDesignDoesNotSay()
{
    QFETCH(EnforcementPlan, plan);
    QFETCH(int, reports);
    const auto tree = exported(plan);
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    QCOMPARE(contentOf(*tree, secretPath), "no file " + std::string(secretPath));
    QCOMPARE(contentOf(*tree, storePath), "no file " + std::string(storePath));
    QCOMPARE(countOf(tree->report, "external-secret-not-written"), reports);
    QCOMPARE(countOf(tree->report, "external-secrets-controller"), 0);
}

void tst_ExternalSecretsExporter::saysWhoElseReadsTheCopy()
{
    EnforcementPlan plan = smallPlan();
    QCOMPARE(countOf(exported(plan)->report, "external-secret-readable"), 0);
    PlannedServiceAccount curious;
    curious.id = ElementId("sa-curious");
    curious.name = "curious";
    curious.namespaceName = "rag";
    plan.serviceAccounts.push_back(curious);
    RbacRole role;
    role.id = ElementId("role");
    role.name = "reader";
    role.namespaceId = ElementId("ns-rag");
    role.rules = { { { "" }, { "secrets" }, {}, {}, { "get" } } };
    plan.roles = { role };
    RbacBinding binding;
    binding.id = ElementId("binding");
    binding.name = "reader";
    binding.namespaceId = role.namespaceId;
    binding.roleName = role.name;
    binding.subjects = { { "ServiceAccount", "curious", "rag" } };
    plan.bindings = { binding };
    const auto tree = exported(plan);
    QCOMPARE(countOf(tree->report, "external-secret-readable"), 1);
    const auto said = std::find_if(tree->report.begin(), tree->report.end(),
        [](const Diagnostic &item) { return item.code == "external-secret-readable"; });
    QVERIFY2(said->message.find("rag/curious") != std::string::npos, said->message.c_str());
}

void tst_ExternalSecretsExporter::refusesWhatKubernetesWouldNotTake_data()
{
    QTest::addColumn<EnforcementPlan>("plan");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *said, auto change) {
        EnforcementPlan plan = smallPlan();
        change(plan);
        QTest::newRow(name) << plan << QString::fromUtf8(said);
    };
    for (const char *name : { "\"; DROP", "{{ x }}", "a\nb", "\xF0\x9F\x94\x92" })
        row(name, "no DNS name", [name](auto &plan) { plan.secrets[0].name = name; });
    row("account", "no DNS name", [](auto &plan) { plan.serviceAccounts[0].name = "a/b"; });
    row("key", "no key of a Secret", [](auto &plan) { plan.secrets[0].keys = { "a b" }; });
    row("same name twice", "has the same name", [](auto &plan) { plan.secrets.push_back(plan.secrets[0]); });
    row("two stores", "two secret stores", [](auto &plan) {
        Secret other = plan.secrets[0];
        other.id = ElementId("other");
        other.name = "other";
        other.keeperId = ElementId("tools");
        plan.pods[0].secrets.push_back({ other.id, SecretDelivery::Volume });
        plan.secrets.push_back(other);
    });
}

void tst_ExternalSecretsExporter::refusesWhatKubernetesWouldNotTake()
{
    QFETCH(EnforcementPlan, plan);
    QFETCH(QString, said);
    const auto tree = exported(plan);
    const std::string problem = test::refusalProblem(tree, said.toStdString());
    QVERIFY2(problem.empty(), problem.c_str());
}

QTEST_APPLESS_MAIN(tst_ExternalSecretsExporter)
#include "tst_ExternalSecretsExporter.moc"
