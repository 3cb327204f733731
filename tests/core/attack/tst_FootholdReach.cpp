// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Components.h"
#include "core/attack/FootholdReach.h"
#include "tests/core/attack/RandomSystem.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

namespace {

/// A ring of so many facts, and one fact that leads into it by each of `entries` chains of two.
RandomSystem ringWithEntries(std::uint32_t ring, std::uint32_t entries)
{
    RandomSystem random { GroundSystem(ring + 2 * entries), {} };
    for (std::uint32_t fact = 0; fact < ring; ++fact)
        random.add({ fact }, { (fact + 1) % ring });
    for (std::uint32_t entry = 0; entry < entries; ++entry) {
        random.add({ ring + 2 * entry }, { ring + 2 * entry + 1 });
        random.add({ ring + 2 * entry + 1 }, { entry % ring });
    }
    return random;
}

/// Circles of eight to twelve facts, wide enough to be searched once for all, with a random system's pivots
/// between and around them.
RandomSystem randomCircles()
{
    const RandomSystem random = randomSystem();
    const auto facts = static_cast<std::uint32_t>(random.system.factCount());
    const auto circles = *rc::gen::container<std::vector<std::uint32_t>>(
        *rc::gen::inRange<std::size_t>(1, 4), rc::gen::inRange<std::uint32_t>(8, 13));
    std::uint32_t end = facts;
    for (std::uint32_t size : circles)
        end += size;
    RandomSystem made { GroundSystem(end), {} };
    for (std::uint32_t pivot = 0; pivot < random.system.pivotCount(); ++pivot) {
        const auto premises = random.system.premisesOf(pivot), grants = random.system.grantsOf(pivot);
        made.add({ premises.begin(), premises.end() }, { grants.begin(), grants.end() }, random.open[pivot]);
    }
    std::uint32_t first = facts;
    for (std::uint32_t size : circles) {
        for (std::uint32_t i = 0; i < size; ++i)
            made.add({ first + i }, { first + (i + 1) % size });
        for (auto links = *rc::gen::inRange<int>(0, 4); links > 0; --links) {
            const auto other = *rc::gen::inRange<std::uint32_t>(0, end);
            if (*rc::gen::arbitrary<bool>())
                made.add({ first }, { other });
            else if (*rc::gen::arbitrary<bool>())
                made.add({ other }, { first });
            else
                made.add({ other, *rc::gen::inRange<std::uint32_t>(0, facts) }, { first + 1 });
        }
        first += size;
    }
    return made;
}

FootholdQuestion everyFact(const RandomSystem &random)
{
    FootholdQuestion question;
    for (std::uint32_t fact = 0; fact < random.system.factCount(); ++fact)
        question.footholds.push_back({ fact });
    for (const auto &foothold : question.footholds)
        question.counted.push_back(foothold.front());
    return question;
}

void assertEqualsOwnSearches(const RandomSystem &random, const FootholdQuestion &question)
{
    const auto compiled = CompiledSystem::make(random.system, random.open, 1);
    const FootholdReach result = *reachOfFootholds(compiled, question);
    for (std::size_t i = 0; i < question.footholds.size(); ++i) {
        std::vector<std::uint32_t> start = question.common;
        start.insert(start.end(), question.footholds[i].begin(), question.footholds[i].end());
        const auto naive = naiveClosure(
            random.system, start, [&](std::uint32_t pivot) { return (random.open[pivot] & 1u) != 0; });
        const auto wanted = std::count_if(question.counted.begin(), question.counted.end(),
            [&naive](std::uint32_t fact) { return bool(naive[fact]); });
        RC_ASSERT(result.reach[i] == std::uint32_t(wanted));
    }
}

} // namespace

class tst_FootholdReach : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findsComponentsWithoutRecursion();
    void componentsEqualMutualReach();
    void sharesTheAnswerOfACircle();
    void countsWhatIsReachedBeforeTheCircle();
    void stopsWhenAsked();
    void equalsOneSearchForEachFoothold();
    void equalsOneSearchAroundCircles();
    void equalsOneSearchForSomeFootholds();
    void equalsOneSearchForFootholdsOfSeveralFacts();
    void equalsOneSearchWhereSearchesShareLanes();
};

void tst_FootholdReach::initTestCase()
{
    qputenv("RC_PARAMS", "seed=20261123 max_success=1500");
}

void tst_FootholdReach::findsComponentsWithoutRecursion()
{
    // A path of a million nodes would exhaust the stack; its end leads back to the middle.
    constexpr std::uint32_t length = 1000000;
    std::vector<std::uint32_t> starts, targets;
    for (std::uint32_t node = 0; node < length; ++node) {
        starts.push_back(node);
        targets.push_back(node + 1 < length ? node + 1 : length / 2);
    }
    starts.push_back(length);
    const Components components = Components::of(starts, targets);
    QCOMPARE(components.count, length / 2 + 1);
    QCOMPARE(components.componentOf[length / 2], components.componentOf[length - 1]);
    QVERIFY(components.componentOf[0] > components.componentOf[1]);
}

