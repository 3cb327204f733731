// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/importers/ManifestImporter.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace fourplane;
using test::contentOf;
using test::countOf;

Q_DECLARE_METATYPE(EnforcementPlan)

class tst_RbacExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesTheRoleDerivedByHand();
    void comesBackFromAnImport();
    void schemasAcceptEveryObject();
    void refusesWhatTheApiServerWouldNotTake_data();
    void refusesWhatTheApiServerWouldNotTake();
    void reportsRightsThatAreMoreThanTheySay();
    void leavesKubernetesOwnObjectsAlone();
};

namespace {

/// A role in namespace rag, a role that collects others, and bindings of both, with names that YAML and file
/// systems like to take for something else.
EnforcementPlan smallPlan()
{
    EnforcementPlan plan;
    PlannedNamespace home;
    home.id = ElementId("ns-rag");
    home.name = "rag";
    plan.namespaces = { home };
    RbacRole role;
    role.id = ElementId("role-on");
    role.name = "on";
    role.namespaceId = ElementId("ns-rag");
    role.rules = { { { "" }, { "configmaps" }, { "1e3" }, {}, { "get" } } };
    RbacRole collecting;
    collecting.id = ElementId("role-collecting");
    collecting.name = "team:collecting";
    collecting.labels = { { "team", "on" } };
    collecting.aggregation = { { { { "collect", "yes" } } } };
    RbacRole urls;
    urls.id = ElementId("role-urls");
    urls.name = "team-collecting";
    urls.rules = { { {}, {}, {}, { "/metrics" }, { "get" } } };
    plan.roles = { role, collecting, urls };
    RbacBinding binding;
    binding.id = ElementId("binding-on");
    binding.name = "on";
    binding.namespaceId = ElementId("ns-rag");
    binding.roleName = "on";
    binding.subjects = { { "ServiceAccount", "reader", "rag" },
        { "User", "\"; DROP {{ x }}\n\xF0\x9F\x94\x92", "" } };
    RbacBinding wide;
    wide.id = ElementId("binding-wide");
    wide.name = std::string(63, 'x');
    wide.refersToClusterRole = true;
    wide.roleName = "team:collecting";
    wide.subjects = { { "Group", "1e3", "" } };
    plan.bindings = { binding, wide };
    return plan;
}

Result<ExportTree> exported(const EnforcementPlan &plan)
{
    return exportPlan(plan, { ExportTarget::Rbac });
}

} // namespace

