// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/Minimap.h"
#include "ui/document/ProjectDocument.h"
#include "ui/shell/StartPage.h"

#include <QAction>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// Finding one's way: start page, minimap, presentation, help.
class tst_StudioJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startPageOffersTemplatesAndRecentProjects();
    void everyTemplateOpens();
    void minimapComesWhenSomethingIsOutOfView();
    void draggingInTheMinimapMovesTheCanvas();
    void presentationStepsThroughTheNotes();
    void presentationLetsNobodyEdit();
    void guideOpensWithItsPages();
    void everyKeyOfTheMenusIsOnTheSheet();
    void inkIsDrawnWithThePointerUntilEscape();
    void twoWindowsWorkOnTheirOwnAndKnowOfEachOther();
};

namespace {

void addNote(WindowFixture &fixture, const char *id, const char *text, Point at)
{
    Note note;
    note.id = ElementId(id);
    note.text = text;
    note.place.position = at;
    fixture.window().document().apply({ "Add note", { ElementChange<Note> { note.id, note } } });
}

} // namespace

void tst_StudioJourney::startPageOffersTemplatesAndRecentProjects()
{
    WindowFixture fixture;
    QVERIFY(fixture.child<StartPage>("startPage")->isVisible());
    QVERIFY(fixture.open());
    QVERIFY(!fixture.child<StartPage>("startPage")->isVisible());
    fixture.child<QAction>("actionNew")->trigger();
    auto *page = fixture.child<StartPage>("startPage");
    QVERIFY(page->isVisible());
    QPushButton *recent = nullptr;
    for (QPushButton *button : page->findChildren<QPushButton *>()) {
        if (button->accessibleName().startsWith(QStringLiteral("sample.fourplane.yaml")))
            recent = button;
    }
    QVERIFY2(recent, "the project opened before is not offered");
    QTest::mouseClick(recent, Qt::LeftButton);
    QCOMPARE(fixture.window().document().path(), fixture.path());
    QVERIFY(!page->isVisible());
}

void tst_StudioJourney::everyTemplateOpens()
{
    const std::vector<StartTemplate> templates = startTemplates();
    QVERIFY(templates.size() >= 2);
    for (const StartTemplate &entry : templates) {
        WindowFixture fixture;
        auto *button =
            fixture.child<QPushButton>(qPrintable(QStringLiteral("template-") + entry.resourcePath));
        QVERIFY2(button, qPrintable(entry.resourcePath));
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY2(fixture.project().topology.workloads.size() > 3, qPrintable(entry.resourcePath));
        QVERIFY2(findProblems(fixture.project()).empty(), qPrintable(entry.resourcePath));
        QVERIFY(fixture.window().document().path().isEmpty());
        QVERIFY(fixture.waitUntilIdle());
    }
}

void tst_StudioJourney::minimapComesWhenSomethingIsOutOfView()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    auto *map = fixture.child<Minimap>("minimap");
    CanvasView &canvas = fixture.window().canvas();
    canvas.zoomToFit();
    QVERIFY(!map->isVisible());
    canvas.setZoom(3);
    QVERIFY(map->isVisible());
    fixture.child<QAction>("actionMinimap")->trigger();
    QVERIFY(!map->isVisible());
    fixture.child<QAction>("actionMinimap")->trigger();
    QVERIFY(map->isVisible());
    canvas.zoomToFit();
    QVERIFY(!map->isVisible());
}

void tst_StudioJourney::draggingInTheMinimapMovesTheCanvas()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    auto *map = fixture.child<Minimap>("minimap");
    CanvasView &canvas = fixture.window().canvas();
    canvas.setZoom(3);
    const QPointF middle(canvas.width() / 2.0, canvas.height() / 2.0);
    const QRectF bounds = canvas.scene().bounds();
    // The map shows the bounds centred: its middle is theirs.
    QTest::mouseClick(map, Qt::LeftButton, {}, map->rect().center());
    const double tolerance = 2 * std::max(bounds.width() / map->width(), bounds.height() / map->height());
    QVERIFY(QLineF(canvas.viewToScene(middle), bounds.center()).length() < tolerance);
    QTest::mousePress(map, Qt::LeftButton, {}, map->rect().center());
    QTest::mouseMove(map, map->rect().center() + QPoint(30, 0));
    QTest::mouseRelease(map, Qt::LeftButton, {}, map->rect().center() + QPoint(30, 0));
    QVERIFY(canvas.viewToScene(middle).x() > bounds.center().x() + 10);
    QCOMPARE(canvas.zoom(), 3.0);
}

