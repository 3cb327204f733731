// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/Snapping.h"
#include "ui/document/ProjectDocument.h"

#include <QMouseEvent>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// Lining up with neighbours: the places themselves, and what a person gets by dragging and nudging.
class TestSnapping : public QObject
{
    Q_OBJECT

private:
    static constexpr double width = 176; ///< of every card here: their names are short
    static constexpr double height = 62;
    const QRectF m_everywhere { -5000, -5000, 10000, 10000 };

    static void addCard(Project &project, const char *id, double x, double y)
    {
        Workload workload;
        workload.id = ElementId(id);
        workload.name = id;
        workload.namespaceId = ElementId("team");
        project.topology.workloads[workload.id] = workload;
        project.diagram.placements[workload.id] = Placement2D { { x, y }, 0, 0 };
    }

    /// A row a, b at the same height with 40 between them, and c, which moves.
    static Project row(double x, double y)
    {
        Project project;
        project.topology.namespaces[ElementId("team")] = { ElementId("team"), "team" };
        addCard(project, "a", 0, 0);
        addCard(project, "b", width + 40, 0);
        addCard(project, "c", x, y);
        return project;
    }

    static CanvasScene sceneOf(const Project &project)
    {
        CanvasScene scene;
        scene.rebuild(project);
        return scene;
    }

    Snapping neighboursOfC(const CanvasScene &scene) const
    {
        return { scene, { ElementId("c") }, m_everywhere };
    }

    static int count(const std::vector<SnapGuide> &guides, SnapGuide::Kind kind)
    {
        return int(std::count_if(
            guides.begin(), guides.end(), [kind](const SnapGuide &guide) { return guide.kind == kind; }));
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
            QCOMPARE(view.zoom(), 1.0);
        }

        QRectF rect(const char *id) const { return view.scene().rectOf(ElementId(id)); }

        QPoint at(const QPointF &scenePoint) const { return view.sceneToView(scenePoint).toPoint(); }

        void move(QPoint to, Qt::KeyboardModifiers modifiers = {})
        {
            QMouseEvent event(
                QEvent::MouseMove, to, view.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(&view, &event);
        }

        void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
        {
            QTest::mousePress(&view, Qt::LeftButton, {}, from);
            move((from + to) / 2, modifiers);
            move(to, modifiers);
            QTest::mouseRelease(&view, Qt::LeftButton, modifiers, to);
        }

        ProjectDocument document;
        CanvasView view;
    };

private Q_SLOTS:

    void edgesAndCentresPullWithinReachOnly()
    {
        // Left edges 4 apart, tops 7 apart: with a reach of 6 the one is corrected, the other is not.
        const CanvasScene scene = sceneOf(row(4, 307));
        QCOMPARE(scene.rectOf(ElementId("c")).size(), QSizeF(width, height));
        const Snapping snapping = neighboursOfC(scene);
        QCOMPARE(snapping.correctionOf(scene.rectOf(ElementId("c")), 6), QPointF(-4, 0));
        QCOMPARE(snapping.correctionOf(scene.rectOf(ElementId("c")), 3), QPointF(0, 0));
        // The right edge at the left edge of b: 216 - 176 = 40; from 43 that is three to the left.
        QCOMPARE(snapping.correctionOf(QRectF(43, 307, width, height), 6), QPointF(-3, 0));
        // The bottom at the top of the row: y = -62; from -60 two up.
        QCOMPARE(snapping.correctionOf(QRectF(500, -60, width, height), 6).y(), -2.0);
    }

    void aCentreSnapsWhereEdgesCannot()
    {
        // A narrower box whose middle is near that of a: 88 - 50 = 38.
        const CanvasScene scene = sceneOf(row(1000, 1000));
        QCOMPARE(neighboursOfC(scene).correctionOf(QRectF(33, 300, 100, height), 6), QPointF(5, 0));
    }

    void ofTwoPlacesTheNearerOneWins()
    {
        Project project = row(1000, 1000);
        addCard(project, "d", 5, 500);
        const CanvasScene scene = sceneOf(project);
        // a's left edge is at 0, d's at 5.
        const Snapping snapping = neighboursOfC(scene);
        QCOMPARE(snapping.correctionOf(QRectF(2, 300, width, height), 6).x(), -2.0);
        QCOMPARE(snapping.correctionOf(QRectF(3, 300, width, height), 6).x(), 2.0);
    }

