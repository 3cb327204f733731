// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/NetworkPolicyGenerator.h"
#include "tests/conformance/Oracle.h"
#include "tests/conformance/PacketAnswers.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

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

std::string ourAnswers(const json &cluster)
{
    return test::packetAnswers(cluster, [](PlatformProfile &platform) {
        platform.ipBlockMatchesPods = EngineBehaviour::No; // NP12
    });
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
    const std::string problem =
        test::excludedCasesProblem(driver, "network-policy-excluded.jsonl", ourAnswers);
    QVERIFY2(problem.empty(), problem.c_str());
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
