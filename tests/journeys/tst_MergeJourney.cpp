// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/journeys/WindowFixture.h"
#include "ui/document/ProjectDocument.h"
#include "ui/shell/MergeDialog.h"

#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QTimer>
#include <QTreeWidget>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// The file changed under the document, and somebody chooses element by element.
class tst_MergeJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachElementGoesToTheChosenSide();
    void bothVersionsStandSideBySide();
    void goingBackAsksAgain();
    void whatDoesNotGoTogetherCannotBeMerged();
};

namespace {

const ElementId server("llm-server");
const ElementId retriever("retriever");

/// Runs a task on the modal dialog of type D as soon as there is one.
template <class D>
void whenShown(const std::function<void(D &)> &task)
{
    auto *timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, task] {
        auto *dialog = qobject_cast<D *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        timer->stop();
        timer->deleteLater();
        const QPointer<D> still(dialog);
        task(*dialog);
        if (still && still->isVisible())
            still->reject(); // a check failed on the way: nobody is left to close it
    });
    timer->start(20);
}

void clickIn(QWidget &parent, const char *name)
{
    auto *button = parent.findChild<QAbstractButton *>(QString::fromLatin1(name));
    QVERIFY2(button, name);
    QTest::mouseClick(button, Qt::LeftButton);
}

QTreeWidgetItem *lineOf(const MergeDialog &dialog, const char *id)
{
    const auto *list = dialog.findChild<QTreeWidget *>(QStringLiteral("mergeList"));
    for (int row = 0; row < list->topLevelItemCount(); ++row) {
        if (list->topLevelItem(row)->toolTip(0) == QLatin1String(id))
            return list->topLevelItem(row);
    }
    return nullptr;
}

void clickLine(MergeDialog &dialog, const char *id)
{
    auto *list = dialog.findChild<QTreeWidget *>(QStringLiteral("mergeList"));
    QTreeWidgetItem *line = lineOf(dialog, id);
    QVERIFY2(line, id);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(line).center());
}

/// A window with a saved project, changed here in one way and on disk in another.
struct Clash
{
    WindowFixture fixture;
    Project before;
    Project mine;

    bool begin(const std::function<void(Project &)> &here)
    {
        if (!fixture.open())
            return false;
        fixture.press(Qt::Key_S, Qt::ControlModifier);
        before = fixture.project();
        mine = before;
        here(mine);
        return fixture.window().document().apply(editBetween(before, mine, "Mine"));
    }

    void writeThere(const std::function<void(Project &)> &there)
    {
        Project theirs = before;
        there(theirs);
        QVERIFY(saveProject(fixture.path().toStdString(), theirs).has_value());
    }
};

void scaleBoth(Project &project, int first, int second)
{
    project.topology.workloads.at(server).replicas = first;
    project.topology.workloads.at(retriever).replicas = second;
}

} // namespace

void tst_MergeJourney::eachElementGoesToTheChosenSide()
{
    Clash clash;
    QVERIFY(clash.begin([](Project &project) { scaleBoth(project, 11, 12); }));
    bool isDone = false;
    whenShown<QMessageBox>([](QMessageBox &box) { clickIn(box, "fileCompare"); });
    whenShown<MergeDialog>([&isDone](MergeDialog &dialog) {
        // Both elements are conflicts; one is taken from disk, the other stays, by mouse and by keyboard.
        clickLine(dialog, "llm-server");
        clickIn(dialog, "mergeTheirs");
        clickLine(dialog, "retriever");
        auto *list = dialog.findChild<QTreeWidget *>(QStringLiteral("mergeList"));
        QTest::keyClick(list, Qt::Key_Space); // from mine to theirs
        QTest::keyClick(list, Qt::Key_Space); // to the base
        QCOMPARE(lineOf(dialog, "retriever")->text(4), QStringLiteral("As it was"));
        isDone = true;
        clickIn(dialog, "mergeOk");
    });
    clash.writeThere([](Project &project) { scaleBoth(project, 21, 22); });
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 10000);
    Project wanted = clash.before;
    wanted.topology.workloads.at(server).replicas = 21;
    QTRY_VERIFY(clash.fixture.project() == wanted);
    clash.fixture.window().document().undoStack().undo();
    QVERIFY(clash.fixture.project() == clash.mine);
}

