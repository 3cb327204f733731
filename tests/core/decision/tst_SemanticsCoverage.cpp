// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/decision/SemanticsItems.h"
#include "tests/support/TestData.h"

#include <QtTest>

using namespace fourplane;

/// Every item of the policy semantics has a test that bears its id.
class tst_SemanticsCoverage : public QObject
{
    Q_OBJECT

private slots:
    void everyItemOfTheDocumentHasATest();
    void noTestIsNamedAfterAnItemThatTheDocumentDoesNotHave();
    void itemsAreFoundInText();
    void aSlotThatChecksNothingDoesNotCount();
};

namespace {

std::filesystem::path document()
{
    return test::sharedPath("reference/policy-semantics.md");
}

} // namespace

void tst_SemanticsCoverage::everyItemOfTheDocumentHasATest()
{
    REQUIRE_OR_SKIP(document());
    const std::set<std::string> items = test::semanticsItems(test::readBytes(document()));
    // Nine families; the counts are those of the headings, so that a change of the document's form is
    // noticed.
    QVERIFY(items.count("NP23") && items.count("AN8") && items.count("IS13") && items.count("PA6"));
    QVERIFY(items.count("EG5") && items.count("X3") && items.count("L9") && items.count("C10"));
    QCOMPARE(items.size(), std::size_t { 23 + 8 + 13 + 6 + 5 + 3 + 9 + 10 + 3 });
    const auto slots_ = test::slotsByItemBelow(test::sourcePath("tests"));
    std::string missing;
    for (const std::string &item : items) {
        if (slots_.count(item) == 0)
            missing += " " + item;
    }
    QVERIFY2(missing.empty(), ("items without a test:" + missing).c_str());
}

void tst_SemanticsCoverage::noTestIsNamedAfterAnItemThatTheDocumentDoesNotHave()
{
    REQUIRE_OR_SKIP(document());
    const std::set<std::string> items = test::semanticsItems(test::readBytes(document()));
    for (const auto &[id, names] : test::slotsByItemBelow(test::sourcePath("tests")))
        QVERIFY2(items.count(id), names.begin()->c_str());
}

void tst_SemanticsCoverage::itemsAreFoundInText()
{
    const std::set<std::string> expected { "NP1", "IS13", "T2" };
    QCOMPARE(test::semanticsItems("- NP1 Pod. IS13: at once (T2), rules R1-R9, NPX, v1.31, 4L3."), expected);
}

void tst_SemanticsCoverage::aSlotThatChecksNothingDoesNotCount()
{
    const std::string source = "void tst_A::np1_empty()\n{\n}\n\n"
                               "void holds(int value)\n{\n    QVERIFY(value);\n}\n\n"
                               "void tst_A::np2_direct()\n{\n    QCOMPARE(1, 1);\n}\n\n"
                               "void tst_A::np3_throughAHelper()\n{\n    holds(1);\n}\n\n"
                               "void tst_A::np4_onlyRuns()\n{\n    evaluate();\n}\n";
    const auto slots_ = test::slotsByItem(source);
    QCOMPARE(slots_.size(), std::size_t { 2 });
    QVERIFY(slots_.count("NP2") && slots_.count("NP3"));
}

QTEST_APPLESS_MAIN(tst_SemanticsCoverage)
#include "tst_SemanticsCoverage.moc"
