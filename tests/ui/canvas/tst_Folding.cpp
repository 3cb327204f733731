// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/Folding.h"
#include "core/storage/ProjectFile.h"
#include "tests/ui/support/CanvasFixture.h"
#include "ui/canvas/CanvasAccessible.h"
#include "ui/canvas/Folding.h"
#include "ui/layout/SceneLayoutGraph.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace fourplane;
using namespace fourplane::ui;

/// Namespaces folded to one card each, with mouse and keyboard.
class tst_Folding : public test::CanvasFixture
{
    Q_OBJECT

private Q_SLOTS:
    void theSignInTheCornerFoldsAndUnfolds();
    void allConnectionsEndAtTheCard();
    void theFileRemembersIt();
    void aFoldedNamespaceTakesItsWorkloadsAlong();
    void aCardDroppedOnItBelongsThere();
    void whatIsAddedThereIsHidden();
    void hiddenWorkloadsAreStoodForByTheCard();
    void noConnectionLeadsToTheCard();
    void itStaysWithinClusterAndTenant();
    void theLayoutKeepsItFolded();
    void aDoubleClickUnfolds();
    void severalFoldAsOneStep();

private:
    QPoint signOf(const char *id) const { return onView(foldButtonOf(rectOf(id)).center()); }

    void fold(const char *id)
    {
        click(signOf(id));
        const SceneNode *card = scene().node(ElementId(id));
        QVERIFY(card && card->folded);
    }
};

void tst_Folding::theSignInTheCornerFoldsAndUnfolds()
{
    const Project before = project();
    const QRectF rect = rectOf("ai-inference");
    const std::size_t members = scene().container(ElementId("ai-inference"))->children.size();
    click(signOf("ai-inference"));
    QVERIFY(!scene().container(ElementId("ai-inference")));
    const SceneNode *card = scene().node(ElementId("ai-inference"));
    QVERIFY(card && card->folded);
    QCOMPARE(card->folded->members.size(), members);
    QVERIFY(card->kindText.startsWith(QString::number(members)));
    QCOMPARE(card->rect.topLeft(), rect.topLeft());
    QCOMPARE(stack().count(), 1);
    QCOMPARE(stack().undoText(), QStringLiteral("Fold ai-inference"));
    click(signOf("ai-inference"));
    QVERIFY(scene().container(ElementId("ai-inference")));
    QCOMPARE(rectOf("ai-inference"), rect);
    QCOMPARE(stack().undoText(), QStringLiteral("Unfold ai-inference"));
    stack().undo();
    QVERIFY(scene().node(ElementId("ai-inference"))->folded);
    stack().undo();
    QVERIFY(project() == before);
    QCOMPARE(rectOf("ai-inference"), rect);
}

void tst_Folding::allConnectionsEndAtTheCard()
{
    // The mail tool, too, asks the store that the retriever asks: a bundle of two.
    Project wider = project();
    Flow more;
    more.id = ElementId("mail-tool-asks");
    more.sourceId = ElementId("mail-tool");
    more.destinationId = ElementId("kb-vectors");
    more.port = 6333;
    wider.topology.flows[more.id] = more;
    m_document->setProject(wider);
    // What leaves or enters the namespace, counted from the project itself.
    std::map<std::pair<ElementId, ElementId>, std::set<ElementId>> expected;
    const auto cardOfId = [this](const ElementId &id) {
        const Workload *found = fourplane::find(project().topology.workloads, id);
        return found && found->namespaceId == ElementId("ai-inference") ? ElementId("ai-inference") : id;
    };
    int inside = 0;
    for (const auto &[id, flow] : project().topology.flows) {
        const ElementId from = cardOfId(flow.sourceId);
        const ElementId to = cardOfId(flow.destinationId);
        if (from == to)
            ++inside;
        else
            expected[{ from, to }].insert(id);
    }
    QVERIFY(inside > 0);
    fold("ai-inference");
    QVERIFY(scene().node(ElementId("ai-inference"))->detail.startsWith(QString::number(inside)));
    for (const auto &[ends, flows] : expected) {
        const SceneEdge *edge = scene().edgeBetween(ends.first, ends.second);
        QVERIFY(edge);
        QVERIFY(std::set<ElementId>(edge->flowIds.begin(), edge->flowIds.end()) == flows);
        if (flows.size() > 1)
            QVERIFY(edge->label.startsWith(QStringLiteral("×%1").arg(flows.size())));
        if (ends.first == ElementId("ai-inference") || ends.second == ElementId("ai-inference")) {
            for (const QString &label : edge->memberLabels)
                QVERIFY2(label.contains(QStringLiteral(" → ")), qPrintable(label));
        }
    }
    QVERIFY(std::any_of(
        expected.begin(), expected.end(), [](const auto &entry) { return entry.second.size() > 1; }));
}

