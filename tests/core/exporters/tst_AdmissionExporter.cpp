// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/ProjectFile.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/PlanOfOnePod.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <QtTest>

#include <algorithm>
#include <functional>

using namespace fourplane;
using nlohmann::json;
using test::contentOf;

/// ValidatingAdmissionPolicies and what the API server's own evaluator makes of them.
class tst_AdmissionExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesTheRulesDerivedByHand();
    void bindsThemInTheirNamespace();
    void auditsBeforeItRefuses();
    void schemasAcceptPolicyAndBinding();
    void refusesWhatWasNotSimulated_data();
    void refusesWhatWasNotSimulated();
    void looksIntoWhateverMakesPods_data();
    void looksIntoWhateverMakesPods();
    void leavesOthersAndTheDeletedAlone();
    void demandsNothingThatTheDesignDoesNotHave();
    void takesHostileTextsAsTheyAre();
    void checksRepositoriesWhereNoDigestIsNamed();
    void tellsWorkloadsApartOrSaysSo();
    void everySampleCompiles();
    void kyvernoGetsTheSameRules();
};

namespace {

constexpr const char *digestImage = "registry.example/tools:1.2@sha256:00ff";

EnforcementPlan smallPlan()
{
    EnforcementPlan plan = test::planOfOnePod("tools");
    PlannedPod &pod = plan.pods[0];
    pod.labels = { { "app", "tools" } };
    pod.tokenMounted = false;
    pod.tokens = { { "vault", 900 } };
    pod.podSecurity.runAsNonRoot = true;
    pod.podSecurity.seccompType = "RuntimeDefault";
    Container &main = pod.containers[0];
    main.image = digestImage;
    main.security.allowPrivilegeEscalation = false;
    main.security.readOnlyRootFilesystem = true;
    main.security.droppedCapabilities = { "ALL" };
    main.security.addedCapabilities = { "NET_BIND_SERVICE" };
    pod.placement.runtimeClass = "gvisor";
    pod.placement.hostUsers = false;
    pod.placement.hostPaths = { "/data/models" };
    pod.placement.nodeSelector = { { "pool", "tools" } };
    return plan;
}

/// A pod as the plan has it.
json goodPod()
{
    return json::parse(R"({"apiVersion":"v1","kind":"Pod",
        "metadata":{"name":"tools-1","namespace":"rag","labels":{"app":"tools","pod-template-hash":"1"}},
        "spec":{"serviceAccountName":"tools-sa","automountServiceAccountToken":false,"hostUsers":false,
          "runtimeClassName":"gvisor","nodeSelector":{"pool":"tools","zone":"a"},
          "securityContext":{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}},
          "containers":[{"name":"main","image":"registry.example/tools:1.2@sha256:00ff",
            "securityContext":{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,
              "capabilities":{"drop":["ALL"],"add":["NET_BIND_SERVICE"]}}}],
          "volumes":[{"name":"m","hostPath":{"path":"/data/models"}},{"name":"t","projected":{"sources":[
            {"serviceAccountToken":{"path":"token","audience":"vault","expirationSeconds":900}},
            {"configMap":{"name":"x"}}]}}]}})");
}

std::string text(const EnforcementPlan &plan, const std::string &path)
{
    const auto tree = exportPlan(plan, { ExportTarget::Admission });
    return tree ? contentOf(*tree, path) : toString(tree.error());
}

json policyOf(const EnforcementPlan &plan, const std::string &workload = "rag.tools")
{
    return test::yamlToJson(
        text(plan, "components/admission/_/validatingadmissionpolicy-fourplane." + workload + ".yaml"));
}

json judged(const EnforcementPlan &plan, const json &object)
{
    test::Oracle oracle(test::oraclePath("admission"));
    return oracle.ask(json { { "policy", policyOf(plan) }, { "object", object } });
}

json accepted(bool isMatched = true)
{
    return { { "errors", json::array() }, { "isMatched", isMatched }, { "refusals", json::array() } };
}

} // namespace

