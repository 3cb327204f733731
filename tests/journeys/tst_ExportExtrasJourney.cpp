// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/ExportPanelHand.h"
#include "tests/support/TestData.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/ExportFilePane.h"
#include "ui/shell/MainWindow.h"

#include <QTemporaryDir>
#include <QTextBlock>
#include <QTreeView>
#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// What the export panel does beyond the files of targets.
class tst_ExportExtrasJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesOfADifferenceAndTheCanvasSelectEachOther();
    void probesAndConsequencesArePartOfTheExport();
    void whatWasMadeIsKeptWhileNothingChangesIt();
    void whatTakesLongIsAskedForEachTime();
    void largeFilesAreCutWithANotice();
};

namespace {

constexpr const char *agentEgress = "base/network/ai-agents/networkpolicy-support-agent-egress.yaml";

struct Panel : test::ExportPanelHand
{
    using ExportPanelHand::ExportPanelHand;

    void choose(const char *path) { tree->setCurrentIndex(row(path)); }

    bool holds(const std::string &path) const
    {
        const auto &files = panel->preview()->attempt.tree.files;
        return std::any_of(
            files.begin(), files.end(), [&path](const ExportedFile &file) { return file.path == path; });
    }

    std::string contentOf(const std::string &path) const
    {
        for (const ExportedFile &file : panel->preview()->attempt.tree.files) {
            if (file.path == path)
                return file.content;
        }
        return {};
    }
};

/// Opens a design of a few workloads instead of the sample: probes and simulations of it take no time.
bool openSmall(WindowFixture &fixture)
{
    const std::string small = "sample-topologies/incident-capital-one-2019/capital-one.fourplane.yaml";
    return QFile::remove(fixture.path())
        && QFile::copy(QString::fromStdString(test::sourcePath(small).string()), fixture.path())
        && fixture.open();
}

} // namespace

void tst_ExportExtrasJourney::linesOfADifferenceAndTheCanvasSelectEachOther()
{
    const QTemporaryDir folder;
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    panel.panel->setFolder(folder.path()); // empty: every line is new
    QVERIFY(panel.settle());
    panel.choose(agentEgress);
    panel.press("exportModeDifference");
    QVERIFY(panel.settle());
    const auto ends = [&fixture]() -> QStringList {
        QStringList texts;
        for (const ElementId &id : fixture.window().canvas().selection()) {
            if (const AllowRule *rule = find(fixture.project().policy.allowRules, id))
                texts.append(QString::fromStdString(rule->destinationId.value()));
        }
        return texts;
    };
    const QTextCursor line = panel.source->document()->find(QStringLiteral("app: llm-server"));
    QVERIFY(!line.isNull());
    QVERIFY(line.block().text().startsWith(QLatin1Char('+')));
    Q_EMIT panel.source->lineChosen(line.blockNumber() + 1);
    QCOMPARE(ends(), QStringList { QStringLiteral("llm-server") });
    const auto &marked = panel.source->markedLines();
    QVERIFY(std::any_of(marked.begin(), marked.end(), [&line](const LineRange &range) {
        return range.first <= line.blockNumber() + 1 && line.blockNumber() + 1 <= range.second;
    }));
    const QTextCursor other = panel.source->document()->find(QStringLiteral("app: records-tool"));
    QVERIFY(std::none_of(marked.begin(), marked.end(), [&other](const LineRange &range) {
        return range.first <= other.blockNumber() + 1 && other.blockNumber() + 1 <= range.second;
    }));
    // A heading of the difference stands for nothing.
    Q_EMIT panel.source->lineChosen(1);
    QCOMPARE(ends(), QStringList { QStringLiteral("llm-server") });
}

