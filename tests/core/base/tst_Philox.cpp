// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Philox.h"

#include <QtTest>

#include <bit>

using namespace fourplane;

using Words = std::array<std::uint32_t, 4>;

class tst_Philox : public QObject
{
    Q_OBJECT

private slots:
    void givesThePublishedAnswers();
    void oneBitOfTheCounterChangesHalfOfTheAnswer();
};

void tst_Philox::givesThePublishedAnswers()
{
    // The lines "philox4x32 10" of the file kat_vectors of Random123, release 1.14.0.
    QCOMPARE(
        philox4x32({ 0, 0, 0, 0 }, { 0, 0 }), (Words { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 }));
    constexpr std::uint32_t ones = 0xffffffff;
    QCOMPARE(philox4x32({ ones, ones, ones, ones }, { ones, ones }),
        (Words { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd }));
    QCOMPARE(philox4x32({ 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 }, { 0xa4093822, 0x299f31d0 }),
        (Words { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 }));
}

void tst_Philox::oneBitOfTheCounterChangesHalfOfTheAnswer()
{
    int changed = 0;
    constexpr int trials = 1000;
    for (std::uint32_t i = 0; i < trials; ++i) {
        const Words first = philox4x32({ i, 0, 0, 0 }, { 1, 2 });
        const Words second = philox4x32({ i, 0, 1, 0 }, { 1, 2 });
        for (std::size_t word = 0; word < first.size(); ++word)
            changed += std::popcount(first[word] ^ second[word]);
    }
    // Of 128 000 fair coins; the standard deviation is 179.
    QVERIFY2(std::abs(changed - 64 * trials) < 900, qPrintable(QString::number(changed)));
}

QTEST_APPLESS_MAIN(tst_Philox)
#include "tst_Philox.moc"
