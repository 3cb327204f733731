// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Cidr.h"

#include <QtTest>

using namespace fourplane;

class tst_Cidr : public QObject
{
    Q_OBJECT

private slots:
    void readsAndMasks_data();
    void readsAndMasks();
    void refusesWhatIsNoBlock_data();
    void refusesWhatIsNoBlock();
    void knowsFirstAndLastAddress();
    void comparesBlocks_data();
    void comparesBlocks();
    void stepsOverByteBorders();
    void endsAtTheEndsOfTheFamily();
    void ordersFamiliesAndValues();
};

void tst_Cidr::readsAndMasks_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("canonical");
    QTest::newRow("plain") << std::string("10.0.0.0/8") << std::string("10.0.0.0/8");
    QTest::newRow("host bits") << std::string("10.1.2.3/12") << std::string("10.0.0.0/12");
    QTest::newRow("odd prefix") << std::string("192.168.255.255/23") << std::string("192.168.254.0/23");
    QTest::newRow("all") << std::string("1.2.3.4/0") << std::string("0.0.0.0/0");
    QTest::newRow("single") << std::string("1.2.3.4/32") << std::string("1.2.3.4/32");
    QTest::newRow("leading zeros") << std::string("010.000.0.09/32") << std::string("10.0.0.9/32");
    QTest::newRow("v6") << std::string("2001:DB8::/32") << std::string("2001:db8::/32");
    QTest::newRow("v6 host bits") << std::string("2001:db8:ffff::1/33") << std::string("2001:db8:8000::/33");
    QTest::newRow("v6 all") << std::string("::/0") << std::string("::/0");
    QTest::newRow("v6 loopback") << std::string("::1/128") << std::string("::1/128");
    QTest::newRow("v6 full") << std::string("1:2:3:4:5:6:7:8/128") << std::string("1:2:3:4:5:6:7:8/128");
    QTest::newRow("v6 longest gap") << std::string("1:0:0:2:0:0:0:3/128") << std::string("1:0:0:2::3/128");
    QTest::newRow("v6 one zero group is written")
        << std::string("1:0:3:4:5:6:7:8/128") << std::string("1:0:3:4:5:6:7:8/128");
    QTest::newRow("v6 with IPv4 tail")
        << std::string("::ffff:10.0.0.1/128") << std::string("::ffff:a00:1/128");
}

void tst_Cidr::readsAndMasks()
{
    QFETCH(std::string, text);
    QFETCH(std::string, canonical);
    const auto block = parseCidr(text);
    QVERIFY(block);
    QCOMPARE(toString(*block), canonical);
    QVERIFY(parseCidr(canonical) == block);
}

void tst_Cidr::refusesWhatIsNoBlock_data()
{
    QTest::addColumn<std::string>("text");
    for (const char *text : { "", "/", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8",
             "10.0.0/8", "10.0.0.0.0/8", "256.0.0.0/8", "1..2.3/8", "a.b.c.d/8", " 10.0.0.0/8", "10.0.0.0/8 ",
             "0x0a.0.0.0/8", "::/129", ":::/8", "1::2::3/64", "1:2:3:4:5:6:7/64", "1:2:3:4:5:6:7:8:9/64",
             "1:2:3:4::5:6:7:8/64", "12345::/16", "g::/16", "fe80::1%eth0/64", "1.2.3.4::/64", ":1/64",
             "10.0.0.0/99999999999999999999" })
        QTest::newRow(*text ? text : "empty") << std::string(text);
}

void tst_Cidr::refusesWhatIsNoBlock()
{
    QFETCH(std::string, text);
    QVERIFY(!parseCidr(text));
}

void tst_Cidr::knowsFirstAndLastAddress()
{
    const Cidr v4 = *parseCidr("172.16.5.9/12");
    QCOMPARE(toString(firstAddress(v4)), std::string("172.16.0.0"));
    QCOMPARE(toString(lastAddress(v4)), std::string("172.31.255.255"));
    const Cidr v6 = *parseCidr("2001:db8::/126");
    QCOMPARE(toString(lastAddress(v6)), std::string("2001:db8::3"));
    QCOMPARE(toString(lastAddress(*parseCidr("0.0.0.0/0"))), std::string("255.255.255.255"));
}

void tst_Cidr::comparesBlocks_data()
{
    QTest::addColumn<std::string>("outer");
    QTest::addColumn<std::string>("inner");
    QTest::addColumn<bool>("isContained");
    QTest::addColumn<bool>("isSmaller");
    QTest::addColumn<bool>("haveCommon");
    const auto row = [](const char *outer, const char *inner, bool contained, bool smaller, bool common) {
        QTest::addRow("%s in %s", inner, outer)
            << std::string(outer) << std::string(inner) << contained << smaller << common;
    };
    row("10.0.0.0/8", "10.1.0.0/16", true, true, true);
    row("10.0.0.0/8", "10.0.0.0/8", true, false, true);
    row("10.0.0.0/8", "10.9.9.9/8", true, false, true);
    row("10.1.0.0/16", "10.0.0.0/8", false, false, true);
    row("10.0.0.0/9", "10.128.0.0/9", false, false, false);
    row("0.0.0.0/0", "255.255.255.255/32", true, true, true);
    row("0.0.0.0/0", "::/0", false, false, false);
    row("::/0", "10.0.0.0/8", false, false, false);
    row("2001:db8::/32", "2001:db8:1::/48", true, true, true);
}

void tst_Cidr::comparesBlocks()
{
    QFETCH(std::string, outer);
    QFETCH(std::string, inner);
    QFETCH(bool, isContained);
    QFETCH(bool, isSmaller);
    QFETCH(bool, haveCommon);
    const Cidr a = *parseCidr(outer);
    const Cidr b = *parseCidr(inner);
    QCOMPARE(contains(a, b), isContained);
    QCOMPARE(isStrictSubset(b, a), isSmaller);
    QCOMPARE(overlaps(a, b), haveCommon);
    QCOMPARE(overlaps(b, a), haveCommon);
    QCOMPARE(contains(a, firstAddress(b)) && contains(a, lastAddress(b)), isContained);
}

void tst_Cidr::stepsOverByteBorders()
{
    QCOMPARE(toString(*nextAddress(*parseIpAddress("10.0.255.255"))), std::string("10.1.0.0"));
    QCOMPARE(toString(*previousAddress(*parseIpAddress("10.1.0.0"))), std::string("10.0.255.255"));
    QCOMPARE(toString(*nextAddress(*parseIpAddress("2001:db8::ffff"))), std::string("2001:db8::1:0"));
}

void tst_Cidr::endsAtTheEndsOfTheFamily()
{
    QVERIFY(!nextAddress(*parseIpAddress("255.255.255.255")));
    QVERIFY(!previousAddress(*parseIpAddress("0.0.0.0")));
    QVERIFY(!previousAddress(*parseIpAddress("::")));
    QVERIFY(!nextAddress(lastAddress(*parseCidr("::/0"))));
}

void tst_Cidr::ordersFamiliesAndValues()
{
    QVERIFY(*parseIpAddress("9.255.255.255") < *parseIpAddress("10.0.0.0"));
    QVERIFY(*parseIpAddress("255.255.255.255") < *parseIpAddress("::"));
    QVERIFY(!(*parseIpAddress("::") < *parseIpAddress("0.0.0.0")));
    QVERIFY(!(*parseIpAddress("::1") < *parseIpAddress("::1")));
}

QTEST_APPLESS_MAIN(tst_Cidr)
#include "tst_Cidr.moc"
