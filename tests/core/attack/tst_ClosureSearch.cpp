// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ClosureSearch.h"
#include "tests/core/attack/RandomSystem.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

class tst_ClosureSearch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void takesTheFirstDerivationBreadthFirst();
    void passesByAClosedArc();
    void stopsWhenAsked();
    void equalsTheNaiveFixPointInEveryWorld();
    void equalsThePlainSolver();
    void parentsAreADerivation();
    void forgetsEarlierRuns();
};

void tst_ClosureSearch::initTestCase()
{
    qputenv("RC_PARAMS", "seed=20261123 max_success=1500");
}

void tst_ClosureSearch::takesTheFirstDerivationBreadthFirst()
{
    RandomSystem random { GroundSystem(4), {} };
    random.add({ 0 }, { 1 });
    random.add({ 1 }, { 2 });
    random.add({ 2 }, { 3 });
    const std::uint32_t direct = random.add({ 0, 1 }, { 3 });
    random.system.initial[0] = 1;
    const auto compiled = CompiledSystem::make(random.system, random.open, 1);
    ClosureSearch search(compiled);
    QVERIFY(search.run(compiled.initialFacts));
    QVERIFY(search.holds(3));
    QCOMPARE(search.parentOf(3), direct);
    QCOMPARE(search.parentOf(0), noIndex);
}

void tst_ClosureSearch::passesByAClosedArc()
{
    RandomSystem random { GroundSystem(3), {} };
    random.add({ 0 }, { 1 });
    random.add({ 0 }, { 2 });
    random.system.initial[0] = 1;
    auto compiled = CompiledSystem::make(random.system, random.open, 1);
    ClosureSearch search(compiled);
    for (std::uint32_t &target : compiled.targets) {
        if (target == compiled.nodeOf[1])
            target = compiled.sink;
    }
    QVERIFY(search.run(compiled.initialFacts));
    QVERIFY(!search.holds(1));
    QVERIFY(search.holds(2));
}

void tst_ClosureSearch::stopsWhenAsked()
{
    RandomSystem random { GroundSystem(1), {} };
    const auto compiled = CompiledSystem::make(random.system, random.open, 1);
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    const auto result = ClosureSearch(compiled).run(compiled.initialFacts, job);
    QVERIFY(!result);
    QCOMPARE(result.error().diagnostics.at(0).code, std::string("cancelled"));
}

void tst_ClosureSearch::equalsTheNaiveFixPointInEveryWorld()
{
    QVERIFY(rc::check("naive", [] {
        const RandomSystem random = randomSystem();
        for (unsigned world = 0; world < 16; ++world) {
            const auto compiled =
                CompiledSystem::make(random.system, random.open, static_cast<WorldMask>(1u << world));
            ClosureSearch search(compiled);
            RC_ASSERT(bool(search.run(compiled.initialFacts)));
            const std::vector<bool> naive = naiveClosure(random, world);
            for (std::uint32_t fact = 0; fact < naive.size(); ++fact)
                RC_ASSERT(search.holds(fact) == naive[fact]);
        }
    }));
}

void tst_ClosureSearch::equalsThePlainSolver()
{
    QVERIFY(rc::check("solve", [] {
        const RandomSystem random = randomSystem();
        const auto worlds = *solve(random.system, [&](std::uint32_t pivot) { return random.open[pivot]; });
        const auto compiled = CompiledSystem::make(random.system, random.open, 1);
        ClosureSearch search(compiled);
        RC_ASSERT(bool(search.run(compiled.initialFacts)));
        for (std::uint32_t fact = 0; fact < worlds.size(); ++fact)
            RC_ASSERT(search.holds(fact) == ((worlds[fact] & 1u) != 0));
    }));
}

void tst_ClosureSearch::parentsAreADerivation()
{
    QVERIFY(rc::check("parents", [] {
        const RandomSystem random = randomSystem();
        const auto compiled = CompiledSystem::make(random.system, random.open, 1);
        ClosureSearch search(compiled);
        RC_ASSERT(bool(search.run(compiled.initialFacts)));
        RC_ASSERT(faultOfDerivation(
                      random.system, compiled.initialFacts,
                      [&](std::uint32_t pivot) { return (random.open[pivot] & 1u) != 0; },
                      [&](std::uint32_t fact) { return search.holds(fact); },
                      [&](std::uint32_t fact) { return search.parentOf(fact); })
            == "");
    }));
}

void tst_ClosureSearch::forgetsEarlierRuns()
{
    QVERIFY(rc::check("many runs", [] {
        const RandomSystem random = randomSystem();
        const auto compiled = CompiledSystem::make(random.system, random.open, 1);
        ClosureSearch search(compiled);
        for (std::uint32_t start = 0; start < random.system.factCount(); start += 3) {
            const std::vector<std::uint32_t> facts { start };
            RC_ASSERT(bool(search.run(facts)));
            const auto naive = naiveClosure(
                random.system, facts, [&](std::uint32_t pivot) { return (random.open[pivot] & 1u) != 0; });
            for (std::uint32_t fact = 0; fact < naive.size(); ++fact)
                RC_ASSERT(search.holds(fact) == naive[fact]);
        }
    }));
}

QTEST_APPLESS_MAIN(tst_ClosureSearch)
#include "tst_ClosureSearch.moc"
