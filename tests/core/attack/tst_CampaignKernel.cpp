// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Campaign.h"
#include "core/attack/CampaignStatistics.h"
#include "core/base/Philox.h"
#include "tests/core/attack/CampaignLab.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace fourplane;
using test::CampaignLab;

namespace {

constexpr double hours = 3600;
using Law = CampaignLab::Law;

CampaignRules playedOn(std::uint64_t horizonSeconds = lastCampaignSecond)
{
    return { 20261123, horizonSeconds, false };
}

/// Number of runs in which an element fell.
std::uint64_t fallsOf(
    const CampaignLab &lab, std::uint32_t element, std::uint32_t runs, const CampaignRules &rules)
{
    CampaignOptions options;
    options.rules = rules;
    options.runs = runs;
    options.threads = 1;
    return playCampaign(lab.graph(), options)->elements[element].falls;
}

/// Standard deviations between a count and its expectation.
double deviation(std::uint64_t count, std::uint32_t runs, double probability)
{
    const double variance = runs * probability * (1 - probability);
    return (static_cast<double>(count) - runs * probability) / std::sqrt(variance);
}

bool isNear(std::uint64_t count, std::uint32_t runs, double probability)
{
    return std::abs(deviation(count, runs, probability)) < 4;
}

double fallenBy(double horizonHours, double meanHours)
{
    return 1 - std::exp(-horizonHours / meanHours);
}

/// A random hypergraph with cycles, shared premises, free steps, and steps that cannot start.
CampaignLab randomLab(std::mt19937 &random, std::uint64_t seed)
{
    const auto below = [&random](
                           std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    const std::uint32_t facts = 2 + below(10);
    CampaignLab lab(facts, seed);
    lab.start(0);
    if (below(3) == 0)
        lab.start(below(facts));
    const std::uint32_t steps = 1 + below(24);
    for (std::uint32_t i = 0; i < steps; ++i) {
        std::vector<std::uint32_t> premises(below(8) == 0 ? 0 : 1 + below(3));
        std::vector<std::uint32_t> grants(1 + below(3));
        for (std::uint32_t &fact : premises)
            fact = below(facts);
        for (std::uint32_t &fact : grants)
            fact = below(facts);
        if (below(6) == 0)
            lab.freeStep(premises, grants);
        else
            lab.step(premises, grants,
                { std::array { 0.01, 1.0, 10.0 }[below(3)], std::array { 1.0, 0.5, 0.2 }[below(3)],
                    std::array { 0.0, 0.1, 0.5 }[below(3)] });
    }
    return lab;
}

/// Times of all facts in one run as plain rounds to a fix-point find them; for steps also when each was
/// ready. Only the draws are shared with the kernel.
struct PlainRun
{
    static constexpr std::uint64_t never = ~std::uint64_t(0);

    PlainRun(const CampaignGraph &graph, const CampaignRules &rules, std::uint32_t run)
        : times(graph.factCount(), never)
        , ends(graph.steps().size(), never)
    {
        for (std::uint32_t fact : graph.starts())
            times[fact] = 0;
        const auto steps = graph.steps();
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t i = 0; i < steps.size(); ++i) {
                const StepLaw &law = graph.laws()[steps[i].law];
                std::uint64_t ready = 0;
                for (std::uint32_t fact : graph.premisesOf(steps[i]))
                    ready = std::max(ready, times[fact]);
                if (ready == never)
                    continue;
                const auto words = philox4x32({ static_cast<std::uint32_t>(steps[i].key),
                                                  static_cast<std::uint32_t>(steps[i].key >> 32U), run, 0 },
                    { static_cast<std::uint32_t>(rules.seed),
                        static_cast<std::uint32_t>(rules.seed >> 32U) });
                if (!law.isFree && words[1] >= law.success)
                    continue;
                const std::uint64_t end =
                    law.isFree ? ready : ready + exponentialSeconds(words[0], law.meanSeconds);
                if (end > rules.horizonSeconds)
                    continue;
                ends[i] = std::min(ends[i], end);
                for (std::uint32_t fact : graph.grantsOf(steps[i])) {
                    if (end < times[fact]) {
                        times[fact] = end;
                        changed = true;
                    }
                }
            }
        }
    }

