// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/PlanExporter.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;

Q_DECLARE_METATYPE(EnforcementPlan)

class tst_SpireExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesTheEntryDerivedByHand();
    void writesAnIdOfItsOwnAsItIs();
    void theRunbookRegistersBeforeTheMeshRelies();
    void schemaAcceptsIt();
    void neverMatchesEveryPod();
    void refusesWhatSpireWouldReadOtherwise_data();
    void refusesWhatSpireWouldReadOtherwise();
};

namespace {

EnforcementPlan smallPlan()
{
    EnforcementPlan plan;
    plan.platform.trustDomain = "example.org";
    plan.platform.federatesWith = { "partner.example" };
    PlannedServiceAccount account;
    account.id = ElementId("sa-retriever");
    account.name = "retriever-sa";
    account.namespaceName = "rag";
    account.spiffeId = "spiffe://example.org/ns/rag/sa/retriever-sa";
    plan.serviceAccounts = { account };
    PlannedPod pod;
    pod.workloadId = ElementId("retriever");
    pod.name = "retriever";
    pod.namespaceName = "rag";
    pod.labels = { { "app", "on" } };
    pod.identityId = account.id;
    plan.pods = { pod };
    return plan;
}

Result<ExportTree> exported(const EnforcementPlan &plan)
{
    return exportPlan(plan, { ExportTarget::Spire });
}

std::string entryOf(const ExportTree &tree)
{
    for (const ExportedFile &file : tree.files) {
        if (file.path == "components/spire/_/clusterspiffeid-rag.retriever.yaml")
            return file.content;
    }
    return "no entry";
}

} // namespace

void tst_SpireExporter::writesTheEntryDerivedByHand()
{
    const auto tree = exported(smallPlan());
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    QCOMPARE(entryOf(*tree), std::string(R"(apiVersion: spire.spiffe.io/v1alpha1
kind: ClusterSPIFFEID
metadata:
  name: rag.retriever
  annotations:
    fourplane.dev/edges: retriever
spec:
  spiffeIDTemplate: "spiffe://{{ .TrustDomain }}/ns/{{ .PodMeta.Namespace }}/sa/{{ .PodSpec.ServiceAccountName }}"
  namespaceSelector:
    matchLabels:
      kubernetes.io/metadata.name: rag
  podSelector:
    matchLabels:
      app: "on"
  workloadSelectorTemplates:
    - k8s:ns:rag
    - k8s:sa:retriever-sa
  federatesWith:
    - partner.example
)"));
}

void tst_SpireExporter::writesAnIdOfItsOwnAsItIs()
{
    EnforcementPlan plan = smallPlan();
    plan.serviceAccounts[0].spiffeId = "spiffe://example.org/rag/retriever";
    const auto tree = exported(plan);
    QVERIFY(
        entryOf(*tree).find("spiffeIDTemplate: spiffe://example.org/rag/retriever\n") != std::string::npos);
}

void tst_SpireExporter::theRunbookRegistersBeforeTheMeshRelies()
{
    const auto tree = exported(smallPlan());
    QVERIFY(tree.has_value());
    const std::string runbook = test::contentOf(*tree, "RUNBOOK.md");
    const std::size_t heading = runbook.find("Identities of SPIRE");
    QVERIFY(heading != std::string::npos);
    QVERIFY(runbook.find("kubectl apply -f 'components/spire/", heading) != std::string::npos);
    QCOMPARE(runbook.find("Mesh rules"), std::string::npos); // this plan has none
    QVERIFY(runbook.find("className", heading) != std::string::npos); // of the controller's installation
}

void tst_SpireExporter::schemaAcceptsIt()
{
    const auto schemas = test::sharedPath("data/schemas/derived");
    REQUIRE_OR_SKIP(schemas);
    const auto tree = exported(smallPlan());
    auto object = test::toJson(*loadYaml(entryOf(*tree), "entry").documents.at(0));
    const auto complaints = test::schemaComplaints(object, schemas);
    QVERIFY2(complaints.empty(), complaints.empty() ? "" : complaints.front().c_str());
    object["spec"]["seeded"] = "x";
    QVERIFY(!test::schemaComplaints(object, schemas).empty());
    QVERIFY(!object["spec"].contains("admin"));
    QVERIFY(!object["spec"].contains("downstream"));
}

void tst_SpireExporter::neverMatchesEveryPod()
{
    EnforcementPlan plan = smallPlan();
    plan.pods[0].labels.clear();
    PlannedPod nameless = plan.pods[0];
    nameless.name = "nameless";
    nameless.identityId = ElementId();
    nameless.labels = { { "app", "x" } };
    plan.pods.push_back(nameless);
    const auto tree = exported(plan);
    QCOMPARE(entryOf(*tree), std::string("no entry"));
    QCOMPARE(std::count_if(tree->report.begin(), tree->report.end(),
                 [](const Diagnostic &item) { return item.code == "spire-identity-not-written"; }),
        2);
}

void tst_SpireExporter::refusesWhatSpireWouldReadOtherwise_data()
{
    QTest::addColumn<EnforcementPlan>("plan");
    const auto row = [](const char *name, auto change) {
        EnforcementPlan plan = smallPlan();
        change(plan);
        QTest::newRow(name) << plan;
    };
    for (const char *id :
        { "spiffe://example.org/{{ .PodMeta.Name }}", "spiffe://other.org/x", "spiffe://example.org/",
            "spiffe://example.org/a/", "spiffe://example.org/a b", "spiffe://example.org/\"; DROP",
            "example.org/x", "spiffe://example.org/a\nb", "spiffe://example.org/\xF0\x9F\x94\x92" })
        row(id, [id](auto &plan) { plan.serviceAccounts[0].spiffeId = id; });
    row("account name", [](auto &plan) { plan.serviceAccounts[0].name = "{{ x }}"; });
    row("workload name", [](auto &plan) { plan.pods[0].name = "a\nb"; });
    row("namespace", [](auto &plan) { plan.pods[0].namespaceName = std::string(64, 'a'); });
    row("label", [](auto &plan) { plan.pods[0].labels["app"] = "{{ x }}"; });
    row("same name twice", [](auto &plan) { plan.pods.push_back(plan.pods[0]); });
}

void tst_SpireExporter::refusesWhatSpireWouldReadOtherwise()
{
    QFETCH(EnforcementPlan, plan);
    const auto tree = exported(plan);
    const std::string problem = test::refusalProblem(tree, "ClusterSPIFFEID");
    QVERIFY2(problem.empty(), problem.c_str());
}

QTEST_APPLESS_MAIN(tst_SpireExporter)
#include "tst_SpireExporter.moc"
