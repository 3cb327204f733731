// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/DetailLevel.h"
#include "ui/canvas/EdgeFan.h"
#include "ui/canvas/EdgeStates.h"
#include "ui/canvas/GridIndex.h"
#include "ui/canvas/HitTest.h"
#include "ui/document/ProjectDocument.h"

#include <QMouseEvent>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// From namespaces as tiles to whole cards: what is bundled, what stands back, and what a click means there.
class TestSemanticZoom : public QObject
{
    Q_OBJECT

private:
    static ElementId idOf(int index) { return ElementId("w" + std::to_string(index)); }

    static void connectCards(Project &project, int from, int to, std::uint16_t port)
    {
        Flow flow;
        flow.id =
            ElementId("f" + std::to_string(from) + "-" + std::to_string(to) + "-" + std::to_string(port));
        flow.sourceId = idOf(from);
        flow.destinationId = idOf(to);
        flow.port = port;
        project.topology.flows[flow.id] = flow;
    }

    /// `spaces` namespaces of four cards in a row, 1200 apart; w0 is in n0, w4 in n1 and so on.
    static Project design(int spaces)
    {
        Project project;
        for (int i = 0; i < 4 * spaces; ++i) {
            const int space = i / 4;
            const ElementId home("n" + std::to_string(space));
            project.topology.namespaces[home] = { home, "team-" + std::to_string(space) };
            Workload workload;
            workload.id = idOf(i);
            workload.name = workload.id.value();
            workload.namespaceId = home;
            project.topology.workloads[workload.id] = workload;
            project.diagram.placements[workload.id] =
                Placement2D { { 1200.0 * space + 300 * (i % 2), 150.0 * (i % 4 / 2) }, 0, 0 };
        }
        return project;
    }

    /// More lines than a design may have that is drawn plainly: every card with every other one.
    static Project denseDesign()
    {
        Project project = design(5);
        for (int from = 0; from < 20; ++from) {
            for (int to = 0; to < 20; ++to) {
                if (from != to)
                    connectCards(project, from, to, 8080);
            }
        }
        return project;
    }

    static CanvasScene sceneOf(const Project &project)
    {
        CanvasScene scene;
        scene.rebuild(project);
        return scene;
    }

    static Decision decisionOf(Verdict network)
    {
        Decision decision;
        for (PlaneVerdict &plane : decision.planes)
            plane.verdict = Verdict::NotEnforced;
        decision.on(Plane::Network).verdict = network;
        return decision;
    }

    struct Shown
    {
        explicit Shown(const Project &project)
        {
            document.setProject(project);
            view.resize(1400, 900);
            view.setDocument(&document);
            view.show();
            QVERIFY(QTest::qWaitForWindowExposed(&view));
            view.setFocus();
        }

        QPoint at(const QPointF &scenePoint) const { return view.sceneToView(scenePoint).toPoint(); }

        void hover(const QPointF &scenePoint)
        {
            const QPoint to = at(scenePoint);
            QMouseEvent event(QEvent::MouseMove, to, view.mapToGlobal(to), Qt::NoButton, Qt::NoButton, {});
            QApplication::sendEvent(&view, &event);
        }

        void click(const QPointF &scenePoint)
        {
            QTest::mouseClick(&view, Qt::LeftButton, {}, at(scenePoint));
        }

        ProjectDocument document;
        CanvasView view;
    };

private Q_SLOTS:

