// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/BlastRadius.h"
#include "core/attack/AttackEngine.h"
#include "core/attack/GroundSystem.h"
#include "tests/core/analysis/RandomDesign.h"
#include "tests/core/attack/AttackLab.h"

#include <QtTest>

#include <algorithm>
#include <bit>

using namespace fourplane;
using namespace fourplane::test;

namespace {

const AssetDefence &assetCalled(const BlastRadius &radius, const std::string &id)
{
    const auto found = std::find_if(radius.assets.begin(), radius.assets.end(),
        [&id](const AssetDefence &asset) { return asset.id.value() == id; });
    return *found;
}

AttackTrace traceOf(const Project &project, const Scenario &scenario)
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    return simulate(project, decisions, catalogue(), scenario).value();
}

} // namespace

class tst_BlastRadius : public QObject
{
    Q_OBJECT

private slots:

    /// web falls by foothold (1); both stores let everybody in: contracts restricted 27, chunks public 1.
    void countsAndWeighsByClassification()
    {
        AttackLab lab;
        lab.code("web");
        lab.collection("contracts").classification = Classification::Restricted;
        lab.collection("chunks").classification = Classification::Public;
        lab.scenario.techniques = { "unauth-internal-service" };
        const BlastRadius radius = measureBlastRadius(lab.project, traceOf(lab.project, lab.scenario));
        QCOMPARE(radius.fallen, std::size_t(3));
        QCOMPARE(radius.weight, 1 + 27 + 1);
        QCOMPARE(radius.weightOfAll, 9 + 5 + 27 + 1); // nine workloads, five externals
        QCOMPARE(radius.kinds.size(), std::size_t(3));
        QCOMPARE(radius.kinds[0].kind, AssetKind::Collection);
        QCOMPARE(radius.kinds[0].fallen, std::size_t(2));
        QCOMPARE(radius.kinds[0].weight, 28);
        QCOMPARE(radius.kinds[1].fallen, std::size_t(1));
        QCOMPARE(radius.kinds[1].all, std::size_t(9));
    }

    void aGoalWeighsAsRestrictedDataAndComesFirst()
    {
        AttackLab lab;
        lab.code("web");
        lab.scenario.jewels = { ElementId("web") };
        lab.scenario.techniques = { "unauth-internal-service" };
        const BlastRadius radius = measureBlastRadius(lab.project, traceOf(lab.project, lab.scenario));
        QCOMPARE(radius.assets.front().id, ElementId("web"));
        QVERIFY(radius.assets.front().isGoal);
        QCOMPARE(radius.assets.front().weight, 27);
        // Restricted data weighs as much and comes after it, though its id is less.
        lab.collection("contracts").classification = Classification::Restricted;
        const BlastRadius both = measureBlastRadius(lab.project, traceOf(lab.project, lab.scenario));
        QCOMPARE(both.assets[0].id, ElementId("web"));
        QCOMPARE(both.assets[1].id, ElementId("contracts"));
        QCOMPARE(both.assets[1].weight, 27);
        // So does a goal whose own class weighs less.
        lab.collection("chunks").classification = Classification::Public;
        lab.scenario.jewels = { ElementId("chunks") };
        const BlastRadius open = measureBlastRadius(lab.project, traceOf(lab.project, lab.scenario));
        QCOMPARE(assetCalled(open, "chunks").weight, 27);
        QCOMPARE(assetCalled(open, "web").weight, 1);
    }

    /// Where a design says nothing of nodes there is one that all share, and it is no element of the project.
    void theNodeThatAllShareCountsAsANode()
    {
        AttackLab lab;
        lab.code("web");
        lab.workload("web").exploitable.escape = true;
        lab.scenario.techniques = { "runtime-cve-escape" };
        const BlastRadius radius = measureBlastRadius(lab.project, traceOf(lab.project, lab.scenario));
        const auto nodes = std::find_if(radius.kinds.begin(), radius.kinds.end(),
            [](const KindCount &kind) { return kind.kind == AssetKind::Node; });
        QVERIFY(nodes != radius.kinds.end());
        QCOMPARE(nodes->fallen, std::size_t(1));
        QCOMPARE(nodes->all, std::size_t(1));
    }

    /// Against NetworkPolicy, and behind it a grant: both planes must fail, in no other way.
    void namesThePlanesThatMustFail()
    {
        AttackLab lab;
        lab.code("web");
        lab.denyNetwork();
        lab.wantCredentials("documents");
        lab.scenario.techniques = { "store-bulk-read", "unauth-internal-service" };
        const BlastRadius radius = measureBlastRadius(lab.project, traceOf(lab.project, lab.scenario));
        PlaneSet both;
        both.insert(Plane::Network);
        both.insert(Plane::Data);
        QCOMPARE(assetCalled(radius, "contracts").depth, 2);
        QCOMPARE(assetCalled(radius, "contracts").planeLosses.size(), std::size_t(1));
        QVERIFY(assetCalled(radius, "contracts").planeLosses.front() == both);
        QCOMPARE(assetCalled(radius, "chunks").depth, 1); // the other store lets everybody in
        QVERIFY(assetCalled(radius, "llm").planeLosses.empty());
        QCOMPARE(assetCalled(radius, "llm").depth, 5);
    }

    void setsThatContainASmallerOneAreLeftOut()
    {
        // Worlds {identity}, {network, data} and whatever contains one of them.
        WorldMask worlds = 0;
        for (unsigned world = 0; world < 16; ++world) {
            if ((world & 1u) || (world & 10u) == 10u)
                worlds = static_cast<WorldMask>(worlds | (1u << world));
        }
        const std::vector<PlaneSet> sets = smallestPlaneSets(worlds);
        QCOMPARE(sets.size(), std::size_t(2));
        QCOMPARE(int(sets[0].bits()), 1);
        QCOMPARE(int(sets[1].bits()), 10);
        QVERIFY(smallestPlaneSets(0).empty());
        QCOMPARE(smallestPlaneSets(0xFFFF).size(), std::size_t(1));
    }

    /// The depth is the size of the smallest set, and losing exactly its planes is enough by the worlds.
    void depthAndSetsAgreeOnRandomDesigns()
    {
        int deep = 0;
        for (unsigned seed = 0; seed < designs(40); ++seed) {
            const RandomDesign random = randomDesign(seed);
            const AttackTrace trace = traceOf(random.project, random.scenario);
            const BlastRadius radius = measureBlastRadius(random.project, trace);
            QCOMPARE(radius.fallen, blastRadius(trace).size());
            for (const AssetDefence &asset : radius.assets) {
                const WorldMask worlds = fallenWorlds(trace, asset.id);
                const int smallest =
                    asset.planeLosses.empty() ? 5 : std::popcount(asset.planeLosses.front().bits());
                QCOMPARE(asset.depth, smallest);
                deep += asset.depth > 0 && asset.depth < 5 ? 1 : 0;
                for (unsigned world = 0; world < 16; ++world) {
                    const PlaneSet lost(static_cast<std::uint8_t>(world));
                    const bool named = std::any_of(asset.planeLosses.begin(), asset.planeLosses.end(),
                        [lost](PlaneSet planes) { return planes.isSubsetOf(lost); });
                    QCOMPARE(((worlds >> world) & 1u) != 0, named);
                }
            }
        }
        QVERIFY(deep > 20);
    }
};

QTEST_APPLESS_MAIN(tst_BlastRadius)
#include "tst_BlastRadius.moc"
