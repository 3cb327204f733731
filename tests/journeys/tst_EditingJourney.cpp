// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/WindowFixture.h"
#include "tests/support/TestData.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/InspectorPanel.h"
#include "ui/panels/PickerPopup.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// What an architect does with a project in the window, with real events.
class tst_EditingJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openingLaysOutWithoutCountingAsAChange();
    void editsOfTheInspectorAreUndoneAndRedoneExactly();
    void faultyTextIsExplainedAndNotApplied();
    void namespaceAndExternalHaveFormsOfTheirOwn();
    void keysChooseTheLens();
    void layoutOnDemandIsOneUndoStep();
    void layoutOfANamespaceLeavesTheRestAlone();
    void quickAddFindsAKindByThreeLetters();
    void paletteAddsByDoubleClick();
    void notesAreWrittenWithTheKeyNOrTheMenu();
    void savedProjectReopensEqual();
    void closingAModifiedProjectAsks();
    void brokenFileLeavesTheOpenProjectAlone();
    void everyExampleOpensAsAProjectOfNoFile();
    void emptyPanelsSayWhatToDo();
};

namespace {

const Workload &server(WindowFixture &fixture)
{
    return fixture.project().topology.workloads.at(ElementId("llm-server"));
}

} // namespace

void tst_EditingJourney::openingLaysOutWithoutCountingAsAChange()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    for (const auto &[id, workload] : fixture.project().topology.workloads)
        QVERIFY2(fixture.project().diagram.placements.count(id) == 1, id.value().c_str());
    QVERIFY(!fixture.window().document().isModified());
    QVERIFY(!fixture.window().isWindowModified());
}

void tst_EditingJourney::editsOfTheInspectorAreUndoneAndRedoneExactly()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QUndoStack &stack = fixture.window().document().undoStack();
    const Project before = fixture.project();
    const int base = stack.index();

    fixture.click("llm-server");
    QCOMPARE(fixture.child<QWidget>("workloadForm") != nullptr, true);
    fixture.type("workloadName", QStringLiteral("gpt-oss"));
    QCOMPARE(server(fixture).name, std::string("gpt-oss"));
    QCOMPARE(stack.index(), base + 1); // seven letters are one step
    QCOMPARE(stack.undoText(), QStringLiteral("Rename gpt-os to gpt-oss"));
    QVERIFY(fixture.choose("workloadKind", QStringLiteral("retriever")));
    QVERIFY(server(fixture).kind == WorkloadKind::Retriever);
    fixture.type("workloadLabels", QStringLiteral("app=llm,tier=gold"));
    QVERIFY(server(fixture).labels == (Labels { { "app", "llm" }, { "tier", "gold" } }));
    QVERIFY(fixture.choose("workloadPodSecurity", QStringLiteral("baseline")));
    QVERIFY(fixture.project().topology.namespaces.at(server(fixture).namespaceId).podSecurity.enforce
        == PodSecurityLevel::Baseline);
    QVERIFY(fixture.choose("workloadIdentity", QString()));
    QVERIFY(server(fixture).identityId.isEmpty());
    fixture.type("workloadPorts", QStringLiteral("9000, grpc:9001"));
    QCOMPARE(portsOf(server(fixture)).size(), std::size_t { 2 });
    QVERIFY(fixture.choose("workloadNamespace", QStringLiteral("ai-data")));
    QVERIFY(server(fixture).namespaceId == ElementId("ai-data"));
    const Project after = fixture.project();
    QCOMPARE(stack.index(), base + 7);
    QVERIFY(fixture.window().isWindowModified());

    fixture.window().canvas().setFocus();
    while (stack.index() > base)
        fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.project() == before);
    while (stack.canRedo())
        fixture.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(fixture.project() == after);
}

void tst_EditingJourney::faultyTextIsExplainedAndNotApplied()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.click("llm-server");
    const Project before = fixture.project();
    auto *ports = fixture.child<QLineEdit>("workloadPorts");
    ports->setFocus();
    QTest::keyClick(ports, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(ports, QStringLiteral("http:x"));
    auto *fault = fixture.child<QLabel>("workloadPortsFault");
    QVERIFY(fault->isVisible());
    QVERIFY2(fault->text().contains(QStringLiteral("between 1 and 65535")), qPrintable(fault->text()));
    QVERIFY(fixture.project() == before);
    fixture.window().canvas().setFocus(); // leaving the field shows what is in the project again
    QVERIFY(!fault->isVisible());
    auto *name = fixture.child<QLineEdit>("workloadName");
    name->setFocus();
    QTest::keyClick(name, Qt::Key_End);
    QTest::keyClicks(name, QStringLiteral("_"));
    QVERIFY(fixture.child<QLabel>("workloadNameFault")->isVisible());
    QVERIFY(fixture.project() == before);
}

