// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"
#include "ui/panels/DifferenceText.h"
#include "ui/panels/ExportSelection.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// From the lines of exported files to the canvas and back, and differences as they are read.
class tst_ExportSelection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draftElementsHaveStandInsOnTheCanvas();
    void aFlowStandsForItsPermission();
    void aWorkloadStandsForAllThatSpeaksOfIt();
    void innermostLinesAreMarked();
    void editsByHandAreShownThreeWays();
    void anUnknownLastExportIsSaidSo();
    void linesOfADifferenceHaveTheNumbersOfTheFile();
};

namespace {

std::vector<ElementId> ids(std::initializer_list<const char *> texts)
{
    std::vector<ElementId> result;
    for (const char *text : texts)
        result.emplace_back(text);
    return result;
}

/// ragProject with a grant, a tool scope and an egress list.
Project project()
{
    Project project = test::ragProject();
    DataGrant grant;
    grant.id = ElementId("grant-kb");
    grant.identityId = ElementId("sa-retriever");
    grant.collectionId = ElementId("kb");
    project.policy.grants[grant.id] = grant;
    ToolScope scope;
    scope.id = ElementId("scope-mail");
    scope.agentId = ElementId("support-agent");
    scope.toolId = ElementId("mail-tool");
    project.policy.toolScopes[scope.id] = scope;
    EgressAllowList list;
    list.id = ElementId("list-llm");
    list.proxyId = ElementId("egress-proxy");
    list.callerId = ElementId("llm-server");
    project.policy.egressLists[list.id] = list;
    return project;
}

} // namespace

void tst_ExportSelection::draftElementsHaveStandInsOnTheCanvas()
{
    const Project design = project();
    const auto on = [&design](const char *id) { return canvasElementsOf(design, { id }); };
    QCOMPARE(on("rule-retriever-kb-vectors"), ids({ "rule-retriever-kb-vectors" }));
    QCOMPARE(on("ai-data"), ids({ "ai-data" }));
    QCOMPARE(on("internet"), ids({ "internet" }));
    QCOMPARE(on("sa-support-agent"), ids({ "mail-tool", "support-agent" })); // they share it
    QCOMPARE(on("store-kb-vectors"), ids({ "kb-vectors" }));
    QCOMPARE(on("grant-kb"), ids({ "kb-vectors", "retriever" }));
    QCOMPARE(on("scope-mail"), ids({ "mail-tool", "support-agent" }));
    QCOMPARE(on("list-llm"), ids({ "egress-proxy", "llm-server" }));
    QVERIFY(on("nobody").empty());
    QCOMPARE(canvasElementsOf(design, { "scope-mail", "sa-support-agent" }),
        ids({ "mail-tool", "support-agent" }));
}

void tst_ExportSelection::aFlowStandsForItsPermission()
{
    const std::set<std::string> found = draftElementsOf(project(), ids({ "flow-retriever-kb-vectors" }));
    QCOMPARE(found, (std::set<std::string> { "flow-retriever-kb-vectors", "rule-retriever-kb-vectors" }));
    // A flow that nothing permits stands for itself alone.
    QCOMPARE(draftElementsOf(project(), ids({ "flow-support-agent-contracts" })),
        std::set<std::string> { "flow-support-agent-contracts" });
}

void tst_ExportSelection::aWorkloadStandsForAllThatSpeaksOfIt()
{
    const std::set<std::string> found = draftElementsOf(project(), ids({ "kb-vectors" }));
    QCOMPARE(found,
        (std::set<std::string> { "kb-vectors", "sa-kb-vectors", "store-kb-vectors", "grant-kb",
            "rule-retriever-kb-vectors", "rule-document-ingestion-pipeline-kb-vectors" }));
}

void tst_ExportSelection::innermostLinesAreMarked()
{
    const std::vector<EdgeSpan> spans { { 1, 20, { "a", "b" } }, { 5, 9, { "a" } }, { 10, 20, { "b" } } };
    using Lines = std::vector<std::pair<int, int>>;
    QCOMPARE(linesOf(spans, { "b" }), (Lines { { 10, 20 } }));
    QCOMPARE(linesOf(spans, { "a", "b" }), (Lines { { 5, 9 }, { 10, 20 } }));
    QCOMPARE(linesOf({ spans.front() }, { "b" }), (Lines { { 1, 20 } }));
    QVERIFY(linesOf(spans, { "c" }).empty());
    QVERIFY(linesOf({}, { "a" }).empty());
}