void tst_ExportExtrasJourney::probesAndConsequencesArePartOfTheExport()
{
    const QTemporaryDir folder;
    WindowFixture fixture;
    QVERIFY(openSmall(fixture));
    Panel panel(fixture);
    QVERIFY(panel.open());
    QVERIFY(!panel.holds("probes/probe.sh") && !panel.holds("consequences.json"));
    QVERIFY(panel.contentOf("COMPATIBILITY.md").find("Not simulated for this export") != std::string::npos);
    panel.press("exportProbes");
    panel.press("exportConsequences");
    QVERIFY(panel.settle());
    QVERIFY(panel.holds("probes/probe.sh") && panel.holds("consequences.json"));
    QVERIFY(panel.contentOf("COMPATIBILITY.md").find("Not simulated for this export") == std::string::npos);
    QVERIFY(panel.row("probes/probe.sh").isValid());
    panel.panel->setFolder(folder.path());
    panel.press("exportSave");
    QVERIFY(panel.settle());
    for (const char *path : { "probes/probe.sh", "probes/probes.yaml", "consequences.json" })
        QVERIFY2(QFile::exists(folder.filePath(QString::fromLatin1(path))), path);
}

void tst_ExportExtrasJourney::whatWasMadeIsKeptWhileNothingChangesIt()
{
    const QTemporaryDir folder;
    WindowFixture fixture;
    QVERIFY(openSmall(fixture));
    Panel panel(fixture);
    QVERIFY(panel.open());
    panel.press("exportProbes");
    QVERIFY(panel.settle());
    const auto made = panel.panel->preview()->extras;
    QVERIFY(!made->files.empty());
    panel.panel->setFolder(folder.path());
    QVERIFY(panel.settle());
    QVERIFY(panel.panel->preview()->hasFolder);
    QVERIFY(panel.panel->preview()->extras == made);
    QVERIFY(panel.holds("probes/probe.sh"));
    // Consequences are another question, and another design has other probes.
    panel.press("exportConsequences");
    QVERIFY(panel.settle());
    const auto more = panel.panel->preview()->extras;
    QVERIFY(more != made && more->files.size() > made->files.size());
    Workload described = fixture.project().topology.workloads.begin()->second;
    described.labels["tier"] = "other";
    const Edit edit { "Label", { ElementChange<Workload> { described.id, described } } };
    QVERIFY(fixture.window().document().apply(edit));
    QVERIFY(panel.settle());
    QVERIFY(panel.panel->preview()->extras != more);
}

void tst_ExportExtrasJourney::whatTakesLongIsAskedForEachTime()
{
    WindowFixture fixture;
    QVERIFY(openSmall(fixture));
    Panel panel(fixture);
    QVERIFY(panel.open());
    QVERIFY(!panel.panel->choice().hasProbes && !panel.panel->choice().hasConsequences);
    panel.press("exportProbes");
    QVERIFY(panel.settle());
    QVERIFY(panel.panel->choice().hasProbes);
    Q_EMIT fixture.window().document().reset();
    QVERIFY(!panel.panel->choice().hasProbes);
    QVERIFY(!fixture.child<QAbstractButton>("exportProbes")->isChecked());
}

void tst_ExportExtrasJourney::largeFilesAreCutWithANotice()
{
    ExportFilePane pane;
    ExportFileContent large;
    large.file.path = "opa/bundle/data.json";
    const std::string line = "  \"\xC3\xA9\xC3\xA9\xC3\xA9\": 1,\n";
    while (large.file.content.size() < 3'000'000)
        large.file.content += line;
    pane.showFile(large);
    const QString text = pane.source()->toPlainText();
    QVERIFY(text.toUtf8().size() < 310'000);
    QVERIFY(text.endsWith(QStringLiteral("… 2701 KB more, in the file that Save writes")));
    QVERIFY(!text.contains(QChar::ReplacementCharacter)); // not cut within a character
    // One line without an end is cut too.
    large.file.content = "x" + std::string(500'000, '\xA9');
    for (std::size_t i = 1; i < large.file.content.size(); i += 2)
        large.file.content[i] = '\xC3';
    pane.showFile(large);
    QVERIFY(!pane.source()->toPlainText().contains(QChar::ReplacementCharacter));
    QVERIFY(pane.source()->toPlainText().toUtf8().size() < 310'000);
}

QTEST_MAIN(tst_ExportExtrasJourney)
#include "tst_ExportExtrasJourney.moc"