void tst_AdmissionExporter::writesTheRulesDerivedByHand()
{
    EnforcementPlan plan = smallPlan();
    plan.pods[0].placement.hostPaths = { "/a\"b" };
    const json spec = policyOf(plan).at("spec");
    QCOMPARE(spec.at("failurePolicy").get<std::string>(), std::string("Fail"));
    QCOMPARE(spec.at("matchConditions").dump(),
        json::parse(
            R"x([{"name":"not-being-deleted","expression":"!has(object.metadata.deletionTimestamp)"}])x")
            .dump());
    // Deployments are told at once, and containers for debugging are no way around.
    std::set<std::string> resources;
    for (const json &rule : spec.at("matchConstraints").at("resourceRules")) {
        for (const json &resource : rule.at("resources"))
            resources.insert(
                rule.at("apiGroups").at(0).get<std::string>() + "/" + resource.get<std::string>());
    }
    QVERIFY(resources
        == (std::set<std::string> { "/pods", "/pods/ephemeralcontainers", "/replicationcontrollers",
            "apps/daemonsets", "apps/deployments", "apps/replicasets", "apps/statefulsets", "batch/cronjobs",
            "batch/jobs" }));
    const auto &variables = spec.at("variables");
    QCOMPARE(variables.back().at("expression").get<std::string>(),
        std::string(R"(("app" in variables.labels && variables.labels["app"] == "tools") || )"
                    R"(variables.account == "tools-sa")"));
    std::vector<std::string> expressions;
    for (const json &validation : spec.at("validations"))
        expressions.push_back(validation.at("expression").get<std::string>());
    QCOMPARE(expressions.size(), std::size_t { 18 });
    QCOMPARE(expressions.at(0), std::string(R"(!variables.isMeant || (variables.account == "tools-sa"))"));
    QVERIFY(std::find(expressions.begin(), expressions.end(),
                R"(!variables.isMeant || (!has(variables.pod.volumes) || )"
                R"(variables.pod.volumes.all(v, !has(v.hostPath) || v.hostPath.path in ["/a\"b"])))")
        != expressions.end());
}

