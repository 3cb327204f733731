// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/GroundSystem.h"

#include <rapidcheck.h>

#include <QtTest>

#include <functional>

using namespace fourplane;

namespace {

/// A random hypergraph together with the planes that block each pivot.
struct RandomSystem
{
    GroundSystem system { 0 };
    std::vector<WorldMask> open;
};

RandomSystem randomSystem()
{
    const auto facts = *rc::gen::inRange<std::uint32_t>(1, 12);
    const auto pivots = *rc::gen::inRange<std::uint32_t>(0, 25);
    const auto fact = rc::gen::inRange<std::uint32_t>(0, facts);
    RandomSystem random;
    random.system = GroundSystem(facts);
    for (std::uint32_t i = 0; i < pivots; ++i) {
        const auto premises = *rc::gen::container<std::vector<std::uint32_t>>(
            *rc::gen::inRange<std::size_t>(0, 4) + (i % 3 == 0 ? 0 : 1), fact);
        const auto grants =
            *rc::gen::container<std::vector<std::uint32_t>>(*rc::gen::inRange<std::size_t>(1, 3), fact);
        random.system.addPivot(premises, grants);
        // Two ways that are blocked by different planes, as a plaintext and a mesh connection are.
        const auto first = *rc::gen::inRange<int>(0, 16);
        const auto second = *rc::gen::inRange<int>(0, 16);
        random.open.push_back(static_cast<WorldMask>(worldsWithout(PlaneSet(static_cast<std::uint8_t>(first)))
            | worldsWithout(PlaneSet(static_cast<std::uint8_t>(second)))));
    }
    random.system.initial[*fact] = 0xFFFF;
    return random;
}

/// The plainest fix-point that there is, for one world: sweep until nothing changes.
std::vector<bool> sweepWorld(const RandomSystem &random, unsigned world)
{
    const GroundSystem &system = random.system;
    std::vector<bool> holds(system.factCount());
    for (std::uint32_t fact = 0; fact < system.factCount(); ++fact)
        holds[fact] = (system.initial[fact] >> world) & 1u;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
            bool fires = (random.open[pivot] >> world) & 1u;
            for (std::uint32_t fact : system.premisesOf(pivot))
                fires = fires && holds[fact];
            for (std::uint32_t fact : system.grantsOf(pivot)) {
                if (fires && !holds[fact]) {
                    holds[fact] = true;
                    changed = true;
                }
            }
        }
    }
    return holds;
}

std::vector<WorldMask> solved(const RandomSystem &random)
{
    return *solve(random.system, [&](std::uint32_t pivot) { return random.open[pivot]; });
}

} // namespace

class tst_GroundSystem : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void opensPivotWhereAllItsBlockingPlanesFailed();
    void needsEveryPremise();
    void takesTheShortestDerivation();
    void stopsWhenAsked();
    void asksAboutAPivotOnlyOnceAndOnlyWhenItMatters();
    void onePassEqualsSixteenNaiveRuns();
    void oneMoreBlockingPlaneNeverEnlargesReach();
    void levelsEqualNaiveRounds();
};

void tst_GroundSystem::initTestCase()
{
    qputenv("RC_PARAMS", "seed=20261123 max_success=1500");
}

void tst_GroundSystem::opensPivotWhereAllItsBlockingPlanesFailed()
{
    PlaneSet networkAndData;
    networkAndData.insert(Plane::Network);
    networkAndData.insert(Plane::Data);
    // Network is bit 1, data bit 3: worlds 10, 11, 14 and 15 contain both.
    QCOMPARE(int(worldsWithout(networkAndData)), (1 << 10) | (1 << 11) | (1 << 14) | (1 << 15));
    QCOMPARE(int(worldsWithout(PlaneSet())), 0xFFFF);
}

void tst_GroundSystem::needsEveryPremise()
{
    GroundSystem system(3);
    system.initial[0] = 0xFFFF;
    const std::vector<std::uint32_t> both { 0, 1 };
    const std::vector<std::uint32_t> third { 2 };
    system.addPivot(both, third);
    const auto open = [](std::uint32_t) { return WorldMask(0xFFFF); };
    QCOMPARE(int((*solve(system, open))[2]), 0);
    system.initial[1] = 0x0101;
    QCOMPARE(int((*solve(system, open))[2]), 0x0101);
}