    void trunksCountTheLinesBetweenTwoNamespacesInBothDirections()
    {
        Project project = design(3);
        connectCards(project, 0, 1, 80); // stays within n0
        connectCards(project, 0, 4, 80);
        connectCards(project, 1, 5, 80);
        connectCards(project, 6, 2, 80);
        connectCards(project, 8, 4, 80);
        const CanvasScene scene = sceneOf(project);
        QCOMPARE(scene.trunks().size(), std::size_t(2));
        const SceneTrunk &first = scene.trunks()[0];
        QCOMPARE(first.edges.size(), std::size_t(3));
        QVERIFY(first.forward && first.backward && first.hasRoom);
        // From the right border of n0 to the left border of n1.
        QCOMPARE(first.start.x(), scene.rectOf(ElementId("n0")).right());
        QCOMPARE(first.end.x(), scene.rectOf(ElementId("n1")).left());
        const SceneTrunk &second = scene.trunks()[1];
        QCOMPARE(second.edges.size(), std::size_t(1));
        QVERIFY(!second.forward && second.backward);
        QCOMPARE(scene.trunksOf(*scene.trunkEndOf(ElementId("n1"))).size(), std::size_t(2));
        QVERIFY(!scene.trunkEndOf(ElementId("w0")));
    }

    void aTrunkShowsTheWorstOfItsLines()
    {
        Project project = design(2);
        connectCards(project, 0, 4, 80);
        connectCards(project, 1, 5, 80);
        connectCards(project, 2, 6, 80);
        const CanvasScene scene = sceneOf(project);
        CanvasDecisions decisions;
        decisions.connections[ElementId("f0-4-80")] = decisionOf(Verdict::Permit);
        decisions.connections[ElementId("f1-5-80")] = decisionOf(Verdict::Deny);
        decisions.connections[ElementId("f2-6-80")] = decisionOf(Verdict::NotEnforced);
        const EdgeStates states = statesOf(scene, Lens::Network, &decisions);
        QCOMPARE(states.trunks.size(), std::size_t(1));
        QCOMPARE(states.trunks[0].total, 3);
        QCOMPARE(states.trunks[0].denied, 1);
        QCOMPARE(states.trunks[0].open, 1);
        QVERIFY(states.trunks[0].worst() == EdgeState::Denied);
        QCOMPARE(states.containers[0].total, 3);
        decisions.connections.erase(ElementId("f1-5-80"));
        QVERIFY(statesOf(scene, Lens::Network, &decisions).trunks[0].worst() == EdgeState::Open);
        QVERIFY(statesOf(scene, Lens::Network, nullptr).trunks[0].worst() == EdgeState::Declared);
    }

    void smallDesignsAreDrawnPlainlyUntilTheyAreTiny()
    {
        const CanvasScene small = sceneOf(test::ragProject());
        QVERIFY(!detailAt(small, 0.3).trunks);
        QVERIFY(!detailAt(small, 1).focus);
        QVERIFY(detailAt(small, 0.1).tiles && detailAt(small, 0.1).trunks);
        const CanvasScene dense = sceneOf(denseDesign());
        QVERIFY(dense.edges().size() > denseEdges);
        QVERIFY(detailAt(dense, 0.3).trunks && !detailAt(dense, 0.3).tiles);
        QVERIFY(detailAt(dense, 1).focus && !detailAt(dense, 1).trunks);
    }

    void aClickOnATileMeansTheNamespace()
    {
        const CanvasScene scene = sceneOf(denseDesign());
        const QPointF card = scene.rectOf(idOf(0)).center();
        QVERIFY(hitTest(scene, card, 0.1).part == Hit::Part::Container);
        QVERIFY(hitTest(scene, card, 0.3).part == Hit::Part::Node);
        // Between two tiles: all lines of the trunk, there and back.
        const SceneTrunk &trunk = scene.trunks().front();
        const Hit hit = hitTest(scene, (trunk.start + trunk.end) / 2, 0.1);
        QVERIFY(hit.part == Hit::Part::Edge);
        QCOMPARE(hit.ids.size(), std::size_t(2 * 4 * 4));
    }