void tst_Folding::theFileRemembersIt()
{
    fold("ai-data");
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.fourplane.yaml"));
    QVERIFY(m_document->save(path).has_value());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count("folded: true"), 1);
    const auto read = loadProject(path.toStdString());
    QVERIFY(read.has_value());
    QVERIFY(read->project == project());
    QVERIFY(isFolded(read->project.diagram.placements.at(ElementId("ai-data"))));
    CanvasScene opened;
    opened.rebuild(read->project);
    QVERIFY(opened.node(ElementId("ai-data"))->folded);
    QCOMPARE(opened.rectOf(ElementId("ai-data")), rectOf("ai-data"));
}

void tst_Folding::aFoldedNamespaceTakesItsWorkloadsAlong()
{
    const QRectF before = rectOf("retriever");
    const QRectF around = rectOf("ai-inference");
    fold("ai-inference");
    drag(cardOf("ai-inference"), cardOf("ai-inference") + QPoint(0, 120));
    const QPointF way = rectOf("ai-inference").topLeft() - around.topLeft();
    QVERIFY(way.y() > 100);
    QVERIFY(scene().node(ElementId("ai-inference"))->folded);
    QCOMPARE(stack().count(), 2);
    m_view->toggleFolds({ ElementId("ai-inference") });
    QCOMPARE(rectOf("retriever"), before.translated(way));
    QCOMPARE(rectOf("ai-inference"), around.translated(way));
}

void tst_Folding::aCardDroppedOnItBelongsThere()
{
    const Project before = project();
    fold("egress");
    drag(cardOf("retriever"), cardOf("egress"));
    QVERIFY(workload("retriever").namespaceId == ElementId("egress"));
    QCOMPARE(stack().count(), 2);
    QVERIFY(scene().node(ElementId("retriever"))->id == ElementId("egress"));
    QVERIFY(findProblems(project()).empty());
    stack().undo();
    stack().undo();
    QVERIFY(project() == before);
}

void tst_Folding::whatIsAddedThereIsHidden()
{
    fold("egress");
    const ElementId id = m_view->addKind(QStringLiteral("cache"), rectOf("egress").center());
    QVERIFY(project().topology.workloads.at(id).namespaceId == ElementId("egress"));
    QVERIFY(scene().node(id)->id == ElementId("egress"));
    m_view->toggleFolds({ ElementId("egress") });
    QVERIFY(scene().node(id)->id == id);
    QVERIFY(rectOf("egress").contains(scene().rectOf(id)));
}

void tst_Folding::hiddenWorkloadsAreStoodForByTheCard()
{
    fold("ai-data");
    m_view->reveal(ElementId("kb-vectors"));
    QVERIFY(m_view->selection() == ids({ "kb-vectors" }));
    QCOMPARE(rectOf("kb-vectors"), rectOf("ai-data"));
    // An attack on it is drawn to the card.
    QVERIFY(scene().curveBetween(ElementId("retriever"), ElementId("kb-vectors")).has_value());
    QVERIFY(describeOnCanvas(*m_view, ElementId("ai-data")).contains(QStringLiteral("workload")));
    // It is not moved or renamed there: that is of the card.
    const Project before = project();
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_F2);
    QVERIFY(project() == before);
}

