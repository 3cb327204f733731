// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"
#include "ui/canvas/AnnotationLayer.h"
#include "ui/canvas/CanvasFonts.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/HitTest.h"
#include "ui/document/ProjectDocument.h"

#include <QFontMetricsF>
#include <QTest>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

namespace {

const ElementId noteId("note-mail");
const ElementId strokeId("ink-arrow");

Note noteAt(double x, double y, const std::string &text)
{
    return { noteId, text, { { x, y }, 200, 90 } };
}

/// The sample project with a note to the left of everything and a level pen line of 120 below it.
Project annotated()
{
    Project project = test::ragProject();
    CanvasScene scene;
    scene.rebuild(project);
    const QPointF corner = scene.bounds().topLeft();
    project.diagram.notes[noteId] = noteAt(corner.x() - 300, corner.y(), "Ask the platform team");
    InkStroke stroke { strokeId, {} };
    for (int i = 0; i <= 6; ++i)
        stroke.points.push_back({ corner.x() - 300 + 20 * i, corner.y() + 160 });
    project.diagram.ink[strokeId] = stroke;
    return project;
}

bool isSame(const QImage &one, const QImage &other, const QRect &part)
{
    return one.copy(part) == other.copy(part);
}

} // namespace

/// Notes and ink: where they lie and what they look like.
class TestAnnotationLayer : public QObject
{
    Q_OBJECT

private:
    /// The canvas at 100 % with the note in view; optionally without notes and ink.
    static QImage pictureOf(
        Project project, const Theme &theme, double zoom, bool withAnnotations, QRect *note)
    {
        ProjectDocument document;
        CanvasView view;
        view.resize(1800, 900);
        view.setTheme(theme);
        document.setProject(project);
        view.setDocument(&document);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view))
            return {};
        view.setZoom(zoom);
        *note = QRectF(view.sceneToView(view.scene().rectOf(noteId).topLeft()),
            view.scene().rectOf(noteId).size() * zoom)
                    .toRect();
        if (!withAnnotations) {
            document.apply({ "Tear off",
                { ElementChange<Note> { noteId, std::nullopt },
                    ElementChange<InkStroke> { strokeId, std::nullopt } } });
        }
        return view.grab().toImage();
    }

