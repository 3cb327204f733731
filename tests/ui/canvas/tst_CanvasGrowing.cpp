// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/CanvasFixture.h"
#include "ui/canvas/HitTest.h"
#include "ui/canvas/NamespaceMove.h"

#include <QSignalSpy>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// How a design grows from what is there: along its lines, into the open, from one namespace to another.
class tst_CanvasGrowing : public test::CanvasFixture
{
    Q_OBJECT

private Q_SLOTS:
    void altAndArrowsWalkAlongLines();
    void controlAndArrowsAskWhatStandsBeside();
    void aLineDraggedIntoTheOpenAsksWhatIsThere();
    void whatIsAddedConnectedIsOneStep();
    void lettersThatAreNoKeyBeginSomethingNew();
    void cLeadsALineWithArrowsAndEnter();
    void cLeadsALineToWhatIsClicked();
    void aToolLetterBeginsAWordToo();
    void wAsksWhyOfAPairOrALine();
    void vPutsThePenAway();
    void aCardDroppedInAnotherNamespaceBelongsThere();
    void aCardDroppedWhereItWasStays();
    void escapeTakesADragBackIntoItsNamespace();
    void aSharedAccountStaysWithTheOthers();
    void bindingsFollowTheAccount();

private:
    void dragTo(const char *card, QPoint to) { drag(cardOf(card), to); }
};

void tst_CanvasGrowing::altAndArrowsWalkAlongLines()
{
    const auto selected = [this] { return m_view->selection(); };
    m_view->select({ ElementId("retriever") });
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::AltModifier);
    QVERIFY(selected() == std::vector { ElementId("kb-vectors") });
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(selected() == std::vector { ElementId("retriever") });
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(selected() == std::vector { ElementId("llm-server") });
    // mail-tool stands below, but only support-agent between the two is connected with llm-server.
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::AltModifier);
    QVERIFY(selected() == std::vector { ElementId("support-agent") });
    // Nothing connected lies above customers.
    m_view->select({ ElementId("customers") });
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::AltModifier);
    QVERIFY(selected() == std::vector { ElementId("customers") });
    QCOMPARE(m_document->undoStack().count(), 0);
}

void tst_CanvasGrowing::controlAndArrowsAskWhatStandsBeside()
{
    QSignalSpy asked(m_view.get(), &CanvasView::connectedAddRequested);
    m_view->select({ ElementId("kb-vectors") });
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(asked.size(), 1);
    QVERIFY(asked.at(0).at(0).value<ElementId>() == ElementId("kb-vectors"));
    const QPointF point = asked.at(0).at(1).toPointF();
    QCOMPARE(point.x(), rectOf("kb-vectors").center().x());
    QVERIFY(point.y() > rectOf("kb-vectors").bottom());
    m_view->select({ ElementId("kb-vectors"), ElementId("contracts") });
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(asked.size(), 1);
}

void tst_CanvasGrowing::aLineDraggedIntoTheOpenAsksWhatIsThere()
{
    QSignalSpy asked(m_view.get(), &CanvasView::connectedAddRequested);
    const SceneNode &node = *m_view->scene().node(ElementId("hosted-llm"));
    const QPoint handle = onView(handlesOf(node, m_view->zoom()).at(3));
    hover(onView(node.rect.center()));
    QTest::mousePress(m_view.get(), Qt::LeftButton, {}, handle);
    QTest::mouseMove(m_view.get(), handle + QPoint(20, 60));
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, handle + QPoint(30, 90));
    QCOMPARE(asked.size(), 1);
    QVERIFY(asked.at(0).at(0).value<ElementId>() == ElementId("hosted-llm"));
    // A click on the handle is no drag.
    hover(onView(node.rect.center()));
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, handle);
    QCOMPARE(asked.size(), 1);
}

void tst_CanvasGrowing::whatIsAddedConnectedIsOneStep()
{
    const Project before = project();
    const ElementId id = m_view->addConnected(
        QStringLiteral("cache"), rectOf("retriever").center() + QPointF(0, 160), ElementId("retriever"));
    QVERIFY(!id.isEmpty());
    QVERIFY(m_view->selection() == std::vector { id });
    QCOMPARE(project().topology.flows.size(), before.topology.flows.size() + 1);
    QVERIFY(m_view->scene().edgeBetween(ElementId("retriever"), id));
    QVERIFY(project().topology.workloads.at(id).namespaceId == workload("retriever").namespaceId);
    QCOMPARE(m_document->undoStack().count(), 1);
    m_document->undoStack().undo();
    QVERIFY(project() == before);
    QVERIFY(m_view->addConnected(QStringLiteral("spoon"), {}, ElementId("retriever")).isEmpty());
}