void tst_AdmissionExporter::bindsThemInTheirNamespace()
{
    QCOMPARE(
        text(smallPlan(), "components/admission/_/validatingadmissionpolicybinding-fourplane.rag.tools.yaml"),
        std::string(R"(apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: fourplane.rag.tools
  annotations:
    fourplane.dev/edges: tools
spec:
  policyName: fourplane.rag.tools
  validationActions:
    - Deny
    - Audit
  matchResources:
    namespaceSelector:
      matchLabels:
        kubernetes.io/metadata.name: rag
)"));
    const std::string runbook = text(smallPlan(), "RUNBOOK.md");
    const std::size_t policy = runbook.find("validatingadmissionpolicy-fourplane");
    QVERIFY(runbook.find("Admission policies") < policy);
    QVERIFY(policy < runbook.find("validatingadmissionpolicybinding-fourplane"));
    QCOMPARE(runbook.find("Mesh rules"), std::string::npos); // this plan has none
}

void tst_AdmissionExporter::auditsBeforeItRefuses()
{
    const json audit = test::yamlToJson(text(smallPlan(), "overlays/audit/kustomization.yaml"));
    QCOMPARE(audit.at("patches").size(), std::size_t { 1 });
    QCOMPARE(audit.at("patches").at(0).at("target").at("kind").get<std::string>(),
        std::string("ValidatingAdmissionPolicyBinding"));
    // Deny with Warn is refused by the API server.
    QCOMPARE(audit.at("patches").at(0).at("patch").get<std::string>(),
        std::string("- op: replace\n  path: /spec/validationActions\n  value:\n    - Audit\n    - Warn\n"));
    QVERIFY(!test::yamlToJson(text(smallPlan(), "overlays/enforce/kustomization.yaml")).contains("patches"));
}

void tst_AdmissionExporter::schemasAcceptPolicyAndBinding()
{
    const auto schemas = test::sharedPath("data/schemas/derived");
    REQUIRE_OR_SKIP(schemas);
    for (const ExportTarget target : { ExportTarget::Admission, ExportTarget::Kyverno }) {
        const auto tree = exportPlan(smallPlan(), { target });
        QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
        int count = 0;
        for (const ExportedFile &file : tree->files) {
            if (file.path.find("/_/") == std::string::npos)
                continue;
            json object = test::yamlToJson(file.content);
            const auto complaints = test::schemaComplaints(object, schemas);
            QVERIFY2(complaints.empty(), complaints.empty() ? "" : complaints.front().c_str());
            object["spec"]["seeded"] = "x";
            QVERIFY(!test::schemaComplaints(object, schemas).empty());
            ++count;
        }
        QCOMPARE(count, target == ExportTarget::Admission ? 2 : 1);
    }
}

void tst_AdmissionExporter::refusesWhatWasNotSimulated_data()
{
    QTest::addColumn<QString>("patch");
    QTest::addColumn<QStringList>("said");
    QTest::newRow("nothing else") << "[]" << QStringList();
    const auto row = [](const char *name, const std::string &patch, const std::string &said) {
        QTest::newRow(name) << QString::fromStdString(patch)
                            << QString::fromStdString(said).split(QLatin1Char(';'));
    };
    row("account", R"([{"op":"replace","path":"/spec/serviceAccountName","value":"default"}])",
        "runs as service account tools-sa");
    row("no account", R"([{"op":"remove","path":"/spec/serviceAccountName"}])",
        "runs as service account tools-sa");
    row("account alone marks it", R"([{"op":"remove","path":"/metadata/labels"},
            {"op":"remove","path":"/spec/automountServiceAccountToken"}])",
        "mounts no token");
    row("token mounted", R"([{"op":"replace","path":"/spec/automountServiceAccountToken","value":true}])",
        "mounts no token");
    row("audience",
        R"([{"op":"replace","path":"/spec/volumes/1/projected/sources/0/serviceAccountToken/audience",
            "value":"vectors"}])",
        "asks for no tokens");
    row("token for the API server",
        R"([{"op":"remove","path":"/spec/volumes/1/projected/sources/0/serviceAccountToken/audience"}])",
        "asks for no tokens");
    row("lifetime",
        R"([{"op":"replace","path":"/spec/volumes/1/projected/sources/0/serviceAccountToken/expirationSeconds",
            "value":901}])",
        "asks for no tokens");
    row("default lifetime",
        R"([{"op":"remove","path":"/spec/volumes/1/projected/sources/0/serviceAccountToken/expirationSeconds"}])",
        "asks for no tokens");
    for (const char *field : { "hostNetwork", "hostPID", "hostIPC" })
        row(field, R"([{"op":"add","path":"/spec/)" + std::string(field) + R"(","value":true}])",
            "does not use " + std::string(field));
    row("host path", R"([{"op":"replace","path":"/spec/volumes/0/hostPath/path","value":"/data/models/.."}])",
        "mounts no host paths");
    row("host users", R"([{"op":"remove","path":"/spec/hostUsers"}])", "user namespace");
    row("root by the container", R"([{"op":"add","path":"/spec/containers/0/securityContext/runAsNonRoot",
            "value":false}])",
        "do not run as root");
    row("root by the pod", R"([{"op":"remove","path":"/spec/securityContext/runAsNonRoot"}])",
        "do not run as root");
    row("seccomp", R"([{"op":"add","path":"/spec/containers/0/securityContext/seccompProfile",
            "value":{"type":"Unconfined"}}])",
        "seccomp profile");
    row("no context of the pod", R"([{"op":"remove","path":"/spec/securityContext"}])",
        "do not run as root;seccomp profile");
    row("privileged", R"([{"op":"add","path":"/spec/containers/0/securityContext/privileged","value":true}])",
        "are not privileged");
    row("escalation",
        R"([{"op":"remove","path":"/spec/containers/0/securityContext/allowPrivilegeEscalation"}])",
        "do not escalate");
    row("root file system",
        R"([{"op":"remove","path":"/spec/containers/0/securityContext/readOnlyRootFilesystem"}])",
        "read-only root");
    row("capability", R"([{"op":"add","path":"/spec/containers/0/securityContext/capabilities/add/-",
            "value":"SYS_ADMIN"}])",
        "add no capabilities");
    row("drops less", R"([{"op":"replace","path":"/spec/containers/0/securityContext/capabilities/drop",
            "value":["NET_RAW"]}])",
        "drop all capabilities");
    row("image",
        R"([{"op":"replace","path":"/spec/containers/0/image","value":"registry.example/tools:1.2"}])",
        "images are those");
    row("runtime class", R"([{"op":"replace","path":"/spec/runtimeClassName","value":"runc"}])",
        "runtime class gvisor");
    row("pool", R"([{"op":"remove","path":"/spec/nodeSelector/pool"}])", "selects nodes by pool=tools");
    const char *bare = R"({"name":"x","image":"evil.example/x"})";
    const char *all = "do not escalate;read-only root;drop all capabilities;images are those";
    row("one more container",
        R"([{"op":"add","path":"/spec/containers/-","value":)" + std::string(bare) + "}]", all);
    row("init container",
        R"([{"op":"add","path":"/spec/initContainers","value":[)" + std::string(bare) + "]}]", all);
    row("container for debugging",
        R"([{"op":"add","path":"/spec/ephemeralContainers","value":[)" + std::string(bare) + "]}]", all);
}