void tst_StudioJourney::presentationStepsThroughTheNotes()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    while (!fixture.project().diagram.notes.empty()) {
        const ElementId id = fixture.project().diagram.notes.begin()->first;
        fixture.window().document().apply(removalOf(fixture.project(), { id }));
    }
    // Read from the top left on, whatever their ids say.
    addNote(fixture, "z-first", "First", { 0, 0 });
    addNote(fixture, "b-second", "Second", { 500, 20 });
    addNote(fixture, "a-third", "Third", { 0, 2600 }); // the picture is higher than wide
    const Project before = fixture.project();
    fixture.window().canvas().setFocus();
    fixture.press(Qt::Key_F11);
    auto *text = fixture.child<QLabel>("presentText");
    QVERIFY(text->isVisible());
    QVERIFY(!fixture.window().menuBar()->isVisible());
    QVERIFY(!fixture.child<QDockWidget>("leftDock")->isVisible());
    QVERIFY(fixture.window().windowState().testFlag(Qt::WindowFullScreen));
    // All of the design is seen, and none of it behind the caption.
    const CanvasView &canvas = fixture.window().canvas();
    const auto *caption = fixture.child<QFrame>("presentCaption");
    const auto lowest = [&] { return canvas.sceneToView(canvas.scene().bounds().bottomLeft()).y(); };
    QTRY_VERIFY(lowest() <= caption->y() && lowest() > canvas.height() / 2);
    QStringList shown;
    for (int i = 0; i < 3; ++i) {
        fixture.press(Qt::Key_Right);
        shown.append(text->text());
        const QRectF note = fixture.window().canvas().scene().rectOf(ElementId(i == 0 ? "z-first"
                : i == 1                                                              ? "b-second"
                                                                                      : "a-third"));
        const QPointF at = fixture.window().canvas().sceneToView(note.center());
        QVERIFY(QRectF(fixture.window().canvas().rect()).contains(at));
    }
    QCOMPARE(
        shown, (QStringList { QStringLiteral("First"), QStringLiteral("Second"), QStringLiteral("Third") }));
    fixture.press(Qt::Key_Left);
    QCOMPARE(text->text(), QStringLiteral("Second"));
    fixture.press(Qt::Key_Escape);
    QVERIFY(!text->isVisible());
    QVERIFY(fixture.window().menuBar()->isVisible());
    QVERIFY(fixture.child<QDockWidget>("leftDock")->isVisible());
    QVERIFY(!fixture.window().windowState().testFlag(Qt::WindowFullScreen));
    QVERIFY(fixture.project() == before);
}

void tst_StudioJourney::presentationLetsNobodyEdit()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project before = fixture.project();
    fixture.window().canvas().setFocus();
    fixture.press(Qt::Key_F11);
    fixture.press(Qt::Key_A, Qt::ControlModifier);
    fixture.press(Qt::Key_Delete);
    fixture.press(Qt::Key_N);
    QVERIFY(fixture.project() == before);
    fixture.press(Qt::Key_Escape);
}

void tst_StudioJourney::guideOpensWithItsPages()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.window().canvas().setFocus();
    fixture.press(Qt::Key_F1);
    auto *pages = fixture.child<QListWidget>("helpPages");
    QVERIFY(pages && pages->isVisible());
    QVERIFY(pages->count() >= 8);
    auto *text = fixture.child<QTextBrowser>("helpText");
    QStringList titles;
    for (int row = 0; row < pages->count(); ++row) {
        pages->setCurrentRow(row);
        QVERIFY2(text->toPlainText().size() > 200, qPrintable(pages->item(row)->text()));
        QVERIFY(text->toPlainText().startsWith(pages->item(row)->text()));
        titles.append(pages->item(row)->text());
    }
    QCOMPARE(titles.first(), QStringLiteral("Working in the window"));
    titles.removeDuplicates();
    QCOMPARE(titles.size(), pages->count());
}