void tst_CanvasGrowing::lettersThatAreNoKeyBeginSomethingNew()
{
    QSignalSpy typed(m_view.get(), &CanvasView::quickAddTyped);
    QTest::keyClick(m_view.get(), Qt::Key_V);
    QCOMPARE(typed.size(), 1);
    QCOMPARE(typed.at(0).at(0).toString(), QStringLiteral("v"));
    QTest::keyClick(m_view.get(), Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_9);
    QCOMPARE(typed.size(), 1);
}

void tst_CanvasGrowing::cLeadsALineWithArrowsAndEnter()
{
    // From the documents to the mail tool: no connection is declared between the two.
    QVERIFY(!scene().edgeBetween(ElementId("kb-vectors"), ElementId("contracts")));
    QSignalSpy asked(m_view.get(), &CanvasView::connectionAsked);
    const std::size_t flows = project().topology.flows.size();
    m_view->select(ids({ "kb-vectors" }));
    QTest::keyClick(m_view.get(), Qt::Key_C);
    QTest::keyClick(
        m_view.get(), rectOf("contracts").top() > rectOf("kb-vectors").top() ? Qt::Key_Down : Qt::Key_Up);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    if (asked.count() == 1) {
        QVERIFY(asked.front().at(1).value<ElementId>() == ElementId("contracts"));
    } else {
        QCOMPARE(project().topology.flows.size(), flows + 1);
        QVERIFY(scene().edgeBetween(ElementId("kb-vectors"), ElementId("contracts")));
    }
    // Another letter is no Enter, whatever is aimed at.
    m_view->endConnecting();
    const int before = stack().count();
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    m_view->select(ids({ "retriever" }));
    QTest::keyClick(m_view.get(), Qt::Key_C);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_X);
    QCOMPARE(stack().count(), before);
    // Escape, and C again, give it up.
    m_view->endConnecting();
    for (const Qt::Key key : { Qt::Key_Escape, Qt::Key_C }) {
        const int steps = stack().count();
        QTest::keyClick(m_view.get(), Qt::Key_Escape); // no word goes on
        m_view->select(ids({ "retriever" }));
        QTest::keyClick(m_view.get(), Qt::Key_C);
        QTest::keyClick(m_view.get(), key);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(stack().count(), steps);
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
    }
}

void tst_CanvasGrowing::cLeadsALineToWhatIsClicked()
{
    QSignalSpy asked(m_view.get(), &CanvasView::connectionAsked);
    QSignalSpy beside(m_view.get(), &CanvasView::connectedAddRequested);
    const std::size_t flows = project().topology.flows.size();
    m_view->select(ids({ "mail-tool" }));
    QTest::keyClick(m_view.get(), Qt::Key_C);
    hover(cardOf("retriever"));
    click(cardOf("retriever"));
    QVERIFY(asked.count() == 1 || project().topology.flows.size() == flows + 1);
    m_view->endConnecting();
    // Into the open: what is to stand there?
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    m_view->select(ids({ "mail-tool" }));
    QTest::keyClick(m_view.get(), Qt::Key_C);
    click(QPoint(1580, 940));
    QCOMPARE(beside.count(), 1);
    QVERIFY(beside.front().front().value<ElementId>() == ElementId("mail-tool"));
    // Without one card selected it is a letter.
    QSignalSpy typed(m_view.get(), &CanvasView::quickAddTyped);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    m_view->select({});
    QTest::keyClick(m_view.get(), Qt::Key_C);
    QCOMPARE(typed.front().front().toString(), QStringLiteral("c"));
}

void tst_CanvasGrowing::aToolLetterBeginsAWordToo()
{
    QSignalSpy typed(m_view.get(), &CanvasView::quickAddTyped);
    m_view->select(ids({ "retriever" }));
    QTest::keyClicks(m_view.get(), QStringLiteral("ca"));
    QCOMPARE(typed.count(), 1);
    QCOMPARE(typed.front().front().toString(), QStringLiteral("ca"));
    QCOMPARE(stack().count(), 0);
    m_view->select({});
    QTest::keyClicks(m_view.get(), QStringLiteral("a"));
    QCOMPARE(typed.back().front().toString(), QStringLiteral("a")); // as in "agent"
}

