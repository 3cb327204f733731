// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/GridIndex.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

class TestCanvasScene : public QObject
{
    Q_OBJECT

private:
    static bool crosses(const SceneEdge &edge, const QRectF &rect)
    {
        for (int i = 1; i < 60; ++i) {
            if (rect.adjusted(1, 1, -1, -1).contains(edge.pointAt(i / 60.0)))
                return true;
        }
        return false;
    }

    static Project bigProject(int namespaces, int perNamespace)
    {
        Project project;
        for (int n = 0; n < namespaces; ++n) {
            const std::string home = "ns-" + std::to_string(n);
            project.topology.namespaces[ElementId(home)] = { ElementId(home), home };
            for (int w = 0; w < perNamespace; ++w) {
                Workload workload;
                workload.id = ElementId(home + "-w" + std::to_string(w));
                workload.name = workload.id.value();
                workload.namespaceId = ElementId(home);
                project.topology.workloads[workload.id] = workload;
                for (int f = 1; f <= 3; ++f) {
                    Flow flow;
                    flow.id = ElementId("f-" + workload.id.value() + "-" + std::to_string(f));
                    flow.sourceId = workload.id;
                    flow.destinationId = ElementId("ns-" + std::to_string((n + (f == 3)) % namespaces) + "-w"
                        + std::to_string((w + f) % perNamespace));
                    flow.port = 8080;
                    project.topology.flows[flow.id] = flow;
                }
            }
        }
        return project;
    }

private Q_SLOTS:

    void showsEveryElementOfTheProject()
    {
        const Project project = test::ragProject();
        CanvasScene scene;
        scene.rebuild(project);
        QCOMPARE(scene.nodes().size(), std::size_t(13));
        QCOMPARE(scene.containers().size(), std::size_t(4));
        QCOMPARE(scene.edges().size(), std::size_t(14));
        for (const auto &[id, flow] : project.topology.flows)
            QVERIFY(scene.edgeOf(id));
        // The rule and the flow between the same two are one line.
        QVERIFY(scene.edgeOf(ElementId("rule-retriever-kb-vectors"))
            == scene.edgeOf(ElementId("flow-retriever-kb-vectors")));
        QVERIFY(!scene.contains(ElementId("no-such-element")));
    }

    void containersGrowAndNeverShrinkBelowTheirOwnSize()
    {
        Project project = test::ragProject();
        CanvasScene scene;
        scene.rebuild(project);
        const ElementId home("ai-data");
        for (const char *member : { "kb-vectors", "contracts", "document-ingestion-pipeline" })
            QVERIFY(scene.rectOf(home).contains(scene.rectOf(ElementId(member))));
        project.diagram.placements[ElementId("contracts")] = { { 1500, 900 }, 0, 0 };
        scene.updatePlacements(project);
        QVERIFY(scene.rectOf(home).contains(scene.rectOf(ElementId("contracts"))));
        project.diagram.placements[home] = { { 700, -200 }, 1600, 1400 };
        scene.updatePlacements(project);
        QCOMPARE(scene.rectOf(home), QRectF(700, -200, 1600, 1400));
    }

    void elementsWithoutAPlacementDoNotOverlap()
    {
        CanvasScene scene;
        scene.rebuild(test::ragProjectWithoutLayout());
        for (const SceneNode &one : scene.nodes()) {
            for (const SceneNode &other : scene.nodes())
                QVERIFY(&one == &other || !one.rect.intersects(other.rect));
        }
        for (const SceneContainer &one : scene.containers()) {
            for (const SceneContainer &other : scene.containers())
                QVERIFY(&one == &other || !one.rect.intersects(other.rect));
        }
    }

    void newElementsFindRoomAndStayThere()
    {
        Project project = test::ragProject();
        Workload extra = project.topology.workloads.at(ElementId("contracts"));
        extra.id = ElementId("extra");
        extra.name = "extra";
        project.topology.workloads[extra.id] = extra;
        CanvasScene scene;
        scene.rebuild(project);
        const QRectF first = scene.rectOf(extra.id);
        for (const SceneNode &node : scene.nodes())
            QVERIFY(node.id == extra.id || !node.rect.intersects(first));
        extra.id = ElementId("another");
        project.topology.workloads[extra.id] = extra;
        scene.rebuild(project);
        QCOMPARE(scene.rectOf(ElementId("extra")), first);
        QVERIFY(!scene.rectOf(ElementId("another")).intersects(first));
    }

    void linesDoNotCrossTheirOwnCards_data()
    {
        QTest::addColumn<bool>("laidOut");
        QTest::newRow("placed") << true;
        QTest::newRow("packed") << false;
    }

    void linesDoNotCrossTheirOwnCards()
    {
        QFETCH(bool, laidOut);
        CanvasScene scene;
        scene.rebuild(laidOut ? test::ragProject() : test::ragProjectWithoutLayout());
        for (const SceneEdge &edge : scene.edges()) {
            QVERIFY(!crosses(edge, scene.nodes()[edge.source].rect));
            QVERIFY(!crosses(edge, scene.nodes()[edge.destination].rect));
        }
    }

    void laidOutLinesCrossNoCardAtAll()
    {
        CanvasScene scene;
        scene.rebuild(test::ragProject());
        for (const SceneEdge &edge : scene.edges()) {
            for (const SceneNode &node : scene.nodes())
                QVERIFY2(!crosses(edge, node.rect), qPrintable(node.name));
        }
    }