void tst_AdmissionExporter::refusesWhatWasNotSimulated()
{
    QFETCH(QString, patch);
    QFETCH(QStringList, said);
    const auto driver = test::oraclePath("admission");
    REQUIRE_OR_SKIP(driver);
    const json answer = judged(smallPlan(), goodPod().patch(json::parse(patch.toStdString())));
    QVERIFY2(answer.at("errors").empty(), answer.dump().c_str());
    QVERIFY2(answer.at("refusals").size() == static_cast<std::size_t>(said.size()), answer.dump().c_str());
    for (int i = 0; i < said.size(); ++i) {
        const QString message =
            QString::fromStdString(answer.at("refusals").at(static_cast<std::size_t>(i)).get<std::string>());
        QVERIFY2(message.contains(said.at(i)), qPrintable(message));
        QVERIFY(message.startsWith(QLatin1String("rag/tools: ")));
    }
}

void tst_AdmissionExporter::looksIntoWhateverMakesPods_data()
{
    QTest::addColumn<QString>("object");
    QTest::newRow("Deployment")
        << R"({"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"x","namespace":"rag"},
              "spec":{"template":TEMPLATE}})";
    QTest::newRow("Job")
        << R"({"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","namespace":"rag"},
              "spec":{"template":TEMPLATE}})";
    QTest::newRow("CronJob")
        << R"({"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"x","namespace":"rag"},
              "spec":{"jobTemplate":{"spec":{"template":TEMPLATE}}}})";
}

void tst_AdmissionExporter::looksIntoWhateverMakesPods()
{
    QFETCH(QString, object);
    const auto driver = test::oraclePath("admission");
    REQUIRE_OR_SKIP(driver);
    json pod = goodPod();
    const auto around = [&object](const json &made) {
        const json part { { "metadata", made.at("metadata") }, { "spec", made.at("spec") } };
        return json::parse(QString(object)
                               .replace(QLatin1String("TEMPLATE"), QString::fromStdString(part.dump()))
                               .toStdString());
    };
    QCOMPARE(judged(smallPlan(), around(pod)).dump(), accepted().dump());
    pod["spec"]["hostPID"] = true;
    const json answer = judged(smallPlan(), around(pod));
    QVERIFY2(answer.at("refusals").size() == 1, answer.dump().c_str());
}

void tst_AdmissionExporter::leavesOthersAndTheDeletedAlone()
{
    const auto driver = test::oraclePath("admission");
    REQUIRE_OR_SKIP(driver);
    const json other =
        json::parse(R"({"apiVersion":"v1","kind":"Pod","metadata":{"name":"o","namespace":"rag"},
        "spec":{"hostNetwork":true,"containers":[{"name":"c","image":"x"}]}})");
    QCOMPARE(judged(smallPlan(), other).dump(), accepted().dump());
    json leaving = goodPod();
    leaving["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z";
    QCOMPARE(judged(smallPlan(), leaving).dump(), accepted(false).dump());
}