void tst_CanvasGrowing::wAsksWhyOfAPairOrALine()
{
    QSignalSpy asked(m_view.get(), &CanvasView::whyRequested);
    QSignalSpy typed(m_view.get(), &CanvasView::quickAddTyped);
    m_view->select(ids({ "retriever", "kb-vectors" }));
    QTest::keyClick(m_view.get(), Qt::Key_W);
    QCOMPARE(asked.count(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    m_view->select({ scene().edges().front().elementIds().front() });
    QTest::keyClick(m_view.get(), Qt::Key_W);
    QCOMPARE(asked.count(), 2);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    m_view->select(ids({ "retriever" }));
    QTest::keyClick(m_view.get(), Qt::Key_W);
    QCOMPARE(asked.count(), 2);
    QCOMPARE(typed.count(), 1);
}

void tst_CanvasGrowing::vPutsThePenAway()
{
    QSignalSpy inking(m_view.get(), &CanvasView::inkingChanged);
    QTest::keyClick(m_view.get(), Qt::Key_P);
    QTest::keyClick(m_view.get(), Qt::Key_V);
    QCOMPARE(inking.count(), 2);
    QCOMPARE(inking.back().front().toBool(), false);
}

void tst_CanvasGrowing::aCardDroppedInAnotherNamespaceBelongsThere()
{
    const Project before = project();
    const QPoint inside = onView(rectOf("egress").bottomRight() - QPointF(20, 10));
    dragTo("retriever", inside);
    QVERIFY(workload("retriever").namespaceId == ElementId("egress"));
    QVERIFY(project().topology.identities.at(ElementId("sa-retriever")).namespaceId == ElementId("egress"));
    QVERIFY(rectOf("egress").contains(rectOf("retriever")));
    QVERIFY(!rectOf("ai-inference").intersects(rectOf("retriever")));
    QVERIFY(findProblems(project()).empty());
    QCOMPARE(m_document->undoStack().count(), 1);
    QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Move retriever to egress"));
    m_document->undoStack().undo();
    QVERIFY(project() == before);
}

void tst_CanvasGrowing::aCardDroppedWhereItWasStays()
{
    dragTo("retriever", onView(rectOf("retriever").center() + QPointF(10, 30)));
    QVERIFY(workload("retriever").namespaceId == ElementId("ai-inference"));
    QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Move retriever"));
    // In the open it stays a member: its namespace grows around it.
    dragTo("retriever", onView(rectOf("retriever").center() + QPointF(0, 330)));
    QVERIFY(workload("retriever").namespaceId == ElementId("ai-inference"));
    QVERIFY(rectOf("ai-inference").contains(rectOf("retriever")));
}

void tst_CanvasGrowing::escapeTakesADragBackIntoItsNamespace()
{
    const Project before = project();
    pull(cardOf("retriever"), onView(rectOf("egress").bottomRight() - QPointF(20, 10)));
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QVERIFY(project() == before);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, QPoint(5, 5));
    QVERIFY(project() == before);
}

void tst_CanvasGrowing::aSharedAccountStaysWithTheOthers()
{
    // support-agent and mail-tool share sa-support-agent.
    Project moved = project();
    apply(moved, namespaceMove(moved, { ElementId("mail-tool") }, ElementId("egress")));
    QVERIFY(moved.topology.workloads.at(ElementId("mail-tool")).identityId.isEmpty());
    QVERIFY(
        moved.topology.identities.at(ElementId("sa-support-agent")).namespaceId == ElementId("ai-inference"));
    // When both go, so does their account.
    Project both = project();
    apply(both,
        namespaceMove(both, { ElementId("mail-tool"), ElementId("support-agent") }, ElementId("egress")));
    QVERIFY(both.topology.workloads.at(ElementId("mail-tool")).identityId == ElementId("sa-support-agent"));
    QVERIFY(both.topology.identities.at(ElementId("sa-support-agent")).namespaceId == ElementId("egress"));
    QVERIFY(namespaceMove(both, { ElementId("mail-tool") }, ElementId("egress")).changes.empty());
}

void tst_CanvasGrowing::bindingsFollowTheAccount()
{
    Project bound = project();
    RbacBinding binding;
    binding.id = ElementId("reads");
    binding.name = "reads";
    binding.refersToClusterRole = true;
    binding.roleName = "view";
    binding.subjects = { { "ServiceAccount", "retriever", "ai-inference" }, { "User", "retriever", {} } };
    bound.topology.bindings[binding.id] = binding;
    apply(bound, namespaceMove(bound, { ElementId("retriever") }, ElementId("egress")));
    const std::vector<RbacSubject> &subjects = bound.topology.bindings.at(binding.id).subjects;
    QCOMPARE(subjects.at(0).namespaceName, std::string("egress"));
    QVERIFY(subjects.at(1) == binding.subjects.at(1));
}

QTEST_MAIN(tst_CanvasGrowing)
#include "tst_CanvasGrowing.moc"
