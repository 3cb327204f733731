// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodSecurity.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/importers/ManifestImporter.h"
#include "tests/conformance/Oracle.h"
#include "tests/conformance/PodGenerator.h"
#include "tests/support/RandomValues.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace fourplane;
using nlohmann::json;

/// Pod Security as Kubernetes' own admission library decides it.
class tst_PodSecurityOracle : public QObject
{
    Q_OBJECT

private slots:
    void keptCasesAreJudgedAlike();
    void randomPodsAreJudgedAlike();
};

namespace {

/// Minor versions asked about: from the first with a versioned rule to the newest that is known.
constexpr int oldestMinor = 19;
constexpr int podsInACluster = 20;

struct Question
{
    PodSecurityLevel level = PodSecurityLevel::Baseline;
    int minor = newestPodSecurityMinor;
    json pod;
};

/// Our answers, through the whole way from the manifest: one import of all pods, one plan.
std::vector<std::vector<std::string>> ourViolations(const std::vector<Question> &questions)
{
    const QTemporaryDir folder;
    json list { { "apiVersion", "v1" }, { "kind", "List" }, { "items", json::array() } };
    for (const Question &question : questions)
        list["items"].push_back(question.pod);
    const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "pods.yaml";
    std::ofstream(file) << list.dump();
    const Result<ImportResult> imported = importManifests({ file });
    if (!imported)
        throw std::runtime_error("the pods cannot be imported");
    const CompiledPlan compiled = compilePlan(imported->project);
    std::vector<std::vector<std::string>> answers;
    for (const Question &question : questions) {
        const std::string name = question.pod["metadata"]["name"];
        const auto &pods = compiled.plan.pods;
        const auto pod = std::find_if(pods.begin(), pods.end(),
            [&name](const PlannedPod &candidate) { return candidate.name == name; });
        if (pod == pods.end())
            throw std::runtime_error("the pod " + name + " was not imported");
        answers.push_back(podSecurityViolations(*pod, question.level, question.minor));
    }
    return answers;
}

/// The differences between the two judges, one text each; counts those that we admit.
std::vector<std::string> differences(
    test::Oracle &oracle, const std::vector<Question> &questions, int &admitted)
{
    std::vector<json> lines;
    for (const Question &question : questions)
        lines.push_back({ { "level", nameOf(question.level) },
            { "version", "v1." + std::to_string(question.minor) }, { "pod", question.pod } });
    const std::vector<json> theirs = oracle.ask(lines);
    const std::vector<std::vector<std::string>> ours = ourViolations(questions);
    std::vector<std::string> found;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        admitted += ours[i].empty() ? 1 : 0;
        if (theirs[i].contains("error") || theirs[i]["allowed"].get<bool>() != ours[i].empty())
            found.push_back("the library: " + theirs[i].dump() + "\nwe: " + json(ours[i]).dump() + "\n"
                + lines[i].dump(2));
    }
    return found;
}

} // namespace

void tst_PodSecurityOracle::keptCasesAreJudgedAlike()
{
    const std::filesystem::path driver = test::oraclePath("podsecurity");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::ifstream file(test::sourcePath("tests/conformance/cases/pod-security.jsonl"));
    std::vector<Question> questions;
    for (std::string line; std::getline(file, line);) {
        const json value = json::parse(line);
        questions.push_back({ *enumFromName<PodSecurityLevel>(value["level"].get<std::string>()),
            value["minor"].get<int>(), value["pod"] });
        questions.back().pod["metadata"]["name"] = "case-" + std::to_string(questions.size());
    }
    QVERIFY(!questions.empty());
    int admitted = 0;
    for (const std::string &difference : differences(oracle, questions, admitted))
        QFAIL(difference.c_str());
}

void tst_PodSecurityOracle::randomPodsAreJudgedAlike()
{
    const std::filesystem::path driver = test::oraclePath("podsecurity");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    int clusters = 0;
    int pods = 0;
    int admitted = 0;
    // A clusterful of pods at a time; read once, at the first check.
    qputenv("RC_PARAMS", "seed=20261123 max_success=2000");
    const bool holds = rc::check("both judge every pod alike", [&] {
        std::vector<Question> questions;
        for (int i = 0; i < podsInACluster; ++i)
            questions.push_back({ test::coin() ? PodSecurityLevel::Restricted : PodSecurityLevel::Baseline,
                test::numberFrom(oldestMinor, newestPodSecurityMinor),
                test::anyPod("p" + std::to_string(i)) });
        const std::vector<std::string> found = differences(oracle, questions, admitted);
        ++clusters;
        pods += podsInACluster;
        if (!found.empty())
            RC_FAIL(found.front());
    });
    qInfo("%d random clusters, %d pods judged by both, %d admitted", clusters, pods, admitted);
    QVERIFY(holds);
    QVERIFY(clusters >= 2000);
    // A generator that makes only bad or only good pods would prove little.
    QVERIFY(admitted > pods / 10 && admitted < pods * 9 / 10);
}

QTEST_GUILESS_MAIN(tst_PodSecurityOracle)
#include "tst_PodSecurityOracle.moc"