void tst_MergeJourney::bothVersionsStandSideBySide()
{
    Clash clash;
    QVERIFY(clash.begin([](Project &project) { scaleBoth(project, 11, 12); }));
    bool isDone = false;
    whenShown<QMessageBox>([](QMessageBox &box) { clickIn(box, "fileCompare"); });
    whenShown<MergeDialog>([&isDone](MergeDialog &dialog) {
        clickLine(dialog, "llm-server");
        const auto text = [&dialog](const char *name) {
            return dialog.findChild<QPlainTextEdit *>(QString::fromLatin1(name))->toPlainText();
        };
        QVERIFY(text("mergeMineText").contains(QStringLiteral("replicas: 11")));
        QVERIFY(text("mergeTheirsText").contains(QStringLiteral("replicas: 21")));
        QVERIFY(!text("mergeBaseText").contains(QStringLiteral("replicas: 11")));
        QVERIFY(dialog.findChild<QRadioButton *>(QStringLiteral("mergeMine"))->isChecked());
        // The line that differs is marked, and only that.
        QCOMPARE(
            dialog.findChild<QPlainTextEdit *>(QStringLiteral("mergeMineText"))->extraSelections().size(), 1);
        clickIn(dialog, "mergeAllTheirs");
        QVERIFY(dialog.findChild<QRadioButton *>(QStringLiteral("mergeTheirs"))->isChecked());
        isDone = true;
        clickIn(dialog, "mergeOk");
    });
    clash.writeThere([](Project &project) { scaleBoth(project, 21, 22); });
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 10000);
    QTRY_COMPARE(clash.fixture.project().topology.workloads.at(retriever).replicas, 22);
}

void tst_MergeJourney::goingBackAsksAgain()
{
    Clash clash;
    QVERIFY(clash.begin([](Project &project) { scaleBoth(project, 11, 12); }));
    bool isDone = false;
    whenShown<QMessageBox>([](QMessageBox &box) { clickIn(box, "fileCompare"); });
    whenShown<MergeDialog>([&isDone](MergeDialog &dialog) {
        whenShown<QMessageBox>([&isDone](QMessageBox &box) {
            isDone = true;
            clickIn(box, "fileKeepMine");
        });
        QTest::keyClick(&dialog, Qt::Key_Escape);
    });
    clash.writeThere([](Project &project) { scaleBoth(project, 21, 22); });
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 10000);
    QVERIFY(clash.fixture.project() == clash.mine);
}

void tst_MergeJourney::whatDoesNotGoTogetherCannotBeMerged()
{
    Clash clash;
    QVERIFY(clash.begin([](Project &project) { // a flow to the retriever is new here
        Flow flow;
        flow.id = ElementId("new-flow");
        flow.sourceId = server;
        flow.destinationId = retriever;
        project.topology.flows[flow.id] = flow;
    }));
    bool isDone = false;
    whenShown<QMessageBox>([](QMessageBox &box) { clickIn(box, "fileCompare"); });
    whenShown<MergeDialog>([&isDone](MergeDialog &dialog) {
        auto *merge = dialog.findChild<QPushButton *>(QStringLiteral("mergeOk"));
        QVERIFY(!merge->isEnabled());
        clickLine(dialog, "new-flow");
        clickIn(dialog, "mergeTheirs"); // which has no such flow
        QVERIFY(merge->isEnabled());
        isDone = true;
        clickIn(dialog, "mergeOk");
    });
    clash.writeThere([](Project &project) { apply(project, removalOf(project, { retriever })); });
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 10000);
    QTRY_VERIFY(!find(clash.fixture.project().topology.workloads, retriever));
    QVERIFY(!find(clash.fixture.project().topology.flows, ElementId("new-flow")));
}

QTEST_MAIN(tst_MergeJourney)
#include "tst_MergeJourney.moc"