void tst_Folding::noConnectionLeadsToTheCard()
{
    fold("ai-data");
    QSignalSpy told(m_view.get(), &CanvasView::noticed);
    const std::size_t flows = project().topology.flows.size();
    m_view->select(ids({ "retriever" }));
    QTest::keyClick(m_view.get(), Qt::Key_C);
    click(cardOf("ai-data"));
    QCOMPARE(told.count(), 1);
    QVERIFY(told.front().front().toString().contains(QStringLiteral("ai-data")));
    QCOMPARE(project().topology.flows.size(), flows);
}

void tst_Folding::itStaysWithinClusterAndTenant()
{
    Project tenants = project();
    tenants.topology.namespaces.at(ElementId("ai-gateway")).tenant = "acme";
    tenants.topology.namespaces.at(ElementId("ai-inference")).tenant = "acme";
    m_document->setProject(tenants);
    const std::size_t workloads = scene().cluster()->workloads;
    m_view->toggleFolds({ ElementId("ai-inference") });
    QCOMPARE(scene().cluster()->workloads, workloads);
    int found = 0;
    for (const SceneZone &zone : scene().zones()) {
        QVERIFY(zone.contains(rectOf("ai-inference").center()));
        QVERIFY(zone.bounds().contains(rectOf("ai-inference")));
        ++found;
    }
    QCOMPARE(found, 2);
}

void tst_Folding::theLayoutKeepsItFolded()
{
    fold("ai-inference");
    const auto hiddenPlace = [this] {
        const Point &at = project().diagram.placements.at(ElementId("retriever")).position;
        return QPointF(at.x, at.y);
    };
    const QPointF hidden = hiddenPlace();
    const QPointF corner = rectOf("ai-inference").topLeft();
    const LayoutResult laidOut = packInGrid(layoutGraphOf(scene()));
    ElementMap<Placement2D> placements = laidOut.placements;
    std::erase_if(placements, [this](const auto &entry) { return !scene().contains(entry.first); });
    m_view->setPlacements(placements, QStringLiteral("Lay out"));
    QVERIFY(scene().node(ElementId("ai-inference"))->folded);
    const Placement2D &wanted = placements.at(ElementId("ai-inference"));
    QCOMPARE(rectOf("ai-inference").topLeft(), QPointF(wanted.position.x, wanted.position.y));
    QCOMPARE(hiddenPlace() - hidden, rectOf("ai-inference").topLeft() - corner);
}

void tst_Folding::aDoubleClickUnfolds()
{
    fold("ai-data");
    QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, cardOf("ai-data"));
    QVERIFY(scene().container(ElementId("ai-data")));
}

void tst_Folding::severalFoldAsOneStep()
{
    const Project before = project();
    std::vector<ElementId> all;
    for (const auto &entry : before.topology.namespaces)
        all.push_back(entry.first);
    m_view->toggleFolds(all);
    QVERIFY(scene().containers().empty());
    QCOMPARE(stack().count(), 1);
    QCOMPARE(stack().undoText(), QStringLiteral("Fold %1 namespaces").arg(all.size()));
    // What meets only within one namespace has no line; everything else has.
    for (const SceneEdge &edge : scene().edges())
        QVERIFY(edge.source != edge.destination);
    m_view->setZoom(0.1);
    QVERIFY(!m_view->grab().isNull());
    m_view->toggleFolds(all);
    QCOMPARE(scene().containers().size(), all.size());
    stack().undo();
    stack().undo();
    QVERIFY(project() == before);
    QVERIFY(foldEdit(before, scene(), all, false).changes.empty());
}

QTEST_MAIN(tst_Folding)
#include "tst_Folding.moc"
