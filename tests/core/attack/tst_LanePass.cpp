// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/LanePass.h"
#include "tests/core/attack/RandomSystem.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace fourplane;
using namespace fourplane::test;

namespace {

std::vector<std::uint32_t> everyFact(const RandomSystem &random)
{
    std::vector<std::uint32_t> facts(random.system.factCount());
    std::iota(facts.begin(), facts.end(), 0u);
    return facts;
}

/// What a lane means, by the plainest fix-point.
std::vector<bool> naiveLane(const RandomSystem &random, const WhatIf &lane)
{
    std::vector<std::uint32_t> start = initialFacts(random.system, 0);
    start.insert(start.end(), lane.facts.begin(), lane.facts.end());
    const auto isIn = [](const std::vector<std::uint32_t> &list, std::uint32_t number) {
        return std::find(list.begin(), list.end(), number) != list.end();
    };
    return naiveClosure(random.system, start, [&](std::uint32_t pivot) {
        if (isIn(lane.opened, pivot))
            return random.open[pivot] != 0; // those closed in all worlds are left out
        return (random.open[pivot] & 1u) != 0 && !isIn(lane.closed, pivot);
    });
}

std::vector<WhatIf> randomLanes(const RandomSystem &random, std::size_t count)
{
    std::mt19937 numbers(*rc::gen::arbitrary<std::uint32_t>());
    const auto some = [&](std::size_t limit) {
        std::vector<std::uint32_t> list;
        for (std::size_t i = numbers() % 4; limit > 0 && i > 0; --i)
            list.push_back(static_cast<std::uint32_t>(numbers() % limit));
        return list;
    };
    std::vector<WhatIf> lanes;
    for (std::size_t i = 0; i < count; ++i) {
        lanes.push_back({ some(random.system.pivotCount()), some(random.system.pivotCount()), {} });
        if (numbers() % 3 == 0)
            lanes.back().facts = some(random.system.factCount());
    }
    return lanes;
}

} // namespace

class tst_LanePass : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void countersAddUp();
    void closesAPivotInOneLaneOnly();
    void opensAPivotInOneLaneOnly();
    void usesAllLanes();
    void stopsWhenAskedAndGoesOnAfterwards();
    void everyLaneEqualsTheNaiveFixPoint();
    void countsWithoutALimit();
    void continuesFromWhatHolds();
};

void tst_LanePass::initTestCase()
{
    qputenv("RC_PARAMS", "seed=20261123 max_success=1200");
}

void tst_LanePass::countersAddUp()
{
    LaneCounters counters;
    for (std::size_t i = 0; i < 1000; ++i) {
        LaneMask mask; // lane n is in every (n + 1)-th mask
        for (std::size_t lane = 0; lane < LaneMask::width; ++lane) {
            if (i % (lane + 1) == 0)
                mask.set(lane);
        }
        counters.add(mask);
    }
    for (std::size_t lane = 0; lane < LaneMask::width; ++lane)
        QCOMPARE(counters.count(lane), std::uint32_t((1000 + lane) / (lane + 1)));
}

void tst_LanePass::closesAPivotInOneLaneOnly()
{
    RandomSystem random { GroundSystem(3), {} };
    random.system.initial[0] = 1;
    random.add({ 0 }, { 1 });
    random.add({ 1 }, { 2 });
    LanePass pass(CompiledSystem::make(random.system, random.open));
    QVERIFY(pass.run(std::vector<std::uint32_t> { 0 }, std::vector<WhatIf> { {}, { { 0 }, {}, {} } }));
    QVERIFY(pass.holds(2, 0));
    QVERIFY(!pass.holds(1, 1));
    QVERIFY(!pass.holds(2, 1));
    QCOMPARE(pass.count(pass.nodesOf(everyFact(random))), (std::vector<std::uint32_t> { 3, 1 }));
}

void tst_LanePass::opensAPivotInOneLaneOnly()
{
    RandomSystem random { GroundSystem(2), {} };
    random.system.initial[0] = 1;
    random.add({ 0 }, { 1 }, 0x0002);
    LanePass pass(CompiledSystem::make(random.system, random.open));
    QVERIFY(pass.run(std::vector<std::uint32_t> { 0 }, std::vector<WhatIf> { {}, { {}, { 0 }, {} } }));
    QVERIFY(!pass.holds(1, 0));
    QVERIFY(pass.holds(1, 1));
    // Nothing of it is left in the next run.
    QVERIFY(pass.run(std::vector<std::uint32_t> { 0 }, std::vector<WhatIf> { {}, {} }));
    QVERIFY(!pass.holds(1, 1));
}