void tst_AdmissionExporter::demandsNothingThatTheDesignDoesNotHave()
{
    EnforcementPlan plan = smallPlan();
    PlannedPod &pod = plan.pods[0];
    pod.tokenMounted = true;
    pod.tokens.clear();
    pod.podSecurity = {};
    pod.containers.clear();
    pod.placement = {};
    pod.placement.hostPid = true;
    pod.hostNetwork = true;
    std::vector<std::string> messages;
    const json policy = policyOf(plan);
    for (const json &validation : policy.at("spec").at("validations"))
        messages.push_back(validation.at("message").get<std::string>());
    const std::vector<std::string> expected { "rag/tools: it runs as service account tools-sa.",
        "rag/tools: it does not use hostIPC.", "rag/tools: it mounts no host paths but those of the design.",
        "rag/tools: its containers are not privileged.",
        "rag/tools: its containers add no capabilities but those of the design." };
    QCOMPARE(messages, expected);
    // What Kubernetes mounts by itself is no token of somebody's own asking.
    pod.tokens = { { "vault", 900 } };
    const auto driver = test::oraclePath("admission");
    REQUIRE_OR_SKIP(driver);
    json mounted = goodPod();
    mounted["spec"]["volumes"].push_back(json::parse(R"({"name":"kube-api-access-x","projected":{"sources":[
        {"serviceAccountToken":{"path":"token","expirationSeconds":3607}}]}})"));
    mounted["spec"]["volumes"].erase(0);
    mounted["spec"]["containers"][0].erase("securityContext");
    QCOMPARE(judged(plan, mounted).at("refusals").size(), std::size_t { 0 });
}

void tst_AdmissionExporter::takesHostileTextsAsTheyAre()
{
    const auto driver = test::oraclePath("admission");
    REQUIRE_OR_SKIP(driver);
    for (const std::string &hostile :
        { std::string("on"), std::string("1e3"), std::string("\"] || true || [\""), std::string("a\nb\tc"),
            std::string("{{ x }}"), std::string("\\u0022"), std::string("\xF0\x9F\x94\x92"),
            std::string(63, 'a'), std::string("'\x7F$(id)`") }) {
        EnforcementPlan plan = smallPlan();
        plan.pods[0].placement.hostPaths = { hostile };
        plan.pods[0].containers[0].image = hostile + "@sha256:1";
        plan.pods[0].tokens[0].audience = hostile;
        json pod = goodPod();
        pod["spec"]["volumes"][0]["hostPath"]["path"] = hostile;
        pod["spec"]["containers"][0]["image"] = hostile + "@sha256:1";
        pod["spec"]["volumes"][1]["projected"]["sources"][0]["serviceAccountToken"]["audience"] = hostile;
        QCOMPARE(judged(plan, pod).dump(), accepted().dump());
        pod["spec"]["volumes"][0]["hostPath"]["path"] = hostile + "x";
        QCOMPARE(judged(plan, pod).at("refusals").size(), std::size_t { 1 });
    }
}

void tst_AdmissionExporter::checksRepositoriesWhereNoDigestIsNamed()
{
    const auto driver = test::oraclePath("admission");
    REQUIRE_OR_SKIP(driver);
    EnforcementPlan plan = smallPlan();
    plan.pods[0].containers[0].image = "registry.example:5000/tools:1.2";
    plan.pods[0].meshMode = MeshMode::Sidecar;
    const auto refusals = [&plan](const std::string &image, const std::string &name = "main") {
        json pod = goodPod();
        pod["spec"]["containers"][0]["image"] = image;
        pod["spec"]["containers"][0]["name"] = name;
        return judged(plan, pod).at("refusals").size();
    };
    QCOMPARE(refusals("registry.example:5000/tools:1.3"), std::size_t { 0 });
    QCOMPARE(refusals("registry.example:5000/tools@sha256:1"), std::size_t { 0 });
    QCOMPARE(refusals("registry.example:5000/tools"), std::size_t { 0 });
    QCOMPARE(refusals("registry.example:5000/tools-evil:1"), std::size_t { 1 });
    QCOMPARE(refusals("registry.example:5000/tools/evil:1"), std::size_t { 1 });
    QCOMPARE(refusals("registry.example/tools:1.2"), std::size_t { 1 });
    QCOMPARE(refusals("docker.io/istio/proxyv2:1", "istio-proxy"), std::size_t { 0 });
    const auto tree = exportPlan(plan, { ExportTarget::Admission });
    QCOMPARE(test::countOf(tree->report, "admission-injected-images"), 1);
    QCOMPARE(test::countOf(tree->report, "admission-images-not-pinned"), 1);
}

