// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/CanvasFixture.h"
#include "tests/ui/support/RagProject.h"

#include <QAccessible>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// What a person does on the canvas, with real mouse and keyboard events.
class TestCanvasView : public test::CanvasFixture
{
    Q_OBJECT

private:
    void wheel(QPoint at, QPoint angle, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(
            at, m_view->mapToGlobal(at), {}, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.get(), &event);
    }

    QLineEdit *renameEditor() const { return m_view->findChild<QLineEdit *>(); }

    QPlainTextEdit *noteEditor() const { return m_view->findChild<QPlainTextEdit *>(); }

    const std::string &noteText() const { return project().diagram.notes.at(ElementId("note")).text; }

    /// A note and a pen line beside the picture, as if they had been in the file.
    void annotate()
    {
        Project project = test::ragProject();
        const QPointF corner = scene().bounds().topRight();
        project.diagram.notes[ElementId("note")] = { ElementId("note"), "Who owns this?",
            { { corner.x() + 60, corner.y() }, 200, 90 } };
        project.diagram.ink[ElementId("ink")] = { ElementId("ink"),
            { { corner.x() + 60, corner.y() + 140 }, { corner.x() + 160.25, corner.y() + 140 } } };
        m_document->setProject(project);
    }

private Q_SLOTS:

    void draggingACardMovesItAndUndoRestoresExactly()
    {
        const Project before = project();
        const QRectF from = rectOf("llm-server");
        drag(cardOf("llm-server"), cardOf("llm-server") + QPoint(40, -24));
        QCOMPARE(rectOf("llm-server"), from.translated(40, -24));
        QCOMPARE(stack().count(), 1);
        QCOMPARE(stack().undoText(), QStringLiteral("Move llm-server"));
        QVERIFY(m_view->selection() == ids({ "llm-server" }));
        stack().undo();
        QVERIFY(project() == before);
        QCOMPARE(rectOf("llm-server"), from);
    }

    void notesAreBroughtForwardAndSentBackward()
    {
        Project project = test::ragProject();
        const auto addNote = [&project](const char *id, const char *text, double left) {
            project.diagram.notes[ElementId(id)] = { ElementId(id), text, { { left, 2000 }, 200, 90 } };
        };
        addNote("note-1", "lower", 0);
        addNote("note-2", "apart", 1000);
        addNote("note-3", "upper", 50);
        m_document->setProject(project);
        const auto topAt = [this](double left) {
            m_view->centreOn({ left, 2045 });
            const QPoint at = onView({ left, 2045 });
            click(at);
            return this->project().diagram.notes.at(m_view->selection().front()).text;
        };
        QCOMPARE(topAt(100), std::string("upper"));
        m_view->select(ids({ "note-1" }));
        m_view->reorderSelection(true);
        QCOMPARE(stack().undoText(), QStringLiteral("Bring forward"));
        QCOMPARE(m_view->selection().size(), std::size_t(1));
        QCOMPARE(topAt(100), std::string("lower"));
        QCOMPARE(topAt(1100), std::string("apart"));
        // On top of all there is nothing to come before.
        QSignalSpy told(m_view.get(), &CanvasView::noticed);
        topAt(100);
        m_view->reorderSelection(true);
        QCOMPARE(told.count(), 1);
        QCOMPARE(stack().count(), 1);
        m_view->reorderSelection(false);
        QCOMPARE(topAt(100), std::string("upper"));
        stack().undo();
        stack().undo();
        QVERIFY(this->project() == project);
        m_view->select(ids({ "retriever" }));
        m_view->reorderSelection(true);
        QCOMPARE(told.count(), 2);
    }

    void eachDragIsOneStepOfItsOwn()
    {
        drag(cardOf("llm-server"), cardOf("llm-server") + QPoint(40, 0));
        drag(cardOf("llm-server"), cardOf("llm-server") + QPoint(40, 0));
        QCOMPARE(stack().count(), 2);
    }

