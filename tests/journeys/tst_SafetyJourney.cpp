// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/AutoSave.h"
#include "ui/document/ProjectDocument.h"
#include "ui/shell/RecoveryDialog.h"

#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// No work is lost: not by a crash, not by a file that changes under the window.
class tst_SafetyJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void afterACrashTheWorkIsOffered();
    void recoveredWorkMergesWithWhatTheFileBecame();
    void aCopyCanBeDeletedOrLeftForLater();
    void closingLeavesNothingToRecover();
    void aFileThatChangesIsReadAgainAndCanBeUndone();
    void whatWasLaidOutOnOpeningStaysInPlace();
    void objectsWithoutAPlaceAreTakenOverToo();
    void aFileThatIsOnlyWrittenDifferentlyChangesNothing();
    void changesHereAndThereAreMerged();
    void mineCanBeKept();
    void theirsCanBeTaken();
    void aFileThatIsBrokenThereLeavesTheWindowAlone();
};

namespace {

void describe(WindowFixture &fixture, const std::string &text)
{
    const Project &project = fixture.project();
    fixture.window().document().apply(
        { "Describe", { ProjectSettings { project.name, text, project.platform } } });
}

Project withReplicas(Project project, int replicas)
{
    project.topology.workloads.at(ElementId("llm-server")).replicas = replicas;
    return project;
}

void writeThere(const WindowFixture &fixture, const Project &project)
{
    QVERIFY(saveProject(fixture.path().toStdString(), project).has_value());
}

/// Clicks this button of the next message box.
void answer(const char *button, bool &isAnswered)
{
    auto *timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, button, &isAnswered] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        auto *choice = box ? box->findChild<QPushButton *>(QString::fromLatin1(button)) : nullptr;
        if (!choice)
            return;
        isAnswered = true;
        timer->deleteLater();
        QTest::mouseClick(choice, Qt::LeftButton);
    });
    timer->start(20);
}

} // namespace

void tst_SafetyJourney::afterACrashTheWorkIsOffered()
{
    QTemporaryDir recovery, files;
    const QString path = files.filePath(QStringLiteral("sample.fourplane.yaml"));
    Project edited;
    {
        WindowFixture crashing;
        QVERIFY(QFile::copy(crashing.path(), path));
        QVERIFY(crashing.window().openFile(path).has_value());
        QVERIFY(crashing.waitUntilIdle());
        crashing.window().setRecoveryFolder(recovery.path());
        describe(crashing, "not saved");
        crashing.window().findChild<AutoSave *>()->flush();
        edited = crashing.project();
    } // no closing: as after a crash
    WindowFixture next;
    next.window().setRecoveryFolder(recovery.path());
    next.window().offerRecovery();
    auto *dialog = next.child<QDialog>("recoveryDialog");
    QVERIFY(dialog && dialog->isVisible());
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("recoveryOpen")), Qt::LeftButton);
    QVERIFY(next.waitUntilIdle());
    QVERIFY(next.project() == edited);
    QCOMPARE(next.window().document().path(), path);
    QVERIFY(next.window().document().isModified());
    // The file is as it was when the work began, so that is what a merge starts from.
    QVERIFY(!next.window().document().isFileChanged());
    QVERIFY(next.window().document().savedProject() == loadProject(path.toStdString())->project);
    // The recovered work is kept again, by this program.
    QVERIFY(abandonedCopies(recovery.path()).empty());
    QCOMPARE(QDir(recovery.path()).entryList({ QStringLiteral("*.fourplane.yaml") }).size(), 1);
}

void tst_SafetyJourney::recoveredWorkMergesWithWhatTheFileBecame()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.press(Qt::Key_S, Qt::ControlModifier);
    ProjectDocument &document = fixture.window().document();
    const std::string digest = document.fileDigest();
    const Project before = fixture.project();
    writeThere(fixture, withReplicas(before, 7));
    Project mine = before;
    mine.description = "mine";
    document.setRecoveredProject(mine, fixture.path(), digest);
    QVERIFY(document.isFileChanged()); // so saving asks first
    QVERIFY(document.savedProject() == Project());
}

void tst_SafetyJourney::aCopyCanBeDeletedOrLeftForLater()
{
    QTemporaryDir recovery;
    Project project;
    project.name = "lost";
    for (int i = 0; i < 2; ++i)
        QVERIFY(RecoverySlot(recovery.path())
                    .write(project, QStringLiteral("/x/y.fourplane.yaml"), {})
                    .has_value());
    WindowFixture fixture;
    fixture.window().setRecoveryFolder(recovery.path());
    fixture.window().offerRecovery();
    auto *dialog = fixture.child<QDialog>("recoveryDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QListWidget *>()->count(), 2);
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("recoveryDelete")), Qt::LeftButton);
    QCOMPARE(abandonedCopies(recovery.path()).size(), std::size_t(1));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("recoveryLater")), Qt::LeftButton);
    QVERIFY(!dialog->isVisible());
    QCOMPARE(abandonedCopies(recovery.path()).size(), std::size_t(1));
}

