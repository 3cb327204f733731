// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/reports/SarifReport.h"
#include "core/reports/SarifRun.h"
#include "tests/core/reports/TraceSamples.h"
#include "tests/support/TestData.h"

#include <QUrl>
#include <QtTest>

#include <set>

using namespace fourplane;
using Json = nlohmann::json;

class tst_SarifReport : public QObject
{
    Q_OBJECT

private slots:
    void keepsToTheSchema_data();
    void keepsToTheSchema();
    void schemaCheckCanFail();
    void everyReferenceMeansWhatItSays();
    void goalsAreResults();
    void pathsAreCodeFlowsAndGraphs();
    void placesAreLinesOfTheFile();
    void stoppedAttemptsPass();
    void findingsAreComplete();
    void messagesHoldNoPlaceholderAndNoLink();
    void pathsAreEscapedAsUris();
    void namesSurvive();
};

namespace {

constexpr const char *segmentedFile = "sample-topologies/rag-assistant/segmented.fourplane.yaml";
constexpr const char *flatFile = "sample-topologies/rag-assistant/flat.fourplane.yaml";

std::filesystem::path schemaPath()
{
    return test::sharedPath("data/sarif/sarif-schema-2.1.0.json");
}

std::string complaint(const Json &log)
{
    static const Json schema = Json::parse(test::readBytes(schemaPath()), nullptr, false);
    return test::schemaComplaint(schema, log, 4);
}

Json logOf(const test::TraceSample &sample)
{
    return Json::parse(tracesSarif(sample.traces, sample.context()));
}

Json findingsLogOf(const test::TraceSample &sample, const Diagnostics &diagnostics = {})
{
    const CompiledPlan compiled = compilePlan(sample.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    return Json::parse(findingsSarif(allFindingRules(),
        findFindings({ sample.project, decisions, "2026-11-23" }), diagnostics, sample.context()));
}

std::string unescaped(std::string text)
{
    for (const auto &[what, by] : { std::pair("{{", "{"), std::pair("}}", "}") }) {
        for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
            text.replace(at, 2, by);
    }
    return text;
}

/// Every object below `json` that has the key, with what stands under it.
void collect(const Json &json, const std::string &key, std::vector<Json> &found)
{
    if (json.is_object() && json.contains(key))
        found.push_back(json[key]);
    if (json.is_structured()) {
        for (const Json &part : json)
            collect(part, key, found);
    }
}

} // namespace

void tst_SarifReport::keepsToTheSchema_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("flat") << QString::fromUtf8(flatFile);
    QTest::newRow("segmented") << QString::fromUtf8(segmentedFile);
}

void tst_SarifReport::keepsToTheSchema()
{
    REQUIRE_OR_SKIP(schemaPath());
    QFETCH(QString, file);
    const test::TraceSample sample = test::tracesOf(file.toStdString());
    QCOMPARE(complaint(logOf(sample)), std::string());
    QCOMPARE(complaint(findingsLogOf(sample)), std::string());
    const test::TraceSample empty { sample.project, sample.catalogue, {}, sample.file, {} };
    QCOMPARE(complaint(logOf(empty)), std::string());
}

