// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/ProjectFile.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/NativeGenerator.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;
using nlohmann::json;

/// Exported manifests as the API server's own decoding and custom resource validation judge them.
class tst_ManifestOracle : public QObject
{
    Q_OBJECT

private slots:
    void everySampleIsAccepted();
    void randomDesignsAreAccepted();
    void wrongObjectsAreRefused_data();
    void wrongObjectsAreRefused();
};

namespace {

/// How many manifests were judged, and how many are of Cilium, whose definitions are not at hand as such.
struct Judged
{
    int objects = 0;
    int cilium = 0;
    std::map<std::string, int> kinds;
};

/// The targets that the plan has something for, and those that write Kubernetes objects only when they are
/// named.
ExportTargets withOnDemandTargets(const EnforcementPlan &plan)
{
    ExportTargets targets = wantedTargets(plan);
    targets.insert({ ExportTarget::Rbac, ExportTarget::Spire, ExportTarget::Vault,
        ExportTarget::ExternalSecrets, ExportTarget::Admission, ExportTarget::EgressGateway,
        ExportTarget::AiGateway, ExportTarget::Kyverno, ExportTarget::AdminTier });
    return targets;
}

/// What the validator says against the manifests of a plan; empty when it takes them all.
std::string complaints(
    test::Oracle &oracle, const EnforcementPlan &plan, const ExportTargets &targets, Judged &judged)
{
    const auto manifests = exportedManifests(plan, targets);
    if (!manifests)
        return "not exported: " + toString(manifests.error());
    std::vector<json> questions;
    std::vector<std::string> paths;
    for (const ExportedManifest &manifest : *manifests) {
        if (manifest.group == "cilium.io") {
            ++judged.cilium;
            continue;
        }
        questions.push_back(test::yamlToJson(manifest.file.content));
        paths.push_back(manifest.file.path);
        ++judged.objects;
        ++judged.kinds[manifest.kind];
    }
    std::string text;
    const std::vector<json> answers = oracle.ask(questions);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        for (const json &problem : answers[i].at("problems"))
            text += paths[i] + ": " + problem.get<std::string>() + "\n" + questions[i].dump() + "\n";
    }
    return text;
}

std::string kindsIn(const Judged &judged)
{
    std::string kinds;
    for (const auto &[kind, count] : judged.kinds)
        kinds += " " + kind + " " + std::to_string(count);
    return kinds;
}

/// A role with random rules that the API server may be asked for, and who is bound to it.
void addRandomRights(Project &project)
{
    const auto texts = [](std::vector<std::string> from, std::size_t least) {
        std::vector<std::string> chosen;
        for (std::string &text : from) {
            if (chosen.size() < least || *rc::gen::arbitrary<bool>())
                chosen.push_back(std::move(text));
        }
        return chosen;
    };
    const bool isClusterWide = *rc::gen::arbitrary<bool>();
    RbacRole role;
    role.id = ElementId("role");
    role.name = *rc::gen::element<std::string>("reader", "on", "1e3", "null");
    role.labels = { { "aggregate", "yes" } };
    if (!isClusterWide)
        role.namespaceId = ElementId("rag");
    if (isClusterWide && *rc::gen::arbitrary<bool>())
        role.aggregation = { { { { "aggregate", "yes" } } } };
    else
        role.rules = { { texts({ "", "apps" }, 1), texts({ "pods", "pods/exec", "*" }, 1),
            texts({ "a", "on" }, 0), {}, texts({ "get", "create", "*" }, 1) } };
    if (isClusterWide && role.aggregation.empty())
        role.rules.push_back({ {}, {}, {}, { "/metrics", "/logs/*" }, { "get" } });
    project.topology.roles[role.id] = role;
    RbacBinding binding;
    binding.id = ElementId("binding");
    binding.name = role.name;
    binding.namespaceId = role.namespaceId;
    binding.refersToClusterRole = isClusterWide;
    binding.roleName = role.name;
    binding.subjects = { { "ServiceAccount", "sa-a", "rag" }, { "User", "null", "" },
        { "Group", "system:masters", "" } };
    project.topology.bindings[binding.id] = binding;
}

} // namespace

void tst_ManifestOracle::everySampleIsAccepted()
{
    const std::filesystem::path driver = test::oraclePath("manifests");
    const std::filesystem::path schemas = test::sharedPath("data/schemas");
    REQUIRE_OR_SKIP(driver);
    REQUIRE_OR_SKIP(schemas);
    test::Oracle oracle(driver, { schemas.string() });
    Judged judged;
    int samples = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const std::string name = file.filename().string();
        const auto loaded = loadProject(file);
        QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
        const EnforcementPlan plan = compilePlan(loaded->project).plan;
        const std::string found = complaints(oracle, plan, withOnDemandTargets(plan), judged);
        QVERIFY2(found.empty(), (name + ": " + found).c_str());
        ++samples;
    }
    qInfo("%d samples, %d manifests accepted:%s", samples, judged.objects, kindsIn(judged).c_str());
    QVERIFY(samples >= 3);
    QVERIFY(judged.objects >= 50);
    for (const char *kind :
        { "RoleBinding", "ClusterSPIFFEID", "ValidatingAdmissionPolicy", "ValidatingPolicy" })
        QVERIFY2(judged.kinds.count(kind) > 0, kind);
}

