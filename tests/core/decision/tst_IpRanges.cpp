// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/IpRanges.h"

#include <QtTest>

using namespace fourplane;

class tst_IpRanges : public QObject
{
    Q_OBJECT

private slots:
    void readsBlocksAndSingleAddresses();
    void joinsNeighboursButNeverFamilies();
    void subtractsFromTheMiddleAndTheEnds();
    void intersectsAndContains();
    void partitionsTheSpaceAtEveryEdge();
    void leavesTheSpaceWholeWithoutEdges();
};

namespace {

IpRanges of(const std::string &text)
{
    return IpRanges::parse(text).value();
}

std::string textOf(const std::vector<IpRange> &ranges)
{
    std::string text;
    for (const IpRange &range : ranges)
        text += (text.empty() ? "" : " ") + toString(range);
    return text;
}

} // namespace

void tst_IpRanges::readsBlocksAndSingleAddresses()
{
    QCOMPARE(textOf(of("10.0.0.0/8").ranges()), std::string("10.0.0.0-10.255.255.255"));
    QCOMPARE(textOf(of("10.1.2.3").ranges()), std::string("10.1.2.3-10.1.2.3"));
    QCOMPARE(textOf(of("2001:db8::/32").ranges()),
        std::string("2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"));
    QVERIFY(!IpRanges::parse("10.0.0.0/33"));
    QVERIFY(!IpRanges::parse("example.com"));
    QVERIFY(!IpRanges::parse(""));
}

void tst_IpRanges::joinsNeighboursButNeverFamilies()
{
    QCOMPARE(of("10.0.0.0/9") | of("10.128.0.0/9"), of("10.0.0.0/8"));
    QCOMPARE(of("0.0.0.0/1") | of("128.0.0.0/1"), IpRanges::allV4());
    QCOMPARE(IpRanges::all().ranges().size(), std::size_t(2));
}

void tst_IpRanges::subtractsFromTheMiddleAndTheEnds()
{
    const IpRanges holed = of("10.0.0.0/8") - of("10.10.0.0/16");
    QCOMPARE(textOf(holed.ranges()), std::string("10.0.0.0-10.9.255.255 10.11.0.0-10.255.255.255"));
    QCOMPARE(
        textOf((of("10.0.0.0/8") - of("10.0.0.0/9")).ranges()), std::string("10.128.0.0-10.255.255.255"));
    QCOMPARE(
        textOf((of("10.0.0.0/8") - of("10.128.0.0/9")).ranges()), std::string("10.0.0.0-10.127.255.255"));
    QVERIFY((of("10.1.0.0/16") - of("10.0.0.0/8")).isEmpty());
    const IpRanges two = of("1.0.0.0/8") | of("3.0.0.0/8");
    QCOMPARE(two - of("2.0.0.0/8"), two);
    const IpRanges across = of("1.128.0.0/9") | of("2.0.0.0/8") | of("3.0.0.0/9");
    QCOMPARE(textOf((two - across).ranges()), std::string("1.0.0.0-1.127.255.255 3.128.0.0-3.255.255.255"));
    QVERIFY((IpRanges::allV4() - of("0.0.0.0/0")).isEmpty());
}

void tst_IpRanges::intersectsAndContains()
{
    QVERIFY(of("10.0.0.0/8").contains(of("10.2.0.0/16")));
    QVERIFY(!of("10.2.0.0/16").contains(of("10.0.0.0/8")));
    QVERIFY(of("10.0.0.0/8").intersects(of("10.255.255.255")));
    QVERIFY(!of("10.0.0.0/8").intersects(of("11.0.0.0")));
    QVERIFY(!of("0.0.0.0/0").intersects(of("::/0")));
    QCOMPARE((of("10.0.0.0/8") | of("12.0.0.0/8")) & of("10.255.0.0/16"), of("10.255.0.0/16"));
}

void tst_IpRanges::partitionsTheSpaceAtEveryEdge()
{
    const auto cells =
        partition(IpRanges::allV4(), { of("10.0.0.0/8"), of("10.10.0.0/16"), of("255.0.0.0/8") });
    QCOMPARE(textOf(cells),
        std::string("0.0.0.0-9.255.255.255 10.0.0.0-10.9.255.255 10.10.0.0-10.10.255.255 "
                    "10.11.0.0-10.255.255.255 11.0.0.0-254.255.255.255 255.0.0.0-255.255.255.255"));
}

void tst_IpRanges::leavesTheSpaceWholeWithoutEdges()
{
    QCOMPARE(textOf(partition(IpRanges::allV4(), {})), std::string("0.0.0.0-255.255.255.255"));
    QCOMPARE(
        textOf(partition(IpRanges::allV4(), { of("0.0.0.0/0") })), std::string("0.0.0.0-255.255.255.255"));
}

QTEST_APPLESS_MAIN(tst_IpRanges)
#include "tst_IpRanges.moc"