void tst_ExportSelection::editsByHandAreShownThreeWays()
{
    const FileComparison conflict { "a.yaml", FileState::Conflict, "one\nhand\nthree\n",
        "one\ntwo\nDESIGN\n" };
    const DifferenceText text = differenceOf(conflict, "one\ntwo\nthree\n");
    const QStringList lines = text.text.split(QLatin1Char('\n'));
    const qsizetype design =
        lines.indexOf(QStringLiteral("── By the design: from the last export to what would be written"));
    QVERIFY2(design > 0, qPrintable(text.text));
    QCOMPARE(lines.first(), QStringLiteral("── By hand: from the last export to the folder"));
    // The hand took "two" away and the design "three": each stands in its own part only.
    QVERIFY(lines.mid(0, design).contains(QStringLiteral("-two")));
    QVERIFY(lines.mid(0, design).contains(QStringLiteral("+hand")));
    QVERIFY(!lines.mid(0, design).contains(QStringLiteral("+DESIGN")));
    QVERIFY(lines.mid(design).contains(QStringLiteral("-three")));
    QVERIFY(lines.mid(design).contains(QStringLiteral("+DESIGN")));
    QVERIFY(!lines.mid(design).contains(QStringLiteral("+hand")));

    const FileComparison edited { "a.yaml", FileState::Edited, "one\nhand\n", "one\ntwo\n" };
    const QString onlyHand = differenceOf(edited, std::nullopt).text;
    QVERIFY(onlyHand.contains(QStringLiteral("-two\n+hand")));
    QVERIFY(onlyHand.contains(QStringLiteral("By the design: nothing")));
}

void tst_ExportSelection::anUnknownLastExportIsSaidSo()
{
    const FileComparison conflict { "a.yaml", FileState::Conflict, "hand\n", "design\n" };
    const QString text = differenceOf(conflict, std::nullopt).text;
    QVERIFY(text.contains(QStringLiteral("not known")));
    QVERIFY(text.contains(QStringLiteral("-hand\n+design")));
}

void tst_ExportSelection::linesOfADifferenceHaveTheNumbersOfTheFile()
{
    const FileComparison changed { "a.yaml", FileState::Changed, "a\nb\nc\n", "a\nc\nd\n" };
    const DifferenceText text = differenceOf(changed, std::nullopt);
    QCOMPARE(text.text.split(QLatin1Char('\n')).mid(1),
        (QStringList { QStringLiteral("@@ -1,3 +1,3 @@"), QStringLiteral(" a"), QStringLiteral("-b"),
            QStringLiteral(" c"), QStringLiteral("+d") }));
    QCOMPARE(text.numbers, (std::vector<int> { 0, 0, 1, 2, 2, 3 }));
    // What is gone stands where the next line is.
    QCOMPARE(text.wantedLines, (std::vector<int> { 0, 0, 1, 2, 2, 3 }));
    // By hand: from the last export, which is what would be written, to the folder.
    const FileComparison edited { "a.yaml", FileState::Edited, "a\nhand\nc\n", "a\nc\n" };
    QCOMPARE(differenceOf(edited, std::nullopt).wantedLines, (std::vector<int> { 0, 0, 1, 2, 2, 0 }));
    // What the hand did to an export that is not what would be written any more belongs to no line of it.
    const FileComparison conflict { "a.yaml", FileState::Conflict, "a\nhand\n", "a\ndesign\n" };
    const DifferenceText both = differenceOf(conflict, "a\nb\n");
    const qsizetype design =
        both.text.left(both.text.indexOf(QStringLiteral("By the design"))).count(QLatin1Char('\n'));
    for (std::size_t i = 0; i < both.wantedLines.size(); ++i)
        QVERIFY(static_cast<qsizetype>(i) > design || both.wantedLines[i] == 0);
    QCOMPARE(both.wantedLines.back(), 2);
}

QTEST_APPLESS_MAIN(tst_ExportSelection)
#include "tst_ExportSelection.moc"
