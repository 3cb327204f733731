// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/LayoutTestGraphs.h"
#include "tests/support/TestData.h"
#include "ui/layout/LayoutRunner.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;
using namespace fourplane::ui;

class tst_LayoutRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesWithGraphvizAndReportsProgress();
    void cancelKillsAProgramThatHangs();
    void timeoutFallsBackToRows();
    void fallsBackWhenTheProgramFails_data();
    void fallsBackWhenTheProgramFails();
    void aNewRunReplacesTheOldOne();

private:
    /// A shell script that stands in for the layout program.
    QString script(const char *name, const char *body);

    QTemporaryDir m_folder;
};

namespace {

QString realProgram()
{
    return QString::fromStdString(programPath("fourplane-layout").string());
}

LayoutOutcome outcomeOf(const QSignalSpy &spy)
{
    return spy.first().first().value<LayoutOutcome>();
}

} // namespace

QString tst_LayoutRunner::script(const char *name, const char *body)
{
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(QByteArray("#!/bin/sh\n") + body + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

void tst_LayoutRunner::placesWithGraphvizAndReportsProgress()
{
    LayoutRunner runner;
    runner.setProgram(realProgram());
    QSignalSpy finished(&runner, &LayoutRunner::finished);
    QSignalSpy progressed(&runner, &LayoutRunner::progressed);
    const LayoutGraph graph = chainedContainers(3, 4);
    runner.start(graph);
    QVERIFY(runner.isRunning());
    QVERIFY(finished.wait(20000));
    QVERIFY(!runner.isRunning());
    QVERIFY2(!outcomeOf(finished).isFallback, qPrintable(outcomeOf(finished).message));
    QCOMPARE(firstFault(graph, LayoutResult { outcomeOf(finished).placements }), std::string());
    QCOMPARE(progressed.count(), 5); // four containers and the outer level
}

void tst_LayoutRunner::cancelKillsAProgramThatHangs()
{
    LayoutRunner runner;
    runner.setProgram(script("hang", "exec sleep 60"));
    QSignalSpy finished(&runner, &LayoutRunner::finished);
    QSignalSpy cancelled(&runner, &LayoutRunner::cancelled);
    runner.start(chainedContainers(2, 2));
    QTest::qWait(100);
    QElapsedTimer clock;
    clock.start();
    runner.cancel();
    QVERIFY(!runner.isRunning());
    QVERIFY(clock.elapsed() < 5000);
    QCOMPARE(cancelled.count(), 1);
    QTest::qWait(100);
    QCOMPARE(finished.count(), 0);
}

void tst_LayoutRunner::timeoutFallsBackToRows()
{
    LayoutRunner runner;
    runner.setProgram(script("slow", "exec sleep 60"));
    runner.setTimeoutMilliseconds(200);
    QSignalSpy finished(&runner, &LayoutRunner::finished);
    const LayoutGraph graph = chainedContainers(2, 3);
    runner.start(graph);
    QVERIFY(finished.wait(20000));
    QVERIFY(outcomeOf(finished).isFallback);
    QVERIFY(outcomeOf(finished).message.contains(QStringLiteral("0.2 s")));
    QCOMPARE(firstFault(graph, LayoutResult { outcomeOf(finished).placements }), std::string());
}

void tst_LayoutRunner::fallsBackWhenTheProgramFails_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("does not exist") << QStringLiteral("/nonexistent/fourplane-layout");
    QTest::newRow("crashes") << script("crash", "kill -SEGV $$");
    QTest::newRow("says nothing") << script("silent", "exit 0");
    QTest::newRow("talks garbage") << script("garbage", "echo 'this is no frame at all'");
}

void tst_LayoutRunner::fallsBackWhenTheProgramFails()
{
    QFETCH(QString, program);
    LayoutRunner runner;
    runner.setProgram(program);
    QSignalSpy finished(&runner, &LayoutRunner::finished);
    const LayoutGraph graph = chainedContainers(2, 3);
    runner.start(graph);
    QVERIFY(finished.count() == 1 || finished.wait(20000));
    QVERIFY(outcomeOf(finished).isFallback);
    QVERIFY(!outcomeOf(finished).message.isEmpty());
    QVERIFY(outcomeOf(finished).placements == packInGrid(graph).placements);
}

void tst_LayoutRunner::aNewRunReplacesTheOldOne()
{
    LayoutRunner runner;
    runner.setProgram(script("hang2", "exec sleep 60"));
    QSignalSpy finished(&runner, &LayoutRunner::finished);
    runner.start(chainedContainers(2, 2));
    runner.setProgram(realProgram());
    runner.start(chainedContainers(1, 3));
    QVERIFY(finished.wait(20000));
    QCOMPARE(finished.count(), 1);
    QVERIFY(outcomeOf(finished).placements.count(ElementId("n0-2")) == 1);
    QVERIFY(outcomeOf(finished).placements.count(ElementId("n1-0")) == 0);
}

QTEST_GUILESS_MAIN(tst_LayoutRunner)
#include "tst_LayoutRunner.moc"
