// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FindingFix.h"
#include "core/analysis/FindingRule.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/ExportTree.h"
#include "core/exporters/PlanExporter.h"
#include "core/exporters/TreeComparison.h"
#include "core/storage/ProjectEdits.h"
#include "core/storage/ProjectFile.h"
#include "core/storage/YamlTree.h"
#include "tests/support/TestData.h"
#include "tests/ui/support/RagProject.h"
#include "ui/document/AutoSave.h"
#include "ui/document/ProjectDocument.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <map>
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
    void aKilledDescriptionIsOffered();

private:
    /// What a worker said before it was killed.
    struct Said
    {
        bool isKilled = false;
        int saved = -1;
        int kept = -1;
        int begun = -1; ///< the export that began last
        int exported = -1; ///< the export that ended last
        std::map<QByteArray, int> applied; ///< steps of dialogs and of the inspector, by their word
    };

    /// Runs a worker that edits the project at `path`, and kills it.
    Said killedWorker(const QString &path, int seed, int milliseconds);
    /// Writes the edits of fixes of a project, and of accepting a finding, to where workers look for them.
    bool writeEdits(const Project &project);

    QString edits() const { return m_folder->filePath(QStringLiteral("edits.txt")); }

    QString manifests() const { return m_folder->filePath(QStringLiteral("manifests")); }

    /// How many manifests lie there; -1 when one of them is not whole.
    int wholeManifests() const;

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

TestAutoSave::Said TestAutoSave::killedWorker(const QString &path, int seed, int milliseconds)
{
    QProcess worker;
    worker.start(QCoreApplication::applicationDirPath() + QStringLiteral("/crash_worker"),
        { path, recovery(), QString::number(seed), edits(), manifests() });
    Said said;
    if (!worker.waitForReadyRead(20000))
        return said;
    QTest::qWait(milliseconds);
    worker.kill();
    said.isKilled = worker.waitForFinished() && worker.exitStatus() == QProcess::CrashExit;
    for (const QByteArray &line : worker.readAllStandardOutput().split('\n')) {
        // The last line may be cut off by the kill.
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 2)
            continue;
        if (words[0] == "did")
            ++said.applied[words[1]];
        else if (words[0] == "begun")
            said.begun = words[1].toInt();
        else if (words[0] == "exported")
            said.exported = words[1].toInt();
        else
            (words[0] == "saved" ? said.saved : said.kept) = words[1].toInt();
    }
    return said;
}

int TestAutoSave::wholeManifests() const
{
    int count = 0;
    QDirIterator files(manifests(), { QStringLiteral("*.yaml") }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            return -1;
        const QByteArray bytes = file.readAll();
        if (!bytes.endsWith('\n') || !loadYaml(bytes.toStdString(), {}).diagnostics.empty())
            return -1;
        ++count;
    }
    return count;
}

bool TestAutoSave::writeEdits(const Project &project)
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const FindingContext context { project, decisions, {} };
    QFile file(edits());
    if (!file.open(QIODevice::WriteOnly))
        return false;
    int fixes = 0;
    for (const Finding &finding : findFindings(context)) {
        const std::vector<FindingFix> found = fixesFor(context, finding);
        if (found.empty())
            continue;
        const auto written = writtenEdits(project, found.front().changed);
        if (!written)
            continue;
        for (const std::string &edit : *written)
            file.write(QByteArray::fromStdString(edit) + '\n');
        if (++fixes == 6)
            break;
    }
    file.write("exception/accepted: add {subject: rag-gateway, reason: known, owner: us}\n");
    file.write("exception/accepted: remove\n");
    file.write("namespace/egress: segmentation.defaultDeny=false\n");
    return fixes == 6;
}

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
    QVERIFY(writeEdits(project));
    std::mt19937 random(20261128);
    int recovered = 0, fromCopy = 0, duringExport = 0;
    std::map<QByteArray, int> applied;
    for (int i = 0; i < kills; ++i) {
        const Said said = killedWorker(path, i, static_cast<int>(random() % 40));
        QVERIFY(said.isKilled);
        for (const auto &[what, times] : said.applied)
            applied[what] += times;
        duringExport += said.begun > said.exported;
        QVERIFY2(wholeManifests() >= 0, "an exported file is damaged");
        const auto file = loadProject(path.toStdString());
        QVERIFY2(file.has_value(), "the saved file is damaged");
        QVERIFY(numberIn(file->project) >= said.saved);
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
        QVERIFY2(best >= said.kept, qPrintable(QStringLiteral("kept %1, found %2").arg(said.kept).arg(best)));
    }
    qInfo("%d kills: %d left a copy, %d of them newer than the file; fixes %d, texts %d, merges %d; %d "
          "during an "
          "export",
        kills, recovered, fromCopy, applied["fix"], applied["text"], applied["merge"], duringExport);
    QVERIFY(fromCopy > 0);
    QVERIFY(duringExport > kills / 20);
    QVERIFY(wholeManifests() > 0);
    // The next export takes the folder over, whatever the last kill left there.
    const CompiledPlan compiled = compilePlan(loadProject(path.toStdString())->project);
    const auto tree = exportPlan(compiled.plan);
    QVERIFY(tree.has_value());
    QVERIFY(writeTree(*tree, manifests().toStdString(), true).has_value());
    const auto compared = compareTree(*tree, manifests().toStdString());
    QVERIFY(compared.has_value());
    for (const FileComparison &manifest : *compared)
        QVERIFY2(manifest.state == FileState::Same, manifest.path.c_str());
    // The kills are random; that they came among all of these is not.
    for (const char *what : { "fix", "text", "merge" })
        QVERIFY2(applied[what] > kills / 20, what);
}

void TestAutoSave::aKilledDescriptionIsOffered()
{
    constexpr int kills = 25;
    const QString nowhere = m_folder->filePath(QStringLiteral("none.fourplane.yaml"));
    QVERIFY(writeEdits(test::ragProject()));
    std::mt19937 random(20261129);
    int recovered = 0;
    for (int i = 0; i < kills; ++i) {
        const Said said = killedWorker(nowhere, i, 10 + static_cast<int>(random() % 40));
        QVERIFY(said.isKilled);
        const std::vector<RecoverableProject> copies = abandonedCopies(recovery());
        QVERIFY(copies.size() <= 1);
        QVERIFY2(said.kept < 1 || !copies.empty(), "a kept copy is not offered");
        if (copies.empty())
            continue;
        const Result<Project> copy = readCopy(copies.front());
        QVERIFY2(copy.has_value(), "the copy is damaged");
        QVERIFY(copies.front().originalPath.isEmpty());
        QVERIFY(numberIn(*copy) >= said.kept);
        QVERIFY(!copy->topology.workloads.empty());
        removeCopy(copies.front());
        ++recovered;
    }
    QVERIFY(recovered > kills / 2);
    QVERIFY(!QFileInfo::exists(nowhere));
}

QTEST_GUILESS_MAIN(TestAutoSave)

#include "tst_AutoSave.moc"
