// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/importers/ManifestImporter.h"
#include "tests/conformance/AdminPolicyGenerator.h"
#include "tests/conformance/NetpolAnalyzer.h"
#include "tests/conformance/NetworkPolicyGenerator.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace fourplane;
using nlohmann::json;

/// NetworkPolicy and the admin policies of v1alpha1 as np-guard's netpol-analyzer lists them.
class tst_NetpolAnalyzerOracle : public QObject
{
    Q_OBJECT

private slots:
    void excludedCasesFollowTheApiText();
    void randomClustersAreListedAlike();
};

namespace {

/// A cluster as manifests on disk and as the plan that an import makes of them.
struct Written
{
    explicit Written(const json &cluster)
    {
        const std::filesystem::path file =
            std::filesystem::path(folder.path().toStdString()) / "cluster.yaml";
        std::ofstream(file) << test::manifestsOf(cluster).dump();
        Result<ImportResult> imported = importManifests({ file });
        if (!imported)
            throw std::runtime_error("the cluster cannot be imported");
        for (const Diagnostic &diagnostic : imported->diagnostics) {
            if (diagnostic.level == DiagnosticLevel::Severe)
                throw std::runtime_error(diagnostic.message);
        }
        test::answerLikeNetpolAnalyzer(imported->project.platform);
        plan = compilePlan(imported->project).plan;
    }

    QTemporaryDir folder;
    EnforcementPlan plan;
};

} // namespace

void tst_NetpolAnalyzerOracle::excludedCasesFollowTheApiText()
{
    const std::filesystem::path driver = test::oraclePath("netpol-analyzer");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::ifstream file(test::sourcePath("tests/conformance/cases/netpol-analyzer-excluded.jsonl"));
    int cases = 0;
    for (std::string line; std::getline(file, line); ++cases) {
        const json value = json::parse(line);
        QVERIFY(!value["quotation"].get<std::string>().empty());
        const auto expected = value["expected"].get<std::string>();
        const Written written(value["cluster"]);
        std::size_t undecided = 0;
        QVERIFY(test::ourConnectivityLines(written.plan, undecided).count(expected));
        // When this fails, the evaluator has been mended and the exclusion in the generator can go.
        const auto theirs = test::netpolAnalyzerLines(oracle, written.folder.path().toStdString());
        QVERIFY(theirs.count(expected) == 0);
    }
    QVERIFY(cases > 0);
}

void tst_NetpolAnalyzerOracle::randomClustersAreListedAlike()
{
    const std::filesystem::path driver = test::oraclePath("netpol-analyzer");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    int clusters = 0;
    std::size_t lines = 0, undecided = 0, policies = 0, admin = 0;
    qputenv("RC_PARAMS", "seed=20261128 max_success=2500");
    const bool holds = rc::check("both list the same connections", [&] {
        const json cluster = test::anyAdminPolicyCluster();
        const Written written(cluster);
        const test::Lines ours = test::ourConnectivityLines(written.plan, undecided);
        const test::Lines theirs = test::netpolAnalyzerLines(oracle, written.folder.path().toStdString());
        ++clusters;
        lines += ours.size();
        policies += written.plan.networkPolicies.size();
        admin += written.plan.adminPolicies.size();
        const std::string found =
            test::lineDifferences(test::withJoinedRanges(theirs), test::withJoinedRanges(ours));
        if (!found.empty())
            RC_FAIL(found + cluster.dump());
    });
    qInfo("%d random clusters, %zu policies and %zu admin policies: %zu lines alike", clusters, policies,
        admin, lines);
    QVERIFY(holds);
    QVERIFY(clusters >= 2000);
    QVERIFY(policies >= 2000 && admin >= 2000);
    QVERIFY(lines >= 10000);
    QCOMPARE(undecided, std::size_t { 0 });
}

QTEST_GUILESS_MAIN(tst_NetpolAnalyzerOracle)
#include "tst_NetpolAnalyzerOracle.moc"
