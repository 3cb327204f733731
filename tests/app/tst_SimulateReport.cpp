// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"
#include "tests/support/TestData.h"

#include <QtTest>

using namespace fourplane::test;

namespace {

/// simulate over the folder of an incident.
CommandRun simulateIncident(const QStringList &arguments)
{
    const std::string folder = sourcePath("sample-topologies/incident-capital-one-2019").string();
    return ctl(QStringList { QStringLiteral("simulate"), QString::fromStdString(folder) } + arguments);
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
    const CommandRun outcome = simulateIncident({ QStringLiteral("--report") });
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.text().startsWith(QStringLiteral("Attack on Capital One 2019\n")));
    QVERIFY(outcome.text().contains(QStringLiteral("FALLS  applications-bucket")));
}

void tst_SimulateReport::aVariantThatHoldsIsToldToo()
{
    const CommandRun outcome = simulateIncident(
        { QStringLiteral("--report"), QStringLiteral("--variant"), QStringLiteral("metadata-blocked") });
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.text().contains(QStringLiteral("HOLDS  applications-bucket")));
    QVERIFY(outcome.text().contains(QStringLiteral("(N4), network plane: stops 1 attempt")));
}

void tst_SimulateReport::writesAPage()
{
    const CommandRun outcome =
        simulateIncident({ QStringLiteral("--report"), QStringLiteral("--format=html") });
    QVERIFY(outcome.text().startsWith(QStringLiteral("<!doctype html>")));
    QVERIFY(outcome.text().endsWith(QStringLiteral("</html>\n")));
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
    const CommandRun outcome = simulateIncident(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(!(outcome.text() + outcome.errorText()).isEmpty());
}

QTEST_APPLESS_MAIN(tst_SimulateReport)
#include "tst_SimulateReport.moc"