void tst_AdmissionExporter::tellsWorkloadsApartOrSaysSo()
{
    const auto reportOf = [](const EnforcementPlan &plan) {
        const auto tree = exportPlan(plan, { ExportTarget::Admission });
        return tree ? tree->report : tree.error().diagnostics;
    };
    EnforcementPlan plan = smallPlan();
    plan.pods.push_back(plan.pods[0]);
    plan.pods[1].name = "other";
    QCOMPARE(test::countOf(reportOf(plan), "admission-not-told-apart"), 2);
    plan.pods[0].labels["tier"] = "x"; // the other's labels are still on these pods
    QCOMPARE(test::countOf(reportOf(plan), "admission-not-told-apart"), 1);
    QCOMPARE(test::countOf(reportOf(plan), "admission-by-labels-only"), 1);
    plan.pods[1].namespaceName = "elsewhere";
    QCOMPARE(test::countOf(reportOf(plan), "admission-not-told-apart"), 0);
    QCOMPARE(test::countOf(reportOf(plan), "admission-by-labels-only"), 0);
    for (const auto &change :
        std::vector<std::function<void(PlannedPod &)>> { [](auto &pod) { pod.labels["app"] = "a b"; },
            [](auto &pod) { pod.name = "a\nb"; }, [](auto &pod) { pod.placement.runtimeClass = "a\nb"; },
            [](auto &pod) { pod.placement.nodeSelector["pool"] = "a\nb"; } }) {
        EnforcementPlan wrong = plan;
        change(wrong.pods[1]);
        QVERIFY(test::countOf(reportOf(wrong), "refused-by-target") > 0);
    }
}

void tst_AdmissionExporter::everySampleCompiles()
{
    const auto driver = test::oraclePath("admission");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::vector<json> questions;
    int samples = 0;
    std::size_t expressions = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
        const auto tree = exportPlan(compilePlan(loaded->project).plan, { ExportTarget::Admission });
        QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
        for (const ExportedFile &item : tree->files) {
            if (item.path.find("/validatingadmissionpolicy-") == std::string::npos)
                continue;
            questions.push_back({ { "policy", test::yamlToJson(item.content) } });
            expressions += questions.back()["policy"]["spec"]["validations"].size();
        }
        ++samples;
    }
    for (const json &answer : oracle.ask(questions))
        QVERIFY2(answer.at("errors").empty(), answer.dump().c_str());
    qInfo("%d samples, %zu policies with %zu rules compiled", samples, questions.size(), expressions);
    QVERIFY(questions.size() >= 50);
    // An expression that is none is noticed.
    questions[0]["policy"]["spec"]["validations"][0]["expression"] = "variables.nobody == 1";
    QVERIFY(!oracle.ask(questions[0]).at("errors").empty());
}

void tst_AdmissionExporter::kyvernoGetsTheSameRules()
{
    const auto tree = exportPlan(smallPlan(), { ExportTarget::Kyverno });
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    const json kyverno =
        test::yamlToJson(contentOf(*tree, "components/kyverno/_/validatingpolicy-fourplane.rag.tools.yaml"));
    const json own = policyOf(smallPlan());
    QCOMPARE(kyverno.at("apiVersion").get<std::string>(), std::string("policies.kyverno.io/v1"));
    QCOMPARE(kyverno.at("spec").at("validationActions").dump(), std::string("[\"Deny\"]"));
    for (const char *part : { "variables", "validations", "matchConditions", "failurePolicy" })
        QVERIFY(kyverno.at("spec").at(part) == own.at("spec").at(part));
    const json constraints = kyverno.at("spec").at("matchConstraints");
    QVERIFY(constraints.at("resourceRules") == own.at("spec").at("matchConstraints").at("resourceRules"));
    QCOMPARE(constraints.at("namespaceSelector").dump(),
        std::string(R"({"matchLabels":{"kubernetes.io/metadata.name":"rag"}})"));
    const json audit = test::yamlToJson(contentOf(*tree, "overlays/audit/kustomization.yaml"));
    QCOMPARE(audit.at("patches").at(0).at("patch").get<std::string>(),
        std::string("- op: replace\n  path: /spec/validationActions\n  value:\n    - Audit\n"));
}

QTEST_GUILESS_MAIN(tst_AdmissionExporter)
#include "tst_AdmissionExporter.moc"
