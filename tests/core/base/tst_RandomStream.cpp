// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/RandomStream.h"

#include <QtTest>

#include <cmath>
#include <set>
#include <vector>

using namespace fourplane;

class tst_RandomStream : public QObject
{
    Q_OBJECT

private slots:
    void followsFromSeedPurposeAndPositionAlone();
    void mixesAsSplitMix64();
    void staysBelowTheLimitAndFavoursNoNumber();
    void neighbouringPositionsShareNothing();
};

void tst_RandomStream::followsFromSeedPurposeAndPositionAlone()
{
    RandomStream first(7, 1, 2), again(7, 1, 2), otherSeed(8, 1, 2), otherPurpose(7, 2, 2), swapped(7, 2, 1);
    const std::uint64_t number = first.next();
    QCOMPARE(again.next(), number);
    QVERIFY(otherSeed.next() != number);
    QVERIFY(otherPurpose.next() != number);
    QVERIFY(swapped.next() != number);
    RandomStream asked(7, 1, 3);
    asked.next();
    QCOMPARE(again.next(), first.next()); // whatever other streams were asked for
}

/// SplitMix64 from state 0 gives these (its reference implementation, Vigna, prng.di.unimi.it/splitmix64.c):
/// the mix of one gamma is the first. The key of seed, purpose and position 0 is mix(mix(mix(gamma))).
void tst_RandomStream::mixesAsSplitMix64()
{
    constexpr std::uint64_t gamma = 0x9E3779B97F4A7C15U;
    const auto mix = [](std::uint64_t z) {
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    };
    QCOMPARE(mix(gamma), std::uint64_t { 0xE220A8397B1DCDAFU });
    QCOMPARE(mix(2 * gamma), std::uint64_t { 0x6E789E6AA1B965F4U });
    const std::uint64_t key = mix(mix(mix(gamma)));
    RandomStream stream(0, 0, 0);
    QCOMPARE(stream.next(), mix(key + gamma));
    QCOMPARE(stream.next(), mix(key + 2 * gamma));
}

void tst_RandomStream::staysBelowTheLimitAndFavoursNoNumber()
{
    constexpr std::size_t limit = 7;
    constexpr int draws = 70'000;
    std::vector<int> counts(limit);
    RandomStream stream(1, 2, 3);
    for (int i = 0; i < draws; ++i) {
        const std::size_t number = stream.below(limit);
        QVERIFY(number < limit);
        ++counts[number];
    }
    // Each count is binomial with mean 10,000 and deviation 93; six deviations are not left by chance.
    for (int count : counts)
        QVERIFY2(std::abs(count - 10'000) < 560, qPrintable(QString::number(count)));
    QCOMPARE(RandomStream(1, 1, 1).below(1), std::size_t { 0 });
    RandomStream never(5, 5, 5), always(5, 5, 5);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(!never.chance(0));
        QVERIFY(always.chance(100));
    }
}

void tst_RandomStream::neighbouringPositionsShareNothing()
{
    std::set<std::uint64_t> seen;
    for (std::uint64_t position = 0; position < 1'000; ++position) {
        RandomStream stream(20261123, 4, position);
        for (int i = 0; i < 10; ++i)
            QVERIFY(seen.insert(stream.next()).second);
    }
}

QTEST_APPLESS_MAIN(tst_RandomStream)
#include "tst_RandomStream.moc"
