// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ClosureSearch.h"
#include "core/attack/WorldPass.h"
#include "tests/core/attack/RandomSystem.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

class tst_WorldPass : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void joinsWorldsThatArriveOneAfterTheOther();
    void stopsWhenAsked();
    void equalsThePlainSolver();
    void equalsOneSearchForEachWorld();
    void keepsToTheChosenWorlds();
};

void tst_WorldPass::initTestCase()
{
    qputenv("RC_PARAMS", "seed=20261123 max_success=1500");
}

void tst_WorldPass::joinsWorldsThatArriveOneAfterTheOther()
{
    // Fact 2 comes early in world 1 and late in world 0; fact 3 needs it together with the start.
    RandomSystem random { GroundSystem(4), {} };
    random.system.initial[0] = 0x0003;
    random.add({ 0 }, { 2 }, 0x0002);
    random.add({ 0 }, { 1 }, 0x0001);
    random.add({ 1 }, { 2 }, 0x0001);
    random.add({ 0, 2 }, { 3 }, 0x0003);
    const auto worlds = *solveWorlds(CompiledSystem::make(random.system, random.open));
    QCOMPARE(worlds, (std::vector<WorldMask> { 3, 1, 3, 3 }));
}

void tst_WorldPass::stopsWhenAsked()
{
    RandomSystem random { GroundSystem(1), {} };
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    const auto result = solveWorlds(CompiledSystem::make(random.system, random.open), job);
    QVERIFY(!result);
    QCOMPARE(result.error().diagnostics.at(0).code, std::string("cancelled"));
}

void tst_WorldPass::equalsThePlainSolver()
{
    QVERIFY(rc::check("solve", [] {
        const RandomSystem random = randomSystem();
        RC_ASSERT(*solveWorlds(CompiledSystem::make(random.system, random.open))
            == *solve(random.system, [&](std::uint32_t pivot) { return random.open[pivot]; }));
    }));
}

void tst_WorldPass::equalsOneSearchForEachWorld()
{
    QVERIFY(rc::check("16 searches", [] {
        const RandomSystem random = randomSystem();
        const auto worlds = *solveWorlds(CompiledSystem::make(random.system, random.open));
        for (unsigned world = 0; world < 16; ++world) {
            const auto compiled =
                CompiledSystem::make(random.system, random.open, static_cast<WorldMask>(1u << world));
            ClosureSearch search(compiled);
            RC_ASSERT(bool(search.run(compiled.initialFacts)));
            for (std::uint32_t fact = 0; fact < worlds.size(); ++fact)
                RC_ASSERT(search.holds(fact) == (((worlds[fact] >> world) & 1u) != 0));
        }
    }));
}

void tst_WorldPass::keepsToTheChosenWorlds()
{
    QVERIFY(rc::check("chosen worlds", [] {
        const RandomSystem random = randomSystem();
        const auto all = *solveWorlds(CompiledSystem::make(random.system, random.open));
        const auto some = *solveWorlds(CompiledSystem::make(random.system, random.open, 0x00F1));
        for (std::uint32_t fact = 0; fact < all.size(); ++fact)
            RC_ASSERT(int(some[fact] & 0x00F1) == int(all[fact] & 0x00F1));
    }));
}

QTEST_APPLESS_MAIN(tst_WorldPass)
#include "tst_WorldPass.moc"