    std::vector<std::uint64_t> times;
    std::vector<std::uint64_t> ends;
};

std::vector<std::uint64_t> timesOf(const CampaignGraph &graph, const CampaignOutcome &outcome)
{
    std::vector<std::uint64_t> times(graph.factCount(), PlainRun::never);
    for (const CampaignOutcome::Fall &fall : outcome.falls)
        times[fall.element] = fall.seconds;
    return times;
}

} // namespace

class tst_CampaignKernel : public QObject
{
    Q_OBJECT

private slots:
    void oneStepFallsAsItsDistributionSays_data();
    void oneStepFallsAsItsDistributionSays();
    void stepsInARowTakeTheirSum();
    void theQuickestOfSeveralCounts();
    void theSlowestPremiseCounts();
    void chanceOfSuccessIsDrawnOnceForAStep();
    void freeStepsTakeNoTimeAndAreNeverNoticed();
    void whatIsHeldFromTheStartFallsAtOnce();
    void aPlainFixPointFindsTheSameTimes();
    void detectionEndsTheRunAfterTheStep();
    void detectionPlayedOnDividesFallsIntoSeenAndUnseen();
    void theStepOfTheFirstDetectionIsGeometric();
    void closingANoisyPathMayTakeAwayTheTripwire();
    void aStoppedRunIsTheStartOfTheSameRunPlayedOn();
    void lessChanceNeverHelpsTheAttacker();
    void runsDoNotHangOnThoseBefore();
};

void tst_CampaignKernel::oneStepFallsAsItsDistributionSays_data()
{
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("success");
    QTest::addColumn<double>("horizon");
    QTest::newRow("easy") << 1.0 << 1.0 << 0.5;
    QTest::newRow("hard") << 10.0 << 1.0 << 24.0;
    QTest::newRow("very hard") << 100.0 << 1.0 << 72.0;
    QTest::newRow("uncertain") << 10.0 << 0.5 << 72.0;
    QTest::newRow("rare") << 100.0 << 0.01 << 72.0;
}

void tst_CampaignKernel::oneStepFallsAsItsDistributionSays()
{
    QFETCH(double, mean);
    QFETCH(double, success);
    QFETCH(double, horizon);
    CampaignLab lab(2);
    lab.start(0);
    lab.step({ 0 }, { 1 }, { mean, success });
    constexpr std::uint32_t runs = 40'000;
    const auto falls = fallsOf(lab, 1, runs, playedOn(static_cast<std::uint64_t>(horizon * hours)));
    QVERIFY2(isNear(falls, runs, success * fallenBy(horizon, mean)), qPrintable(QString::number(falls)));
}

void tst_CampaignKernel::stepsInARowTakeTheirSum()
{
    CampaignLab lab(4);
    lab.start(0);
    lab.step({ 0 }, { 1 }, { 10 });
    lab.step({ 1 }, { 2 }, { 10 });
    lab.step({ 2 }, { 3 }, { 10 });
    constexpr std::uint32_t runs = 40'000;
    const double x = 24.0 / 10; // Erlang with three stages
    const double expected = 1 - std::exp(-x) * (1 + x + x * x / 2);
    const auto falls = fallsOf(lab, 3, runs, playedOn(static_cast<std::uint64_t>(24 * hours)));
    QVERIFY2(isNear(falls, runs, expected), qPrintable(QString::number(falls)));
}