private Q_SLOTS:

    void textIsWrappedToTheWidthAndTheNoteGrowsWithIt()
    {
        Diagram diagram;
        diagram.notes[noteId] = { noteId,
            "Ask the platform team: can the mail tool use a token of the user?\n\nAnIdentifierThatIsWider"
            "ThanTheWholeNoteOnWhichItIsWritten",
            { { 10, 20 }, 120, 30 } };
        AnnotationLayer layer;
        layer.rebuild(diagram);
        const SceneNote &note = *layer.note(noteId);
        const QFontMetricsF metric(CanvasFonts().note);
        for (const QString &line : note.lines)
            QVERIFY2(metric.horizontalAdvance(line.trimmed()) <= 120 - 2 * 12, qPrintable(line));
        QVERIFY(note.lines.size() > 5);
        QVERIFY(note.lines.contains(QString()));
        QCOMPARE(note.rect, QRectF(10, 20, 120, static_cast<double>(note.lines.size()) * 17 + 2 * 12));
    }

    void aHeightThatIsSetIsKeptWhereTheTextNeedsLess()
    {
        Diagram diagram;
        diagram.notes[noteId] = noteAt(0, 0, "Short");
        AnnotationLayer layer;
        layer.rebuild(diagram);
        QCOMPARE(layer.note(noteId)->rect, QRectF(0, 0, 200, 90));
        QVERIFY(!layer.note(ElementId("note-x")));
        QVERIFY(!layer.contains(strokeId));
    }

    void extentsOfTheSceneTakeNotesAndInkIn()
    {
        CanvasScene bare;
        bare.rebuild(test::ragProject());
        CanvasScene scene;
        scene.rebuild(annotated());
        QVERIFY(scene.bounds().contains(bare.bounds()));
        QVERIFY(scene.bounds().contains(scene.annotations().note(noteId)->paper().boundingRect()));
        QVERIFY(scene.bounds().contains(scene.rectOf(strokeId)));
        QVERIFY(!bare.bounds().contains(scene.rectOf(noteId)));
        QVERIFY(scene.annotations().notesIn(bare.bounds()).empty());
        QCOMPARE(scene.annotations().notesIn(scene.bounds()).size(), std::size_t(1));
        QCOMPARE(scene.annotations().strokesIn(scene.bounds()).size(), std::size_t(1));
    }

    void cardsLieOverNotesAndNotesOverTheInsideOfContainers()
    {
        Project project = test::ragProject();
        CanvasScene scene;
        scene.rebuild(project);
        const QRectF card = scene.rectOf(ElementId("llm-server"));
        project.diagram.notes[noteId] = noteAt(card.left() - 10, card.bottom() - 20, "Which version?");
        scene.rebuild(project);
        QVERIFY(hitTest(scene, { card.left() + 5, card.bottom() - 5 }, 1).part == Hit::Part::Node);
        QVERIFY(hitTest(scene, { card.left() - 4, card.bottom() + 30 }, 1).part == Hit::Part::Note);
    }

    void aStrokeIsHitOnItsLineOnly()
    {
        CanvasScene scene;
        scene.rebuild(annotated());
        const QPointF middle = scene.rectOf(strokeId).center();
        QVERIFY(hitTest(scene, middle + QPointF(0, 4), 1).part == Hit::Part::Stroke);
        QVERIFY(!hitTest(scene, middle + QPointF(0, 14), 1));
    }

    void aStrokeOfOnePointIsADotAndOneOfNoneIsNothing()
    {
        Diagram diagram;
        diagram.ink[strokeId] = { strokeId, { { 7, 9 } } };
        diagram.ink[ElementId("ink-empty")] = { ElementId("ink-empty"), {} };
        AnnotationLayer layer;
        layer.rebuild(diagram);
        QCOMPARE(layer.strokes().size(), std::size_t(1));
        QVERIFY(layer.rectOf(strokeId).contains(QPointF(7, 9)));
    }

    void noteAndInkArePaintedAndNothingElseChanges_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void noteAndInkArePaintedAndNothingElseChanges()
    {
        QFETCH(bool, dark);
        const Theme theme = dark ? Theme::darkTheme() : Theme::light();
        QRect note;
        const QImage with = pictureOf(annotated(), theme, 1, true, &note);
        const QImage without = pictureOf(annotated(), theme, 1, false, &note);
        QVERIFY(with.rect().contains(note));
        QCOMPARE(with.pixelColor(note.center()), theme.note);
        QCOMPARE(with.pixelColor(note.center().x(), note.bottom() - 8), theme.note);
        // The first line of the text lies below the padding of 12.
        int written = 0;
        for (int y = note.top() + 12; y < note.top() + 29; ++y) {
            for (int x = note.left() + 12; x < note.right() - 12; ++x)
                written += with.pixelColor(x, y) != theme.note;
        }
        QVERIFY(written > 200);
        // A pen of 2.5 covers at least one row of pixels wholly, wherever the rows begin.
        const auto inkedRows = [&](const QImage &picture) {
            int rows = 0;
            for (int y = note.top() + 157; y <= note.top() + 163; ++y)
                rows += picture.pixelColor(note.left() + 60, y) == theme.secondaryText;
            return rows;
        };
        QVERIFY(inkedRows(with) >= 1 && inkedRows(with) <= 2);
        QCOMPARE(inkedRows(without), 0);
        // Everything to the right of the note and of the line is as it was.
        QVERIFY(isSame(with, without, with.rect().adjusted(note.right() + 10, 0, 0, 0)));
    }

    void smallNotesArePlainRectangles()
    {
        const Theme theme = Theme::light();
        QRect note;
        const QImage picture = pictureOf(annotated(), theme, 0.3, true, &note);
        QCOMPARE(note.size(), QSize(60, 27));
        const QRect inside = note.adjusted(2, 2, -2, -2);
        for (int y = inside.top(); y <= inside.bottom(); ++y) {
            for (int x = inside.left(); x <= inside.right(); ++x)
                QCOMPARE(picture.pixelColor(x, y), theme.note);
        }
    }
};

QTEST_MAIN(TestAnnotationLayer)

#include "tst_AnnotationLayer.moc"
