// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/IncrementalClosure.h"
#include "tests/core/attack/RandomSystem.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

namespace {

IncrementalClosure started(const RandomSystem &random)
{
    IncrementalClosure closure(CompiledSystem::make(random.system, random.open));
    const auto start = closure.start(initialFacts(random.system, 0));
    RC_ASSERT(bool(start));
    return closure;
}

/// A chain of so many facts from fact 0, and one pivot straight from it to the last.
RandomSystem chain(std::uint32_t length)
{
    RandomSystem random { GroundSystem(length), {} };
    random.system.initial[0] = 1;
    for (std::uint32_t fact = 1; fact < length; ++fact)
        random.add({ fact - 1 }, { fact });
    return random;
}

bool isOpenAtFirst(const RandomSystem &random, std::uint32_t pivot)
{
    return (random.open[pivot] & 1u) != 0;
}

} // namespace

class tst_IncrementalClosure : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void takesBackWhatDependsOnAClosedPivot();
    void findsAnotherDerivation();
    void doesNotHoldItselfUpInACircle();
    void computesAfreshWhereTooMuchDepends();
    void startsWithPivotsThatMayOpenLater();
    void stopsWhenAsked();
    void equalsTheNaiveFixPointAfterEveryEdit();
    void parentsAreADerivationAfterEveryEdit();
};

void tst_IncrementalClosure::initTestCase()
{
    qputenv("RC_PARAMS", "seed=20261123 max_success=1500");
}

void tst_IncrementalClosure::takesBackWhatDependsOnAClosedPivot()
{
    IncrementalClosure closure = started(chain(4));
    const std::vector<std::uint32_t> second { 1 };
    closure.close(second);
    QVERIFY(closure.holds(1));
    QVERIFY(!closure.holds(2));
    QVERIFY(!closure.holds(3));
    QVERIFY(!closure.isOpen(1));
    closure.open(second);
    QVERIFY(closure.holds(3));
    QCOMPARE(closure.parentOf(3), 2u);
}

void tst_IncrementalClosure::findsAnotherDerivation()
{
    // The end of a long chain is near its start by another way, of which one pivot is closed and opened.
    RandomSystem random = chain(60);
    const std::uint32_t direct = random.add({ 0 }, { 58 });
    IncrementalClosure closure = started(random);
    QCOMPARE(closure.parentOf(58), direct);
    closure.close(std::vector<std::uint32_t> { direct });
    QVERIFY(!closure.wasComputedAfresh());
    QVERIFY(closure.holds(59));
    QCOMPARE(closure.parentOf(58), 57u);
}

void tst_IncrementalClosure::doesNotHoldItselfUpInACircle()
{
    RandomSystem random = chain(60);
    random.add({ 59 }, { 58 });
    IncrementalClosure closure = started(random);
    closure.close(std::vector<std::uint32_t> { 57 }); // the only way into the circle of 58 and 59
    QVERIFY(!closure.wasComputedAfresh());
    QVERIFY(closure.holds(57));
    QVERIFY(!closure.holds(58));
    QVERIFY(!closure.holds(59));
}

void tst_IncrementalClosure::computesAfreshWhereTooMuchDepends()
{
    IncrementalClosure closure = started(chain(60));
    closure.close(std::vector<std::uint32_t> { 5 });
    QVERIFY(closure.wasComputedAfresh());
    QVERIFY(closure.holds(5));
    QVERIFY(!closure.holds(6));
}

void tst_IncrementalClosure::startsWithPivotsThatMayOpenLater()
{
    RandomSystem random = chain(3);
    random.open[1] = 0x8000; // in another world only
    IncrementalClosure closure = started(random);
    QVERIFY(!closure.holds(2));
    closure.open(std::vector<std::uint32_t> { 1 });
    QVERIFY(closure.holds(2));
}

void tst_IncrementalClosure::stopsWhenAsked()
{
    const RandomSystem random = chain(3);
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    IncrementalClosure closure(CompiledSystem::make(random.system, random.open));
    const auto result = closure.start(initialFacts(random.system, 0), job);
    QVERIFY(!result);
    QCOMPARE(result.error().diagnostics.at(0).code, std::string("cancelled"));
}

void tst_IncrementalClosure::equalsTheNaiveFixPointAfterEveryEdit()
{
    int afresh = 0, followed = 0;
    QVERIFY(rc::check("edits", [&] {
        const RandomSystem random = randomSystem();
        RC_PRE(random.system.pivotCount() > 0);
        IncrementalClosure closure = started(random);
        std::vector<bool> isOpen;
        for (std::uint32_t pivot = 0; pivot < random.system.pivotCount(); ++pivot)
            isOpen.push_back(isOpenAtFirst(random, pivot));
        const auto pivots = *rc::gen::container<std::vector<std::uint32_t>>(
            24, rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(isOpen.size())));
        for (std::size_t i = 0; i < pivots.size(); i += 1 + i % 3) {
            const std::span edited(pivots.data() + i, std::min<std::size_t>(1 + i % 3, pivots.size() - i));
            const bool opens = !isOpen[edited.front()];
            if (opens)
                closure.open(edited);
            else
                closure.close(edited);
            ++(closure.wasComputedAfresh() ? afresh : followed);
            for (std::uint32_t pivot : edited)
                isOpen[pivot] = opens && random.open[pivot] != 0; // those closed in all worlds are left out
            const auto naive = naiveClosure(random.system, initialFacts(random.system, 0),
                [&](std::uint32_t pivot) { return bool(isOpen[pivot]); });
            for (std::uint32_t fact = 0; fact < naive.size(); ++fact)
                RC_ASSERT(closure.holds(fact) == naive[fact]);
        }
    }));
    QVERIFY(afresh > 500);
    QVERIFY(followed > 500);
}

void tst_IncrementalClosure::parentsAreADerivationAfterEveryEdit()
{
    QVERIFY(rc::check("parents after edits", [] {
        const RandomSystem random = randomSystem();
        RC_PRE(random.system.pivotCount() > 0);
        IncrementalClosure closure = started(random);
        for (int i = 0; i < 12; ++i) {
            const auto pivot =
                *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(random.system.pivotCount()));
            if (closure.isOpen(pivot))
                closure.close(std::span(&pivot, 1));
            else
                closure.open(std::span(&pivot, 1));
            RC_ASSERT(faultOfDerivation(
                          random.system, initialFacts(random.system, 0),
                          [&](std::uint32_t number) { return closure.isOpen(number); },
                          [&](std::uint32_t fact) { return closure.holds(fact); },
                          [&](std::uint32_t fact) { return closure.parentOf(fact); })
                == "");
        }
    }));
}

QTEST_APPLESS_MAIN(tst_IncrementalClosure)
#include "tst_IncrementalClosure.moc"
