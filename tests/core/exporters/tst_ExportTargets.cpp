// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/importers/ManifestImporter.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/ProjectFile.h"
#include "tests/conformance/Kustomize.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/ProjectGenerator.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <rapidcheck.h>

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <map>
#include <optional>

using namespace fourplane;
using nlohmann::json;

/// Every target at once, on every sample, generated designs, and projects with hostile names.
class tst_ExportTargets : public QObject
{
    Q_OBJECT

private slots:
    void everyObjectOfEverySampleIsTaken();
    void everyObjectOfGeneratedDesignsIsTaken();
    void hostileProjectsAreWrittenExactlyOrRefused();
    void theImportKnowsEveryObject();
    void kustomizeBuildsEveryOverlay();
};

namespace {

/// Without Open Policy Agent, whose bundle has tests of its own, unless the plan asks for it.
ExportTargets targetsOf(const EnforcementPlan &plan)
{
    ExportTargets targets = test::allTargets(plan);
    if (wantedTargets(plan).count(ExportTarget::Opa) == 0)
        targets.erase(ExportTarget::Opa);
    return targets;
}

Result<ExportTree> exportedForAll(const Project &project)
{
    const EnforcementPlan plan = compilePlan(project).plan;
    return exportPlan(plan, targetsOf(plan));
}

bool startsWith(const std::string &text, std::string_view start)
{
    return text.compare(0, start.size(), start) == 0;
}

/// The admin tier alone, in the version that is not among all targets.
Result<ExportTree> exportedInOldVersion(const Project &project)
{
    auto tree = exportPlan(compilePlan(project).plan, { ExportTarget::AdminTierV1Alpha1 });
    if (tree)
        std::erase_if(tree->files, [](const ExportedFile &file) {
            return !startsWith(file.path, "components/admin-tier-v1alpha1/");
        });
    return tree;
}

/// Whether the file is a whole Kubernetes object: no kustomization, no patch.
bool isObject(const ExportedFile &file)
{
    const std::string_view end = ".yaml";
    const bool isYaml =
        file.path.size() > end.size() && file.path.substr(file.path.size() - end.size()) == end;
    return isYaml && file.path.find("kustomization.yaml") == std::string::npos
        && (startsWith(file.path, "base/") || startsWith(file.path, "components/"))
        && !startsWith(file.path, "components/hardening/") && !startsWith(file.path, "components/placement/");
}

std::string objectsIn(const std::map<std::string, int> &kinds)
{
    std::string text;
    int all = 0;
    for (const auto &[kind, count] : kinds) {
        text += " " + kind + " " + std::to_string(count);
        all += count;
    }
    return std::to_string(all) + " objects:" + text;
}

/// Judges objects by the official schemas and by the API server's own validation, and counts them by kind.
class Judge
{
public:
    Judge(const std::filesystem::path &driver, const std::filesystem::path &schemas)
        : m_schemas(schemas / "derived")
        , m_oracle(driver, { schemas.string() })
    {
    }

    /// What is wrong with the objects of a tree; empty when nothing is.
    std::string complaints(const ExportTree &tree)
    {
        std::string text;
        std::vector<json> questions;
        std::vector<std::string> paths;
        for (const ExportedFile &file : tree.files) {
            if (!isObject(file))
                continue;
            const YamlStream stream = loadYaml(file.content, file.path);
            if (stream.documents.size() != 1) {
                text += file.path + ": not one document\n";
                continue;
            }
            const json object = test::toJson(*stream.documents.front());
            for (const std::string &complaint : test::schemaComplaints(object, m_schemas))
                text += file.path + ": " + complaint + "\n";
            ++kinds[object.at("kind").get<std::string>()];
            if (startsWith(object.at("apiVersion").get<std::string>(), "cilium.io"))
                continue; // its definitions are not at hand as such
            questions.push_back(object);
            paths.push_back(file.path);
        }
        const std::vector<json> answers = m_oracle.ask(questions);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            for (const json &problem : answers[i].at("problems"))
                text += paths[i] + ": " + problem.get<std::string>() + "\n" + questions[i].dump() + "\n";
        }
        return text;
    }

    std::map<std::string, int> kinds;

private:
    std::filesystem::path m_schemas;
    test::Oracle m_oracle;
};

} // namespace

void tst_ExportTargets::everyObjectOfEverySampleIsTaken()
{
    const auto driver = test::oraclePath("manifests");
    const auto schemas = test::sharedPath("data/schemas");
    REQUIRE_OR_SKIP(driver);
    REQUIRE_OR_SKIP(schemas);
    Judge judge(driver, schemas);
    int samples = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
        const auto tree = exportedForAll(loaded->project);
        const std::string name = file.filename().string();
        QVERIFY2(tree, tree ? "" : (name + ": " + toString(tree.error())).c_str());
        const auto old = exportedInOldVersion(loaded->project);
        QVERIFY2(old, old ? "" : (name + ": " + toString(old.error())).c_str());
        const std::string found = judge.complaints(*tree) + judge.complaints(*old);
        QVERIFY2(found.empty(), (name + ": " + found).c_str());
        ++samples;
    }
    qInfo("%d samples, %s", samples, objectsIn(judge.kinds).c_str());
    QVERIFY(samples >= 10);
    for (const char *kind : { "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
             "ValidatingPolicy", "ClusterSPIFFEID" })
        QVERIFY2(judge.kinds[kind] > 50, kind);
    for (const char *kind : { "ClusterNetworkPolicy", "AdminNetworkPolicy", "BaselineAdminNetworkPolicy" })
        QVERIFY2(judge.kinds[kind] > 5, kind);
}