void tst_CampaignKernel::theQuickestOfSeveralCounts()
{
    CampaignLab lab(2);
    lab.start(0);
    lab.step({ 0 }, { 1 }, { 10, 1 });
    lab.step({ 0 }, { 1 }, { 20, 0.5 });
    lab.step({ 0 }, { 1 }, { 100, 1 });
    constexpr std::uint32_t runs = 40'000;
    const double expected = 1 - (1 - fallenBy(5, 10)) * (1 - 0.5 * fallenBy(5, 20)) * (1 - fallenBy(5, 100));
    const auto falls = fallsOf(lab, 1, runs, playedOn(static_cast<std::uint64_t>(5 * hours)));
    QVERIFY2(isNear(falls, runs, expected), qPrintable(QString::number(falls)));
}

void tst_CampaignKernel::theSlowestPremiseCounts()
{
    CampaignLab lab(5);
    lab.start(0);
    lab.step({ 0 }, { 1 }, { 10 });
    lab.step({ 0 }, { 2 }, { 20 });
    lab.step({ 0 }, { 3 }, { 30 });
    lab.freeStep({ 1, 2, 3 }, { 4 });
    constexpr std::uint32_t runs = 40'000;
    const double expected = fallenBy(15, 10) * fallenBy(15, 20) * fallenBy(15, 30);
    const auto falls = fallsOf(lab, 4, runs, playedOn(static_cast<std::uint64_t>(15 * hours)));
    QVERIFY2(isNear(falls, runs, expected), qPrintable(QString::number(falls)));
}

void tst_CampaignKernel::chanceOfSuccessIsDrawnOnceForAStep()
{
    // Two facts of one step share its luck; the same step does not get a second chance by another premise.
    CampaignLab lab(4);
    lab.start(0);
    lab.step({ 0 }, { 1, 2 }, { 1, 0.3 });
    lab.freeStep({ 1, 2 }, { 3 });
    constexpr std::uint32_t runs = 40'000;
    QVERIFY(isNear(fallsOf(lab, 3, runs, playedOn()), runs, 0.3));
}

void tst_CampaignKernel::freeStepsTakeNoTimeAndAreNeverNoticed()
{
    CampaignLab lab(4);
    lab.start(0);
    lab.freeStep({ 0 }, { 1 });
    lab.freeStep({ 1 }, { 2 });
    lab.step({ 2 }, { 3 }, { 1, 1, 1 });
    const CampaignGraph graph = lab.graph();
    CampaignKernel kernel(graph, {});
    const CampaignOutcome &outcome = kernel.play(0);
    QCOMPARE(outcome.falls.size(), std::size_t(4));
    QCOMPARE(outcome.falls[2].seconds, std::uint64_t(0));
    QCOMPARE(outcome.steps, std::uint64_t(1));
    QCOMPARE(outcome.detection->ordinal, 1U);
    QCOMPARE(outcome.detection->seconds, outcome.falls[3].seconds);
}

void tst_CampaignKernel::whatIsHeldFromTheStartFallsAtOnce()
{
    CampaignLab lab(2);
    lab.start(0);
    lab.start(1);
    lab.step({ 0 }, { 1 }, { 1 });
    const CampaignGraph graph = lab.graph();
    CampaignKernel kernel(graph, playedOn());
    QCOMPARE(kernel.play(0).falls.size(), std::size_t(2));
    QCOMPARE(kernel.play(1).falls[1].seconds, std::uint64_t(0));
    QCOMPARE(kernel.play(2).steps, std::uint64_t(0)); // nobody tries for what is held
}

