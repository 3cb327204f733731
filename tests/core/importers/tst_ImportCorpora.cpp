// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Text.h"
#include "core/storage/ProjectFile.h"
#include "core/storage/YamlTree.h"
#include "tests/core/importers/ImportText.h"
#include "tests/support/TestData.h"

#include <QElapsedTimer>
#include <QtTest>

#include <set>
#include <tuple>

using namespace fourplane;
using namespace fourplane::test;

namespace {

namespace fs = std::filesystem;

using Place = std::tuple<std::string, int, int>; ///< file, line, column

/// Places of all objects below a node, counted without the importer: maps with a kind, list items one by one.
void collectObjects(const YamlNode &node, bool isItem, std::vector<Place> &places)
{
    const YamlNode *kind = node.find("kind");
    const bool isList = kind && kind->text.size() >= 4
        && kind->text.compare(kind->text.size() - 4, 4, "List") == 0 && node.find("items");
    if (isList) {
        for (const YamlNodePtr &item : node.find("items")->items)
            collectObjects(*item, true, places);
    } else if ((kind && kind->isScalar()) || isItem) {
        places.emplace_back(node.location.file, node.location.line, node.location.column);
    }
}

Place placeOf(const SourceLocation &where)
{
    return { where.file, where.line, where.column };
}

/// Places that some element of the project or some diagnostic names.
std::set<Place> accountedFor(const ImportResult &result)
{
    std::set<Place> places;
    const auto addAll = [&places](const auto &elements) {
        for (const auto &[id, element] : elements)
            places.insert(placeOf(element.origin));
    };
    const Topology &topology = result.project.topology;
    addAll(topology.namespaces);
    addAll(topology.identities);
    addAll(topology.roles);
    addAll(topology.bindings);
    addAll(topology.workloads);
    addAll(topology.services);
    addAll(result.project.policy.adopted);
    for (const UnmodelledObject &object : result.project.unmodelled)
        places.insert(placeOf(object.origin));
    for (const Diagnostic &diagnostic : result.diagnostics)
        places.insert(placeOf(diagnostic.where));
    return places;
}

bool isManifest(const fs::path &path)
{
    const std::string extension = path.extension().string();
    return extension == ".yaml" || extension == ".yml" || extension == ".json";
}

} // namespace

class tst_ImportCorpora : public QObject
{
    Q_OBJECT

private slots:
    void accountsForEveryObject_data();
    void accountsForEveryObject();
    void findsTheKindsOfTheAiStack();
    void groupsThePodsOfAnOwner();
    void theAiStackLoadsBack();
    void isDeterministic();
};

void tst_ImportCorpora::accountsForEveryObject_data()
{
    QTest::addColumn<QString>("folder");
    for (const char *corpus :
        { "manifests", "netpol-connectivity/tests", "cyclonus", "pod-security", "istio-authz" }) {
        const fs::path root = sharedPath(std::string("data/corpora/") + corpus);
        REQUIRE_OR_SKIP(root);
        std::set<fs::path> folders;
        for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root)) {
            if (entry.is_regular_file() && isManifest(entry.path()))
                folders.insert(root / *entry.path().lexically_relative(root).begin());
        }
        for (const fs::path &folder : folders)
            QTest::newRow((std::string(corpus) + "/" + folder.filename().string()).c_str())
                << QString::fromStdString(folder.string());
    }
}

void tst_ImportCorpora::accountsForEveryObject()
{
    QFETCH(QString, folder);
    const fs::path root = folder.toStdString();
    QElapsedTimer timer;
    timer.start();
    const auto result = importManifests({ root });
    QVERIFY(timer.elapsed() < 20'000);
    QVERIFY2(result, result ? "" : toString(result.error()).c_str());
    // Names and labels that Kubernetes refuses are the input's own; references must hold.
    for (const ProjectProblem &problem : findProblems(result->project))
        QVERIFY2(problem.level <= DiagnosticLevel::Warning, problem.message.c_str());

    std::vector<Place> objects;
    std::vector<fs::path> files;
    if (fs::is_directory(root)) {
        for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root)) {
            if (entry.is_regular_file() && isManifest(entry.path()))
                files.push_back(entry.path());
        }
    } else {
        files.push_back(root);
    }
    QCOMPARE(result->fileCount, files.size());
    for (const fs::path &file : files) {
        const std::string shown = fs::is_directory(root) ? file.lexically_relative(root).generic_string()
                                                         : file.filename().string();
        const YamlStream stream = loadYaml(readBytes(file), shown);
        for (const YamlNodePtr &document : stream.documents)
            collectObjects(*document, false, objects);
        // What cannot be parsed must be reported too, at its place.
        for (const Diagnostic &diagnostic : stream.diagnostics)
            objects.emplace_back(placeOf(diagnostic.where));
    }
    const std::set<Place> accounted = accountedFor(*result);
    for (const Place &place : objects) {
        QVERIFY2(accounted.count(place),
            (std::get<0>(place) + ":" + std::to_string(std::get<1>(place)) + " was dropped in silence")
                .c_str());
    }
}