    void aLineGoesAroundARowOfCardsInItsWay()
    {
        Project project;
        project.topology.namespaces[ElementId("team")] = { ElementId("team"), "team" };
        const auto add = [&project](const char *id, double x, double y) {
            Workload workload;
            workload.id = ElementId(id);
            workload.name = id;
            workload.namespaceId = ElementId("team");
            project.topology.workloads[workload.id] = workload;
            project.diagram.placements[workload.id] = Placement2D { { x, y }, 0, 0 };
        };
        // Between a and c there is no gap that is wide enough; the end of the row lies 250 to the right of
        // both.
        add("a", 0, 0);
        add("c", 0, 400);
        for (int i = 0; i < 5; ++i)
            add(("row" + std::to_string(i)).c_str(), -510 + 187.0 * i, 200);
        Flow flow;
        flow.id = ElementId("flow");
        flow.sourceId = ElementId("a");
        flow.destinationId = ElementId("c");
        project.topology.flows[flow.id] = flow;
        CanvasScene scene;
        scene.rebuild(project);
        for (const SceneNode &node : scene.nodes())
            QVERIFY2(!crosses(scene.edges().front(), node.rect), qPrintable(node.name));
    }

    void anUndeclaredWayFollowsItsCards()
    {
        Project project = test::ragProject();
        CanvasScene scene;
        scene.rebuild(project);
        const ElementId from("kb-vectors");
        const ElementId to("rag-gateway");
        QVERIFY(!scene.edgeBetween(from, to));
        const auto before = scene.curveBetween(from, to);
        QVERIFY(before);
        QCOMPARE(*scene.curveBetween(from, to), *before);
        project.diagram.placements[to].position.y += 300;
        scene.updatePlacements(project);
        const auto after = scene.curveBetween(from, to);
        QVERIFY(after && *after != *before);
        // The arrow touches the card where it is now.
        QVERIFY(scene.node(to)->rect.adjusted(-3, -3, 3, 3).contains(after->back()));
    }

    void labelsCoverNoCardAndNoOtherLabel()
    {
        for (const Project &project : { test::ragProject(), test::ragProjectWithoutLayout() }) {
            CanvasScene scene;
            scene.rebuild(project);
            int shown = 0;
            for (const SceneEdge &edge : scene.edges()) {
                if (edge.labelRect.isNull())
                    continue;
                ++shown;
                for (const SceneNode &node : scene.nodes())
                    QVERIFY(!node.rect.intersects(edge.labelRect));
                for (const SceneEdge &other : scene.edges())
                    QVERIFY(&edge == &other || !other.labelRect.intersects(edge.labelRect));
            }
            QVERIFY(shown >= 10);
        }
    }

    void noTwoLinesShareAnEnd()
    {
        CanvasScene scene;
        scene.rebuild(test::ragProject());
        std::vector<QPointF> ends;
        for (const SceneEdge &edge : scene.edges()) {
            ends.push_back(edge.curve[0]);
            ends.push_back(edge.curve[3]);
        }
        for (std::size_t i = 0; i < ends.size(); ++i) {
            for (std::size_t j = i + 1; j < ends.size(); ++j)
                QVERIFY((ends[i] - ends[j]).manhattanLength() > 3);
        }
    }

    void gridFindsWhatALinearSearchFinds()
    {
        GridIndex index(100);
        std::vector<QRectF> rects;
        quint32 state = 7;
        const auto next = [&state](int range) {
            state = state * 1664525U + 1013904223U;
            return static_cast<double>((state >> 8) % static_cast<quint32>(range));
        };
        for (std::size_t i = 0; i < 300; ++i) {
            rects.emplace_back(
                next(4000) - 2000, next(4000) - 2000, next(i % 20 == 0 ? 3000 : 150), next(150));
            index.insert(i, rects.back());
        }
        for (int query = 0; query < 100; ++query) {
            const QRectF area(next(4000) - 2000, next(4000) - 2000, 1 + next(700), 1 + next(700));
            std::vector<std::size_t> expected;
            for (std::size_t i = 0; i < rects.size(); ++i) {
                const QRectF &r = rects[i];
                if (r.left() <= area.right() && area.left() <= r.right() && r.top() <= area.bottom()
                    && area.top() <= r.bottom())
                    expected.push_back(i);
            }
            QVERIFY(index.find(area) == expected);
        }
    }

    void aDragInABigProjectIsQuick()
    {
        Project project = bigProject(25, 20);
        CanvasScene scene;
        scene.rebuild(project);
        QCOMPARE(scene.nodes().size(), std::size_t(500));
        QCOMPARE(scene.edges().size(), std::size_t(1500));
        const ElementId moved("ns-3-w5");
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i) {
            project.diagram.placements[moved] = { { 10.0 * i, 5000 }, 0, 0 };
            scene.updatePlacements(project);
        }
        QCOMPARE(scene.rectOf(moved).topLeft(), QPointF(90, 5000));
        qInfo("one step of a drag: %lld ms", static_cast<long long>(timer.elapsed() / 10));
        // Far above what is expected: only a change of order of growth fails here, on any machine.
        QVERIFY(timer.elapsed() / 10 < 400);
    }
};

QTEST_MAIN(TestCanvasScene)

#include "tst_CanvasScene.moc"
