// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/ProjectFile.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <QtTest>

#include <map>

using namespace fourplane;
using nlohmann::json;

/// Exported Istio objects as `istioctl analyze --use-kube=false` sees them, beside the pods of the design.
class tst_IstioAnalysisOracle : public QObject
{
    Q_OBJECT

private slots:
    void everySampleIsAnalysedWithoutErrors();
    void generatedDesignsAreAnalysedWithoutErrors();
    void wrongObjectsAreReported_data();
    void wrongObjectsAreReported();
};

namespace {

/// Warnings that say what is meant, and why.
const std::map<std::string, std::string> warningsMeant {
    { "IST0133", "the refusals of an egress gateway name no port, so that no port of it goes around them" },
};

struct Seen
{
    std::map<std::string, int> kinds;
    std::map<std::string, int> messages; ///< by code
    std::string errors;
};

json podManifest(const PlannedPod &pod)
{
    return { { "apiVersion", "v1" }, { "kind", "Pod" },
        { "metadata",
            { { "name", pod.name }, { "namespace", pod.namespaceName }, { "labels", pod.labels } } },
        { "spec",
            { { "serviceAccountName", pod.serviceAccount },
                { "containers", { { { "name", "main" }, { "image", "main" } } } } } } };
}

void analyse(test::Oracle &oracle, const std::string &name, const Project &project, Seen &seen)
{
    const EnforcementPlan plan = compilePlan(project).plan;
    ExportTargets targets { ExportTarget::Kubernetes, ExportTarget::EgressGateway };
    targets.insert(plan.platform.mesh == MeshKind::IstioAmbient ? ExportTarget::IstioAmbient
                                                                : ExportTarget::IstioSidecar);
    const auto manifests = exportedManifests(plan, targets);
    if (!manifests)
        throw std::runtime_error(name + ": " + toString(manifests.error()));
    json question { { "objects", json::array() } };
    for (const ExportedManifest &manifest : *manifests) {
        question["objects"].push_back(test::yamlToJson(manifest.file.content));
        if (manifest.group.find("istio.io") != std::string::npos
            || manifest.group == "gateway.networking.k8s.io")
            ++seen.kinds[manifest.kind];
    }
    for (const PlannedPod &pod : plan.pods)
        question["objects"].push_back(podManifest(pod));
    const json answer = oracle.ask(question);
    if (answer.contains("error"))
        throw std::runtime_error(name + ": " + answer.at("error").get<std::string>());
    for (const json &message : answer.at("messages")) {
        const std::string level = message.at("level").get<std::string>();
        ++seen.messages[message.at("code").get<std::string>() + " " + level];
        if (level != "Info" && warningsMeant.count(message.at("code").get<std::string>()) == 0)
            seen.errors += name + ": " + message.at("text").get<std::string>() + "\n";
    }
}

std::string summary(const std::map<std::string, int> &counts)
{
    std::string text;
    for (const auto &[name, count] : counts)
        text += " " + name + " " + std::to_string(count);
    return text;
}

} // namespace

void tst_IstioAnalysisOracle::everySampleIsAnalysedWithoutErrors()
{
    const std::filesystem::path driver = test::oraclePath("istio-analyze");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    Seen seen;
    int samples = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY(loaded.has_value());
        analyse(oracle, file.filename().string(), loaded->project, seen);
        ++samples;
    }
    qInfo("%d samples, objects:%s; messages:%s", samples, summary(seen.kinds).c_str(),
        summary(seen.messages).c_str());
    QVERIFY2(seen.errors.empty(), seen.errors.c_str());
    QVERIFY(samples >= 10);
    for (const char *kind : { "AuthorizationPolicy", "PeerAuthentication" })
        QVERIFY2(seen.kinds[kind] > 20, kind);
}

void tst_IstioAnalysisOracle::generatedDesignsAreAnalysedWithoutErrors()
{
    const std::filesystem::path driver = test::oraclePath("istio-analyze");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    Seen seen;
    for (const DesignShape shape :
        { DesignShape::Rag, DesignShape::Agents, DesignShape::Microservices, DesignShape::MultiTenant }) {
        for (const MeshKind mesh : { MeshKind::IstioSidecar, MeshKind::IstioAmbient }) {
            GenerationOptions options;
            options.shape = shape;
            options.workloads = 40;
            auto project = generateProject(options);
            QVERIFY(project.has_value());
            project->platform.mesh = mesh;
            analyse(oracle, std::string(nameOf(shape)) + "/" + std::string(nameOf(mesh)), *project, seen);
        }
    }
    qInfo("objects:%s; messages:%s", summary(seen.kinds).c_str(), summary(seen.messages).c_str());
    QVERIFY2(seen.errors.empty(), seen.errors.c_str());
    QVERIFY(seen.kinds["AuthorizationPolicy"] > 50);
}

void tst_IstioAnalysisOracle::wrongObjectsAreReported_data()
{
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("code");
    QTest::newRow("an enum value that is none")
        << R"({"apiVersion":"security.istio.io/v1","kind":"PeerAuthentication",
        "metadata":{"name":"default","namespace":"a"},"spec":{"portLevelMtls":{"80":{"mode":"STRICT"}}}})"
        << "IST0106";
    QTest::newRow("a VirtualService without its gateway") << R"({"apiVersion":"networking.istio.io/v1",
        "kind":"VirtualService","metadata":{"name":"v","namespace":"a"},"spec":{"hosts":["x.example"],
        "gateways":["gone"],"http":[{"route":[{"destination":{"host":"x.example"}}]}]}})"
                                                          << "IST0101";
}

void tst_IstioAnalysisOracle::wrongObjectsAreReported()
{
    QFETCH(QString, object);
    QFETCH(QString, code);
    const std::filesystem::path driver = test::oraclePath("istio-analyze");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    json question { { "objects", json::array() } };
    question["objects"].push_back(json::parse(object.toStdString()));
    const QString text = QString::fromStdString(oracle.ask(question).dump());
    QVERIFY2(text.contains(code), qPrintable(text));
}

QTEST_GUILESS_MAIN(tst_IstioAnalysisOracle)
#include "tst_IstioAnalysisOracle.moc"