void tst_StudioJourney::everyKeyOfTheMenusIsOnTheSheet()
{
    WindowFixture fixture;
    fixture.window().canvas().setFocus();
    QStringList keys;
    QTimer::singleShot(0, this, [&] {
        auto *list = fixture.child<QTreeWidget>("shortcutList");
        for (int i = 0; list && i < list->topLevelItemCount(); ++i) {
            for (int j = 0; j < list->topLevelItem(i)->childCount(); ++j)
                keys.append(list->topLevelItem(i)->child(j)->text(1).split(QStringLiteral(", ")));
        }
        fixture.child<QDialog>("shortcutSheet")->reject();
    });
    fixture.child<QAction>("actionShortcuts")->trigger();
    QVERIFY(!keys.isEmpty());
    for (const QAction *action : fixture.window().findChildren<QAction *>()) {
        const bool isOfAMenu = !action->objectName().isEmpty() && !action->shortcut().isEmpty();
        if (isOfAMenu) {
            const QString key = action->shortcut().toString(QKeySequence::NativeText);
            QVERIFY2(keys.contains(key), qPrintable(action->text() + QLatin1Char(' ') + key));
        }
    }
}

void tst_StudioJourney::inkIsDrawnWithThePointerUntilEscape()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    CanvasView &canvas = fixture.window().canvas();
    QUndoStack &stack = fixture.window().document().undoStack();
    const int base = stack.index();
    const std::size_t strokes = fixture.project().diagram.ink.size();
    canvas.setFocus();
    fixture.press(Qt::Key_P);
    QVERIFY(fixture.child<QAction>("actionInk")->isChecked());
    const auto drag = [&canvas](QPoint from, QPoint to) {
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 5; ++i)
            QTest::mouseMove(&canvas, from + (to - from) * i / 5);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
    };
    // Across cards: ink takes nothing along.
    drag({ 100, 100 }, { 500, 300 });
    QCOMPARE(stack.index(), base + 1);
    QCOMPARE(fixture.project().diagram.ink.size(), strokes + 1);
    QVERIFY(canvas.selection().empty());
    fixture.press(Qt::Key_Escape);
    QVERIFY(!fixture.child<QAction>("actionInk")->isChecked());
    drag({ 20, 400 }, { 40, 440 });
    QCOMPARE(fixture.project().diagram.ink.size(), strokes + 1);
    stack.undo();
    QCOMPARE(fixture.project().diagram.ink.size(), strokes);
}

void tst_StudioJourney::twoWindowsWorkOnTheirOwnAndKnowOfEachOther()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    MainWindow *other = fixture.window().openAnotherWindow();
    QVERIFY(other->isVisible());
    QVERIFY(other->document().project().topology.workloads.empty());
    QSignalSpy notices(other, &MainWindow::noticed);
    QVERIFY(other->openFile(fixture.path()).has_value());
    QVERIFY(!notices.isEmpty());
    QVERIFY(notices.first().first().toString().contains(QStringLiteral("another window")));
    other->document().apply(removalOf(other->document().project(), { ElementId("llm-server") }));
    QVERIFY(fixture.project().topology.workloads.count(ElementId("llm-server")) == 1);
    other->document().undoStack().undo();
    QVERIFY(QTest::qWaitFor([other] { return !other->isBusy(); }, 30000));
    const QPointer<MainWindow> watched(other);
    other->close();
    QTRY_VERIFY(watched.isNull());
    QVERIFY(fixture.window().isVisible());
}

QTEST_MAIN(tst_StudioJourney)
#include "tst_StudioJourney.moc"