    void aGapBecomesAsWideAsTheOneBesideIt()
    {
        const CanvasScene scene = sceneOf(row(1000, 1000));
        const Snapping snapping = neighboursOfC(scene);
        // a ends at 176, b goes from 216 to 392: the next of the row begins at 432.
        const QRectF near(435, 20, width, height);
        QCOMPARE(snapping.correctionOf(near, 6).x(), -3.0);
        const QRectF there(432, 20, width, height);
        const std::vector<SnapGuide> guides = snapping.guidesOf(there);
        QCOMPARE(count(guides, SnapGuide::Kind::Distance), 2);
        QCOMPARE(guides.front().line, QLineF(176, 31, 216, 31));
        QCOMPARE(guides[1].line, QLineF(392, 41, 432, 41));
        // Before the row: from a to the left 40, so that c ends at -40.
        QCOMPARE(snapping.correctionOf(QRectF(-40 - width + 2, 20, width, height), 6).x(), -2.0);
    }

    void betweenTwoNeighboursTheGapsBecomeEqual()
    {
        Project project = row(1000, 1000);
        addCard(project, "d", 800, 0);
        const CanvasScene scene = sceneOf(project);
        // Between b, which ends at 392, and d at 800: (392 + 800 - 176) / 2 = 508.
        const Snapping snapping = neighboursOfC(scene);
        QCOMPARE(snapping.correctionOf(QRectF(503, 20, width, height), 6).x(), 5.0);
        QCOMPARE(count(snapping.guidesOf(QRectF(508, 20, width, height)), SnapGuide::Kind::Distance), 2);
        QCOMPARE(count(snapping.guidesOf(QRectF(512, 20, width, height)), SnapGuide::Kind::Distance), 0);
    }

    void alignmentGuidesReachTheFarthestThatSharesThem()
    {
        Project project = row(1000, 1000);
        addCard(project, "d", 0, 700);
        const CanvasScene scene = sceneOf(project);
        const std::vector<SnapGuide> guides = neighboursOfC(scene).guidesOf(QRectF(0, 300, width, height));
        // Left, centre and right of a and d are those of the box.
        QCOMPARE(count(guides, SnapGuide::Kind::Alignment), 3);
        QCOMPARE(guides.front().line, QLineF(0, 0, 0, 762));
    }

    void whatIsOutOfViewDoesNotCount()
    {
        const CanvasScene scene = sceneOf(row(4, 300));
        const Snapping snapping(scene, { ElementId("c") }, QRectF(-10, 280, 300, 200));
        QCOMPARE(snapping.correctionOf(scene.rectOf(ElementId("c")), 6), QPointF());
        QVERIFY(snapping.guidesOf(QRectF(0, 300, width, height)).empty());
    }

    void cardsIgnoreTheContainerThatTheyStretch()
    {
        const CanvasScene scene = sceneOf(row(1000, 1000));
        const QRectF home = scene.rectOf(ElementId("team"));
        // Two to the right of the container's left edge, and of nothing else.
        QCOMPARE(neighboursOfC(scene).correctionOf(QRectF(home.left() + 2, 300, width, height), 6).x(), 0.0);
    }

    void stepsStopWhereTheBoxLinesUpAndAlwaysGetOn()
    {
        const CanvasScene scene = sceneOf(row(1000, 1000));
        const Snapping snapping = neighboursOfC(scene);
        const QRectF box(3, 300, width, height);
        QCOMPARE(snapping.stepOf(box, Qt::Horizontal, -4), -3.0);
        QCOMPARE(snapping.stepOf(box.translated(-3, 0), Qt::Horizontal, -4), -4.0);
        QCOMPARE(snapping.stepOf(box, Qt::Horizontal, 4), 4.0);
    }

    void draggingSnapsAndControlOrAltDoesWithout_data()
    {
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<double>("x");
        QTest::newRow("free") << Qt::KeyboardModifiers() << 0.0;
        QTest::newRow("Ctrl") << Qt::KeyboardModifiers(Qt::ControlModifier) << 4.0;
        QTest::newRow("Alt") << Qt::KeyboardModifiers(Qt::AltModifier) << 4.0;
    }

    void draggingSnapsAndControlOrAltDoesWithout()
    {
        QFETCH(Qt::KeyboardModifiers, modifiers);
        QFETCH(double, x);
        Shown shown(row(60, 300));
        const QPoint from = shown.at(shown.rect("c").center());
        shown.drag(from, from + QPoint(-56, 33), modifiers);
        QCOMPARE(shown.rect("c").topLeft(), QPointF(x, 333));
        QCOMPARE(shown.document.undoStack().count(), 1);
        shown.document.undoStack().undo();
        QVERIFY(shown.document.project() == row(60, 300));
    }