void tst_EditingJourney::namespaceAndExternalHaveFormsOfTheirOwn()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.window().canvas().select({ ElementId("ai-data") });
    QVERIFY(fixture.child<QWidget>("namespaceForm"));
    QVERIFY(fixture.choose("namespaceMtls", QStringLiteral("permissive")));
    QVERIFY(fixture.project().topology.namespaces.at(ElementId("ai-data")).segmentation.mtls
        == MtlsMode::Permissive);
    fixture.window().canvas().select({ ElementId("supplier-portal") });
    QVERIFY(fixture.child<QWidget>("externalForm"));
    fixture.type("externalHosts", QStringLiteral("a.example, b.example"));
    QCOMPARE(fixture.project().topology.externals.at(ElementId("supplier-portal")).hosts.size(),
        std::size_t { 2 });
    const ElementId flow = fixture.project().topology.flows.begin()->first;
    fixture.window().canvas().select({ flow });
    QVERIFY(fixture.child<QWidget>("flowForm"));
}

void tst_EditingJourney::keysChooseTheLens()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.window().canvas().setFocus();
    for (int i = 4; i >= 0; --i) {
        fixture.press(static_cast<Qt::Key>(Qt::Key_1 + i));
        QCOMPARE(static_cast<int>(fixture.window().canvas().lens()), i);
    }
}

void tst_EditingJourney::layoutOnDemandIsOneUndoStep()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    CanvasView &canvas = fixture.window().canvas();
    // Pulls one card far away first, so that a layout has something to mend.
    canvas.setPlacements(
        { { ElementId("llm-server"), Placement2D { { 5000, 5000 } } } }, QStringLiteral("Pull"));
    const auto pulled = fixture.project().diagram.placements;
    const int base = fixture.window().document().undoStack().index();
    canvas.setFocus();
    fixture.press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(fixture.window().isBusy());
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.window().document().undoStack().index(), base + 1);
    QVERIFY(fixture.project().diagram.placements.at(ElementId("llm-server")).position.x < 4000);
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.project().diagram.placements == pulled);
}

void tst_EditingJourney::layoutOfANamespaceLeavesTheRestAlone()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    CanvasView &canvas = fixture.window().canvas();
    const auto isInside = [&fixture](const ElementId &id) {
        const Workload *workload = find(fixture.project().topology.workloads, id);
        return workload && workload->namespaceId == ElementId("ai-tools");
    };
    // Out of order, so that there is something to lay out.
    Placement2D moved = fixture.project().diagram.placements.at(ElementId("mail-tool"));
    moved.position.x += 37;
    moved.position.y += 90;
    fixture.window().document().apply(
        { "Move", { ElementChange<Placement2D> { ElementId("mail-tool"), moved } } });
    const ElementMap<Placement2D> before = fixture.project().diagram.placements;
    const QPointF corner = canvas.scene().rectOf(ElementId("ai-tools")).topLeft();
    canvas.select({ ElementId("ai-tools") });
    fixture.window().layOut();
    QVERIFY(fixture.waitUntilIdle());
    int changed = 0;
    for (const auto &[id, place] : fixture.project().diagram.placements) {
        if (isInside(id))
            changed += !(place == before.at(id));
        else if (!(id == ElementId("ai-tools")))
            QVERIFY2(place == before.at(id), id.value().c_str());
    }
    QVERIFY(changed > 0);
    QCOMPARE(canvas.scene().rectOf(ElementId("ai-tools")).topLeft(), corner);
}

void tst_EditingJourney::quickAddFindsAKindByThreeLetters()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const auto countStores = [&fixture] {
        int count = 0;
        for (const auto &[id, workload] : fixture.project().topology.workloads)
            count += workload.kind == WorkloadKind::VectorStore ? 1 : 0;
        return count;
    };
    const int before = countStores();
    fixture.window().canvas().setFocus();
    fixture.press(Qt::Key_Slash);
    auto *popup = fixture.child<PickerPopup>("quickAdd");
    QVERIFY(popup->isVisible());
    QTest::keyClicks(popup->searchField(), QStringLiteral("vec"));
    QTest::keyClick(popup->searchField(), Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    QCOMPARE(countStores(), before + 1);
    QCOMPARE(fixture.window().canvas().selection().size(), std::size_t { 1 });
}