void tst_SafetyJourney::closingLeavesNothingToRecover()
{
    QTemporaryDir recovery;
    {
        WindowFixture fixture;
        QVERIFY(fixture.open());
        fixture.window().setRecoveryFolder(recovery.path());
        describe(fixture, "saved");
        fixture.window().findChild<AutoSave *>()->flush();
        fixture.press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!fixture.window().document().isModified());
        QVERIFY(fixture.window().close());
    }
    QVERIFY(QDir(recovery.path()).isEmpty());
}

void tst_SafetyJourney::aFileThatChangesIsReadAgainAndCanBeUndone()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.press(Qt::Key_S, Qt::ControlModifier);
    const Project before = fixture.project();
    const Project theirs = withReplicas(before, 7);
    writeThere(fixture, theirs);
    QTRY_VERIFY(fixture.project() == theirs);
    QVERIFY(!fixture.window().document().isModified());
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.project() == before);
}

void tst_SafetyJourney::whatWasLaidOutOnOpeningStaysInPlace()
{
    WindowFixture fixture;
    Project inFile = loadProject(fixture.path().toStdString())->project;
    inFile.diagram.placements.clear();
    writeThere(fixture, inFile);
    QVERIFY(fixture.open());
    const auto placements = fixture.project().diagram.placements;
    QVERIFY(!placements.empty());
    writeThere(fixture, withReplicas(inFile, 7));
    QTRY_COMPARE(fixture.project().topology.workloads.at(ElementId("llm-server")).replicas, 7);
    QVERIFY(fixture.project().diagram.placements == placements);
    QVERIFY(!fixture.window().document().isModified());
}

void tst_SafetyJourney::objectsWithoutAPlaceAreTakenOverToo()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.press(Qt::Key_S, Qt::ControlModifier);
    Project theirs = fixture.project();
    theirs.unmodelled.push_back({ "example.com/v1", "Gate", "ai-agents", "gate", "unknown kind", true });
    writeThere(fixture, theirs);
    QTRY_COMPARE(fixture.project().unmodelled.size(), theirs.unmodelled.size());
    QVERIFY(!fixture.window().document().isModified());
}

void tst_SafetyJourney::aFileThatIsOnlyWrittenDifferentlyChangesNothing()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.press(Qt::Key_S, Qt::ControlModifier);
    describe(fixture, "mine");
    const int index = fixture.window().document().undoStack().index();
    QFile file(fixture.path());
    QVERIFY(file.open(QIODevice::Append));
    file.write("# a comment\n");
    file.close();
    QVERIFY(fixture.window().document().isFileChanged());
    QTRY_VERIFY(!fixture.window().document().isFileChanged()); // noticed, and no question asked
    QVERIFY(!QApplication::activeModalWidget());
    QCOMPARE(fixture.window().document().undoStack().index(), index);
}

void tst_SafetyJourney::changesHereAndThereAreMerged()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.press(Qt::Key_S, Qt::ControlModifier);
    const Project before = fixture.project();
    describe(fixture, "mine");
    bool isAnswered = false;
    answer("fileMerge", isAnswered);
    writeThere(fixture, withReplicas(before, 7));
    QTRY_VERIFY(isAnswered);
    QTRY_COMPARE(fixture.project().topology.workloads.at(ElementId("llm-server")).replicas, 7);
    QCOMPARE(fixture.project().description, std::string("mine"));
    QVERIFY(fixture.window().document().isModified());
}

void tst_SafetyJourney::mineCanBeKept()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.press(Qt::Key_S, Qt::ControlModifier);
    const Project before = fixture.project();
    describe(fixture, "mine");
    const Project mine = fixture.project();
    bool isAnswered = false;
    answer("fileKeepMine", isAnswered);
    writeThere(fixture, withReplicas(before, 7));
    QTRY_VERIFY(isAnswered);
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    QVERIFY(fixture.project() == mine);
    fixture.press(Qt::Key_S, Qt::ControlModifier); // was told already: no second question
    QVERIFY(loadProject(fixture.path().toStdString())->project == mine);
}

void tst_SafetyJourney::theirsCanBeTaken()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.press(Qt::Key_S, Qt::ControlModifier);
    const Project theirs = withReplicas(fixture.project(), 7);
    describe(fixture, "mine");
    bool isAnswered = false;
    answer("fileTakeTheirs", isAnswered);
    writeThere(fixture, theirs);
    QTRY_VERIFY(isAnswered);
    QTRY_VERIFY(fixture.project() == theirs);
    QVERIFY(!fixture.window().document().isModified());
}

void tst_SafetyJourney::aFileThatIsBrokenThereLeavesTheWindowAlone()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project before = fixture.project();
    QSignalSpy noticed(&fixture.window(), &MainWindow::noticed);
    QFile file(fixture.path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("<<<<<<< HEAD\n");
    file.close();
    QTRY_VERIFY(!noticed.isEmpty());
    QVERIFY(fixture.project() == before);
}

QTEST_MAIN(tst_SafetyJourney)
#include "tst_SafetyJourney.moc"