void tst_GroundSystem::takesTheShortestDerivation()
{
    GroundSystem system(4);
    system.initial[0] = 0xFFFF;
    const auto pivot = [&](std::vector<std::uint32_t> premises, std::vector<std::uint32_t> grants) {
        system.addPivot(premises, grants);
    };
    pivot({ 0 }, { 1 });
    pivot({ 1 }, { 2 });
    pivot({ 2 }, { 3 });
    pivot({ 0, 1 }, { 3 });
    const auto levels = derivationLevels(system, [](std::uint32_t) { return true; });
    QCOMPARE(levels, (std::vector<std::uint32_t> { 0, 1, 2, 2 }));
    const auto closed = derivationLevels(system, [](std::uint32_t number) { return number != 0; });
    QCOMPARE(closed, (std::vector<std::uint32_t> { 0, noIndex, noIndex, noIndex }));
}

void tst_GroundSystem::stopsWhenAsked()
{
    GroundSystem system(1);
    system.initial[0] = 0xFFFF;
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    const auto result = solve(
        system, [](std::uint32_t) { return WorldMask(0xFFFF); }, job);
    QVERIFY(!result);
    QCOMPARE(result.error().diagnostics.at(0).code, std::string("cancelled"));
}

void tst_GroundSystem::asksAboutAPivotOnlyOnceAndOnlyWhenItMatters()
{
    GroundSystem system(3);
    system.initial[0] = 0xFFFF;
    const std::vector<std::uint32_t> zero { 0 };
    const std::vector<std::uint32_t> one { 1 };
    const std::vector<std::uint32_t> two { 2 };
    system.addPivot(zero, one); // needed
    system.addPivot(one, zero); // gives nothing new
    system.addPivot(two, one); // premise never holds
    std::vector<int> asked(3, 0);
    const auto worlds = *solve(system, [&](std::uint32_t pivot) {
        ++asked[pivot];
        return WorldMask(0xFFFF);
    });
    QCOMPARE(asked, (std::vector<int> { 1, 0, 0 }));
    QCOMPARE(int(worlds[1]), 0xFFFF);
}

void tst_GroundSystem::onePassEqualsSixteenNaiveRuns()
{
    QVERIFY(rc::check("16 worlds in one pass", [] {
        const RandomSystem random = randomSystem();
        const std::vector<WorldMask> worlds = solved(random);
        for (unsigned world = 0; world < 16; ++world) {
            const std::vector<bool> naive = sweepWorld(random, world);
            for (std::uint32_t fact = 0; fact < naive.size(); ++fact)
                RC_ASSERT(((worlds[fact] >> world) & 1u) == unsigned(naive[fact]));
        }
    }));
}

void tst_GroundSystem::oneMoreBlockingPlaneNeverEnlargesReach()
{
    QVERIFY(rc::check("blocking is monotone", [] {
        RandomSystem random = randomSystem();
        RC_PRE(!random.open.empty());
        const std::vector<WorldMask> before = solved(random);
        const auto pivot = *rc::gen::inRange<std::size_t>(0, random.open.size());
        PlaneSet more;
        more.insert(static_cast<Plane>(*rc::gen::inRange<int>(0, 4)));
        random.open[pivot] = static_cast<WorldMask>(random.open[pivot] & worldsWithout(more));
        const std::vector<WorldMask> after = solved(random);
        for (std::size_t fact = 0; fact < after.size(); ++fact)
            RC_ASSERT((after[fact] & ~before[fact]) == 0);
    }));
}

void tst_GroundSystem::levelsEqualNaiveRounds()
{
    QVERIFY(rc::check("levels", [] {
        const RandomSystem random = randomSystem();
        const GroundSystem &system = random.system;
        // Round by round: a fact's level is the first round in which a pivot with premises of earlier rounds
        // gives it.
        std::vector<std::uint32_t> levels(system.factCount(), noIndex);
        for (std::uint32_t fact = 0; fact < system.factCount(); ++fact) {
            if (system.initial[fact] & 1u)
                levels[fact] = 0;
        }
        for (std::uint32_t round = 1; round <= system.factCount() + 1; ++round) {
            const std::vector<std::uint32_t> earlier = levels;
            for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
                bool fires = random.open[pivot] & 1u;
                for (std::uint32_t fact : system.premisesOf(pivot))
                    fires = fires && earlier[fact] != noIndex;
                for (std::uint32_t fact : system.grantsOf(pivot)) {
                    if (fires && levels[fact] == noIndex)
                        levels[fact] = round;
                }
            }
        }
        RC_ASSERT(levels
            == derivationLevels(system, [&](std::uint32_t pivot) { return (random.open[pivot] & 1u) != 0; }));
    }));
}

QTEST_APPLESS_MAIN(tst_GroundSystem)
#include "tst_GroundSystem.moc"