void tst_EditingJourney::paletteAddsByDoubleClick()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const std::size_t before = fixture.project().topology.workloads.size();
    auto *list = fixture.child<QListWidget>("paletteList");
    const QList<QListWidgetItem *> found = list->findItems(QStringLiteral("Agent"), Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    list->scrollToItem(found.first());
    const QPoint middle = list->visualItemRect(found.first()).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, middle);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, middle);
    QCOMPARE(fixture.project().topology.workloads.size(), before + 1);
}

void tst_EditingJourney::notesAreWrittenWithTheKeyNOrTheMenu()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const auto &notes = fixture.project().diagram.notes;
    const std::size_t before = notes.size();
    fixture.window().canvas().setFocus();
    fixture.press(Qt::Key_N);
    QCOMPARE(notes.size(), before + 1);
    // An N in the note is a letter, as it is in a search field.
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("no name"));
    fixture.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(notes.at(ElementId("note")).text, std::string("no name"));
    fixture.type("paletteSearch", QStringLiteral("n"));
    QCOMPARE(notes.size(), before + 1);
    fixture.child<QAction>("actionInsertNote")->trigger();
    QCOMPARE(notes.size(), before + 2);
}

void tst_EditingJourney::savedProjectReopensEqual()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.click("llm-server");
    fixture.type("workloadName", QStringLiteral("renamed"));
    fixture.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!fixture.window().isWindowModified());
    const Project saved = fixture.project();
    QVERIFY(fixture.window().openFile(fixture.path()).has_value());
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(fixture.project() == saved);
}

void tst_EditingJourney::closingAModifiedProjectAsks()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.click("llm-server");
    fixture.type("workloadName", QStringLiteral("renamed"));
    int asked = 0;
    const auto answer = [&asked](QMessageBox::StandardButton button) {
        QTimer::singleShot(0, qApp, [&asked, button] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                ++asked;
                QTest::mouseClick(box->button(button), Qt::LeftButton);
            }
        });
    };
    answer(QMessageBox::Cancel);
    fixture.window().close();
    QCOMPARE(asked, 1);
    QVERIFY(fixture.window().isVisible());
    answer(QMessageBox::Discard);
    fixture.window().close();
    QCOMPARE(asked, 2);
    QVERIFY(!fixture.window().isVisible());
}

void tst_EditingJourney::brokenFileLeavesTheOpenProjectAlone()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project before = fixture.project();
    QFile broken(fixture.path() + QStringLiteral(".broken.yaml"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("fourplane: 1\nname: x\nworkloads:\n  a:\n    knd: agent\n");
    broken.close();
    const Result<void> opened = fixture.window().openFile(broken.fileName());
    QVERIFY(!opened.has_value());
    QVERIFY(opened.error().diagnostics.front().where.line > 0);
    QVERIFY(fixture.project() == before);
}

void tst_EditingJourney::everyExampleOpensAsAProjectOfNoFile()
{
    WindowFixture fixture;
    int opened = 0;
    for (QAction *action : fixture.window().findChildren<QAction *>()) {
        if (!action->objectName().startsWith(QLatin1String("actionExample-")))
            continue;
        action->trigger();
        QVERIFY2(!fixture.project().topology.workloads.empty(), qPrintable(action->text()));
        QVERIFY(fixture.window().document().path().isEmpty());
        QVERIFY(!action->text().isEmpty() && !action->text().contains(QLatin1Char('/')));
        ++opened;
    }
    QVERIFY(opened >= 15); // twelve incidents, an import and the two designs of the RAG assistant
    QVERIFY(fixture.waitUntilIdle());
}

void tst_EditingJourney::emptyPanelsSayWhatToDo()
{
    WindowFixture fixture;
    QVERIFY(fixture.child<QLabel>("canvasHint")->isVisible());
    QVERIFY(!fixture.child<QLabel>("inspectorHint")->text().isEmpty());
    QVERIFY(!fixture.child<QLabel>("timelineHint")->text().isEmpty());
    QVERIFY(fixture.open());
    QVERIFY(!fixture.child<QLabel>("canvasHint")->isVisible());
    QVERIFY(fixture.child<QLabel>("inspectorHint")->text().contains(QStringLiteral("Nothing is selected")));
}

QTEST_MAIN(tst_EditingJourney)
#include "tst_EditingJourney.moc"
