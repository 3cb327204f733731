// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignTime.h"
#include "core/base/Philox.h"

#include <QtTest>

#include <cmath>

using namespace fourplane;

class tst_CampaignTime : public QObject
{
    Q_OBJECT

private slots:
    void theExponentialIsMinusTheLogarithm();
    void aSmallerWordNeverTakesLess();
    void theMeanIsTheMean();
    void nothingTakesNoTime();
    void theLongestTimesFit();
    void binsFollowOneAnother();
    void binsAreNarrow();
};

namespace {

double trueExponential(std::uint32_t word)
{
    return -std::log((static_cast<double>(word) + 0.5) / 4294967296.0);
}

} // namespace

void tst_CampaignTime::theExponentialIsMinusTheLogarithm()
{
    const auto check = [](std::uint32_t word) {
        const double got = static_cast<double>(unitExponential(word)) / (1 << 24);
        return std::abs(got - trueExponential(word)) < 4e-6;
    };
    for (std::uint32_t i = 0; i < 200'000; ++i) {
        QVERIFY(check(i));
        QVERIFY(check(~i));
        QVERIFY(check(i * 21'473U));
    }
    for (unsigned bit = 0; bit < 32; ++bit) {
        QVERIFY(check(1U << bit));
        QVERIFY(check((1U << bit) - 1));
    }
}

void tst_CampaignTime::aSmallerWordNeverTakesLess()
{
    for (std::uint32_t i = 0; i < 100'000; ++i) {
        const std::uint32_t word = i * 42'949U;
        QVERIFY(unitExponential(word) >= unitExponential(word + 1));
    }
}

void tst_CampaignTime::theMeanIsTheMean()
{
    constexpr std::uint32_t draws = 200'000;
    double sum = 0;
    double squares = 0;
    for (std::uint32_t i = 0; i < draws; ++i) {
        const auto seconds =
            static_cast<double>(exponentialSeconds(philox4x32({ i, 0, 0, 0 }, { 7, 0 })[0], 3600));
        sum += seconds;
        squares += seconds * seconds;
    }
    const double mean = sum / draws;
    // Standard errors: 3600 / sqrt(200 000) = 8; of the second moment sqrt(20) * 3600^2 / sqrt(200 000).
    QVERIFY2(std::abs(mean - 3600) < 4 * 8.05, qPrintable(QString::number(mean)));
    QVERIFY(std::abs(squares / draws - 2.0 * 3600 * 3600) < 4 * 3600.0 * 3600.0 * 0.01);
}

void tst_CampaignTime::nothingTakesNoTime()
{
    QCOMPARE(exponentialSeconds(0xFFFFFFFF, 3600), std::uint64_t(1));
    QCOMPARE(exponentialSeconds(0, 0), std::uint64_t(1));
}

void tst_CampaignTime::theLongestTimesFit()
{
    // -ln(2^-33) = 22.87 means.
    const double longest = static_cast<double>(exponentialSeconds(0, longestMeanSeconds));
    QVERIFY(std::abs(longest / static_cast<double>(longestMeanSeconds) - 33 * std::log(2.0)) < 1e-5);
    QVERIFY(longest < static_cast<double>(lastCampaignSecond));
}

void tst_CampaignTime::binsFollowOneAnother()
{
    for (std::uint32_t bin = 0; bin < timeBinOf(lastCampaignSecond); ++bin) {
        QVERIFY(timeBinStart(bin) < timeBinEnd(bin));
        QCOMPARE(timeBinOf(timeBinStart(bin)), bin);
        QCOMPARE(timeBinOf(timeBinEnd(bin) - 1), bin);
        QCOMPARE(timeBinStart(bin + 1), timeBinEnd(bin));
    }
}

void tst_CampaignTime::binsAreNarrow()
{
    for (std::uint32_t bin = 0; bin < 32; ++bin)
        QCOMPARE(timeBinEnd(bin) - timeBinStart(bin), std::uint64_t(1));
    for (std::uint32_t bin = 32; bin < timeBinOf(lastCampaignSecond); ++bin)
        QVERIFY((timeBinEnd(bin) - timeBinStart(bin)) * 16 <= timeBinStart(bin));
}

QTEST_APPLESS_MAIN(tst_CampaignTime)
#include "tst_CampaignTime.moc"
