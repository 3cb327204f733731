// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"
#include "tests/support/TestData.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane;
using test::CommandRun;

class tst_ExportCommand : public QObject
{
    Q_OBJECT

private slots:
    void writesTheChosenTargets();
    void refusesUnknownTargetsAndOverlays();
    void refusesTargetsThatExcludeEachOther();
    void holdsConsequencesBesideProbesAndSaysWhatWasTried();
    void makesTheFolderAnOverlay();
    void checkKnowsAnExactFolder();
    void diffShowsTheDesignAndTheHand();
    void neverReplacesAnEditUnasked();
    void theSurroundingsDecideNothing();
};

namespace {

CommandRun exported(const QTemporaryDir &folder, const char *sample, const char *options = "")
{
    return test::ctl(QStringList { QStringLiteral("export"), test::sampleFile(sample), QStringLiteral("-o"),
                         folder.path() }
        + (*options ? test::words(options) : QStringList {}));
}

void append(const QString &path, const char *text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write(text);
}

/// The first file with this ending, sorted by path.
QString firstFile(const QTemporaryDir &folder, const QString &part)
{
    QStringList paths;
    for (QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        const QString path = files.next();
        if (path.contains(part))
            paths.append(path);
    }
    paths.sort();
    return paths.value(0);
}

} // namespace

void tst_ExportCommand::writesTheChosenTargets()
{
    const QTemporaryDir folder;
    QCOMPARE(exported(folder, "segmented", "--target opa").exitCode, 0);
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("opa/bundle/.manifest"))));
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("base/kustomization.yaml"))));
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("components"))));
    // What is not chosen any more goes.
    QCOMPARE(exported(folder, "segmented", "--target istio-sidecar,kubernetes").exitCode, 0);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("opa"))));
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("components/istio-sidecar"))));
}

void tst_ExportCommand::refusesUnknownTargetsAndOverlays()
{
    const QTemporaryDir folder;
    const CommandRun target = exported(folder, "segmented", "--target opa,nomad");
    QCOMPARE(target.exitCode, 2);
    QVERIFY2(target.err.contains("nomad"), target.err.constData());
    QVERIFY2(target.err.contains("cluster-network-policy"), target.err.constData());
    QCOMPARE(exported(folder, "segmented", "--overlay prod").exitCode, 2);
    QCOMPARE(exported(folder, "segmented", "--check --diff").exitCode, 2);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void tst_ExportCommand::refusesTargetsThatExcludeEachOther()
{
    const QTemporaryDir folder;
    const CommandRun run = exported(folder, "segmented", "--target istio-sidecar,istio-ambient");
    QVERIFY(run.exitCode != 0);
    QVERIFY2(
        run.err.contains("both istio-sidecar and istio-ambient cannot be exported"), run.err.constData());
    QVERIFY2(run.err.contains("Name the mode"), run.err.constData());
}

void tst_ExportCommand::holdsConsequencesBesideProbesAndSaysWhatWasTried()
{
    const QTemporaryDir folder;
    const CommandRun run =
        exported(folder, "segmented", "--consequences --probes --mutation-score --mistakes 1 --seed 7");
    QVERIFY2(run.exitCode == 0 || run.exitCode == 1, run.err.constData());
    for (const char *file : { "consequences.json", "probes/probes.yaml", "probes/mutation-score.json" })
        QVERIFY2(QFile::exists(folder.filePath(QLatin1String(file))), file);
    QVERIFY2(run.out.contains("chosen by the seed 7"), run.out.constData());
}

void tst_ExportCommand::makesTheFolderAnOverlay()
{
    const QTemporaryDir folder;
    const QString top = folder.filePath(QStringLiteral("kustomization.yaml"));
    QCOMPARE(exported(folder, "segmented", "--overlay audit").exitCode, 0);
    QCOMPARE(test::readBytes(top.toStdString()),
        std::string("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
                    "  - overlays/audit\n"));
    // To enforce is one line.
    const CommandRun diff = exported(folder, "segmented", "--overlay enforce --diff");
    QVERIFY2(diff.out.contains("-  - overlays/audit\n+  - overlays/enforce\n"), diff.out.constData());
    QCOMPARE(diff.out.count("\n-  "), 2); // and the hash in the index
    QCOMPARE(exported(folder, "segmented", "--overlay enforce").exitCode, 0);
    QCOMPARE(exported(folder, "segmented", "--overlay enforce --check").exitCode, 0);
    QCOMPARE(exported(folder, "segmented").exitCode, 0);
    QVERIFY(!QFile::exists(top));
}

void tst_ExportCommand::checkKnowsAnExactFolder()
{
    const QTemporaryDir folder;
    QCOMPARE(exported(folder, "segmented", "--check").exitCode, 1);
    QVERIFY(QDir(folder.path()).isEmpty());
    QCOMPARE(exported(folder, "segmented").exitCode, 0);
    const CommandRun exact = exported(folder, "segmented", "--check");
    QCOMPARE(exact.exitCode, 0);
    QCOMPARE(exact.text(), QStringLiteral("The folder holds exactly what would be written.\n"));
    QCOMPARE(exported(folder, "flat", "--check").exitCode, 1);
    const QString policy = firstFile(folder, QStringLiteral("/networkpolicy-"));
    QVERIFY(QFile::copy(policy, folder.filePath(QStringLiteral("base/mine.yaml"))));
    const CommandRun extra = exported(folder, "segmented", "--check");
    QCOMPARE(extra.exitCode, 1);
    QVERIFY2(extra.out.contains("base/mine.yaml: is no part of the export"), extra.out.constData());
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("base/mine.yaml"))));
    QVERIFY(QFile::remove(policy));
    const CommandRun missing = exported(folder, "segmented", "--check --format json");
    QCOMPARE(missing.exitCode, 1);
    const QJsonArray files = missing.json().value(QStringLiteral("files")).toArray();
    QCOMPARE(files.size(), 1);
    QCOMPARE(files[0].toObject().value(QStringLiteral("state")).toString(), QStringLiteral("deleted"));
}