void tst_LanePass::usesAllLanes()
{
    // Lane n starts with fact n of a chain and so holds all after it.
    constexpr auto width = static_cast<std::uint32_t>(LaneMask::width);
    RandomSystem random { GroundSystem(width), {} };
    std::vector<WhatIf> lanes(1);
    for (std::uint32_t fact = 1; fact < width; ++fact) {
        random.add({ fact - 1 }, { fact });
        lanes.push_back({ {}, {}, { fact } });
    }
    lanes[0].facts = { 0 };
    LanePass pass(CompiledSystem::make(random.system, random.open));
    QVERIFY(pass.run({}, lanes));
    const auto counts = pass.count(pass.nodesOf(everyFact(random)));
    for (std::uint32_t lane = 0; lane < width; ++lane)
        QCOMPARE(counts[lane], width - lane);
}

void tst_LanePass::stopsWhenAskedAndGoesOnAfterwards()
{
    RandomSystem random { GroundSystem(3), {} };
    random.system.initial[0] = 1;
    random.add({ 0 }, { 1 });
    random.add({ 1 }, { 2 });
    LanePass pass(CompiledSystem::make(random.system, random.open));
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    const std::vector<std::uint32_t> start { 0 };
    const std::vector<WhatIf> lanes { {}, { { 0 }, {}, {} } };
    const auto result = pass.run(start, lanes, job);
    QVERIFY(!result);
    QCOMPARE(result.error().diagnostics.at(0).code, std::string("cancelled"));
    QVERIFY(pass.run(start, lanes));
    QVERIFY(pass.holds(2, 0));
    QVERIFY(!pass.holds(2, 1));
}

void tst_LanePass::everyLaneEqualsTheNaiveFixPoint()
{
    QVERIFY(rc::check("lanes", [] {
        const RandomSystem random = randomSystem();
        LanePass pass(CompiledSystem::make(random.system, random.open));
        for (std::size_t count : { std::size_t(5), std::size_t(70) }) {
            const auto lanes = randomLanes(random, count);
            RC_ASSERT(bool(pass.run(initialFacts(random.system, 0), lanes)));
            const auto counts = pass.count(pass.nodesOf(everyFact(random)));
            for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
                const std::vector<bool> naive = naiveLane(random, lanes[lane]);
                for (std::uint32_t fact = 0; fact < naive.size(); ++fact)
                    RC_ASSERT(pass.holds(fact, lane) == naive[fact]);
                RC_ASSERT(counts[lane] == std::uint32_t(std::count(naive.begin(), naive.end(), true)));
            }
        }
    }));
}

void tst_LanePass::countsWithoutALimit()
{
    RandomSystem random { GroundSystem(3), {} };
    random.system.initial[0] = 1;
    random.add({ 0 }, { 1 });
    random.add({ 1 }, { 2 });
    LanePass pass(CompiledSystem::make(random.system, random.open));
    std::vector<WhatIf> whatIfs;
    for (std::uint32_t i = 0; i < 1300; ++i)
        whatIfs.push_back(i % 3 == 2 ? WhatIf {} : WhatIf { { i % 3 }, {}, {} });
    const std::vector<std::uint32_t> start { 0 };
    const auto counts = *countWhatIfs(pass, start, whatIfs, everyFact(random));
    QCOMPARE(counts.size(), whatIfs.size());
    for (std::uint32_t i = 0; i < counts.size(); ++i)
        QCOMPARE(counts[i], i % 3 + 1);
}

void tst_LanePass::continuesFromWhatHolds()
{
    QVERIFY(rc::check("from a closure", [] {
        const RandomSystem random = randomSystem();
        const auto compiled = CompiledSystem::make(random.system, random.open, 1);
        ClosureSearch search(compiled);
        RC_ASSERT(bool(search.run(compiled.initialFacts)));
        std::vector<WhatIf> lanes;
        for (std::uint32_t fact = 0; fact < random.system.factCount(); ++fact)
            lanes.push_back({ {}, {}, { fact } });
        LanePass pass(compiled);
        RC_ASSERT(bool(pass.runFrom(search.heldNodes(), lanes)));
        for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
            const std::vector<bool> naive = naiveLane(random, lanes[lane]);
            for (std::uint32_t fact = 0; fact < naive.size(); ++fact)
                RC_ASSERT(pass.holds(fact, lane) == naive[fact]);
        }
    }));
}

QTEST_APPLESS_MAIN(tst_LanePass)
#include "tst_LanePass.moc"
