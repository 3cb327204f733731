// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/importers/ManifestImporter.h"
#include "tests/conformance/Kustomize.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/PlanOfOnePod.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <fstream>

using namespace fourplane;
using test::contentOf;

Q_DECLARE_METATYPE(EnforcementPlan)

class tst_HardeningExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesThePatchesDerivedByHand();
    void saysNothingWhereTheDesignSaysNothing();
    void neverLoosensAPod();
    void findsTheSpecificationOfEveryKind_data();
    void findsTheSpecificationOfEveryKind();
    void patchedWorkloadsAreThoseThatWereSimulated();
    void aMissingWorkloadIsNoticed();
    void reportsWhatItCannotExpress();
    void refusesWhatKubernetesWouldNotTake_data();
    void refusesWhatKubernetesWouldNotTake();
};

namespace {

constexpr const char *hardened = "components/hardening/rag/deployment-retriever.yaml";
constexpr const char *placed = "components/placement/rag/deployment-retriever.yaml";

EnforcementPlan smallPlan()
{
    EnforcementPlan plan = test::planOfOnePod("retriever");
    plan.serviceAccounts[0].audiences = { "vault", "vectors" };
    plan.serviceAccounts[0].tokenLifetimeSeconds = 900;
    PlannedPod &pod = plan.pods[0];
    pod.labels = { { "app", "retriever" } };
    pod.tokenMounted = false;
    pod.tokens = { { "vectors", 600 } };
    pod.podSecurity.runAsNonRoot = true;
    pod.podSecurity.seccompType = "RuntimeDefault";
    Container &main = pod.containers[0];
    main.security.allowPrivilegeEscalation = false;
    main.security.readOnlyRootFilesystem = true;
    main.security.runAsUser = 1000;
    main.security.droppedCapabilities = { "ALL" };
    main.security.addedCapabilities = { "NET_BIND_SERVICE" };
    Container init;
    init.name = "on";
    init.role = ContainerRole::Init;
    init.security.privileged = false;
    init.security.droppedCapabilities = { "ALL" };
    pod.containers.push_back(init);
    pod.placement.runtimeClass = "gvisor";
    pod.placement.hostUsers = false;
    pod.placement.nodeSelector = { { "pool", "on" } };
    pod.placement.tolerations = { { "dedicated", "Equal", "1e3", "NoSchedule" } };
    pod.placement.nodeAffinity = { { { { "zone", LabelOperator::In, { "a", "b" } } }, {} } };
    pod.placement.podAntiAffinity = { { { { "app", LabelOperator::Exists, {} } }, {}, true,
        { { "tenant", LabelOperator::NotIn, { "acme" } } }, "kubernetes.io/hostname" } };
    return plan;
}

/// A plan whose only workload says nothing beyond its name.
EnforcementPlan silentPlan()
{
    EnforcementPlan plan = test::planOfOnePod("retriever");
    plan.serviceAccounts.clear();
    plan.pods[0].identityId = {};
    plan.pods[0].serviceAccount = "default";
    return plan;
}

Result<ExportTree> exported(const EnforcementPlan &plan)
{
    return exportPlan(plan, { ExportTarget::Hardening });
}

/// The workload as somebody may run it: laxer than the design in everything.
constexpr const char *looseDeployment = R"(apiVersion: apps/v1
kind: Deployment
metadata:
  name: retriever
  namespace: rag
spec:
  selector:
    matchLabels:
      app: retriever
  template:
    metadata:
      labels:
        app: retriever
    spec:
      containers:
        - name: main
          image: registry.example/retriever@sha256:0000
          securityContext:
            allowPrivilegeEscalation: true
            capabilities:
              add: [NET_ADMIN]
      initContainers:
        - name: "on"
          image: registry.example/init
          securityContext:
            privileged: true
            capabilities:
              add: [SYS_ADMIN]
      tolerations:
        - operator: Exists
)";

void writeText(const QString &path, const std::string &text)
{
    std::ofstream(path.toStdString(), std::ios::binary) << text;
}

/// What kustomize makes of the workload and the components; the error on failure.
test::KustomizeResult built(const ExportTree &tree, const std::string &workload)
{
    QTemporaryDir folder;
    if (const auto written = writeTree(tree, folder.filePath(QStringLiteral("fourplane")).toStdString());
        !written)
        return { false, toString(written.error()) };
    QDir(folder.path()).mkdir(QStringLiteral("app"));
    writeText(folder.filePath(QStringLiteral("app/workload.yaml")), workload);
    writeText(folder.filePath(QStringLiteral("app/kustomization.yaml")),
        "resources: [workload.yaml]\ncomponents:\n  - ../fourplane/components/hardening/rag\n"
        "  - ../fourplane/components/placement/rag\n");
    return test::kustomized(folder.filePath(QStringLiteral("app")).toStdString());
}

} // namespace