    void doubleClickOnATileShowsWhatIsInIt()
    {
        Shown shown(denseDesign());
        shown.view.setZoom(0.1);
        const QRectF tile = shown.view.scene().rectOf(ElementId("n2"));
        QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, shown.at(tile.center()));
        QVERIFY(shown.view.zoom() > 0.6);
        const QRectF area(shown.view.viewToScene({ 0, 0 }), shown.view.viewToScene({ 1400, 900 }));
        QVERIFY(area.contains(tile));
    }

    void tilesShowNamesButNoCards()
    {
        Shown shown(denseDesign());
        shown.view.setZoom(0.15);
        const QRectF tile = shown.view.scene().rectOf(ElementId("n2"));
        const QRect on(shown.at(tile.topLeft()), shown.at(tile.bottomRight()));
        const QImage image = shown.view.grab(on).toImage();
        const Theme &theme = shown.view.theme();
        int card = 0;
        int dark = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                card += image.pixelColor(x, y) == theme.card;
                dark += image.pixelColor(x, y).lightness() < 128;
            }
        }
        QVERIFY(dark > 20); // the name
        QVERIFY(card > image.width() * image.height() * 6 / 10); // nothing else: no cards, no lines
    }

    void linesThatStandBackComeForwardWithTheirCard()
    {
        Shown shown(denseDesign());
        shown.view.setZoom(1);
        shown.view.centreOn(shown.view.scene().rectOf(ElementId("n2")).center());
        const QColor strong = shown.view.theme().neutral;
        const auto strongPixels = [&] {
            const QImage image = shown.view.grab().toImage();
            int count = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixelColor(x, y) == strong;
            }
            return count;
        };
        const int before = strongPixels();
        shown.view.select({ idOf(8) });
        QVERIFY(strongPixels() > before + 500);
    }

    void aLongLineIsFoundWhereItPassesOnly()
    {
        GridIndex index(100);
        index.insertAlong(7, { { 0, 0 }, { 10000, 10000 } }, 2);
        for (double at : { 0.0, 777.0, 5000.0, 9999.0 })
            QCOMPARE(index.find(QRectF(at, at, 1, 1)), std::vector<std::size_t> { 7 });
        QVERIFY(index.find(QRectF(9000, 1000, 300, 300)).empty());
        QVERIFY(index.find(QRectF(0, 400, 200, 200)).empty());
    }

    void everyLineIsFoundAlongItsWholeWay()
    {
        Project project = design(40);
        for (int i = 0; i < 160; ++i)
            connectCards(project, i, (i * 37 + 11) % 160, 8080);
        const CanvasScene scene = sceneOf(project);
        for (std::size_t i = 0; i < scene.edges().size(); ++i) {
            for (int step = 0; step <= 40; ++step) {
                const QPointF point = scene.edges()[i].pointAt(step / 40.0);
                const auto found = scene.edgesIn(QRectF(point, QSizeF(0, 0)));
                QVERIFY(std::find(found.begin(), found.end(), i) != found.end());
            }
        }
    }

    void severalConnectionsAreOneLineWithTheirNumber()
    {
        Project project = design(1);
        connectCards(project, 0, 1, 80);
        const CanvasScene single = sceneOf(project);
        QCOMPARE(single.edges().front().label, QStringLiteral("80"));
        QVERIFY(fanOf(single.edges().front()).empty());
        connectCards(project, 0, 1, 81);
        connectCards(project, 0, 1, 82);
        const CanvasScene scene = sceneOf(project);
        QCOMPARE(scene.edges().size(), std::size_t(1));
        QVERIFY(scene.edges().front().label.startsWith(QStringLiteral("×3")));
        const std::vector<FanMember> fan = fanOf(scene.edges().front());
        QCOMPARE(fan.size(), std::size_t(3));
        QCOMPARE(fan[2].label, QStringLiteral("82"));
        for (std::size_t i = 0; i < fan.size(); ++i) {
            QVERIFY(memberAt(fan, cubicAt(fan[i].curve, 0.5), 5) == &fan[i]);
            for (std::size_t j = i + 1; j < fan.size(); ++j)
                QVERIFY(!fan[i].labelRect.intersects(fan[j].labelRect));
        }
    }

    void aBundleOpensUnderThePointerAndItsMembersCanBeChosen()
    {
        Project project = design(1);
        connectCards(project, 0, 3, 80);
        connectCards(project, 0, 3, 81);
        Shown shown(project);
        const SceneEdge edge = shown.view.scene().edges().front();
        // Without opening it, the line means all of its connections.
        shown.hover(QPointF(-400, -400));
        const QImage closed = shown.view.grab().toImage();
        shown.hover(edge.pointAt(0.5));
        QVERIFY(shown.view.grab().toImage() != closed);
        const FanMember second = fanOf(edge)[1];
        shown.hover(cubicAt(second.curve, 0.5));
        shown.click(cubicAt(second.curve, 0.5));
        QVERIFY(shown.view.selection() == std::vector<ElementId> { second.id });
        shown.view.select({});
        shown.hover(QPointF(-400, -400));
        QVERIFY(shown.view.grab().toImage() == closed);
    }

    void anAttackOnTilesSaysHowMuchOfEachFalls()
    {
        Shown shown(design(3));
        // Namespaces larger than their cards need, so that tiles have room for words.
        shown.view.setZoom(0.18);
        const QColor colour = shown.view.theme().attack;
        const auto inside = [&](const char *home) {
            const QRectF rect = shown.view.scene().rectOf(ElementId(home));
            const QImage image = shown.view.grab().toImage();
            const QRect area =
                QRect(shown.at(rect.topLeft()), shown.at(rect.bottomRight())).adjusted(-4, -4, 4, 12);
            int count = 0;
            for (int y = area.top(); y <= area.bottom(); ++y) {
                for (int x = area.left(); x <= area.right(); ++x)
                    count += image.valid(x, y) && image.pixelColor(x, y) == colour;
            }
            return count;
        };
        QCOMPARE(inside("n0") + inside("n1") + inside("n2"), 0);
        AttackOverlay attack;
        attack.fallen = { { idOf(0), 0 }, { idOf(8), 1 }, { idOf(9), 1 } };
        attack.lines.push_back({ idOf(0), idOf(8), 1, false, {}, { 0 } });
        shown.view.setAttackOverlay(attack);
        // n0 and n2 are framed and counted, the line passes behind n1.
        QVERIFY2(inside("n0") > 100, qPrintable(QString::number(inside("n0"))));
        QVERIFY2(inside("n2") > 100, qPrintable(QString::number(inside("n2"))));
        const QRectF middle = shown.view.scene().rectOf(ElementId("n1"));
        const QImage image = shown.view.grab().toImage();
        const QPoint centre = shown.at(middle.center());
        const QRect tile(shown.at(middle.topLeft()), shown.at(middle.bottomRight()));
        for (int x = tile.left() + 2; x < tile.right() - 2; ++x) {
            for (int y = centre.y() - 3; y <= centre.y() + 3; ++y)
                QVERIFY(image.pixelColor(x, y) != colour);
        }
        // Between n0 and n1 it is seen.
        const double between = (shown.view.scene().rectOf(ElementId("n0")).right() + middle.left()) / 2;
        const QPoint gap = shown.at({ between, middle.center().y() });
        bool isSeen = false;
        for (int y = gap.y() - 3; y <= gap.y() + 3; ++y)
            isSeen = isSeen || image.pixelColor(gap.x(), y) == colour;
        QVERIFY(isSeen);
    }

    void theLegendStandsWhereReadingBegins()
    {
        Shown shown(test::ragProject());
        const auto boxAt = [&](int x) {
            return shown.view.grab().toImage().pixelColor(x, shown.view.height() - 27);
        };
        const int left = 20;
        const int right = shown.view.width() - 20;
        const QColor card = shown.view.theme().card;
        QCOMPARE(boxAt(left), card);
        QVERIFY(boxAt(right) != card);
        shown.view.setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(boxAt(right), card);
        QVERIFY(boxAt(left) != card);
    }
};

QTEST_MAIN(TestSemanticZoom)
#include "tst_SemanticZoom.moc"
