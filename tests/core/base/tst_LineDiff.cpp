// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/LineDiff.h"

#include <rapidcheck.h>

#include <QtTest>

#include <sstream>
#include <string>
#include <vector>

using namespace fourplane;

class tst_LineDiff : public QObject
{
    Q_OBJECT

private slots:
    void isWhatDiffWrites_data();
    void isWhatDiffWrites();
    void appliedToTheOldTextGivesTheNew();
    void givesUpOnMinimalityOnly();
};

namespace {

/// `before` with the hunks applied, as patch does it; "does not apply" where a hunk does not fit.
std::string patched(const std::string &before, const std::string &hunks)
{
    std::vector<std::string> old;
    std::istringstream in(before);
    for (std::string line; std::getline(in, line);)
        old.push_back(line + (in.eof() ? "" : "\n"));
    std::string result;
    std::size_t place = 0;
    std::istringstream steps(hunks);
    bool isFirst = true;
    for (std::string line; std::getline(steps, line);) {
        if (line.rfind("@@ -", 0) == 0) {
            const std::size_t number = std::stoul(line.substr(4));
            const bool isEmpty = line.substr(line.find(',') + 1, 2) == "0 ";
            for (const std::size_t start = isEmpty ? number : number - 1; place < start; ++place)
                result += old.at(place);
            isFirst = false;
        } else if (line[0] == '\\') {
            continue;
        } else {
            if (isFirst)
                return "does not apply";
            const std::streampos after = steps.tellg();
            std::string next;
            const bool isUnended = bool(std::getline(steps, next)) && next.rfind("\\ No", 0) == 0;
            steps.clear();
            steps.seekg(after);
            const std::string text = line.substr(1) + (isUnended ? "" : "\n");
            if (line[0] != '+' && (place >= old.size() || old[place++] != text))
                return "does not apply";
            if (line[0] != '-')
                result += text;
        }
    }
    for (; place < old.size(); ++place)
        result += old[place];
    return result;
}

std::string textOf(const std::vector<int> &lines, bool isEnded)
{
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i)
        text += std::to_string(lines[i] % 4) + (i + 1 < lines.size() || isEnded ? "\n" : "");
    return text;
}

} // namespace

void tst_LineDiff::isWhatDiffWrites_data()
{
    // As GNU diff -u has them, without names and with counts of one written out.
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("hunks");
    QTest::newRow("equal") << QByteArray("a\nb\n") << QByteArray("a\nb\n") << QByteArray();
    QTest::newRow("from nothing") << QByteArray() << QByteArray("a\n") << QByteArray("@@ -0,0 +1,1 @@\n+a\n");
    QTest::newRow("to nothing") << QByteArray("a\n") << QByteArray() << QByteArray("@@ -1,1 +0,0 @@\n-a\n");
    QTest::newRow("no line break at the end") << QByteArray(
        "a") << QByteArray("a\n") << QByteArray("@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
    QTest::newRow("a line among others")
        << QByteArray("1\n2\n3\n4\n5\n6\n7\n8\n9\n") << QByteArray("1\n2\n3\n4\nx\n6\n7\n8\n9\n")
        << QByteArray("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
    QTest::newRow("far from each other")
        << QByteArray("a\n1\n2\n3\n4\n5\n6\n7\nb\n") << QByteArray("x\n1\n2\n3\n4\n5\n6\n7\ny\n")
        << QByteArray("@@ -1,4 +1,4 @@\n-a\n+x\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+y\n");
    QTest::newRow("near each other") << QByteArray("a\n1\n2\n3\n4\n5\n6\nb\n")
                                     << QByteArray("x\n1\n2\n3\n4\n5\n6\ny\n")
                                     << QByteArray(
                                            "@@ -1,8 +1,8 @@\n-a\n+x\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+y\n");
}

void tst_LineDiff::isWhatDiffWrites()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, hunks);
    QCOMPARE(QByteArray::fromStdString(lineDiff(before.toStdString(), after.toStdString())), hunks);
}

void tst_LineDiff::appliedToTheOldTextGivesTheNew()
{
    QVERIFY(rc::check("patch(before, lineDiff(before, after)) == after",
        [](const std::vector<int> &before, const std::vector<int> &after, bool isOldEnded, bool isNewEnded) {
            const auto absolute = [](std::vector<int> lines) {
                for (int &line : lines)
                    line &= 0xffff;
                return lines;
            };
            const std::string oldText = textOf(absolute(before), isOldEnded);
            const std::string newText = textOf(absolute(after), isNewEnded);
            RC_ASSERT(patched(oldText, lineDiff(oldText, newText)) == newText);
            RC_ASSERT(lineDiff(oldText, newText).empty() == (oldText == newText));
        }));
}

void tst_LineDiff::givesUpOnMinimalityOnly()
{
    std::string before;
    std::string after;
    for (int i = 0; i < 5000; ++i) {
        before += std::to_string(i) + "\n";
        after += std::to_string(i % 2 == 0 ? i : -i) + "\n";
    }
    QVERIFY(patched(before, lineDiff(before, after)) == after);
}

QTEST_APPLESS_MAIN(tst_LineDiff)
#include "tst_LineDiff.moc"
