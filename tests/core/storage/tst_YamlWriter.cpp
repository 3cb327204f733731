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
    void theTreeIsThatOfTheText();
};

namespace {

/// Everything but places.
void requireEqual(const YamlNode &first, const YamlNode &second)
{
    RC_ASSERT(first.kind == second.kind);
    RC_ASSERT(first.text == second.text);
    RC_ASSERT(first.quoted == second.quoted);
    RC_ASSERT(first.weight == second.weight);
    RC_ASSERT(first.items.size() == second.items.size());
    for (std::size_t i = 0; i < first.items.size(); ++i)
        requireEqual(*first.items[i], *second.items[i]);
    RC_ASSERT(first.entries.size() == second.entries.size());
    for (std::size_t i = 0; i < first.entries.size(); ++i) {
        RC_ASSERT(first.entries[i].key == second.entries[i].key);
        requireEqual(*first.entries[i].value, *second.entries[i].value);
    }
}

} // namespace

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

void tst_YamlWriter::theTreeIsThatOfTheText()
{
    const bool holds = rc::check("values of every kind", [] {
        const auto text = rc::gen::map(
            rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("a", "line\n", " ",
                ":", "#", "\"", "-", "\xC3\xA9", "0", "on", "null", "~", "{{", "\r", "1e3", "[")),
            [](const std::vector<std::string> &pieces) {
                std::string joined;
                for (const std::string &piece : pieces)
                    joined += piece;
                return joined;
            });
        YamlValue list = YamlValue::list();
        YamlValue root = YamlValue::map();
        for (const std::string &value : *rc::gen::container<std::vector<std::string>>(text))
            list.append(value);
        list.append(*rc::gen::arbitrary<bool>()).append(*rc::gen::arbitrary<std::int64_t>());
        list.append(static_cast<double>(*rc::gen::inRange(-1000, 1000)) / 8).append(YamlValue());
        list.append(YamlValue::list()).append(YamlValue::map());
        root.add("k" + *text, YamlValue::map().add(*text, std::move(list)).add("last \n\n", *text));
        const YamlStream stream = loadYaml(toYaml(root), "f");
        RC_ASSERT(stream.diagnostics.empty());
        requireEqual(*toYamlTree(root), *stream.documents.at(0));
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(tst_YamlWriter)
#include "tst_YamlWriter.moc"
