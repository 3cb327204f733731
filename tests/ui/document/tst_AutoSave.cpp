// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/support/TestData.h"
#include "tests/ui/support/RagProject.h"
#include "ui/document/AutoSave.h"
#include "ui/document/ProjectDocument.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace fourplane;
using namespace fourplane::ui;

class TestAutoSave : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aCopyIsKeptOfWhatIsNotSaved();
    void aRunningProgramsCopyIsNotOffered();
    void savingOrUndoingEverythingLeavesNoCopy();
    void theNameOfTheFileIsKeptWhateverItHolds();
    void aFolderThatCannotBeWrittenIsTold();
    void killsAtAnyMomentLoseAtMostWhatWasNotKept();

private:
    QString recovery() const { return m_folder->filePath(QStringLiteral("recovery")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

Edit describe(const std::string &text)
{
    return { "Describe", { ProjectSettings { "name", text, {} } } };
}

int numberIn(const Project &project)
{
    return std::stoi(project.description);
}

} // namespace

void TestAutoSave::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestAutoSave::aCopyIsKeptOfWhatIsNotSaved()
{
    Project edited;
    {
        ProjectDocument document;
        document.setProject(test::ragProject());
        AutoSave autoSave(document, recovery());
        document.apply(describe("unsaved"));
        autoSave.flush();
        edited = document.project();
    } // ends without closing
    const std::vector<RecoverableProject> copies = abandonedCopies(recovery());
    QCOMPARE(copies.size(), std::size_t(1));
    QVERIFY(copies.front().originalPath.isEmpty());
    const Result<Project> copy = readCopy(copies.front());
    QVERIFY(copy.has_value());
    QVERIFY(*copy == edited);
    removeCopy(copies.front());
    QVERIFY(QDir(recovery()).isEmpty());
}

void TestAutoSave::aRunningProgramsCopyIsNotOffered()
{
    ProjectDocument document;
    document.setProject(test::ragProject());
    AutoSave autoSave(document, recovery());
    document.apply(describe("unsaved"));
    autoSave.flush();
    QVERIFY(abandonedCopies(recovery()).empty());
}

void TestAutoSave::savingOrUndoingEverythingLeavesNoCopy()
{
    ProjectDocument document;
    document.setProject(test::ragProject());
    AutoSave autoSave(document, recovery());
    const auto copyCount = [this] {
        return QDir(recovery()).entryList({ QStringLiteral("*.fourplane.yaml") }, QDir::Files).size();
    };
    document.apply(describe("one"));
    autoSave.flush();
    QCOMPARE(copyCount(), 1);
    document.undoStack().undo();
    autoSave.flush();
    QCOMPARE(copyCount(), 0);
    document.apply(describe("two"));
    autoSave.flush();
    QCOMPARE(copyCount(), 1);
    QVERIFY(document.save(m_folder->filePath(QStringLiteral("p.fourplane.yaml"))).has_value());
    autoSave.flush();
    QCOMPARE(copyCount(), 0);
}

void TestAutoSave::theNameOfTheFileIsKeptWhateverItHolds()
{
    const QString path = m_folder->filePath(QString::fromUtf8("a b # %20 \xC3\xBC\n.fourplane.yaml"));
    {
        ProjectDocument document;
        document.setProject(test::ragProject());
        QVERIFY(document.save(path).has_value());
        AutoSave autoSave(document, recovery());
        document.apply(describe("unsaved"));
        autoSave.flush();
    }
    QCOMPARE(abandonedCopies(recovery()).front().originalPath, path);
}

void TestAutoSave::aFolderThatCannotBeWrittenIsTold()
{
    QFile blocked(recovery());
    QVERIFY(blocked.open(QIODevice::WriteOnly)); // a file where the folder should be
    ProjectDocument document;
    document.setProject(test::ragProject());
    AutoSave autoSave(document, recovery());
    QSignalSpy failed(&autoSave, &AutoSave::failed);
    document.apply(describe("unsaved"));
    autoSave.flush();
    QTRY_COMPARE(failed.count(), 1);
}

void TestAutoSave::killsAtAnyMomentLoseAtMostWhatWasNotKept()
{
    constexpr int kills = 200;
    const QString path = m_folder->filePath(QStringLiteral("p.fourplane.yaml"));
    Project project = test::ragProject();
    project.description = "0";
    QVERIFY(saveProject(path.toStdString(), project).has_value());
    std::mt19937 random(20261128);
    int recovered = 0, fromCopy = 0;
    for (int i = 0; i < kills; ++i) {
        QProcess worker;
        worker.start(QCoreApplication::applicationDirPath() + QStringLiteral("/crash_worker"),
            { path, recovery(), QString::number(i) });
        QVERIFY(worker.waitForReadyRead(20000));
        QTest::qWait(static_cast<int>(random() % 40));
        worker.kill();
        QVERIFY(worker.waitForFinished());
        QCOMPARE(worker.exitStatus(), QProcess::CrashExit);

        int saved = -1, kept = -1;
        for (const QByteArray &line : worker.readAllStandardOutput().split('\n')) {
            // The last line may be cut off by the kill.
            const QList<QByteArray> words = line.split(' ');
            if (words.size() == 2)
                (words[0] == "saved" ? saved : kept) = words[1].toInt();
        }
        const auto file = loadProject(path.toStdString());
        QVERIFY2(file.has_value(), "the saved file is damaged");
        QVERIFY(numberIn(file->project) >= saved);
        const std::vector<RecoverableProject> copies = abandonedCopies(recovery());
        QVERIFY(copies.size() <= 1);
        int best = numberIn(file->project);
        if (!copies.empty()) {
            const Result<Project> copy = readCopy(copies.front());
            QVERIFY2(copy.has_value(), "the copy is damaged");
            QCOMPARE(copies.front().originalPath, path);
            fromCopy += numberIn(*copy) > best;
            best = std::max(best, numberIn(*copy));
            removeCopy(copies.front());
            ++recovered;
        }
        QVERIFY2(best >= kept, qPrintable(QStringLiteral("kept %1, found %2").arg(kept).arg(best)));
    }
    qInfo("%d kills: %d left a copy, %d of them newer than the file", kills, recovered, fromCopy);
    QVERIFY(fromCopy > 0);
}

QTEST_GUILESS_MAIN(TestAutoSave)

#include "tst_AutoSave.moc"
