// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NetworkPolicyEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/importers/ManifestImporter.h"
#include "tests/conformance/NetworkPolicyGenerator.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace fourplane;
using nlohmann::json;

/// NetworkPolicy as cyclonus decides it, packet by packet.
class tst_NetworkPolicyOracle : public QObject
{
    Q_OBJECT

private slots:
    void keptCasesAreDecidedAlike();
    void excludedCasesFollowTheApiText();
    void randomClustersAreDecidedAlike();
};

namespace {

EnforcementPlan planOf(const json &cluster)
{
    const QTemporaryDir folder;
    const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "cluster.yaml";
    std::ofstream(file) << test::manifestsOf(cluster).dump();
    Result<ImportResult> imported = importManifests({ file });
    if (!imported)
        throw std::runtime_error("the cluster cannot be imported");
    imported->project.platform.ipBlockMatchesPods = EngineBehaviour::No;
    return compilePlan(imported->project).plan;
}

/// Our answers in the driver's form.
std::string ourAnswers(const json &cluster)
{
    const EnforcementPlan plan = planOf(cluster);
    const NetworkPolicyEvaluator evaluator(plan);
    const std::size_t pods = cluster["pods"].size();
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < pods; ++i) {
        const std::string name = "pod" + std::to_string(i);
        const auto found = std::find_if(
            plan.pods.begin(), plan.pods.end(), [&name](const PlannedPod &pod) { return pod.name == name; });
        if (found == plan.pods.end())
            throw std::runtime_error("the pod " + name + " was not imported");
        positions.push_back(std::size_t(found - plan.pods.begin()));
    }
    const auto outside = [&](std::size_t end) {
        return IpRanges::parse(cluster["externals"][end - pods].get<std::string>())->ranges().front();
    };
    const std::size_t ends = pods + cluster["externals"].size();
    std::string digits;
    for (std::size_t source = 0; source < ends; ++source) {
        for (std::size_t destination = 0; destination < ends; ++destination) {
            if (source == destination || (source >= pods && destination >= pods))
                continue;
            const Connectivity open = source >= pods
                ? evaluator.connectionsFrom(outside(source), positions[destination])
                : destination >= pods ? evaluator.connectionsTo(positions[source], outside(destination))
                                      : evaluator.connections(positions[source], positions[destination]);
            for (const json &asked : cluster["asked"]) {
                const Protocol protocol = *enumFromName<Protocol>(asked["protocol"].get<std::string>());
                const auto port = asked["port"].get<std::uint16_t>();
                const bool certain = open.certain.contains(protocol, port);
                digits += certain ? '1' : open.possible.contains(protocol, port) ? '?' : '0';
            }
        }
    }
    return digits;
}

} // namespace

void tst_NetworkPolicyOracle::keptCasesAreDecidedAlike()
{
    const std::filesystem::path driver = test::oraclePath("networkpolicy");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::ifstream file(test::sourcePath("tests/conformance/cases/network-policy.jsonl"));
    int cases = 0;
    for (std::string line; std::getline(file, line); ++cases) {
        const json cluster = json::parse(line);
        QCOMPARE(ourAnswers(cluster), oracle.ask(cluster)["allowed"].get<std::string>());
    }
    QVERIFY(cases > 0);
}

void tst_NetworkPolicyOracle::excludedCasesFollowTheApiText()
{
    const std::filesystem::path driver = test::oraclePath("networkpolicy");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::ifstream file(test::sourcePath("tests/conformance/cases/network-policy-excluded.jsonl"));
    int cases = 0;
    for (std::string line; std::getline(file, line); ++cases) {
        const json value = json::parse(line);
        QVERIFY(!value["quotation"].get<std::string>().empty());
        const auto expected = value["expected"].get<std::string>();
        QCOMPARE(ourAnswers(value["cluster"]), expected);
        // When this fails, the evaluator has been mended and the exclusion in the generator can go.
        QVERIFY(oracle.ask(value["cluster"])["allowed"].get<std::string>() != expected);
    }
    QVERIFY(cases > 0);
}

void tst_NetworkPolicyOracle::randomClustersAreDecidedAlike()
{
    const std::filesystem::path driver = test::oraclePath("networkpolicy");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    int clusters = 0;
    std::size_t answers = 0;
    std::size_t allowed = 0;
    qputenv("RC_PARAMS", "seed=20261124 max_success=3000");
    const bool holds = rc::check("both decide every packet alike", [&] {
        const json cluster = test::anyPolicyCluster();
        const json theirs = oracle.ask(cluster);
        const std::string ours = ourAnswers(cluster);
        ++clusters;
        answers += ours.size();
        allowed += std::size_t(std::count(ours.begin(), ours.end(), '1'));
        if (theirs.contains("error") || theirs["allowed"].get<std::string>() != ours)
            RC_FAIL("cyclonus: " + theirs.dump() + "\nwe:       " + ours + "\n" + cluster.dump());
    });
    qInfo("%d random clusters, %zu packets decided by both, %zu allowed", clusters, answers, allowed);
    QVERIFY(holds);
    QVERIFY(clusters >= 2000);
    QVERIFY(allowed > answers / 10 && allowed < answers * 9 / 10);
}

QTEST_GUILESS_MAIN(tst_NetworkPolicyOracle)
#include "tst_NetworkPolicyOracle.moc"
