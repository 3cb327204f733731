// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/YamlTree.h"
#include "core/storage/YamlWriter.h"

#include <rapidcheck.h>

#include <QtTest>

#include <cmath>

using namespace fourplane;

class tst_YamlWriter : public QObject
{
    Q_OBJECT

private slots:
    void writesBlocksInKeyOrder();
    void quotesWhatReadersWouldMistake_data();
    void quotesWhatReadersWouldMistake();
    void anyTextReadsBackEqual();
    void doublesReadBackEqual();
};

void tst_YamlWriter::writesBlocksInKeyOrder()
{
    YamlValue item = YamlValue::map();
    item.add("b", 1).add("a", YamlValue::list().append("x").append(YamlValue::map().add("k", true)));
    YamlValue root = YamlValue::map();
    root.add("z", YamlValue::list().append(item)).add("empty", YamlValue::map()).addUnlessEmpty("gone", "");
    QCOMPARE(toYaml(root), std::string("z:\n  - b: 1\n    a:\n      - x\n      - k: true\nempty: {}\n"));
}

void tst_YamlWriter::quotesWhatReadersWouldMistake_data()
{
    QTest::addColumn<std::string>("text");
    for (const char *text : { "on", "No", "null", "1e3", "0x1F", "1", "12:30:45", "2026-01-01", "{{ x }}",
             "a: b", "a #b", "- a", "*x", "&x", "!x", "%x", "@x", "`x", "", " ", "\"; DROP", "a:", "=", "<<",
             ".inf", "~", "? x", "[a]" })
        QTest::newRow(*text ? text : "empty") << std::string(text);
}

void tst_YamlWriter::quotesWhatReadersWouldMistake()
{
    QFETCH(std::string, text);
    QCOMPARE(toYaml(YamlValue(text)).front(), '"');
}

void tst_YamlWriter::anyTextReadsBackEqual()
{
    const bool holds = rc::check("texts as values and keys", [] {
        const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("a",
            "\n", " ", "\t", ":", "#", "\"", "\\", "'", "|", "-", "\xC3\xA9", "\xF0\x9F\x98\x80", "\xC2\x85",
            "\xE2\x80\xA8", "\r", "\x01", "0", "line\n", "on", "{{", "\xEF\xBB\xBF"));
        std::string text;
        for (const std::string &piece : pieces)
            text += piece;
        YamlValue root = YamlValue::map();
        root.add("v", text).add("k" + text, YamlValue::list().append(text));
        const YamlStream stream = loadYaml(toYaml(root), "f");
        RC_ASSERT(stream.diagnostics.empty());
        const YamlNode *value = stream.documents.at(0)->find("v");
        RC_ASSERT(value && value->isScalar() && value->text == text);
        const YamlNode *keyed = stream.documents.at(0)->find("k" + text);
        RC_ASSERT(keyed && keyed->items.at(0)->text == text && !isYamlNull(*keyed->items.at(0)));
    });
    QVERIFY(holds);
}

void tst_YamlWriter::doublesReadBackEqual()
{
    const bool holds = rc::check("doubles", [](double value) {
        RC_PRE(std::isfinite(value));
        std::string text = toYaml(YamlValue(value));
        text.pop_back();
        RC_ASSERT(std::stod(text) == value);
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(tst_YamlWriter)
#include "tst_YamlWriter.moc"
