// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/PickerPopup.h"
#include "ui/panels/WhyCard.h"

#include <QLineEdit>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// Folding namespaces, and the letters that are tools, in the real window.
class tst_FoldingJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldSaveReopenAttackUnfold();
    void reasonsStayInViewUntilLetGo();
    void connectByKeysAlone();
    void aWordBeginsWithAnyLetter();
};

void tst_FoldingJourney::foldSaveReopenAttackUnfold()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const CanvasScene &scene = fixture.window().canvas().scene();
    const std::size_t spaces = scene.containers().size();
    const Project before = fixture.project();
    fixture.click("kb-vectors");
    fixture.press(Qt::Key_U, Qt::ControlModifier); // the namespace of what is selected
    QCOMPARE(scene.containers().size(), spaces - 1);
    QVERIFY(scene.node(ElementId("kb-vectors"))->folded);
    fixture.press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(scene.containers().empty());
    fixture.press(Qt::Key_S, Qt::ControlModifier);
    const auto saved = loadProject(fixture.path().toStdString());
    QVERIFY(saved.has_value());
    QVERIFY(saved->project == fixture.project());
    // What it means is the same, and an attack goes from card to card.
    QVERIFY(saved->project.topology == before.topology);
    fixture.press(Qt::Key_F5);
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(fixture.window().simulation());
    fixture.press(Qt::Key_F10);
    QVERIFY(!fixture.window().grab().isNull());
    fixture.press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(scene.containers().size(), spaces);
    for (int i = 0; i < 3; ++i)
        fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.project() == before);
}

void tst_FoldingJourney::reasonsStayInViewUntilLetGo()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    auto *why = fixture.window().findChild<WhyCard *>();
    CanvasView &canvas = fixture.window().canvas();
    const auto choosePair = [&] {
        fixture.click("retriever");
        const QPointF other = canvas.scene().rectOf(ElementId("kb-vectors")).center();
        QTest::mouseClick(&canvas, Qt::LeftButton, Qt::ShiftModifier, canvas.sceneToView(other).toPoint());
    };
    choosePair();
    QVERIFY(fixture.waitUntilIdle());
    const QString title = why->content().title;
    QVERIFY(!title.isEmpty());
    QTest::keyClick(&canvas, Qt::Key_W);
    QVERIFY(why->content().title.contains(title));
    QVERIFY(why->content().title != title);
    fixture.click("llm-server");
    QVERIFY(why->content().title.contains(title));
    // The letter means something where there is a pair to ask about.
    choosePair();
    QTest::keyClick(&canvas, Qt::Key_W);
    QCOMPARE(why->content().title, title);
    fixture.click("llm-server");
    QVERIFY(!why->content().title.contains(title));
}

void tst_FoldingJourney::connectByKeysAlone()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    CanvasView &canvas = fixture.window().canvas();
    const Project before = fixture.project();
    canvas.setFocus();
    fixture.click("kb-vectors");
    QTest::keyClick(&canvas, Qt::Key_C);
    QTest::keyClick(&canvas, Qt::Key_Down);
    QTest::keyClick(&canvas, Qt::Key_Enter);
    auto *picker = fixture.window().findChild<PickerPopup *>(QStringLiteral("connectionPicker"));
    if (picker && picker->isVisible())
        QTest::keyClick(picker->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(fixture.project().topology.flows.size(), before.topology.flows.size() + 1);
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.project() == before);
}

void tst_FoldingJourney::aWordBeginsWithAnyLetter()
{
    for (const char *word : { "agent", "cache", "vec", "web" }) {
        WindowFixture fixture;
        QVERIFY(fixture.open());
        CanvasView &canvas = fixture.window().canvas();
        fixture.click("kb-vectors"); // a card is selected, as after every word before
        canvas.setFocus();
        const std::size_t workloads = fixture.project().topology.workloads.size();
        const std::size_t externals = fixture.project().topology.externals.size();
        QWidget *target = &canvas;
        for (const char *letter = word; *letter; ++letter) {
            QTest::keyClick(target, *letter);
            if (auto *popup = fixture.child<PickerPopup>("quickAdd"); popup && popup->isVisible())
                target = popup->findChild<QLineEdit *>();
        }
        QTest::keyClick(target, Qt::Key_Return);
        QVERIFY2(fixture.project().topology.workloads.size() + fixture.project().topology.externals.size()
                == workloads + externals + 1,
            word);
        // So that one goes on with the keys of the canvas.
        QCOMPARE(QApplication::focusWidget(), &canvas);
    }
}

QTEST_MAIN(tst_FoldingJourney)
#include "tst_FoldingJourney.moc"
