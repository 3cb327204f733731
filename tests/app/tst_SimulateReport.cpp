// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/TestData.h"

#include <QProcess>
#include <QtTest>

using namespace fourplane;

namespace {

struct Outcome
{
    int exitCode = -1;
    QString out;
    QString err;
};

/// simulate over the folder of an incident.
Outcome simulateIncident(const QStringList &arguments)
{
    QProcess process;
    const std::string folder = test::sourcePath("sample-topologies/incident-capital-one-2019").string();
    process.start(QString::fromStdString(test::programPath("fourplanectl").string()),
        QStringList { QStringLiteral("simulate"), QString::fromStdString(folder) } + arguments);
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}

} // namespace

class tst_SimulateReport : public QObject
{
    Q_OBJECT

private slots:
    void aFallenGoalIsTold();
    void aVariantThatHoldsIsToldToo();
    void writesAPage();
    void refusesWhatDoesNotGoTogether_data();
    void refusesWhatDoesNotGoTogether();
};

void tst_SimulateReport::aFallenGoalIsTold()
{
    const Outcome outcome = simulateIncident({ QStringLiteral("--report") });
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.out.startsWith(QStringLiteral("Attack on Capital One 2019\n")));
    QVERIFY(outcome.out.contains(QStringLiteral("FALLS  applications-bucket")));
}

void tst_SimulateReport::aVariantThatHoldsIsToldToo()
{
    const Outcome outcome = simulateIncident(
        { QStringLiteral("--report"), QStringLiteral("--variant"), QStringLiteral("metadata-blocked") });
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.contains(QStringLiteral("HOLDS  applications-bucket")));
    QVERIFY(outcome.out.contains(QStringLiteral("(N4), network plane: stops 1 attempt")));
}

void tst_SimulateReport::writesAPage()
{
    const Outcome outcome = simulateIncident({ QStringLiteral("--report"), QStringLiteral("--format=html") });
    QVERIFY(outcome.out.startsWith(QStringLiteral("<!doctype html>")));
    QVERIFY(outcome.out.endsWith(QStringLiteral("</html>\n")));
}

void tst_SimulateReport::refusesWhatDoesNotGoTogether_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("report and summary")
        << QStringList { QStringLiteral("--report"), QStringLiteral("--summary") };
    QTest::newRow("report as json") << QStringList { QStringLiteral("--report"),
        QStringLiteral("--format=json") };
    QTest::newRow("html without a report") << QStringList { QStringLiteral("--format=html") };
}

void tst_SimulateReport::refusesWhatDoesNotGoTogether()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = simulateIncident(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(!(outcome.out + outcome.err).isEmpty());
}

QTEST_APPLESS_MAIN(tst_SimulateReport)
#include "tst_SimulateReport.moc"
