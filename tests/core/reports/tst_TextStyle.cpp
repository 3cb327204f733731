// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TextStyle.h"

#include <QtTest>

using namespace fourplane;

class tst_TextStyle : public QObject
{
    Q_OBJECT

private slots:
    void showsControlCharactersInsteadOfSendingThem_data();
    void showsControlCharactersInsteadOfSendingThem();
    void alignsColumnsByCodePoints();
    void writesNoEscapesWithoutColour();
    void cutsLongListsOfIdsAndSaysHowManyAreLeft();
};

void tst_TextStyle::showsControlCharactersInsteadOfSendingThem_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("shown");
    QTest::newRow("plain") << std::string("a/b") << std::string("a/b");
    QTest::newRow("escape sequence") << std::string("x\x1b[2J") << std::string("x\\x1b[2J");
    QTest::newRow("newline") << std::string("a\nb") << std::string("a\\x0ab");
    QTest::newRow("one-byte CSI, U+009B") << std::string("\xC2\x9B") << std::string("\\x9b");
    QTest::newRow("accent stays") << std::string("\xC3\xA9") << std::string("\xC3\xA9");
    QTest::newRow("no-break space stays") << std::string("\xC2\xA0") << std::string("\xC2\xA0");
}

void tst_TextStyle::showsControlCharactersInsteadOfSendingThem()
{
    QFETCH(std::string, text);
    QFETCH(std::string, shown);
    QCOMPARE(printable(text), shown);
}

void tst_TextStyle::alignsColumnsByCodePoints()
{
    const std::string text = table({ { "name", "n" }, { "\xC3\xA9\xC3\xA9", "1" }, { "longer", "2" } }, {});
    QCOMPARE(text, std::string("name    n\n\xC3\xA9\xC3\xA9      1\nlonger  2\n"));
}

void tst_TextStyle::writesNoEscapesWithoutColour()
{
    QCOMPARE(TextStyle { false }.bad("x"), std::string("x"));
    QCOMPARE(TextStyle { true }.bold("x"), std::string("\x1b[1mx\x1b[0m"));
}

void tst_TextStyle::cutsLongListsOfIdsAndSaysHowManyAreLeft()
{
    std::vector<ElementId> ids;
    for (int i = 1; i <= 20; ++i)
        ids.emplace_back("n" + std::to_string(i));
    QCOMPARE(someIds(ids), idList(ids));
    QVERIFY(someIds(ids).ends_with("n19, n20"));
    ids.emplace_back("n21");
    QCOMPARE(someIds(ids),
        std::string(
            "n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12 and 9 more (--format json lists all)"));
    QVERIFY(idList(ids).ends_with("n20, n21"));
}

QTEST_APPLESS_MAIN(tst_TextStyle)
#include "tst_TextStyle.moc"
