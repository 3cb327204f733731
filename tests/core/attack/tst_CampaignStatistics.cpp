// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignStatistics.h"
#include "core/attack/CampaignTime.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace fourplane;

class tst_CampaignStatistics : public QObject
{
    Q_OBJECT

private slots:
    void wilsonAgreesWithPublishedIntervals_data();
    void wilsonAgreesWithPublishedIntervals();
    void wilsonHoldsTheTruthAsOftenAsItSays();
    void quantileIntervalsHoldTheTruthAsOftenAsTheySay();
    void aQuantileOfKnownTimesIsThatTime();
    void fewTimesSayLittle();
};

void tst_CampaignStatistics::wilsonAgreesWithPublishedIntervals_data()
{
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: score interval without correction.
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("total");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("81 of 263") << 81 << 263 << 0.2553 << 0.3662;
    QTest::newRow("15 of 148") << 15 << 148 << 0.0624 << 0.1605;
    QTest::newRow("0 of 20") << 0 << 20 << 0.0 << 0.1611;
    QTest::newRow("1 of 29") << 1 << 29 << 0.0061 << 0.1718;
}

void tst_CampaignStatistics::wilsonAgreesWithPublishedIntervals()
{
    QFETCH(int, count);
    QFETCH(int, total);
    QFETCH(double, low);
    QFETCH(double, high);
    const ShareEstimate estimate =
        estimateShare(static_cast<std::uint64_t>(count), static_cast<std::uint64_t>(total));
    QVERIFY(std::abs(estimate.low - low) < 5e-5);
    QVERIFY(std::abs(estimate.high - high) < 5e-5);
    QCOMPARE(estimate.share, double(count) / total);
}

void tst_CampaignStatistics::wilsonHoldsTheTruthAsOftenAsItSays()
{
    std::mt19937_64 random(5);
    int held = 0;
    constexpr int trials = 4000;
    for (int i = 0; i < trials; ++i) {
        std::binomial_distribution<std::uint64_t> draw(500, 0.13);
        const ShareEstimate estimate = estimateShare(draw(random), 500);
        held += estimate.low <= 0.13 && 0.13 <= estimate.high ? 1 : 0;
    }
    // 95 % of 4000 with a standard deviation of 14, and one per cent for the method itself.
    QVERIFY2(std::abs(held - 3800) < 4 * 14 + 40, qPrintable(QString::number(held)));
}

void tst_CampaignStatistics::quantileIntervalsHoldTheTruthAsOftenAsTheySay()
{
    std::mt19937_64 random(6);
    constexpr int trials = 2000;
    constexpr double mean = 36'000;
    for (double portion : { 0.1, 0.5, 0.9 }) {
        const double truth = -mean * std::log(1 - portion);
        int held = 0;
        int nearby = 0;
        for (int i = 0; i < trials; ++i) {
            CampaignHistogram times;
            std::exponential_distribution<double> draw(1 / mean);
            for (int n = 0; n < 400; ++n)
                ++times[timeBinOf(static_cast<std::uint64_t>(draw(random)))];
            const auto estimate = estimateQuantile(times, portion);
            held += estimate->low <= truth && estimate->high && truth <= *estimate->high ? 1 : 0;
            nearby += std::abs(estimate->seconds / truth - 1) < 0.35 ? 1 : 0;
        }
        // At least 95 %: bins widen the interval. Not always, or it would say nothing.
        QVERIFY2(held > trials * 0.94, qPrintable(QString::number(held)));
        QVERIFY2(held < trials, qPrintable(QString::number(held)));
        QVERIFY2(nearby > trials * 0.95, qPrintable(QString::number(nearby)));
    }
}

void tst_CampaignStatistics::aQuantileOfKnownTimesIsThatTime()
{
    CampaignHistogram times;
    for (std::uint32_t second = 1; second <= 20; ++second)
        times[timeBinOf(second)] = 100; // bins of one second
    QCOMPARE(estimateQuantile(times, 0.5)->seconds, 10.0);
    QCOMPARE(estimateQuantile(times, 0.1)->seconds, 2.0);
    // Ranks 1000 -/+ 1.96 * sqrt(500) = 43.8: from the 956th to the 1045th.
    QCOMPARE(estimateQuantile(times, 0.5)->low, 10.0);
    QCOMPARE(*estimateQuantile(times, 0.5)->high, 11.0);
}

void tst_CampaignStatistics::fewTimesSayLittle()
{
    QVERIFY(!estimateQuantile({}, 0.5));
    const CampaignHistogram two { { 10, 1 }, { 20, 1 } };
    const auto estimate = estimateQuantile(two, 0.5);
    QCOMPARE(estimate->low, 0.0);
    QVERIFY(!estimate->high);
    const ShareEstimate nothing = estimateShare(0, 0);
    QCOMPARE(nothing.low, 0.0);
    QCOMPARE(nothing.high, 1.0);
}

QTEST_APPLESS_MAIN(tst_CampaignStatistics)
#include "tst_CampaignStatistics.moc"