void tst_RbacExporter::writesTheRoleDerivedByHand()
{
    const auto tree = exported(smallPlan());
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    QCOMPARE(contentOf(*tree, "base/identity/rag/role-on.yaml"),
        std::string(R"(apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: "on"
  namespace: rag
  annotations:
    fourplane.dev/edges: role-on
rules:
  - apiGroups:
      - ""
    resources:
      - configmaps
    resourceNames:
      - "1e3"
    verbs:
      - get
)"));
    QCOMPARE(countOf(tree->report, "rbac-not-exported"), 0);
    QCOMPARE(countOf(exportPlan(smallPlan(), { ExportTarget::Kubernetes })->report, "rbac-not-exported"), 1);
}

void tst_RbacExporter::comesBackFromAnImport()
{
    const EnforcementPlan plan = smallPlan();
    const QTemporaryDir folder;
    QVERIFY(writeTree(*exported(plan), folder.path().toStdString()));
    const auto imported = importManifests({ folder.path().toStdString() });
    QVERIFY(imported);
    const EnforcementPlan back = compilePlan(imported->project).plan;
    QCOMPARE(back.roles.size(), plan.roles.size());
    for (const RbacRole &role : plan.roles) {
        const auto found = std::find_if(back.roles.begin(), back.roles.end(), [&role](const RbacRole &item) {
            return item.name == role.name && item.namespaceId.isEmpty() == role.namespaceId.isEmpty();
        });
        QVERIFY2(found != back.roles.end(), role.name.c_str());
        QVERIFY(found->rules == role.rules);
        QVERIFY(found->labels == role.labels);
        QVERIFY(found->aggregation == role.aggregation);
    }
    QCOMPARE(back.bindings.size(), plan.bindings.size());
    for (const RbacBinding &binding : plan.bindings) {
        const auto found =
            std::find_if(back.bindings.begin(), back.bindings.end(), [&binding](const RbacBinding &item) {
                return item.name == binding.name
                    && item.namespaceId.isEmpty() == binding.namespaceId.isEmpty();
            });
        QVERIFY2(found != back.bindings.end(), binding.name.c_str());
        QVERIFY(found->subjects == binding.subjects);
        QCOMPARE(found->roleName, binding.roleName);
        QCOMPARE(found->refersToClusterRole, binding.refersToClusterRole);
    }
}

void tst_RbacExporter::schemasAcceptEveryObject()
{
    const auto schemas = test::sharedPath("data/schemas/derived");
    REQUIRE_OR_SKIP(schemas);
    int count = 0;
    const auto tree = exported(smallPlan());
    for (const ExportedFile &file : tree->files) {
        if (file.content.find("rbac.authorization.k8s.io/v1\nkind") == std::string::npos)
            continue;
        const auto complaints =
            test::schemaComplaints(test::toJson(*loadYaml(file.content, file.path).documents.at(0)), schemas);
        QVERIFY2(complaints.empty(), complaints.empty() ? "" : complaints.front().c_str());
        ++count;
    }
    QCOMPARE(count, 5);
}

void tst_RbacExporter::refusesWhatTheApiServerWouldNotTake_data()
{
    QTest::addColumn<EnforcementPlan>("plan");
    QTest::addColumn<std::string>("reason");
    const auto row = [](const char *name, const char *reason, auto change) {
        EnforcementPlan plan = smallPlan();
        change(plan);
        QTest::newRow(name) << plan << std::string(reason);
    };
    for (const char *name : { "", "a/b", "..", "100%", "a\nb", "\xFF" })
        row(*name ? name : "empty", "no segment of a path",
            [name](auto &plan) { plan.roles[0].name = name; });
    row("binding name", "no segment of a path", [](auto &plan) { plan.bindings[0].name = "a/b"; });
    row("no role", "name of its role", [](auto &plan) { plan.bindings[0].roleName = ""; });
    row("subject without namespace", "no service account with its namespace",
        [](auto &plan) { plan.bindings[0].subjects[0].namespaceName = ""; });
    row("subject of another kind", "no ServiceAccount, User or Group",
        [](auto &plan) { plan.bindings[0].subjects[1].kind = "Robot"; });
    row("a Role for the cluster", "only a ClusterRole can be",
        [](auto &plan) { plan.bindings[1].refersToClusterRole = false; });
    row("no verb", "has no verb", [](auto &plan) { plan.roles[0].rules[0].verbs.clear(); });
    row("no group", "no API group", [](auto &plan) { plan.roles[0].rules[0].apiGroups.clear(); });
    row("URLs in a Role", "nonResourceURLs", [](auto &plan) { plan.roles[0].rules = plan.roles[2].rules; });
    row("label", "no legal value", [](auto &plan) { plan.roles[1].labels["a"] = "x y"; });
}

void tst_RbacExporter::refusesWhatTheApiServerWouldNotTake()
{
    QFETCH(EnforcementPlan, plan);
    QFETCH(std::string, reason);
    const auto tree = exported(plan);
    const std::string problem = test::refusalProblem(tree, reason);
    QVERIFY2(problem.empty(), problem.c_str());
}

void tst_RbacExporter::reportsRightsThatAreMoreThanTheySay()
{
    QCOMPARE(countOf(exported(smallPlan())->report, "rbac-escalates"), 0);
    EnforcementPlan plan = smallPlan();
    plan.roles[0].rules = { { { "" }, { "secrets" }, { "one" }, {}, { "list" } },
        { { "" }, { "serviceaccounts/token" }, {}, {}, { "create" } },
        { { "apps" }, { "*" }, {}, {}, { "get" } } };
    const Diagnostics report = exported(plan)->report;
    QCOMPARE(countOf(report, "rbac-wildcard"), 1);
    QCOMPARE(countOf(report, "rbac-names-do-not-restrict"), 1);
    QCOMPARE(countOf(report, "rbac-escalates"), 2);
}

void tst_RbacExporter::leavesKubernetesOwnObjectsAlone()
{
    EnforcementPlan plan = smallPlan();
    plan.roles[2].name = "system:node";
    const auto tree = exported(plan);
    QCOMPARE(countOf(tree->report, "rbac-system-left-out"), 1);
    const auto clusterRoles =
        std::count_if(tree->files.begin(), tree->files.end(), [](const ExportedFile &file) {
            return file.content.find("v1\nkind: ClusterRole\n") != std::string::npos;
        });
    QCOMPARE(clusterRoles, 1); // of two
}

QTEST_APPLESS_MAIN(tst_RbacExporter)
#include "tst_RbacExporter.moc"