void tst_CampaignKernel::aPlainFixPointFindsTheSameTimes()
{
    std::mt19937 random(7);
    std::uint64_t fallen = 0;
    for (std::uint64_t i = 0; i < 1500; ++i) {
        const CampaignGraph graph = randomLab(random, i).graph();
        CampaignRules rules = playedOn(i % 2 == 0 ? lastCampaignSecond : std::uint64_t(5 * hours));
        CampaignKernel kernel(graph, rules);
        for (std::uint32_t run = 0; run < 20; ++run) {
            const PlainRun plain(graph, rules, run);
            QCOMPARE(timesOf(graph, kernel.play(run)), plain.times);
            fallen += kernel.play(run).falls.size();
        }
    }
    QVERIFY2(fallen > 60'000, qPrintable(QString::number(fallen))); // twice as much as the first fact
}

void tst_CampaignKernel::detectionEndsTheRunAfterTheStep()
{
    // Three steps in a row, each noticed with 0.2: what the noticed step gives is lost already.
    CampaignLab lab(4);
    lab.start(0);
    for (std::uint32_t fact = 0; fact < 3; ++fact)
        lab.step({ fact }, { fact + 1 }, { 1, 1, 0.2 });
    CampaignOptions options;
    options.runs = 40'000;
    options.threads = 1;
    const CampaignResult result = *playCampaign(lab.graph(), options);
    QCOMPARE(result.elements[1].falls, std::uint64_t(40'000));
    QVERIFY(isNear(result.elements[2].falls, options.runs, 0.8));
    QVERIFY(isNear(result.elements[3].falls, options.runs, 0.64));
    QVERIFY(isNear(result.detection.runs, options.runs, 1 - 0.512));
    // Noticed before the last fact fell: by one of the first two steps.
    QVERIFY(isNear(seenFirst(result, result.elements[3]), options.runs, 1 - 0.64));
    QCOMPARE(seenFirst(result, result.elements[3]) + result.elements[3].falls, std::uint64_t(40'000));
    QCOMPARE(result.elements[3].unseenFalls, result.elements[3].falls);
}

void tst_CampaignKernel::detectionPlayedOnDividesFallsIntoSeenAndUnseen()
{
    CampaignLab lab(4);
    lab.start(0);
    for (std::uint32_t fact = 0; fact < 3; ++fact)
        lab.step({ fact }, { fact + 1 }, { 1, 1, 0.2 });
    CampaignOptions options;
    options.runs = 40'000;
    options.threads = 1;
    options.rules.stopsAtDetection = false;
    const CampaignResult result = *playCampaign(lab.graph(), options);
    QCOMPARE(result.elements[3].falls, std::uint64_t(40'000));
    QVERIFY(isNear(result.elements[3].unseenFalls, options.runs, 0.64));
    QVERIFY(isNear(result.elements[3].seenAfterwards, options.runs, 0.64 * 0.2));
    QCOMPARE(seenFirst(result, result.elements[3]), 40'000 - result.elements[3].unseenFalls);
}

void tst_CampaignKernel::theStepOfTheFirstDetectionIsGeometric()
{
    CampaignLab lab(30);
    lab.start(0);
    for (std::uint32_t fact = 0; fact < 29; ++fact)
        lab.step({ fact }, { fact + 1 }, { 1, 1, 0.3 });
    CampaignOptions options;
    options.runs = 40'000;
    options.threads = 1;
    const CampaignResult result = *playCampaign(lab.graph(), options);
    for (std::uint32_t ordinal = 1; ordinal <= 10; ++ordinal)
        QVERIFY(
            isNear(result.detection.ordinals.at(ordinal), options.runs, std::pow(0.7, ordinal - 1) * 0.3));
    QCOMPARE(result.detection.byEvidence.at("RT"), result.detection.runs);
    QCOMPARE(result.detection.byTechnique.at("technique"), result.detection.runs);
}

void tst_CampaignKernel::closingANoisyPathMayTakeAwayTheTripwire()
{
    // A silent step to the goal, mean 10 h, and a side path that is noticed at once, mean 1 h. While the side
    // path is open the goal falls only when the silent step comes first: 1/11 of the runs. Closed, always.
    CampaignLab lab(3);
    lab.start(0);
    lab.step({ 0 }, { 1 }, { 10 });
    constexpr std::uint32_t runs = 40'000;
    const CampaignRules stopping { 1, lastCampaignSecond, true };
    QCOMPARE(fallsOf(lab, 1, runs, stopping), std::uint64_t(runs));
    lab.step({ 0 }, { 2 }, { 1, 1, 1 });
    QVERIFY(isNear(fallsOf(lab, 1, runs, stopping), runs, 1.0 / 11));
    QCOMPARE(fallsOf(lab, 1, runs, playedOn()), std::uint64_t(runs)); // without the stop nothing is won
}

void tst_CampaignKernel::aStoppedRunIsTheStartOfTheSameRunPlayedOn()
{
    std::mt19937 random(8);
    int detections = 0;
    for (std::uint64_t i = 0; i < 1500; ++i) {
        const CampaignGraph graph = randomLab(random, i).graph();
        CampaignKernel stopping(graph, { 3, lastCampaignSecond, true });
        CampaignKernel playingOn(graph, { 3, lastCampaignSecond, false });
        for (std::uint32_t run = 0; run < 10; ++run) {
            const CampaignOutcome &stopped = stopping.play(run);
            const CampaignOutcome &whole = playingOn.play(run);
            QCOMPARE(stopped.detection.has_value(), whole.detection.has_value());
            QCOMPARE(stopped.falls.size(), whole.fallsUnseen);
            for (std::size_t fall = 0; fall < stopped.falls.size(); ++fall)
                QCOMPARE(stopped.falls[fall].element, whole.falls[fall].element);
            if (stopped.detection) {
                ++detections;
                QCOMPARE(stopped.detection->seconds, whole.detection->seconds);
                QCOMPARE(stopped.detection->ordinal, whole.detection->ordinal);
                QCOMPARE(std::uint64_t(stopped.detection->ordinal), stopped.steps);
            }
        }
    }
    QVERIFY(detections > 2000);
}

void tst_CampaignKernel::lessChanceNeverHelpsTheAttacker()
{
    // A control removes steps or makes them harder; run by run nothing falls earlier than without it.
    std::mt19937 random(9);
    int later = 0;
    for (std::uint64_t i = 0; i < 1500; ++i) {
        CampaignLab lab = randomLab(random, i);
        const CampaignGraph before = lab.graph();
        for (CampaignLab::Step &step : lab.steps) {
            switch (random() % 4) {
            case 0:
                step.premises.push_back(lab.factCount); // a fact that nobody gains: the step is closed
                break;
            case 1:
                step.law = { step.law.meanHours * 10, step.law.success * 0.5, step.law.detection };
                break;
            default:
                break;
            }
        }
        ++lab.factCount;
        const CampaignGraph after = lab.graph();
        CampaignKernel open(before, playedOn());
        CampaignKernel hardened(after, playedOn());
        for (std::uint32_t run = 0; run < 10; ++run) {
            const auto openTimes = timesOf(before, open.play(run));
            const auto hardenedTimes = timesOf(after, hardened.play(run));
            for (std::size_t fact = 0; fact < openTimes.size(); ++fact) {
                QVERIFY(openTimes[fact] <= hardenedTimes[fact]);
                later += openTimes[fact] < hardenedTimes[fact] ? 1 : 0;
            }
        }
    }
    QVERIFY(later > 10'000);
}

void tst_CampaignKernel::runsDoNotHangOnThoseBefore()
{
    std::mt19937 random(10);
    for (std::uint64_t i = 0; i < 300; ++i) {
        const CampaignGraph graph = randomLab(random, i).graph();
        CampaignKernel used(graph, {});
        for (std::uint32_t run = 0; run < 30; ++run)
            used.play(run);
        for (std::uint32_t run : { 29U, 3U, 3U, 17U }) {
            CampaignKernel fresh(graph, {});
            const CampaignOutcome &expected = fresh.play(run);
            const CampaignOutcome &got = used.play(run);
            QCOMPARE(timesOf(graph, got), timesOf(graph, expected));
            QCOMPARE(got.steps, expected.steps);
            QCOMPARE(got.visits, expected.visits);
        }
    }
}

QTEST_APPLESS_MAIN(tst_CampaignKernel)
#include "tst_CampaignKernel.moc"
