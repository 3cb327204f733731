// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Suggestion.h"

#include <QtTest>

using namespace fourplane;

class tst_Suggestion : public QObject
{
    Q_OBJECT

private slots:
    void findsTheNearestWord_data();
    void findsTheNearestWord();
    void boundsItsWorkOnLongWords();
};

void tst_Suggestion::findsTheNearestWord_data()
{
    QTest::addColumn<std::string>("word");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("swapped letters") << std::string("prot") << std::string("port");
    QTest::newRow("missing letter") << std::string("gatway") << std::string("gateway");
    QTest::newRow("other case") << std::string("Namespace") << std::string("namespace");
    QTest::newRow("first of equally near") << std::string("pot") << std::string("port");
    QTest::newRow("too far") << std::string("zzz") << std::string();
    QTest::newRow("a short word and another") << std::string("xy") << std::string();
    QTest::newRow("empty") << std::string() << std::string();
}

void tst_Suggestion::findsTheNearestWord()
{
    QFETCH(std::string, word);
    QFETCH(std::string, expected);
    QCOMPARE(closestWord(word, { "port", "pod", "gateway", "namespace", "ab" }), expected);
}

void tst_Suggestion::boundsItsWorkOnLongWords()
{
    QCOMPARE(closestWord(std::string(254, 'a'), { "a" }), std::string());
}

QTEST_APPLESS_MAIN(tst_Suggestion)
#include "tst_Suggestion.moc"