    void escapeDuringADragLeavesNothingBehind()
    {
        const Project before = project();
        const QPoint from = cardOf("llm-server");
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view.get(), from + QPoint(60, 60));
        QVERIFY(!(project() == before));
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, from + QPoint(60, 60));
        QVERIFY(project() == before);
        QCOMPARE(stack().count(), 0);
    }

    void draggingATitleMovesTheContainerWithItsMembers()
    {
        const QRectF home = rectOf("ai-data");
        const QRectF inside = rectOf("contracts");
        const QRectF outside = rectOf("egress-proxy");
        drag(titleOf("ai-data"), titleOf("ai-data") + QPoint(30, -50));
        QCOMPARE(rectOf("ai-data"), home.translated(30, -50));
        QCOMPARE(rectOf("contracts"), inside.translated(30, -50));
        QCOMPARE(rectOf("egress-proxy"), outside);
        QCOMPARE(stack().count(), 1);
    }

    void containerGrowsAroundAMemberThatIsDraggedOut()
    {
        const QRectF before = rectOf("egress");
        drag(cardOf("egress-proxy"), cardOf("egress-proxy") + QPoint(150, 90));
        QVERIFY(rectOf("egress").contains(rectOf("egress-proxy")));
        QVERIFY(rectOf("egress").top() > before.top());
    }

    void insideOfAContainerDoesNotTakeClicks()
    {
        click(cardOf("llm-server"));
        QVERIFY(!m_view->selection().empty());
        click(onView(rectOf("ai-inference").bottomRight() - QPointF(40, 40)));
        QVERIFY(m_view->selection().empty());
        click(onView(rectOf("ai-inference").bottomRight() - QPointF(40, 1)));
        QVERIFY(m_view->selection() == ids({ "ai-inference" }));
    }

    void clicksWithShiftOrControlExtendTheSelection()
    {
        click(cardOf("llm-server"));
        click(cardOf("contracts"), Qt::ShiftModifier);
        click(cardOf("internet"), Qt::ControlModifier);
        QVERIFY(m_view->selection() == ids({ "contracts", "internet", "llm-server" }));
        click(cardOf("contracts"), Qt::ControlModifier);
        QVERIFY(m_view->selection() == ids({ "internet", "llm-server" }));
        click(cardOf("internet"));
        QVERIFY(m_view->selection() == ids({ "internet" }));
    }

    void clickOnALineSelectsItsFlow()
    {
        const SceneEdge *edge = scene().edgeOf(ElementId("flow-retriever-kb-vectors"));
        QVERIFY(edge);
        click(onView(edge->pointAt(0.3)));
        QVERIFY(m_view->selection() == ids({ "flow-retriever-kb-vectors" }));
    }

    void rubberBandTakesWhatLiesWhollyInside()
    {
        const QRectF band = rectOf("kb-vectors").united(rectOf("contracts")).adjusted(-12, -5, 12, 5);
        drag(onView(band.topLeft()), onView(band.bottomRight()));
        QVERIFY(m_view->selection() == ids({ "contracts", "kb-vectors" }));
        QCOMPARE(stack().count(), 0);
    }

    void draggingOneOfSeveralSelectedMovesAll()
    {
        click(cardOf("kb-vectors"));
        click(cardOf("contracts"), Qt::ShiftModifier);
        const QRectF first = rectOf("kb-vectors");
        const QRectF second = rectOf("contracts");
        drag(cardOf("contracts"), cardOf("contracts") + QPoint(0, 70));
        QCOMPARE(rectOf("kb-vectors"), first.translated(0, 70));
        QCOMPARE(rectOf("contracts"), second.translated(0, 70));
        QCOMPARE(stack().undoText(), QStringLiteral("Move 2 objects"));
    }

    void controlWheelZoomsAtThePointer()
    {
        const QPoint pointer(1200, 222);
        const QPointF under = m_view->viewToScene(pointer);
        for (int i = 0; i < 5; ++i)
            wheel(pointer, { 0, 120 }, Qt::ControlModifier);
        QVERIFY(m_view->zoom() > 2);
        QVERIFY((m_view->viewToScene(pointer) - under).manhattanLength() < 1e-6);
        for (int i = 0; i < 60; ++i)
            wheel(pointer, { 0, -120 }, Qt::ControlModifier);
        QCOMPARE(m_view->zoom(), 0.01);
        QVERIFY((m_view->viewToScene(pointer) - under).manhattanLength() < 1e-6);
    }

    void wheelScrollsAndShiftWheelScrollsSideways()
    {
        const QPointF origin = m_view->viewToScene({});
        wheel({ 100, 100 }, { 0, -120 }, {});
        QCOMPARE(m_view->viewToScene({}), origin + QPointF(0, 60));
        wheel({ 100, 100 }, { 0, -120 }, Qt::ShiftModifier);
        QCOMPARE(m_view->viewToScene({}), origin + QPointF(60, 60));
    }

    void middleButtonAndSpacePan()
    {
        const Project before = project();
        const QPointF origin = m_view->viewToScene({});
        drag(cardOf("llm-server"), cardOf("llm-server") + QPoint(33, 12), Qt::MiddleButton);
        QCOMPARE(m_view->viewToScene({}), origin - QPointF(33, 12));
        QTest::keyPress(m_view.get(), Qt::Key_Space);
        drag(cardOf("llm-server"), cardOf("llm-server") + QPoint(-33, -12));
        QTest::keyRelease(m_view.get(), Qt::Key_Space);
        QCOMPARE(m_view->viewToScene({}), origin);
        QVERIFY(project() == before);
    }

    void keysFitAndShowFullSize()
    {
        m_view->setZoom(3);
        QTest::keyClick(m_view.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(m_view->zoom(), 1.0);
        m_view->setZoom(0.1);
        QTest::keyClick(m_view.get(), Qt::Key_Exclam, Qt::ShiftModifier);
        const QRectF shown(m_view->viewToScene({ 0, 0 }), m_view->viewToScene({ 1600, 960 }));
        QVERIFY(shown.contains(scene().bounds()));
        QCOMPARE(m_view->zoom(), 1.0);
        click(cardOf("retriever"));
        QTest::keyClick(m_view.get(), Qt::Key_At, Qt::ShiftModifier);
        QCOMPARE(m_view->zoom(), 2.0);
        QVERIFY((m_view->viewToScene({ 800, 480 }) - rectOf("retriever").center()).manhattanLength() < 2);
    }

    void doubleClickRenames()
    {
        QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, cardOf("llm-server"));
        QVERIFY(renameEditor());
        QCOMPARE(renameEditor()->text(), QStringLiteral("llm-server"));
        QTest::keyClicks(renameEditor(), QStringLiteral("vllm"));
        QTest::keyClick(renameEditor(), Qt::Key_Return);
        QCOMPARE(project().topology.workloads.at(ElementId("llm-server")).name, std::string("vllm"));
        QCOMPARE(stack().undoText(), QStringLiteral("Rename llm-server to vllm"));
        stack().undo();
        QCOMPARE(project().topology.workloads.at(ElementId("llm-server")).name, std::string("llm-server"));
    }

    void aNameThatKubernetesRefusesKeepsTheEditorOpen()
    {
        QSignalSpy noticed(m_view.get(), &CanvasView::noticed);
        m_view->select(ids({ "ai-data" }));
        QTest::keyClick(m_view.get(), Qt::Key_F2);
        QTest::keyClicks(renameEditor(), QStringLiteral("Not A Name"));
        QTest::keyClick(renameEditor(), Qt::Key_Return);
        QCOMPARE(noticed.count(), 1);
        QVERIFY(renameEditor() && renameEditor()->isVisible());
        QTest::keyClick(renameEditor(), Qt::Key_Escape);
        QCOMPARE(project().topology.namespaces.at(ElementId("ai-data")).name, std::string("ai-data"));
        QCOMPARE(stack().count(), 0);
    }

    void doubleClickOnEmptyCanvasAsksForQuickAdd()
    {
        QSignalSpy asked(m_view.get(), &CanvasView::quickAddRequested);
        const QPointF place = rectOf("customers").center() + QPointF(300, 0);
        QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, onView(place));
        QCOMPARE(asked.count(), 1);
        QVERIFY((asked.front().front().toPointF() - place).manhattanLength() < 2);
    }

    void draggingFromAHandleConnects()
    {
        const QRectF source = rectOf("mail-tool");
        hover(cardOf("mail-tool"));
        const QPoint handle = onView(QPointF(source.right() + 9, source.center().y()));
        drag(handle, cardOf("egress-proxy"));
        const auto isNew = [](const auto &entry) {
            return entry.second.sourceId == ElementId("mail-tool")
                && entry.second.destinationId == ElementId("egress-proxy");
        };
        const auto &flows = project().topology.flows;
        QCOMPARE(std::count_if(flows.begin(), flows.end(), isNew), 1);
        QCOMPARE(stack().undoText(), QStringLiteral("Connect mail-tool to egress-proxy"));
        QVERIFY(scene().edgeBetween(ElementId("mail-tool"), ElementId("egress-proxy")));

        QSignalSpy noticed(m_view.get(), &CanvasView::noticed);
        hover(cardOf("mail-tool"));
        drag(handle, cardOf("egress-proxy"));
        QCOMPARE(noticed.count(), 1);
        QCOMPARE(std::count_if(flows.begin(), flows.end(), isNew), 1);
    }

    void deleteRemovesWhatHangsOnItAndUndoBringsItBack()
    {
        const Project before = project();
        click(cardOf("support-agent"));
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QVERIFY(!scene().node(ElementId("support-agent")));
        QVERIFY(!scene().edgeOf(ElementId("flow-support-agent-contracts")));
        QVERIFY(m_view->selection().empty());
        stack().undo();
        QVERIFY(project() == before);
        QVERIFY(scene().edgeOf(ElementId("flow-support-agent-contracts")));
    }

    void dropFromThePaletteAddsToTheNamespaceUnderThePointer()
    {
        QMimeData data;
        data.setData(QLatin1String(kindMimeType), QByteArrayLiteral("cache"));
        const QPointF place = rectOf("ai-inference").bottomRight() - QPointF(130, 70);
        QDragEnterEvent enter(onView(place), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_view.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(onView(place)), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_view.get(), &drop);
        const Workload &added = project().topology.workloads.at(ElementId("cache"));
        QVERIFY(added.kind == WorkloadKind::Cache);
        QVERIFY(added.namespaceId == ElementId("ai-inference"));
        QVERIFY((rectOf("cache").center() - place).manhattanLength() < 2);
        QVERIFY(m_view->selection() == ids({ "cache" }));
        QCOMPARE(stack().count(), 1);
    }

    void firstWorkloadOfAnEmptyProjectGetsANamespace()
    {
        m_document->setProject(Project());
        const ElementId id = m_view->addKind(QStringLiteral("agent"), { 10, 10 });
        QVERIFY(!id.isEmpty());
        QCOMPARE(project().topology.namespaces.size(), std::size_t(1));
        QVERIFY(
            rectOf(project().topology.namespaces.begin()->first.value().c_str()).contains(rectOf("agent")));
        QVERIFY(m_view->addKind(QStringLiteral("no-such-kind"), {}).isEmpty());
    }

    void tabWalksInReadingOrder()
    {
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        QVERIFY(m_view->selection() == ids({ "customers" }));
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        QVERIFY(m_view->selection() == ids({ "ai-gateway" }));
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        QVERIFY(m_view->selection() == ids({ "rag-gateway" }));
        QTest::keyClick(m_view.get(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(m_view->selection() == ids({ "ai-gateway" }));
    }

    void arrowsNudgeAndOneRunIsOneStep()
    {
        const QRectF from = rectOf("internet");
        click(cardOf("internet"));
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(rectOf("internet"), from.translated(8, 40));
        QCOMPARE(stack().count(), 1);
        stack().undo();
        QCOMPARE(rectOf("internet"), from);
    }

    void everythingCanBeUndoneAndRedone()
    {
        const Project before = project();
        drag(cardOf("internet"), cardOf("internet") + QPoint(50, 0));
        drag(titleOf("egress"), titleOf("egress") + QPoint(0, 40));
        m_view->addKind(QStringLiteral("vector-store"), rectOf("ai-data").center());
        m_view->select(ids({ "ai-gateway" }));
        m_view->deleteSelection();
        const Project after = project();
        QCOMPARE(stack().count(), 4);
        while (stack().canUndo())
            stack().undo();
        QVERIFY(project() == before);
        while (stack().canRedo())
            stack().redo();
        QVERIFY(project() == after);
    }

    void layoutIsOneStepAndKeepsTheSelection()
    {
        const Project before = project();
        click(cardOf("internet"));
        ElementMap<Placement2D> placements;
        double x = 0;
        for (const SceneNode &node : scene().nodes())
            placements[node.id] = { { x += 300, 0 }, 0, 0 };
        m_view->setPlacements(placements, QStringLiteral("Lay out"));
        QCOMPARE(stack().count(), 1);
        QVERIFY(m_view->selection() == ids({ "internet" }));
        stack().undo();
        QVERIFY(project() == before);
    }

    void assistiveTechnologySeesWhatIsVisible()
    {
        QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(canvas);
        QCOMPARE(canvas->role(), QAccessible::Canvas);
        // 4 namespaces, 13 cards, 14 connections.
        QCOMPARE(canvas->childCount(), 4 + 13 + 14);
        QAccessibleInterface *gateway = canvas->child(2);
        QCOMPARE(gateway->text(QAccessible::Name), QStringLiteral("rag-gateway"));
        QCOMPARE(gateway->role(), QAccessible::ListItem);
        QVERIFY(gateway->text(QAccessible::Description).contains(QStringLiteral("gateway")));
        QVERIFY(gateway->text(QAccessible::Description).contains(QStringLiteral("ai-gateway")));
        QCOMPARE(canvas->child(1)->role(), QAccessible::Grouping);
        QCOMPARE(canvas->indexOfChild(gateway), 2);
        QVERIFY(!gateway->state().selected);
        m_view->select(ids({ "rag-gateway" }));
        QVERIFY(gateway->state().selected);
        m_view->setZoom(4);
        m_view->reveal(ElementId("internet"));
        QVERIFY(canvas->childCount() < 10);
        m_view->select(ids({ "rag-gateway" }));
        m_view->deleteSelection();
        QVERIFY(!gateway->isValid());
    }

    void draggingNotesAndInkMovesThemAndUndoRestoresExactly()
    {
        m_view->setSnapping(false); // by exactly as much as the pointer
        annotate();
        const Project before = project();
        const QRectF note = rectOf("note");
        const QRectF ink = rectOf("ink");
        drag(cardOf("note"), cardOf("note") + QPoint(30, 25));
        QCOMPARE(rectOf("note"),
            note.translated(std::round(30 / m_view->zoom()), std::round(25 / m_view->zoom())));
        QVERIFY(m_view->selection() == ids({ "note" }));
        QCOMPARE(stack().count(), 1);
        QCOMPARE(stack().undoText(), QStringLiteral("Move note"));
        drag(cardOf("ink"), cardOf("ink") + QPoint(0, 60));
        QVERIFY(rectOf("ink").top() > ink.top() + 50);
        QCOMPARE(stack().count(), 2);
        stack().undo();
        stack().undo();
        QVERIFY(project() == before);
        QCOMPARE(rectOf("note"), note);
        QCOMPARE(rectOf("ink"), ink);
    }

    void fitShowsNotesAndRubberBandTakesThem()
    {
        annotate();
        const QRectF shown(m_view->viewToScene({ 0, 0 }), m_view->viewToScene({ 1600, 960 }));
        QVERIFY(shown.contains(rectOf("note")));
        const QRectF band = rectOf("note").united(rectOf("ink")).adjusted(-12, -12, 12, 12);
        drag(onView(band.topLeft()), onView(band.bottomRight()));
        QVERIFY(m_view->selection() == ids({ "ink", "note" }));
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(stack().undoText(), QStringLiteral("Move 2 objects"));
    }

    void deletingNotesAndInkCanBeUndone()
    {
        annotate();
        const Project before = project();
        click(cardOf("note"));
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QVERIFY(project().diagram.notes.empty());
        click(cardOf("ink"));
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QVERIFY(project().diagram.ink.empty());
        QVERIFY(!scene().contains(ElementId("ink")));
        stack().undo();
        stack().undo();
        QVERIFY(project() == before);
    }

    void keyNAddsANoteAndTypingWritesIt()
    {
        const QPointF wanted = m_view->insertionPoint();
        QTest::keyClick(m_view.get(), Qt::Key_N);
        QCOMPARE(stack().undoText(), QStringLiteral("Add note"));
        QVERIFY(m_view->selection() == ids({ "note" }));
        QCOMPARE(rectOf("note").left(), std::round(wanted.x()));
        QVERIFY(rectOf("note").top() >= std::round(wanted.y()));
        QVERIFY(scene().nodesIn(rectOf("note")).empty());
        QVERIFY(noteEditor() && noteEditor()->hasFocus());
        QTest::keyClicks(noteEditor(), QStringLiteral("Ask"));
        QTest::keyClick(noteEditor(), Qt::Key_Return);
        QTest::keyClicks(noteEditor(), QStringLiteral("next week"));
        QCOMPARE(noteText(), std::string());
        QTest::keyClick(noteEditor(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(noteText(), std::string("Ask\nnext week"));
        QCOMPARE(stack().count(), 2);
        QCOMPARE(stack().undoText(), QStringLiteral("Write note"));
        stack().undo();
        QCOMPARE(noteText(), std::string());
        stack().undo();
        QVERIFY(project().diagram.notes.empty());
    }

    void aClickElsewhereTakesTheTextOfANoteAndEscapeDoesNot()
    {
        annotate();
        QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, cardOf("note"));
        QVERIFY(noteEditor());
        QCOMPARE(noteEditor()->toPlainText(), QStringLiteral("Who owns this?"));
        QTest::keyClicks(noteEditor(), QStringLiteral(" We do."));
        QTest::keyClick(noteEditor(), Qt::Key_Escape);
        QCOMPARE(noteText(), std::string("Who owns this?"));
        QCOMPARE(stack().count(), 0);
        QTest::qWait(QApplication::doubleClickInterval() + 1);
        QVERIFY(m_view->selection() == ids({ "note" }));
        QTest::keyClick(m_view.get(), Qt::Key_F2);
        QTest::keyClicks(noteEditor(), QStringLiteral(" We do."));
        click(cardOf("customers"));
        QCOMPARE(noteText(), std::string("Who owns this? We do."));
        QCOMPARE(stack().count(), 1);
    }

    void assistiveTechnologyReadsNotes()
    {
        annotate();
        m_view->select(ids({ "note" }));
        QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_view.get());
        const QAccessibleInterface *note = nullptr;
        for (int i = 0; i < canvas->childCount(); ++i) {
            if (canvas->child(i)->role() == QAccessible::Note)
                note = canvas->child(i);
        }
        QVERIFY(note);
        QCOMPARE(note->text(QAccessible::Name), QStringLiteral("Who owns this?"));
        QCOMPARE(note->text(QAccessible::Description), QStringLiteral("note"));
        QVERIFY(note->state().selected);
    }

    void withoutADocumentTheCanvasIsEmptyAndHarmless()
    {
        m_view->setDocument(nullptr);
        QVERIFY(scene().isEmpty());
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QTest::keyClick(m_view.get(), Qt::Key_N);
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        drag({ 10, 10 }, { 200, 200 });
        QVERIFY(m_view->selection().empty());
    }
};

QTEST_MAIN(TestCanvasView)

#include "tst_CanvasView.moc"