void tst_SarifReport::schemaCheckCanFail()
{
    REQUIRE_OR_SKIP(schemaPath());
    const Json sound = logOf(test::tracesOf(flatFile));
    const auto spoilt = [&sound](const char *pointer, const Json &value) {
        Json log = sound;
        log[Json::json_pointer(pointer)] = value;
        return complaint(log);
    };
    QVERIFY(!spoilt("/version", "2.2").empty());
    QVERIFY(!spoilt("/runs/0/results/0/kind", "bad").empty());
    QVERIFY(!spoilt("/runs/0/results/0/probability", 0.5).empty());
    QVERIFY(!spoilt("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0).empty());
    QVERIFY(!spoilt("/runs/0/tool/driver/name", Json()).empty());
}

/// What the schema cannot say: indexes and names of rules and taxonomies belong together.
void tst_SarifReport::everyReferenceMeansWhatItSays()
{
    const test::TraceSample sample = test::tracesOf(segmentedFile);
    for (const Json &log : { logOf(sample), findingsLogOf(sample) }) {
        const Json &run = log["runs"][0];
        const Json &rules = run["tool"]["driver"]["rules"];
        std::set<std::string> ids;
        for (const Json &rule : rules)
            QVERIFY(ids.insert(rule["id"]).second);
        for (const Json &result : run["results"])
            QCOMPARE(rules[result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
        std::vector<Json> lists;
        collect(run["results"], "taxa", lists);
        std::vector<Json> targets;
        collect(rules, "target", targets);
        QVERIFY(!targets.empty());
        for (const Json &list : lists)
            targets.insert(targets.end(), list.begin(), list.end());
        for (const Json &target : targets) {
            if (!target.contains("toolComponent")) { // a technique among the rules
                QCOMPARE(rules[target["index"].get<std::size_t>()]["id"], target["id"]);
                continue;
            }
            const Json &taxonomy = run["taxonomies"][target["toolComponent"]["index"].get<std::size_t>()];
            QCOMPARE(taxonomy["name"], target["toolComponent"]["name"]);
            const auto &taxa = taxonomy["taxa"];
            QVERIFY(std::any_of(taxa.begin(), taxa.end(),
                [&target](const Json &taxon) { return taxon["id"] == target["id"]; }));
        }
    }
}

void tst_SarifReport::goalsAreResults()
{
    for (const char *file : { flatFile, segmentedFile }) {
        const test::TraceSample sample = test::tracesOf(file);
        std::size_t falls = 0, holds = 0;
        for (const AttackTrace &trace : sample.traces) {
            falls += trace.fallenJewels.size();
            holds += trace.jewels.size() - trace.fallenJewels.size();
        }
        std::size_t failed = 0, passed = 0;
        const Json log = logOf(sample);
        for (const Json &result : log["runs"][0]["results"]) {
            if (result["ruleId"] != "attack-path")
                continue;
            (result["kind"] == "fail" ? failed : passed) += 1;
            QCOMPARE(
                result["level"].get<std::string>(), std::string(result["kind"] == "fail" ? "error" : "none"));
        }
        QCOMPARE(failed, falls);
        QCOMPARE(passed, holds);
    }
    QVERIFY(!logOf(test::tracesOf(flatFile))["runs"][0]["results"].empty());
}

void tst_SarifReport::pathsAreCodeFlowsAndGraphs()
{
    const test::TraceSample sample = test::tracesOf(flatFile);
    int paths = 0;
    const Json log = logOf(sample);
    for (const Json &result : log["runs"][0]["results"]) {
        if (!result.contains("codeFlows"))
            continue;
        ++paths;
        const Json &steps = result["codeFlows"][0]["threadFlows"][0]["locations"];
        QVERIFY(!steps.empty());
        for (std::size_t i = 0; i < steps.size(); ++i)
            QCOMPARE(steps[i]["executionOrder"].get<std::size_t>(), i + 1);
        const Json &graph = result["graphs"][0];
        std::set<std::string> nodes;
        for (const Json &node : graph["nodes"])
            QVERIFY(nodes.insert(node["id"]).second);
        std::map<std::string, Json> edges;
        for (const Json &edge : graph["edges"]) {
            QVERIFY(edges.emplace(edge["id"], edge).second);
            QVERIFY(nodes.count(edge["sourceNodeId"]) > 0 && nodes.count(edge["targetNodeId"]) > 0);
        }
        std::string at; // a traversal is a sequence of connected edges (SARIF 3.41)
        for (const Json &step : result["graphTraversals"][0]["edgeTraversals"]) {
            const Json &edge = edges.at(step["edgeId"]);
            QVERIFY(at.empty() || at == edge["sourceNodeId"]);
            at = edge["targetNodeId"];
        }
        QVERIFY(!at.empty());
    }
    QVERIFY(paths > 0);
}

void tst_SarifReport::placesAreLinesOfTheFile()
{
    const test::TraceSample sample = test::tracesOf(flatFile);
    const QStringList lines =
        QString::fromStdString(test::readBytes(test::sourcePath(flatFile))).split(QLatin1Char('\n'));
    int checked = 0;
    const Json log = logOf(sample);
    for (const Json &result : log["runs"][0]["results"]) {
        if (result["ruleId"] != "attack-path")
            continue;
        const Json &location = result["locations"][0];
        QCOMPARE(location["physicalLocation"]["artifactLocation"]["uri"].get<std::string>(),
            std::string(flatFile));
        const int line = location["physicalLocation"]["region"]["startLine"];
        const std::string id = location["logicalLocations"][0]["fullyQualifiedName"];
        QCOMPARE(lines[line - 1].trimmed().section(QLatin1Char(':'), 0, 0), QString::fromStdString(id));
        ++checked;
    }
    QVERIFY(checked > 0);
}

void tst_SarifReport::stoppedAttemptsPass()
{
    const test::TraceSample sample = test::tracesOf(segmentedFile);
    std::size_t stopped = 0;
    for (const AttackTrace &trace : sample.traces) {
        for (const Pivot &pivot : trace.pivots)
            stopped += pivot.succeeded() ? 0 : 1;
    }
    std::size_t passed = 0;
    const Json log = logOf(sample);
    for (const Json &result : log["runs"][0]["results"]) {
        if (result["ruleId"] == "attack-path")
            continue;
        ++passed;
        QCOMPARE(result["kind"].get<std::string>(), std::string("pass"));
        QVERIFY(result["message"]["text"].get<std::string>().find("Stopped on the ") != std::string::npos);
        QVERIFY(!result["locations"].empty());
    }
    QVERIFY(stopped > 0);
    QCOMPARE(passed, stopped);
}

void tst_SarifReport::findingsAreComplete()
{
    const test::TraceSample sample = test::tracesOf(flatFile);
    const Diagnostics diagnostics { { DiagnosticLevel::Warning, "some-code", "Something is odd.", "Mend it.",
        { "dir/a b.yaml", 4, 2, 0 } } };
    const Json log = findingsLogOf(sample, diagnostics);
    const CompiledPlan compiled = compilePlan(sample.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const auto findings = findFindings({ sample.project, decisions, "2026-11-23" });
    const Json &results = log["runs"][0]["results"];
    QCOMPARE(results.size(), findings.size() + 1);
    QCOMPARE(log["runs"][0]["tool"]["driver"]["rules"].size(), allFindingRules().size() + 1);
    std::set<std::string> prints;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        QCOMPARE(results[i]["ruleId"].get<std::string>(), findings[i].ruleId);
        QVERIFY(unescaped(results[i]["message"]["text"]).find(findings[i].message) == 0);
        QVERIFY(prints.insert(results[i]["partialFingerprints"]["fourplane/v1"]).second);
    }
    const Json &place = results.back()["locations"][0]["physicalLocation"];
    QCOMPARE(place["artifactLocation"]["uri"].get<std::string>(), std::string("dir/a%20b.yaml"));
    QCOMPARE(place["region"]["startLine"].get<int>(), 4);
}

void tst_SarifReport::messagesHoldNoPlaceholderAndNoLink()
{
    QCOMPARE(SarifRun::message("pay {0} [here](http://x)")["text"].get<std::string>(),
        std::string("pay {{0}} [here] (http://x)"));
}

void tst_SarifReport::pathsAreEscapedAsUris()
{
    QCOMPARE(uriOfPath("a/b-c_d.yaml"), std::string("a/b-c_d.yaml"));
    QCOMPARE(uriOfPath("/x y"), std::string("file:///x%20y"));
    QVERIFY(rc::check("every path comes back from its URI", [](const std::string &path) {
        const std::string uri = uriOfPath("d/" + path);
        RC_ASSERT(QUrl::fromPercentEncoding(QByteArray::fromStdString(uri)).toUtf8().toStdString()
            == QString::fromStdString("d/" + path).toUtf8().toStdString());
        RC_ASSERT(uri.find_first_of(" \"<>\\^{|}?#[]:") == std::string::npos);
    }));
}

void tst_SarifReport::namesSurvive()
{
    REQUIRE_OR_SKIP(schemaPath());
    QVERIFY(rc::check("names survive in SARIF", [] {
        const test::TraceSample sample = test::hostileTrace();
        const AttackTrace &trace = sample.traces.front();
        const Json log = logOf(sample);
        RC_ASSERT(complaint(log) == std::string());
        const Json &results = log["runs"][0]["results"];
        const Json &goal = results[0]["locations"][0]["logicalLocations"][0];
        RC_ASSERT(goal["fullyQualifiedName"].get<std::string>() == trace.jewels.front().value());
        RC_ASSERT(results[0]["properties"]["scenario"].get<std::string>() == trace.scenarioName);
        std::size_t next = 1;
        for (const Pivot &pivot : trace.pivots) {
            if (pivot.succeeded())
                continue;
            const Json &result = results[next++];
            RC_ASSERT(result["ruleId"].get<std::string>() == pivot.techniqueId);
            RC_ASSERT(
                result["relatedLocations"][0]["logicalLocations"][0]["fullyQualifiedName"].get<std::string>()
                == pivot.toId.value());
            const std::string text = result["message"]["text"];
            RC_ASSERT(text.find("](") == std::string::npos);
        }
        RC_ASSERT(next == results.size());
    }));
}

QTEST_APPLESS_MAIN(tst_SarifReport)
#include "tst_SarifReport.moc"
