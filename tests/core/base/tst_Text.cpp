// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Text.h"

#include <QtTest>

using namespace fourplane;

class tst_Text : public QObject
{
    Q_OBJECT

private slots:
    void acceptsWellFormedUtf8_data();
    void acceptsWellFormedUtf8();
    void findsTheFirstIllFormedByte_data();
    void findsTheFirstIllFormedByte();
    void makesDnsLabelsOfAnyName_data();
    void makesDnsLabelsOfAnyName();
    void knowsDnsSubdomains();
};

void tst_Text::acceptsWellFormedUtf8_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("ascii") << std::string("a b");
    QTest::newRow("two bytes") << std::string("\xC3\xA9");
    QTest::newRow("three bytes") << std::string("\xE2\x82\xAC");
    QTest::newRow("four bytes") << std::string("\xF0\x9F\x98\x80");
    QTest::newRow("nul") << std::string("\0", 1);
}

void tst_Text::acceptsWellFormedUtf8()
{
    QFETCH(std::string, text);
    QVERIFY(!firstInvalidUtf8(text));
}

void tst_Text::findsTheFirstIllFormedByte_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("offset");
    QTest::newRow("lone tail") << std::string("ab\x80") << 2;
    QTest::newRow("overlong slash") << std::string("\xC0\xAF") << 0;
    QTest::newRow("surrogate") << std::string("x\xED\xA0\x80") << 1;
    QTest::newRow("beyond unicode") << std::string("\xF4\x90\x80\x80") << 0;
    QTest::newRow("cut short") << std::string("abc\xE2\x82") << 3;
}

void tst_Text::findsTheFirstIllFormedByte()
{
    QFETCH(std::string, text);
    QFETCH(int, offset);
    const auto found = firstInvalidUtf8(text);
    QVERIFY(found);
    QCOMPARE(static_cast<int>(*found), offset);
}

void tst_Text::makesDnsLabelsOfAnyName_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("label");
    QTest::newRow("plain") << std::string("llm-server") << std::string("llm-server");
    QTest::newRow("spaces and case") << std::string("LLM Server (1)") << std::string("llm-server-1");
    QTest::newRow("nothing usable") << std::string("\xE2\x82\xAC") << std::string("x");
    QTest::newRow("cut at 63, no final dash") << std::string(62, 'a') + "--b" << std::string(62, 'a');
}

void tst_Text::makesDnsLabelsOfAnyName()
{
    QFETCH(std::string, name);
    QFETCH(std::string, label);
    QCOMPARE(toDnsLabel(name), label);
}

void tst_Text::knowsDnsSubdomains()
{
    QVERIFY(isDnsSubdomain("a.b-c.d0"));
    QVERIFY(!isDnsSubdomain(""));
    QVERIFY(!isDnsSubdomain("A"));
    QVERIFY(!isDnsSubdomain("a..b"));
    QVERIFY(!isDnsSubdomain("-a"));
    QVERIFY(!isDnsSubdomain("a-"));
    QVERIFY(!isDnsSubdomain(std::string(254, 'a')));
}

QTEST_APPLESS_MAIN(tst_Text)
#include "tst_Text.moc"