void tst_ExportTargets::everyObjectOfGeneratedDesignsIsTaken()
{
    const auto driver = test::oraclePath("manifests");
    const auto schemas = test::sharedPath("data/schemas");
    REQUIRE_OR_SKIP(driver);
    REQUIRE_OR_SKIP(schemas);
    Judge judge(driver, schemas);
    for (const DesignShape shape :
        { DesignShape::Rag, DesignShape::Agents, DesignShape::Microservices, DesignShape::MultiTenant }) {
        GenerationOptions options;
        options.shape = shape;
        options.workloads = 24;
        auto project = generateProject(options);
        QVERIFY2(project, project ? "" : toString(project.error()).c_str());
        for (const MeshKind mesh : { MeshKind::IstioSidecar, MeshKind::Linkerd }) {
            project->platform.mesh = mesh;
            const auto tree = exportedForAll(*project);
            QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
            const auto old = exportedInOldVersion(*project);
            QVERIFY2(old, old ? "" : toString(old.error()).c_str());
            const std::string found = judge.complaints(*tree) + judge.complaints(*old);
            QVERIFY2(found.empty(), found.c_str());
        }
    }
    for (const char *kind :
        { "AuthorizationPolicy", "PeerAuthentication", "Server", "MeshTLSAuthentication" })
        QVERIFY2(judge.kinds[kind] > 0, kind);
    qInfo("%s", objectsIn(judge.kinds).c_str());
}

void tst_ExportTargets::hostileProjectsAreWrittenExactlyOrRefused()
{
    const auto schemas = test::sharedPath("data/schemas");
    REQUIRE_OR_SKIP(schemas);
    int written = 0;
    int refused = 0;
    std::map<std::string, int> kinds;
    const bool holds =
        rc::check("a target writes what its schema takes, or refuses with reason and fix", [&] {
            const Project project = *test::soundProjects();
            const EnforcementPlan plan = compilePlan(project).plan;
            for (const ExportTarget target : targetsOf(plan)) {
                const auto tree = exportPlan(plan, { target });
                if (!tree) {
                    ++refused;
                    for (const Diagnostic &problem : tree.error().diagnostics)
                        RC_ASSERT(!problem.message.empty() && !problem.fix.empty());
                    continue;
                }
                ++written;
                for (const ExportedFile &file : tree->files) {
                    if (file.path.find(".yaml") == std::string::npos)
                        continue;
                    const YamlStream stream = loadYaml(file.content, file.path);
                    RC_ASSERT(stream.documents.size() == std::size_t { 1 });
                    if (!isObject(file))
                        continue;
                    const json object = test::toJson(*stream.documents.front());
                    ++kinds[object.at("kind").get<std::string>()];
                    for (const std::string &complaint : test::schemaComplaints(object, schemas / "derived"))
                        RC_FAIL(file.path + ": " + complaint + "\n" + file.content);
                }
            }
        });
    qInfo("%d exports written, %d refused; %s", written, refused, objectsIn(kinds).c_str());
    QVERIFY(holds);
}

void tst_ExportTargets::theImportKnowsEveryObject()
{
    // Kinds that are not read into the design, and on which plane they are kept; none = they decide nothing.
    const std::map<std::string, std::optional<Plane>> kept { { "ValidatingPolicy", Plane::Workload },
        { "MCPRoute", Plane::Data }, { "DestinationRule", std::nullopt } };
    std::map<std::string, int> found;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY(loaded.has_value());
        const auto tree = exportedForAll(loaded->project);
        QVERIFY(tree.has_value());
        QTemporaryDir folder;
        QVERIFY(writeTree(*tree, folder.path().toStdString()));
        const auto imported = importManifests({ folder.path().toStdString() });
        QVERIFY2(imported, imported ? "" : toString(imported.error()).c_str());
        std::map<std::string, int> unmodelled;
        for (const UnmodelledObject &object : imported->project.unmodelled) {
            QVERIFY2(object.reason.find("does not know this kind") == std::string::npos,
                (object.kind + " " + object.name).c_str());
            const auto expected = kept.find(object.kind);
            if (expected == kept.end())
                continue;
            QCOMPARE(object.affectsVerdicts, expected->second.has_value());
            QVERIFY(!expected->second || object.plane == *expected->second);
            ++unmodelled[object.kind];
        }
        std::map<std::string, int> exported;
        for (const ExportedFile &one : tree->files) {
            if (isObject(one))
                ++exported[test::yamlToJson(one.content).at("kind").get<std::string>()];
        }
        for (const auto &[kind, plane] : kept) {
            QVERIFY2(unmodelled[kind] == exported[kind], (file.string() + " " + kind).c_str());
            found[kind] += unmodelled[kind];
        }
    }
    for (const auto &[kind, plane] : kept)
        QVERIFY2(found[kind] > 0, kind.c_str());
    qInfo("%s", objectsIn(found).c_str());
}

void tst_ExportTargets::kustomizeBuildsEveryOverlay()
{
    REQUIRE_OR_SKIP(test::kustomizePath());
    int built = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY(loaded.has_value());
        const auto tree = exportedForAll(loaded->project);
        QVERIFY(tree.has_value());
        QTemporaryDir folder;
        QVERIFY(writeTree(*tree, folder.path().toStdString()));
        for (const char *overlay : { "/overlays/audit", "/overlays/enforce" }) {
            const auto [worked, text] = test::kustomized(folder.path().toStdString() + overlay);
            QVERIFY2(worked, text.c_str());
            QVERIFY(!text.empty());
            ++built;
        }
    }
    qInfo("%d overlays built", built);
}

QTEST_GUILESS_MAIN(tst_ExportTargets)
#include "tst_ExportTargets.moc"
