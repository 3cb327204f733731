// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/YamlTree.h"

#include <QtTest>

using namespace fourplane;

class tst_YamlTree : public QObject
{
    Q_OBJECT

private slots:
    void keepsPlacesAndQuotes();
    void loadsTheDocumentsAroundABrokenOne();
    void refuses_data();
    void refuses();
    void countsExpandedAliases();
};

void tst_YamlTree::keepsPlacesAndQuotes()
{
    const YamlStream stream = loadYaml("a: 1\nb:\n  - \"1\"\n  - x\n", "f.yaml");
    QVERIFY(stream.diagnostics.empty());
    const YamlNode *b = stream.documents.at(0)->find("b");
    QVERIFY(b);
    QCOMPARE(toString(b->items.at(0)->location), std::string("f.yaml:3:5"));
    QVERIFY(!yamlInt(*b->items.at(0)));
    QCOMPARE(*yamlInt(*stream.documents.at(0)->find("a")), 1);
}

void tst_YamlTree::loadsTheDocumentsAroundABrokenOne()
{
    const YamlStream stream = loadYaml("a: 1\n---\nb: [\n---\nc: 3\n", "f.yaml");
    QCOMPARE(stream.documents.size(), std::size_t(2));
    QCOMPARE(stream.diagnostics.size(), std::size_t(1));
    QCOMPARE(stream.documents.at(1)->location.line, 5);
}

void tst_YamlTree::refuses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<int>("line");
    QTest::newRow("duplicate key") << std::string("a: 1\na: 2\n") << std::string("duplicate-key") << 2;
    QTest::newRow("syntax") << std::string("a: [1\nb: 2\n") << std::string("yaml-syntax") << 2;
    QTest::newRow("map as key") << std::string("{a: 1}: 2\n") << std::string("yaml-complex-key") << 1;
    QTest::newRow("utf-8") << std::string("a: 1\nb: \xFF\n") << std::string("invalid-utf8") << 2;
    QTest::newRow("deep") << std::string(100, '[') + std::string(100, ']') << std::string("yaml-too-deep")
                          << 1;
    QTest::newRow("very deep") << std::string(100000, '[') + std::string(100000, ']')
                               << std::string("yaml-too-deep") << 1;
    QTest::newRow("self alias") << std::string("a: &x [*x]\n") << std::string("yaml-syntax") << 1;
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int j = 0; j < 10; ++j)
            bomb += (j ? ", " : "") + before;
        bomb += "]\n";
    }
    // a5 expands to 1 111 111 values, so a6 on line 7 passes the limit of two million.
    QTest::newRow("alias bomb") << bomb << std::string("yaml-too-large") << 7;
}

void tst_YamlTree::refuses()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    QFETCH(int, line);
    const YamlStream stream = loadYaml(text, "f.yaml");
    QVERIFY(stream.documents.empty());
    QCOMPARE(stream.diagnostics.size(), std::size_t(1));
    QCOMPARE(stream.diagnostics.at(0).code, code);
    QCOMPARE(stream.diagnostics.at(0).where.line, line);
    QVERIFY(!stream.diagnostics.at(0).fix.empty());
}

void tst_YamlTree::countsExpandedAliases()
{
    const YamlStream stream = loadYaml("a: &x [1, 2]\nb: *x\n", "f.yaml");
    QVERIFY(stream.diagnostics.empty());
    QCOMPARE(stream.documents.at(0)->weight, std::size_t(7));
}

QTEST_APPLESS_MAIN(tst_YamlTree)
#include "tst_YamlTree.moc"
