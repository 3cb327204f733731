// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane::test;

namespace {

/// The number that a line of the figures gives; -1 where there is none.
double figure(const QString &text, const char *what)
{
    const QRegularExpression line(
        QStringLiteral("^  %1 +([0-9.]+)").arg(QString::fromUtf8(what)), QRegularExpression::MultilineOption);
    const QRegularExpressionMatch match = line.match(text);
    return match.hasMatch() ? match.captured(1).toDouble() : -1;
}

/// A design whose attempts take more than a megabyte.
QString largeDesign(const QTemporaryDir &folder, int workloads = 120)
{
    const QString path = folder.filePath(QStringLiteral("large.fourplane.yaml"));
    const CommandRun made = ctl(words("generate --seed 7 --workloads")
        + QStringList { QString::number(workloads), QStringLiteral("-o"), path });
    return made.exitCode == 0 ? path : QString();
}

} // namespace

class tst_SimulateFigures : public QObject
{
    Q_OBJECT

private slots:
    void figuresStandBesideAnOutputThatStaysAsItIs();
    void moreThanTheMemoryLimitIsAnErrorThatNamesIt_data();
    void moreThanTheMemoryLimitIsAnErrorThatNamesIt();
    void enoughMemoryChangesNothing();
    void aLimitOfNothingIsAUsageError();
};

void tst_SimulateFigures::figuresStandBesideAnOutputThatStaysAsItIs()
{
    const QStringList asked =
        words("simulate --scenario node-escape --format json") + QStringList { sampleFile("flat") };
    const CommandRun plain = ctl(asked);
    const CommandRun told = ctl(asked + QStringList { QStringLiteral("--stats") });
    QCOMPARE(told.out, plain.out);
    QCOMPARE(told.exitCode, plain.exitCode);
    const QString figures = told.errorText();
    QVERIFY(!plain.errorText().contains(QStringLiteral("pivots")));
    for (const char *what : { "facts", "pivots", "ground instances" })
        QVERIFY2(figure(figures, what) >= 1, what);
    // A small design is written out: each instance has a pivot of its own.
    QCOMPARE(figure(figures, "pivots"), figure(figures, "ground instances"));
    for (const char *what :
        { "ground system", "time", "time to ground", "time to solve", "time to write the trace" })
        QVERIFY2(figure(figures, what) >= 0, what);
#ifdef Q_OS_UNIX
    QVERIFY(figure(figures, "peak memory") > figure(figures, "ground system"));
#endif
}

void tst_SimulateFigures::moreThanTheMemoryLimitIsAnErrorThatNamesIt_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<int>("workloads");
    for (const char *command :
        { "simulate", "simulate --explain=x", "coverage", "analyse", "footholds", "campaign --runs 1" })
        QTest::newRow(command) << words(command) << 120;
    for (const char *command : { "rank", "fix" }) // which keep only what succeeds
        QTest::newRow(command) << words(command) << 1000;
    QTest::newRow("what-if") << words("what-if --set")
            + QStringList { QStringLiteral("workload/gateway-1: exploitable.escape=false") }
                             << 120;
}

void tst_SimulateFigures::moreThanTheMemoryLimitIsAnErrorThatNamesIt()
{
    QFETCH(QStringList, command);
    QFETCH(int, workloads);
    const QTemporaryDir folder;
    const QString path = largeDesign(folder, workloads);
    QVERIFY(!path.isEmpty());
    const CommandRun run = ctl(QStringList { command.front(), path } + command.mid(1)
        + words("--scenario assume-breach --memory-limit 1"));
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.errorText().contains(QStringLiteral("than the limit of 1 MB")), run.err.constData());
    QVERIFY2(run.errorText().contains(QStringLiteral("--memory-limit")), run.err.constData());
}

void tst_SimulateFigures::enoughMemoryChangesNothing()
{
    const QTemporaryDir folder;
    const QString path = largeDesign(folder);
    const QStringList asked = words("simulate --summary --scenario assume-breach") + QStringList { path };
    const CommandRun usual = ctl(asked);
    QVERIFY(!usual.out.isEmpty());
    const CommandRun limited = ctl(asked + words("--memory-limit 512"));
    QCOMPARE(limited.out, usual.out);
    QCOMPARE(limited.exitCode, usual.exitCode);
}

void tst_SimulateFigures::aLimitOfNothingIsAUsageError()
{
    const CommandRun run = ctl(words("simulate --memory-limit 0") + QStringList { sampleFile("flat") });
    QCOMPARE(run.exitCode, 2);
    QVERIFY(run.errorText().contains(QStringLiteral("--memory-limit")));
}

QTEST_APPLESS_MAIN(tst_SimulateFigures)
#include "tst_SimulateFigures.moc"