    void aViewThatDoesNotSnapPutsThingsWhereThePointerIs()
    {
        Shown shown(row(60, 300));
        shown.view.setSnapping(false);
        const QPoint from = shown.at(shown.rect("c").center());
        shown.drag(from, from + QPoint(-56, 33));
        QCOMPARE(shown.rect("c").topLeft(), QPointF(4, 333));
    }

    void guidesAreSeenWhileDraggingAndGoWithTheButton()
    {
        Shown shown(row(60, 300));
        const QPoint from = shown.at(shown.rect("c").center());
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, from);
        shown.move(from + QPoint(-30, 0));
        shown.move(from + QPoint(-56, 0));
        QCOMPARE(shown.rect("c").left(), 0.0);
        // Halfway between the cards the line along their left edges is the only thing that is drawn.
        const QPoint between = shown.at(QPointF(0, 180));
        const QColor accent = shown.view.theme().accent;
        const auto isGuide = [&] {
            const QImage image = shown.view.grab().toImage();
            for (int x = between.x() - 1; x <= between.x() + 1; ++x) {
                if (image.pixelColor(x, between.y()) == accent)
                    return true;
            }
            return false;
        };
        QVERIFY(isGuide());
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, from + QPoint(-56, 0));
        QVERIFY(!isGuide());
    }

    void nudgingStopsAtANeighboursEdge()
    {
        Shown shown(row(6, 300));
        shown.view.select({ ElementId("c") });
        QTest::keyClick(&shown.view, Qt::Key_Left);
        QCOMPARE(shown.rect("c").left(), 2.0);
        QTest::keyClick(&shown.view, Qt::Key_Left);
        QCOMPARE(shown.rect("c").left(), 0.0);
        QTest::keyClick(&shown.view, Qt::Key_Left);
        QCOMPARE(shown.rect("c").left(), -4.0);
        QCOMPARE(shown.document.undoStack().count(), 1);
    }

    void theCornerOfASelectedContainerResizesIt()
    {
        Project project = row(60, 300);
        addCard(project, "x", 700, 0);
        project.topology.workloads.at(ElementId("x")).namespaceId = ElementId("other");
        project.topology.namespaces[ElementId("other")] = { ElementId("other"), "other" };
        Shown shown(project);
        const QRectF before = shown.rect("other");
        const QRectF beside = shown.rect("team");
        shown.view.select({ ElementId("other") });
        const QPoint corner = shown.at(before.bottomRight());
        // Four short of the bottom of its neighbour: snaps to it.
        const double missing = beside.bottom() - before.bottom();
        shown.drag(corner, corner + QPoint(90, int(missing) - 4));
        QCOMPARE(shown.rect("other").topLeft(), before.topLeft());
        QCOMPARE(shown.rect("other").right(), before.right() + 90);
        QCOMPARE(shown.rect("other").bottom(), beside.bottom());
        QCOMPARE(shown.document.undoStack().undoText(), QStringLiteral("Resize other"));
        // Never smaller than what it holds.
        const QPoint right = shown.at(QPointF(shown.rect("other").right(), before.center().y()));
        shown.drag(right, right - QPoint(600, 0), Qt::ControlModifier);
        QCOMPARE(shown.rect("other").right(), before.right());
        shown.document.undoStack().undo();
        shown.document.undoStack().undo();
        QVERIFY(shown.document.project() == project);
    }

    void escapeDuringAResizeLeavesNothingBehind()
    {
        const Project project = row(60, 300);
        Shown shown(project);
        shown.view.select({ ElementId("team") });
        const QPoint corner = shown.at(shown.rect("team").bottomRight());
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, corner);
        shown.move(corner + QPoint(40, 40));
        QVERIFY(!(shown.document.project() == project));
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, corner + QPoint(40, 40));
        QVERIFY(shown.document.project() == project);
        QCOMPARE(shown.document.undoStack().count(), 0);
    }

    void notesAreResizedToo()
    {
        Project project = row(60, 300);
        project.diagram.notes[ElementId("note")] = { ElementId("note"), "Why?", { { 700, 0 }, 200, 90 } };
        Shown shown(project);
        shown.view.select({ ElementId("note") });
        const QPoint right = shown.at(QPointF(shown.rect("note").right(), shown.rect("note").center().y()));
        shown.drag(right, right + QPoint(60, 0), Qt::ControlModifier);
        QCOMPARE(shown.document.project().diagram.notes.at(ElementId("note")).place.width, 260.0);
    }
};

QTEST_MAIN(TestSnapping)
#include "tst_Snapping.moc"