void tst_ImportCorpora::findsTheKindsOfTheAiStack()
{
    const fs::path root = sharedPath("data/corpora/manifests/MasterofNull__ai-stack");
    REQUIRE_OR_SKIP(root);
    const auto result = importManifests({ root });
    QVERIFY(result);
    // Read off the manifests by hand: image and purpose of each container.
    const std::map<std::string, WorkloadKind> expected {
        { "qdrant", WorkloadKind::VectorStore }, // qdrant/qdrant
        { "postgres", WorkloadKind::VectorStore }, // pgvector/pgvector
        { "redis", WorkloadKind::Cache }, // redis
        { "mindsdb", WorkloadKind::Database }, // mindsdb/mindsdb
        { "llama-cpp", WorkloadKind::ModelEndpoint }, // ggml-org/llama.cpp
        { "embeddings", WorkloadKind::IngestionPipeline }, // own image, by name
        { "open-webui", WorkloadKind::Frontend }, // open-webui/open-webui
        { "aidb", WorkloadKind::McpServer }, // own image, label component=mcp-server
        { "autogpt", WorkloadKind::Agent }, // significantgravitas/auto-gpt
        { "aider", WorkloadKind::Agent }, // paulgauthier/aider
        { "nginx", WorkloadKind::Gateway }, // nginx
        { "grafana", WorkloadKind::Observability }, { "prometheus", WorkloadKind::Observability },
        { "jaeger", WorkloadKind::Observability }, { "loki", WorkloadKind::Observability },
        { "minio", WorkloadKind::DocumentStore }, // minio/minio
        { "mlflow", WorkloadKind::DocumentStore }, // mlflow/mlflow
        { "promtail", WorkloadKind::NodeAgent }, // a DaemonSet
    };
    std::map<std::string, WorkloadKind> found;
    for (const auto &[id, workload] : result->project.topology.workloads)
        found[workload.name] = workload.kind;
    for (const auto &[name, kind] : expected) {
        QVERIFY2(found.count(name), name.c_str());
        QVERIFY2(found[name] == kind, (name + " is " + std::string(nameOf(found[name]))).c_str());
    }
}

void tst_ImportCorpora::groupsThePodsOfAnOwner()
{
    const fs::path corpus = sharedPath("data/corpora/netpol-connectivity");
    REQUIRE_OR_SKIP(corpus);
    const auto result = importManifests({ corpus / "tests/core_pods_without_host_ip" });
    QVERIFY(result);
    // The ends of the expected connections: "ns/name[Kind] => ns/name[Kind] : ...".
    std::set<std::string> expected;
    const std::string lines =
        readBytes(corpus / "test_outputs/connlist/core_pods_without_host_ip_connlist_output.txt");
    for (const std::string &line : split(lines, '\n')) {
        const std::size_t arrow = line.find(" => ");
        if (arrow == std::string::npos)
            continue;
        const std::string destination = line.substr(arrow + 4, line.find(" : ") - arrow - 4);
        for (const std::string &end : { line.substr(0, arrow), destination }) {
            if (end.find("[External]") == std::string::npos)
                expected.insert(end);
        }
    }
    QVERIFY(expected.size() > 15);
    std::set<std::string> found;
    const Topology &topology = result->project.topology;
    for (const auto &[id, workload] : topology.workloads) {
        found.insert(namespaceName(topology, workload) + "/" + workload.name + "["
            + std::string(nameOf(workload.controller)) + "]");
    }
    QCOMPARE(found, expected);
    QCOMPARE(topology.workloads.size(), expected.size());
}

void tst_ImportCorpora::theAiStackLoadsBack()
{
    const fs::path root = sharedPath("data/corpora/manifests/MasterofNull__ai-stack");
    REQUIRE_OR_SKIP(root);
    const auto result = importManifests({ root });
    QVERIFY(result);
    const auto loaded = parseProject(writeProject(result->project), "p.fourplane.yaml");
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    QVERIFY(loaded->project == result->project);
}

void tst_ImportCorpora::isDeterministic()
{
    const fs::path root = sharedPath("data/corpora/manifests/MasterofNull__ai-stack");
    REQUIRE_OR_SKIP(root);
    const auto first = importManifests({ root });
    const auto second = importManifests({ root });
    QVERIFY(first && second);
    QVERIFY(first->project == second->project);
    QVERIFY(first->diagnostics == second->diagnostics);
}

QTEST_APPLESS_MAIN(tst_ImportCorpora)
#include "tst_ImportCorpora.moc"
