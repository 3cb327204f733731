// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/StartingPoints.h"
#include "core/attack/AttackEngine.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/AttackLab.h"
#include "tests/core/attack/RandomDesign.h"

#include <rapidcheck.h>

#include <QtTest>

#include <map>

using namespace fourplane;
using namespace fourplane::test;

namespace {

constexpr unsigned designsPerRound = 5;

/// Whether the designs tell anything.
struct Tallies
{
    std::size_t designs = 0;
    std::size_t points = 0;
    std::size_t reached = 0; ///< goals
    std::size_t differing = 0; ///< starting points from which less falls than from the one before

    Tallies &operator+=(const Tallies &other)
    {
        designs += other.designs;
        points += other.points;
        reached += other.reached;
        differing += other.differing;
        return *this;
    }
};

Tallies requireEachAsAlone(std::uint32_t seed)
{
    static const TechniqueCatalogue catalogue = shippedCatalogue().value();
    Tallies tallies;
    tallies.designs = 1;
    const RandomDesign random = randomDesign(seed);
    const CompiledPlan compiled = compilePlan(random.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const auto design = std::make_shared<PreparedDesign>(random.project, decisions);
    Scenario scenario = random.scenario;
    scenario.jewels.clear();
    for (const auto &[id, store] : random.project.topology.stores)
        scenario.jewels.push_back(store.collections.front().id);
    GroundingLimits limits;
    limits.singleInstances = seed % 2 == 0 ? 0 : 1000000;
    const auto points = measureStartingPoints(design, catalogue, scenario, {}, limits);
    RC_ASSERT(points.has_value());
    tallies.points = points->size();
    RC_ASSERT(points->size() == random.project.topology.workloads.size());
    for (std::size_t i = 0; i < points->size(); ++i) {
        const StartingPoint &point = (*points)[i];
        Scenario own = scenario;
        own.footholds = { { FootholdKind::CodeExecution, point.workloadId, {} } };
        const auto trace = simulate(random.project, decisions, catalogue, own);
        RC_ASSERT(trace.has_value());
        RC_ASSERT(point.fallen == blastRadius(*trace).size());
        RC_ASSERT(point.goals == trace->fallenJewels.size());
        tallies.reached += point.goals;
        if (i == 0)
            continue;
        const StartingPoint &before = (*points)[i - 1];
        RC_ASSERT(std::pair(before.goals, before.fallen) >= std::pair(point.goals, point.fallen));
        tallies.differing += before.fallen > point.fallen ? 1 : 0;
    }
    return tallies;
}

} // namespace

class tst_StartingPoints : public QObject
{
    Q_OBJECT

private slots:
    void eachFallsAsFarAsAnAttackOfItsOwn();
    void whatLeadsToEachOtherIsCountedTogether();
    void stopsWhenAsked();
};

/// In one search for all, with crowds and without, against an attack from each workload alone.
void tst_StartingPoints::eachFallsAsFarAsAnAttackOfItsOwn()
{
    Tallies tallies;
    QVERIFY(rc::check("starting points", [&] {
        for (unsigned i = 0; i < designsPerRound; ++i) {
            const auto drawn = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
            const auto seed = *rc::gen::noShrink(drawn);
            RC_LOG() << "design " << seed << "\n";
            tallies += requireEachAsAlone(seed);
        }
    }));
    qInfo("%zu designs, %zu starting points", tallies.designs, tallies.points);
    QVERIFY2(tallies.reached > 0 && tallies.differing > 0,
        "the designs are too closed, or too open, to tell anything");
}

/// web and llm can break into each other, db can break into both and nobody into db.
void tst_StartingPoints::whatLeadsToEachOtherIsCountedTogether()
{
    AttackLab lab;
    for (const char *name : { "web", "llm" })
        lab.workload(name).exploitable.remote = true;
    lab.code("web");
    lab.scenario.techniques = { "flat-network-pivot" };
    const CompiledPlan compiled = compilePlan(lab.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const auto design = std::make_shared<PreparedDesign>(lab.project, decisions);
    const auto points = measureStartingPoints(design, shippedCatalogue().value(), lab.scenario);
    QVERIFY(points.has_value());
    std::map<std::string, std::size_t> equals;
    for (const StartingPoint &point : *points)
        equals[point.workloadId.value()] = point.equals;
    QCOMPARE(equals["web"], std::size_t(2));
    QCOMPARE(equals["llm"], std::size_t(2));
    QCOMPARE(equals["db"], std::size_t(1));
}

void tst_StartingPoints::stopsWhenAsked()
{
    const RandomDesign random = randomDesign(1);
    const CompiledPlan compiled = compilePlan(random.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    const auto points = measureStartingPoints(std::make_shared<PreparedDesign>(random.project, decisions),
        shippedCatalogue().value(), random.scenario, job);
    QVERIFY(!points.has_value());
    QCOMPARE(points.error().diagnostics.front().code, std::string("cancelled"));
}

QTEST_APPLESS_MAIN(tst_StartingPoints)
#include "tst_StartingPoints.moc"