void tst_HardeningExporter::writesThePatchesDerivedByHand()
{
    const auto tree = exported(smallPlan());
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    QCOMPARE(contentOf(*tree, hardened), std::string(R"(apiVersion: apps/v1
kind: Deployment
metadata:
  name: retriever
  namespace: rag
  annotations:
    fourplane.dev/edges: retriever
spec:
  template:
    spec:
      serviceAccountName: retriever-sa
      automountServiceAccountToken: false
      runtimeClassName: gvisor
      hostUsers: false
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      initContainers:
        - name: "on"
          securityContext:
            privileged: false
            capabilities:
              "$patch": replace
              drop:
                - ALL
      containers:
        - name: main
          securityContext:
            runAsUser: 1000
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              "$patch": replace
              add:
                - NET_BIND_SERVICE
              drop:
                - ALL
          volumeMounts:
            - mountPath: /var/run/secrets/fourplane/fourplane-token-1
              name: fourplane-token-1
              readOnly: true
            - mountPath: /var/run/secrets/fourplane/fourplane-token-2
              name: fourplane-token-2
              readOnly: true
      volumes:
        - name: fourplane-token-1
          projected:
            sources:
              - serviceAccountToken:
                  audience: vectors
                  expirationSeconds: 600
                  path: token
        - name: fourplane-token-2
          projected:
            sources:
              - serviceAccountToken:
                  audience: vault
                  expirationSeconds: 900
                  path: token
)"));
    QCOMPARE(contentOf(*tree, placed), std::string(R"(apiVersion: apps/v1
kind: Deployment
metadata:
  name: retriever
  namespace: rag
  annotations:
    fourplane.dev/edges: retriever
spec:
  template:
    spec:
      nodeSelector:
        pool: "on"
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: zone
                    operator: In
                    values:
                      - a
                      - b
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - labelSelector:
                matchExpressions:
                  - key: app
                    operator: Exists
              namespaceSelector:
                matchExpressions:
                  - key: tenant
                    operator: NotIn
                    values:
                      - acme
              topologyKey: kubernetes.io/hostname
      tolerations:
        - key: dedicated
          operator: Equal
          value: "1e3"
          effect: NoSchedule
)"));
    QCOMPARE(contentOf(*tree, "components/placement/rag/kustomization.yaml"),
        std::string("apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n"
                    "  - path: deployment-retriever.yaml\n"));
    QVERIFY(contentOf(*tree, "RUNBOOK.md").find("## Workloads\n") != std::string::npos);
    // The overlays hold no workloads, so the patches may not be there.
    QCOMPARE(contentOf(*tree, "overlays/enforce/kustomization.yaml").find("hardening"), std::string::npos);
}

void tst_HardeningExporter::saysNothingWhereTheDesignSaysNothing()
{
    const auto tree = exported(silentPlan());
    QVERIFY(tree.has_value());
    for (const ExportedFile &file : tree->files)
        QVERIFY2(file.path.rfind("components/", 0) != 0, file.path.c_str());
    QCOMPARE(contentOf(*tree, "RUNBOOK.md").find("## Workloads"), std::string::npos);
}

void tst_HardeningExporter::neverLoosensAPod()
{
    EnforcementPlan plan = silentPlan();
    SecurityContext &security = plan.pods[0].containers[0].security;
    security.privileged = true;
    security.allowPrivilegeEscalation = true;
    security.runAsNonRoot = false;
    security.runAsUser = 0;
    security.readOnlyRootFilesystem = false;
    security.addedCapabilities = { "SYS_ADMIN" };
    security.seccompType = "Unconfined";
    security.appArmorType = "Unconfined";
    security.seLinuxType = "spc_t";
    security.windowsHostProcess = true;
    plan.pods[0].podSecurity = security;
    plan.pods[0].placement.hostUsers = true;
    plan.pods[0].placement.hostNetwork = true;
    plan.pods[0].placement.hostPaths = { "/" };
    const auto tree = exported(plan);
    QVERIFY(tree.has_value());
    QCOMPARE(contentOf(*tree, hardened), "no file " + std::string(hardened));
}

void tst_HardeningExporter::findsTheSpecificationOfEveryKind_data()
{
    QTest::addColumn<int>("controller");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("spec");
    const QString inTemplate =
        QStringLiteral("\nspec:\n  template:\n    spec:\n      automountServiceAccountToken: false\n");
    const auto row = [](ControllerKind kind, const char *apiVersion, const QString &spec) {
        QTest::newRow(nameOf(kind).data())
            << static_cast<int>(kind)
            << QStringLiteral("apiVersion: %1\nkind: %2\n")
                   .arg(QLatin1String(apiVersion), QString::fromUtf8(nameOf(kind).data()))
            << spec;
    };
    for (const ControllerKind kind : { ControllerKind::Deployment, ControllerKind::StatefulSet,
             ControllerKind::DaemonSet, ControllerKind::ReplicaSet })
        row(kind, "apps/v1", inTemplate);
    row(ControllerKind::Job, "batch/v1", inTemplate);
    row(ControllerKind::ReplicationController, "v1", inTemplate);
    row(ControllerKind::Pod, "v1", QStringLiteral("\nspec:\n  automountServiceAccountToken: false\n"));
    row(ControllerKind::CronJob, "batch/v1",
        QStringLiteral("\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          "
                       "automountServiceAccountToken: false\n"));
}

void tst_HardeningExporter::findsTheSpecificationOfEveryKind()
{
    QFETCH(int, controller);
    QFETCH(QString, start);
    QFETCH(QString, spec);
    EnforcementPlan plan = silentPlan();
    plan.pods[0].tokenMounted = false;
    plan.pods[0].controller = static_cast<ControllerKind>(controller);
    const auto tree = exported(plan);
    QVERIFY(tree.has_value());
    const auto file = std::find_if(tree->files.begin(), tree->files.end(), [](const ExportedFile &item) {
        return item.path.rfind("components/hardening/rag/", 0) == 0
            && item.path.find("kustomization") == std::string::npos;
    });
    QVERIFY(file != tree->files.end());
    const QString text = QString::fromStdString(file->content);
    QVERIFY2(text.startsWith(start), qPrintable(text));
    QVERIFY2(text.endsWith(spec), qPrintable(text));
}

/// The round trip: patch a lax workload, import the result, compare with the plan.
void tst_HardeningExporter::patchedWorkloadsAreThoseThatWereSimulated()
{
    REQUIRE_OR_SKIP(test::kustomizePath());
    const EnforcementPlan plan = smallPlan();
    const auto [worked, text] = built(*exported(plan), looseDeployment);
    QVERIFY2(worked, text.c_str());
    const auto object = test::toJson(*loadYaml(text, "built").documents.at(0));
    const auto schemas = test::sharedPath("data/schemas/derived");
    REQUIRE_OR_SKIP(schemas);
    const auto complaints = test::schemaComplaints(object, schemas);
    QVERIFY2(complaints.empty(), complaints.empty() ? "" : complaints.front().c_str());

    QTemporaryDir folder;
    writeText(folder.filePath(QStringLiteral("w.yaml")), text);
    const auto imported = importManifests({ folder.path().toStdString() });
    QVERIFY(imported.has_value());
    const EnforcementPlan after = compilePlan(imported->project).plan;
    QCOMPARE(after.pods.size(), std::size_t { 1 });
    const PlannedPod &pod = after.pods[0];
    const PlannedPod &meant = plan.pods[0];
    QCOMPARE(pod.serviceAccount, meant.serviceAccount);
    QCOMPARE(pod.tokenMounted, false);
    QVERIFY(pod.podSecurity == meant.podSecurity);
    QCOMPARE(pod.containers.size(), meant.containers.size());
    for (const Container &container : meant.containers) {
        const auto found = std::find_if(pod.containers.begin(), pod.containers.end(),
            [&container](const Container &item) { return item.name == container.name; });
        QVERIFY(found != pod.containers.end());
        QVERIFY(found->role == container.role);
        QVERIFY2(found->security == container.security, container.name.c_str());
    }
    QVERIFY(pod.tokens == (std::vector<TokenProjection> { { "vectors", 600 }, { "vault", 900 } }));
    QCOMPARE(pod.placement.runtimeClass, meant.placement.runtimeClass);
    QVERIFY(pod.placement.hostUsers == meant.placement.hostUsers);
    QVERIFY(pod.placement.nodeSelector == meant.placement.nodeSelector);
    QVERIFY(pod.placement.tolerations == meant.placement.tolerations);
    QVERIFY(pod.placement.nodeAffinity == meant.placement.nodeAffinity);
    QVERIFY(pod.placement.podAntiAffinity == meant.placement.podAntiAffinity);
}

void tst_HardeningExporter::aMissingWorkloadIsNoticed()
{
    REQUIRE_OR_SKIP(test::kustomizePath());
    std::string other = looseDeployment;
    other.replace(other.find("name: retriever"), 15, "name: renamed11");
    const auto [worked, text] = built(*exported(smallPlan()), other);
    QVERIFY(!worked);
    QVERIFY2(text.find("retriever") != std::string::npos, text.c_str());
}

void tst_HardeningExporter::reportsWhatItCannotExpress()
{
    EnforcementPlan plan = smallPlan();
    PlannedPod &pod = plan.pods[0];
    pod.tokenMounted = true;
    pod.podSecurity.seccompType = "Localhost";
    pod.containers[0].security.appArmorType = "Localhost";
    pod.placement.sandboxedRuntime = true;
    pod.placement.runtimeClass.clear();
    pod.placement.nodeSelector.clear();
    pod.placement.nodeAffinity.clear();
    const auto tree = exported(plan);
    QVERIFY(tree.has_value());
    QCOMPARE(test::countOf(tree->report, "hardening-not-written"), 4);
    QCOMPARE(test::countOf(tree->report, "toleration-only-permits"), 1);
    QCOMPARE(test::countOf(tree->report, "workloads-only-patched"), 1);
    QCOMPARE(test::countOf(tree->report, "token-settings-in-pod"), 0);
    plan.pods[0].containers.clear();
    QCOMPARE(test::countOf(exported(plan)->report, "hardening-not-written"), 4); // one less, one more
    // Without the target the general report says all of it.
    const auto plain = exportPlan(smallPlan(), { ExportTarget::Kubernetes });
    QCOMPARE(test::countOf(plain->report, "token-settings-in-pod"), 1);
    QCOMPARE(test::countOf(plain->report, "token-mount-in-pod"), 1);
    QCOMPARE(test::countOf(plain->report, "workloads-not-written"), 1);
}

void tst_HardeningExporter::refusesWhatKubernetesWouldNotTake_data()
{
    QTest::addColumn<EnforcementPlan>("plan");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *said, auto change) {
        EnforcementPlan plan = smallPlan();
        change(plan.pods[0], plan.serviceAccounts[0]);
        QTest::newRow(name) << plan << QString::fromUtf8(said);
    };
    row("workload name", "DNS name", [](auto &pod, auto &) { pod.name = "a\nb"; });
    row("workload name of a template", "DNS name", [](auto &pod, auto &) { pod.name = "{{ x }}"; });
    row("namespace", "DNS name", [](auto &pod, auto &) { pod.namespaceName = std::string(64, 'a'); });
    row("service account", "DNS name", [](auto &pod, auto &) { pod.serviceAccount = "\"; DROP"; });
    row("container name", "no DNS label", [](auto &pod, auto &) { pod.containers[0].name = "a b"; });
    row("container without name", "no DNS label", [](auto &pod, auto &) { pod.containers[0].name.clear(); });
    row("two of one name", "two containers", [](auto &pod, auto &) { pod.containers[1].name = "main"; });
    row("token of 60 s", "below the 600 s", [](auto &pod, auto &) { pod.tokens[0].expirationSeconds = 60; });
    row("audience", "not valid UTF-8", [](auto &, auto &account) { account.audiences = { "\xFF" }; });
    row("runtime class", "runtime class", [](auto &pod, auto &) { pod.placement.runtimeClass = "a b"; });
    row("node label value", "no legal value",
        [](auto &pod, auto &) { pod.placement.nodeSelector["pool"] = "a b"; });
    row("node label key", "no legal label key",
        [](auto &pod, auto &) { pod.placement.nodeSelector["\xF0\x9F\x94\x92"] = "a"; });
    row("effect", "its toleration", [](auto &pod, auto &) { pod.placement.tolerations[0].effect = "Never"; });
    row("Exists with value", "its toleration",
        [](auto &pod, auto &) { pod.placement.tolerations[0].op = "Exists"; });
    row("In nothing", "too few",
        [](auto &pod, auto &) { pod.placement.nodeAffinity[0].expressions[0].values.clear(); });
    row("field", "metadata.name", [](auto &pod, auto &) {
        pod.placement.nodeAffinity[0].fields = { { "spec.x", LabelOperator::In, { "a" } } };
    });
    row("topology key", "topology key",
        [](auto &pod, auto &) { pod.placement.podAntiAffinity[0].topologyKey.clear(); });
}

void tst_HardeningExporter::refusesWhatKubernetesWouldNotTake()
{
    QFETCH(EnforcementPlan, plan);
    QFETCH(QString, said);
    const auto tree = exported(plan);
    const std::string problem = test::refusalProblem(tree, said.toStdString());
    QVERIFY2(problem.empty(), problem.c_str());
}

QTEST_APPLESS_MAIN(tst_HardeningExporter)
#include "tst_HardeningExporter.moc"
