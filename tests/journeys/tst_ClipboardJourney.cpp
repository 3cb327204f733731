// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// Copying, duplicating and arranging, with the keys that everybody knows.
class tst_ClipboardJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiedElementsArePastedWithTheirConnections();
    void pasteInAnotherWindowGivesTheSame();
    void theClipboardHoldsAProjectThatEditorsCanRead();
    void cutAndUndoRestoresEverything();
    void duplicateLiesBelowAndIsSelected();
    void otherTextBecomesANote();
    void aBrokenProjectOnTheClipboardIsExplained();
    void alignAndDistributeAreUndoSteps();
};

namespace {

/// The flow of the sample that goes from one workload to the other.
std::size_t flowsBetween(const Project &project, const ElementId &source, const ElementId &destination)
{
    std::size_t count = 0;
    for (const auto &[id, flow] : project.topology.flows)
        count += flow.sourceId == source && flow.destinationId == destination;
    return count;
}

} // namespace

void tst_ClipboardJourney::copiedElementsArePastedWithTheirConnections()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project before = fixture.project();
    const auto &flow = before.topology.flows.begin()->second;
    QVERIFY(before.topology.workloads.count(flow.sourceId)
        && before.topology.workloads.count(flow.destinationId));
    fixture.window().canvas().select({ flow.sourceId, flow.destinationId });
    fixture.press(Qt::Key_C, Qt::ControlModifier);
    fixture.press(Qt::Key_V, Qt::ControlModifier);

    const std::vector<ElementId> copies = fixture.window().canvas().selection();
    QCOMPARE(copies.size(), std::size_t(2));
    const ElementId source(flow.sourceId.value() + "-2"), destination(flow.destinationId.value() + "-2");
    QCOMPARE(flowsBetween(fixture.project(), source, destination),
        flowsBetween(before, flow.sourceId, flow.destinationId));
    QCOMPARE(fixture.window().document().undoStack().undoText(), QStringLiteral("Paste 2 objects"));
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.project() == before);
}

void tst_ClipboardJourney::pasteInAnotherWindowGivesTheSame()
{
    WindowFixture first, second;
    QVERIFY(first.open());
    second.window().document().setProject(Project());
    first.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&first.window()));
    first.window().canvas().selectAll();
    first.press(Qt::Key_C, Qt::ControlModifier);
    second.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&second.window()));
    second.press(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(second.waitUntilIdle());
    const Topology &a = first.project().topology;
    const Topology &b = second.project().topology;
    QVERIFY(!a.workloads.empty());
    QCOMPARE(b.workloads.size(), a.workloads.size());
    QCOMPARE(b.flows.size(), a.flows.size());
    QCOMPARE(b.externals.size(), a.externals.size());
    QVERIFY(second.project().policy.grants == first.project().policy.grants);
    QVERIFY(b.workloads == a.workloads);
}

void tst_ClipboardJourney::theClipboardHoldsAProjectThatEditorsCanRead()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.click("llm-server");
    fixture.press(Qt::Key_C, Qt::ControlModifier);
    const auto read = parseProject(QGuiApplication::clipboard()->text().toStdString(), "clipboard");
    QVERIFY(read.has_value());
    QCOMPARE(read->project.topology.workloads.size(), std::size_t(1));
    QVERIFY(read->project.topology.workloads.count(ElementId("llm-server")));
}

void tst_ClipboardJourney::cutAndUndoRestoresEverything()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project before = fixture.project();
    fixture.click("llm-server");
    fixture.press(Qt::Key_X, Qt::ControlModifier);
    QVERIFY(!fixture.project().topology.workloads.count(ElementId("llm-server")));
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.project() == before);
}

void tst_ClipboardJourney::duplicateLiesBelowAndIsSelected()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.click("llm-server");
    fixture.press(Qt::Key_D, Qt::ControlModifier);
    const ElementId copy("llm-server-2");
    QVERIFY(fixture.window().canvas().selection() == std::vector<ElementId> { copy });
    const CanvasScene &scene = fixture.window().canvas().scene();
    QVERIFY(!scene.rectOf(copy).intersects(scene.rectOf(ElementId("llm-server"))));
    QVERIFY(scene.rectOf(copy).top() > scene.rectOf(ElementId("llm-server")).bottom());
}

void tst_ClipboardJourney::otherTextBecomesANote()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QGuiApplication::clipboard()->setText(QStringLiteral("ask: who may read the vectors?"));
    fixture.press(Qt::Key_V, Qt::ControlModifier);
    const auto &notes = fixture.project().diagram.notes;
    QVERIFY(std::any_of(notes.begin(), notes.end(),
        [](const auto &entry) { return entry.second.text == "ask: who may read the vectors?"; }));
}

void tst_ClipboardJourney::aBrokenProjectOnTheClipboardIsExplained()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project before = fixture.project();
    QGuiApplication::clipboard()->setText(QStringLiteral("fourplane: 1\nwrokloads: {}\n"));
    fixture.press(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(fixture.project() == before);
    auto *dialog = fixture.child<QDialog>("diagnosticsDialog");
    QVERIFY(dialog && dialog->isVisible());
    dialog->close();
}

void tst_ClipboardJourney::alignAndDistributeAreUndoSteps()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project before = fixture.project();
    CanvasView &canvas = fixture.window().canvas();
    canvas.selectAll();
    fixture.press(Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    const CanvasScene &scene = canvas.scene();
    for (const SceneNode &node : scene.nodes())
        QCOMPARE(node.rect.left(), scene.nodes().front().rect.left());
    fixture.child<QAction>("actionSpreadDown")->trigger();
    QCOMPARE(fixture.window().document().undoStack().undoText(), QStringLiteral("Distribute Vertically"));
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.project() == before);
}

QTEST_MAIN(tst_ClipboardJourney)
#include "tst_ClipboardJourney.moc"
