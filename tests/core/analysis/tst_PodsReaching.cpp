// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/PodsReaching.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/core/attack/RandomDesign.h"
#include "tests/support/ProjectGenerator.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

namespace {

/// How many pairs there are that nothing denies; fails where the quick way does not give them all.
std::size_t comparedPairs(const Project &project)
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const auto reaching = podsReachingEachPod(decisions);
    RC_ASSERT(reaching.size() == compiled.plan.pods.size());
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < reaching.size(); ++i) {
        RC_ASSERT(reaching[i] == podsReaching(decisions, compiled.plan.pods[i].workloadId));
        pairs += reaching[i].size();
    }
    return pairs;
}

} // namespace

class tst_PodsReaching : public QObject
{
    Q_OBJECT

private slots:
    void givesForEachPodWhatOneQuestionAfterTheOtherGives();
    void looksAtWaypointsWhereTheDirectWayIsClosed();
};

void tst_PodsReaching::givesForEachPodWhatOneQuestionAfterTheOtherGives()
{
    std::size_t pairs = 0;
    QVERIFY(rc::check([&pairs](std::uint32_t seed) { pairs += comparedPairs(randomDesign(seed).project); }));
    QVERIFY(pairs > 0);
    pairs = 0;
    // As large as the generator makes them: in small ones hardly anybody reaches anybody.
    QVERIFY(rc::check([&pairs] { pairs += comparedPairs(*rc::gen::resize(100, soundProjects())); }));
    QVERIFY(pairs > 0);
}

/// A ztunnel delivers from the waypoint, which the policy lets in although it refuses the caller.
void tst_PodsReaching::looksAtWaypointsWhereTheDirectWayIsClosed()
{
    EnforcementPlan plan;
    plan.platform.cni = CniKind::Calico;
    plan.platform.mesh = MeshKind::IstioAmbient;
    plan.namespaces = { { ElementId("home"), "home", {} } };
    const auto pod = [](const std::string &name) {
        PlannedPod made;
        made.workloadId = ElementId(name);
        made.name = name;
        made.namespaceName = "home";
        made.labels = { { "app", name } };
        made.serviceAccount = name;
        made.ports = { { "", 80, Protocol::Tcp } };
        made.meshMode = MeshMode::Ambient;
        made.inMesh = true;
        return made;
    };
    plan.pods = { pod("caller"), pod("server"), pod("way") };
    plan.pods[1].waypoints = { { "way", "home", {} } };
    plan.pods[2].labels["gateway.networking.k8s.io/gateway-name"] = "way";
    NetworkPolicy policy;
    policy.meta = { "server", "home", {}, {} };
    policy.podSelector = { { { "app", "server" } }, {} };
    policy.policyTypes = { PolicyDirection::Ingress };
    policy.ingress = { { { { LabelSelector { { { "app", "way" } }, {} }, std::nullopt, std::nullopt } },
        {} } };
    plan.networkPolicies.push_back({ policy, {}, {} });

    const PolicyDecisionPoint decisions(plan);
    const auto reaching = podsReachingEachPod(decisions);
    QCOMPARE(reaching[1], podsReaching(decisions, ElementId("server")));
    QCOMPARE(reaching[1].size(), std::size_t(2));
    plan.pods[1].waypoints.clear();
    const PolicyDecisionPoint direct(plan);
    QCOMPARE(podsReachingEachPod(direct)[1].size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(tst_PodsReaching)
#include "tst_PodsReaching.moc"