void tst_ManifestOracle::randomDesignsAreAccepted()
{
    const std::filesystem::path driver = test::oraclePath("manifests");
    const std::filesystem::path schemas = test::sharedPath("data/schemas");
    REQUIRE_OR_SKIP(driver);
    REQUIRE_OR_SKIP(schemas);
    test::Oracle oracle(driver, { schemas.string() });
    Judged judged;
    int designs = 0;
    // Read once, at the first check.
    qputenv("RC_PARAMS", "seed=20261123 max_success=2000");
    const bool holds = rc::check("the validator takes what is exported", [&] {
        test::DesignBuilder design;
        design.project.platform.mesh = *rc::gen::element(MeshKind::IstioSidecar, MeshKind::Linkerd);
        for (const char *home : { "on", "rag" })
            design.addNamespace(home, *rc::gen::arbitrary<bool>());
        Workload &workload = design.addWorkload("rag", "a");
        workload.secrets = { { ElementId("key"), SecretDelivery::Environment } };
        addRandomRights(design.project);
        design.addWorkload("rag", "b");
        design.allow("a", "b");
        Secret secret;
        secret.id = ElementId("key");
        secret.name = "key";
        secret.namespaceId = ElementId("rag");
        secret.home = SecretHome::SecretStore;
        secret.keeperId = design.addWorkload("on", "vault", 8200).id;
        secret.keys = { "on", "1e3" };
        secret.readerIds = { ElementId("sa-a") };
        design.project.topology.secrets[secret.id] = secret;
        design.adoptAll(
            *rc::gen::resize(6, rc::gen::container<std::vector<NativeObject>>(test::nativeObjects())));
        const EnforcementPlan plan = compilePlan(design.project).plan;
        // Targets on demand hold the same few objects in each design.
        const bool withAll = designs++ % 8 == 0;
        const std::string found =
            complaints(oracle, plan, withAll ? withOnDemandTargets(plan) : wantedTargets(plan), judged);
        if (!found.empty())
            RC_FAIL(found);
    });
    qInfo("%d random designs, %d manifests judged (%d of Cilium left out):%s", designs, judged.objects,
        judged.cilium, kindsIn(judged).c_str());
    QVERIFY(holds);
    QVERIFY(designs >= 2000);
    // Every kind that the generator makes must have come before the validator.
    QVERIFY(judged.kinds.size() >= std::variant_size_v<NativeObject> - 2);
    for (const char *kind : { "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ClusterSPIFFEID",
             "SecretStore", "ExternalSecret", "ValidatingAdmissionPolicy", "ValidatingPolicy" })
        QVERIFY2(judged.kinds[kind] > 0, kind);
}

void tst_ManifestOracle::wrongObjectsAreRefused_data()
{
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("said");
    QTest::newRow("a field nobody knows")
        << R"({"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"a","namespace":"b"},
              "spec":{"podSelector":{},"ingres":[]}})"
        << "ingres";
    QTest::newRow("a rule in CEL") << R"({"apiVersion":"security.istio.io/v1","kind":"AuthorizationPolicy",
              "metadata":{"name":"a","namespace":"b"},
              "spec":{"selector":{"matchLabels":{"app":"x"}},"targetRefs":[{"kind":"Service","name":"x"}]}})"
                                   << "only one of targetRefs or selector can be set";
    QTest::newRow("a name the API server does not take")
        << R"({"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"A_b","namespace":"b"},
              "spec":{"podSelector":{}}})"
        << "RFC 1123";
}

void tst_ManifestOracle::wrongObjectsAreRefused()
{
    QFETCH(QString, object);
    QFETCH(QString, said);
    const std::filesystem::path driver = test::oraclePath("manifests");
    const std::filesystem::path schemas = test::sharedPath("data/schemas");
    REQUIRE_OR_SKIP(driver);
    REQUIRE_OR_SKIP(schemas);
    test::Oracle oracle(driver, { schemas.string() });
    const json answer = oracle.ask(json::parse(object.toStdString()));
    const QString text = QString::fromStdString(answer.dump());
    QVERIFY2(text.contains(said), qPrintable(text));
}

QTEST_GUILESS_MAIN(tst_ManifestOracle)
#include "tst_ManifestOracle.moc"
