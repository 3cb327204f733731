// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/ClusterPolicyGenerator.h"
#include "tests/conformance/Oracle.h"
#include "tests/conformance/PacketAnswers.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;
using nlohmann::json;

/// ClusterNetworkPolicy (v1alpha2) beside NetworkPolicy as kube-network-policies decides them, packet by
/// packet.
class tst_ClusterPolicyOracle : public QObject
{
    Q_OBJECT

private slots:
    void excludedCasesFollowTheApiText();
    void randomClustersAreDecidedAlike();
};

namespace {

std::string ourAnswers(const json &cluster)
{
    return test::packetAnswers(cluster, [](PlatformProfile &platform) {
        platform.ipBlockMatchesPods = EngineBehaviour::Yes; // it looks at addresses only (NP12)
        platform.enforcesAdminPolicies = EngineBehaviour::Yes;
        platform.clusterCidrs = { "10.0.0.0/8" };
    });
}

} // namespace

void tst_ClusterPolicyOracle::excludedCasesFollowTheApiText()
{
    const std::filesystem::path driver = test::oraclePath("clusterpolicy");
    REQUIRE_OR_SKIP(driver);
    const std::string problem =
        test::excludedCasesProblem(driver, "cluster-policy-excluded.jsonl", ourAnswers);
    QVERIFY2(problem.empty(), problem.c_str());
}

void tst_ClusterPolicyOracle::randomClustersAreDecidedAlike()
{
    const std::filesystem::path driver = test::oraclePath("clusterpolicy");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    int clusters = 0;
    std::size_t answers = 0, allowed = 0, wide = 0, own = 0;
    qputenv("RC_PARAMS", "seed=20261129 max_success=3000");
    const bool holds = rc::check("both decide every packet alike", [&] {
        const json cluster = test::anyClusterPolicyCluster();
        const json theirs = oracle.ask(cluster);
        const std::string ours = ourAnswers(cluster);
        ++clusters;
        answers += ours.size();
        allowed += std::size_t(std::count(ours.begin(), ours.end(), '1'));
        for (const json &policy : cluster["policies"])
            ++(policy["kind"] == "ClusterNetworkPolicy" ? wide : own);
        if (theirs.contains("error") || theirs["allowed"].get<std::string>() != ours)
            RC_FAIL("kube-network-policies: " + theirs.dump() + "\nwe: " + ours + "\n" + cluster.dump());
    });
    qInfo("%d random clusters with %zu ClusterNetworkPolicies and %zu NetworkPolicies, %zu packets decided "
          "by both, "
          "%zu allowed",
        clusters, wide, own, answers, allowed);
    QVERIFY(holds);
    QVERIFY(clusters >= 2000);
    QVERIFY(wide >= 2000 && own >= 2000);
    QVERIFY(allowed > answers / 10 && allowed < answers * 9 / 10);
}

QTEST_GUILESS_MAIN(tst_ClusterPolicyOracle)
#include "tst_ClusterPolicyOracle.moc"