void tst_ExportCommand::diffShowsTheDesignAndTheHand()
{
    const QTemporaryDir folder;
    QCOMPARE(exported(folder, "segmented").exitCode, 0);
    QCOMPARE(exported(folder, "segmented", "--diff").text(),
        QStringLiteral("The folder holds exactly what would be written.\n"));
    append(firstFile(folder, QStringLiteral("/networkpolicy-")), "# mine\n");
    const CommandRun diff = exported(folder, "segmented", "--diff");
    QCOMPARE(diff.exitCode, 0);
    QVERIFY2(diff.out.contains("was edited since the last export; writing needs --overwrite"),
        diff.out.constData());
    QVERIFY2(diff.out.contains("\n-# mine\n"), diff.out.constData());
    QVERIFY2(diff.out.contains("1 file differs, 1 of them by hand"), diff.out.constData());
    const CommandRun json = exported(folder, "segmented", "--diff --format json");
    const QJsonObject file = json.json().value(QStringLiteral("files")).toArray()[0].toObject();
    QVERIFY(file.value(QStringLiteral("needsConsent")).toBool());
    QVERIFY(file.value(QStringLiteral("diff")).toString().contains(QStringLiteral("-# mine\n")));
}

void tst_ExportCommand::neverReplacesAnEditUnasked()
{
    const QTemporaryDir folder;
    QCOMPARE(exported(folder, "segmented").exitCode, 0);
    const QString policy = firstFile(folder, QStringLiteral("/networkpolicy-"));
    append(policy, "# mine\n");
    const CommandRun refused = exported(folder, "flat");
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.err.contains(policy.toUtf8()), refused.err.constData());
    QVERIFY2(refused.err.contains("--overwrite") || refused.err.contains("allow overwriting"),
        refused.err.constData());
    QVERIFY(test::readBytes(policy.toStdString()).find("# mine\n") != std::string::npos);
    QCOMPARE(exported(folder, "segmented", "--overwrite").exitCode, 0);
    QCOMPARE(exported(folder, "segmented", "--check").exitCode, 0);
}

/// Another time zone, home, hash seed, umask, folder and locale: files alike byte by byte.
void tst_ExportCommand::theSurroundingsDecideNothing()
{
    QTemporaryDir here, there, elsewhere;
    const QString program = QString::fromStdString(test::programPath("fourplanectl").string());
    const auto run = [&](const QTemporaryDir &folder, const QString &before) {
        QProcess shell;
        shell.start(QStringLiteral("sh"),
            { QStringLiteral("-c"), before + QLatin1String(" \"$0\" export \"$1\" -o \"$2\" --probes"),
                program, test::sampleFile("segmented"), folder.path() });
        return shell.waitForFinished(120000) && shell.exitCode() == 0;
    };
    QVERIFY(run(here, QStringLiteral("TZ=UTC LC_ALL=C QT_HASH_SEED=0")));
    QVERIFY(run(there,
        QLatin1String("umask 077; cd ") + elsewhere.path()
            + QLatin1String(
                " && HOME=$PWD TZ=Asia/Tokyo LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 QT_HASH_SEED=7")));
    int files = 0;
    for (QDirIterator all(here.path(), QDir::Files, QDirIterator::Subdirectories); all.hasNext();) {
        QFile first(all.next());
        QFile second(there.path() + first.fileName().mid(here.path().size()));
        QVERIFY(first.open(QIODevice::ReadOnly));
        QVERIFY2(second.open(QIODevice::ReadOnly), qPrintable(second.fileName()));
        QVERIFY2(first.readAll() == second.readAll(), qPrintable(second.fileName()));
        ++files;
    }
    QVERIFY(files > 50);
}

QTEST_GUILESS_MAIN(tst_ExportCommand)
#include "tst_ExportCommand.moc"