void tst_FootholdReach::componentsEqualMutualReach()
{
    QVERIFY(rc::check("components", [] {
        const auto count = *rc::gen::inRange<std::uint32_t>(1, 15);
        std::vector<std::uint32_t> starts { 0 }, targets;
        for (std::uint32_t node = 0; node < count; ++node) {
            const auto row = *rc::gen::container<std::vector<std::uint32_t>>(
                *rc::gen::inRange<std::size_t>(0, 4), rc::gen::inRange<std::uint32_t>(0, count));
            targets.insert(targets.end(), row.begin(), row.end());
            starts.push_back(static_cast<std::uint32_t>(targets.size()));
        }
        std::vector<std::vector<bool>> reaches(count, std::vector<bool>(count));
        for (std::uint32_t from = 0; from < count; ++from) {
            reaches[from][from] = true;
            for (std::uint32_t edge = starts[from]; edge < starts[from + 1]; ++edge)
                reaches[from][targets[edge]] = true;
        }
        for (std::uint32_t via = 0; via < count; ++via) {
            for (std::uint32_t from = 0; from < count; ++from) {
                for (std::uint32_t to = 0; to < count; ++to)
                    reaches[from][to] = reaches[from][to] || (reaches[from][via] && reaches[via][to]);
            }
        }
        const Components components = Components::of(starts, targets);
        for (std::uint32_t from = 0; from < count; ++from) {
            for (std::uint32_t to = 0; to < count; ++to) {
                RC_ASSERT((components.componentOf[from] == components.componentOf[to])
                    == (reaches[from][to] && reaches[to][from]));
                if (reaches[from][to])
                    RC_ASSERT(components.componentOf[from] >= components.componentOf[to]);
            }
        }
    }));
}

void tst_FootholdReach::sharesTheAnswerOfACircle()
{
    const RandomSystem random = ringWithEntries(20, 0);
    const auto result =
        *reachOfFootholds(CompiledSystem::make(random.system, random.open, 1), everyFact(random));
    QCOMPARE(result.componentCount, 1u);
    QCOMPARE(result.reach, std::vector<std::uint32_t>(20, 20));
}

void tst_FootholdReach::countsWhatIsReachedBeforeTheCircle()
{
    const RandomSystem random = ringWithEntries(20, 3);
    const auto compiled = CompiledSystem::make(random.system, random.open, 1);
    const auto result = *reachOfFootholds(compiled, everyFact(random));
    QCOMPARE(result.componentCount, 7u);
    for (std::size_t entry = 0; entry < 3; ++entry) {
        QCOMPARE(result.reach[20 + 2 * entry], 22u);
        QCOMPARE(result.reach[20 + 2 * entry + 1], 21u);
    }
}

void tst_FootholdReach::stopsWhenAsked()
{
    const RandomSystem random = ringWithEntries(20, 3);
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    const auto result =
        reachOfFootholds(CompiledSystem::make(random.system, random.open, 1), everyFact(random), job);
    QVERIFY(!result);
    QCOMPARE(result.error().diagnostics.at(0).code, std::string("cancelled"));
}

void tst_FootholdReach::equalsOneSearchForEachFoothold()
{
    QVERIFY(rc::check("every fact", [] {
        const RandomSystem random = randomSystem();
        assertEqualsOwnSearches(random, everyFact(random));
    }));
}

void tst_FootholdReach::equalsOneSearchAroundCircles()
{
    QVERIFY(rc::check("circles", [] {
        const RandomSystem random = randomCircles();
        FootholdQuestion question = everyFact(random);
        question.stepLimit = *rc::gen::element<std::uint32_t>(1, 6, 1024);
        assertEqualsOwnSearches(random, question);
    }));
}

void tst_FootholdReach::equalsOneSearchForSomeFootholds()
{
    QVERIFY(rc::check("some facts, others counted, some held anyway", [] {
        const RandomSystem random = randomSystem();
        FootholdQuestion question;
        question.common = initialFacts(random.system, 1);
        for (std::uint32_t fact = 0; fact < random.system.factCount(); ++fact) {
            if (*rc::gen::arbitrary<bool>())
                question.footholds.push_back({ fact });
            else
                question.counted.push_back(fact);
        }
        assertEqualsOwnSearches(random, question);
    }));
}

void tst_FootholdReach::equalsOneSearchForFootholdsOfSeveralFacts()
{
    QVERIFY(rc::check("sets of facts", [] {
        const RandomSystem random = randomSystem();
        FootholdQuestion question = everyFact(random);
        question.stepLimit = *rc::gen::element<std::uint32_t>(2, 1024);
        for (std::size_t i = 0; i < question.footholds.size(); ++i) {
            for (auto more = *rc::gen::inRange<std::size_t>(0, 3); more > 0; --more)
                question.footholds[i].push_back(
                    question.counted[*rc::gen::inRange<std::size_t>(0, question.counted.size())]);
        }
        question.footholds.push_back({});
        assertEqualsOwnSearches(random, question);
    }));
}

void tst_FootholdReach::equalsOneSearchWhereSearchesShareLanes()
{
    QVERIFY(rc::check("lanes", [] {
        const RandomSystem random = randomSystem();
        FootholdQuestion question = everyFact(random);
        question.stepLimit = *rc::gen::inRange<std::uint32_t>(0, 4);
        assertEqualsOwnSearches(random, question);
    }));
}

QTEST_APPLESS_MAIN(tst_FootholdReach)
#include "tst_FootholdReach.moc"
