// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignTime.h"
#include "core/reports/CampaignReport.h"
#include "core/reports/CampaignWords.h"
#include "core/storage/AssumptionsFile.h"

#include <QtTest>

using namespace fourplane;

class tst_CampaignReport : public QObject
{
    Q_OBJECT

private slots:
    void bothAnswersStandSideBySide();
    void assumptionsAreCalledSo();
    void namesCannotDoHarm();
    void sharesAreNeverRoundedToAnEnd_data();
    void sharesAreNeverRoundedToAnEnd();
    void durationsHaveReadableUnits_data();
    void durationsHaveReadableUnits();
    void nothingNoticedIsSaid();
};

namespace {

CampaignResult sample()
{
    CampaignResult result;
    result.subject.projectName = "shop";
    result.subject.scenarioName = "stolen token";
    result.subject.assumptions = shippedAssumptions();
    result.subject.rules = { 42, 72 * 3600, true };
    result.subject.runs = 1000;
    result.covered = { { 0, 1000 } };
    result.elements = { { { ElementId("contracts"), true, 0 }, 123, 123, 100, { { timeBinOf(7200), 123 } } },
        { { ElementId("safe"), true, 2 }, 0, 0, 0, {} }, { { ElementId("unlucky"), true, 0 }, 0, 0, 0, {} },
        { { ElementId("web"), false, 0 }, 1000, 1000, 600, { { 0, 1000 } } } };
    result.detection = { 600, { { timeBinOf(3600), 600 } }, { { 1, 500 }, { 7, 100 } },
        { { "sa-token-read", 600 } }, { { "KA", 150 }, { "RT", 450 } } };
    return result;
}

QString text(const CampaignResult &result)
{
    return QString::fromStdString(campaignText(result, {}));
}

/// The line of the table that starts with a name.
QString rowOf(const QString &text, const char *name)
{
    for (const QString &line : text.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String(name)))
            return line.simplified();
    }
    return {};
}

} // namespace

void tst_CampaignReport::bothAnswersStandSideBySide()
{
    const QString report = text(sample());
    // Wilson's interval for 123 of 1000; 600 detections, 100 of them after the fall.
    QVERIFY2(rowOf(report, "contracts")
                 .startsWith(QStringLiteral("contracts yes 12.3 % (10.4 % to 14.5 %) 50.0 %")),
        qPrintable(rowOf(report, "contracts")));
    QVERIFY(rowOf(report, "safe").startsWith(QStringLiteral("safe no: 2 planes must fail 0 %")));
    QVERIFY(rowOf(report, "unlucky").startsWith(QStringLiteral("unlucky yes 0 % (0 % to 0.38 %)")));
    QVERIFY(rowOf(report, "web").startsWith(QStringLiteral("web yes 100 %")));
    QVERIFY(report.contains(QStringLiteral("by evidence: RT 75.0 %, KA 25.0 %")));
    QVERIFY(report.contains(QStringLiteral("83.3 % within the first 5 steps")));
    QVERIFY(report.contains(QStringLiteral("1000 runs, seed 42, within 72.0 h, each ends at the first")));
}

void tst_CampaignReport::assumptionsAreCalledSo()
{
    CampaignResult result = sample();
    result.subject.assumptions.controls["I2"] = "HardAndCertain";
    result.subject.assumptions.techniques["sa-token-read"] = { "EasyAndCertain", { { "RT", 0.25 } } };
    result.subject.assumptions.detection["RT"] = 0.1;
    for (const QString &report : { text(result), QString::fromStdString(campaignHtml(result)) }) {
        for (const char *says : { "assumed for effort: low = EasyAndCertain (exponential, mean 1 h",
                 "assumed where a control only slows: low = HardAndCertain",
                 "assumed where I2 slows: HardAndCertain", "assumed for sa-token-read: EasyAndCertain",
                 "noticed by RT 25 %", "by the evidence it leaves: RT 10 %", "not measured rates",
                 "exploitability marked" })
            QVERIFY2(report.contains(QLatin1String(says)), says);
    }
}

void tst_CampaignReport::namesCannotDoHarm()
{
    CampaignResult result = sample();
    result.subject.projectName = "<script>alert(1)</script>";
    result.subject.scenarioName = "a\x1b[31mb";
    result.subject.assumptions.name = "<img src=x>";
    result.elements[0].element.id = ElementId("<b>\"&");
    const QString page = QString::fromStdString(campaignHtml(result));
    QVERIFY(!page.contains(QStringLiteral("<script")) && !page.contains(QStringLiteral("<img")));
    QVERIFY(page.contains(QStringLiteral("&lt;b&gt;&quot;&amp;")));
    QVERIFY(!text(result).contains(QLatin1Char('\x1b')));
}

void tst_CampaignReport::sharesAreNeverRoundedToAnEnd_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<QString>("says");
    QTest::newRow("never") << 0.0 << QStringLiteral("0 %");
    QTest::newRow("hardly") << 0.000001 << QStringLiteral("< 0.01 %");
    QTest::newRow("rare") << 0.0123 << QStringLiteral("1.23 %");
    QTest::newRow("some") << 0.456 << QStringLiteral("45.6 %");
    QTest::newRow("nearly") << 0.9985 << QStringLiteral("99.85 %");
    QTest::newRow("all but one") << 0.999999 << QStringLiteral("> 99.99 %");
    QTest::newRow("always") << 1.0 << QStringLiteral("100 %");
}

void tst_CampaignReport::sharesAreNeverRoundedToAnEnd()
{
    QFETCH(double, share);
    QFETCH(QString, says);
    QCOMPARE(QString::fromStdString(shareText(share)), says);
}

void tst_CampaignReport::durationsHaveReadableUnits_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("says");
    QTest::newRow("seconds") << 45.0 << QStringLiteral("45 s");
    QTest::newRow("minutes") << 720.0 << QStringLiteral("12 min");
    QTest::newRow("hours") << 12'240.0 << QStringLiteral("3.4 h");
    QTest::newRow("days") << 449'280.0 << QStringLiteral("5.2 days");
    QTest::newRow("years") << 78'894'000.0 << QStringLiteral("2.5 years");
}

void tst_CampaignReport::durationsHaveReadableUnits()
{
    QFETCH(double, seconds);
    QFETCH(QString, says);
    QCOMPARE(QString::fromStdString(durationText(seconds)), says);
}

void tst_CampaignReport::nothingNoticedIsSaid()
{
    CampaignResult result = sample();
    result.detection = {};
    for (ElementTally &tally : result.elements)
        tally.seenAfterwards = 0;
    QVERIFY(text(result).contains(QStringLiteral("nothing was noticed in any run")));
    QVERIFY(text(result).contains(QStringLiteral("assumed to be watched: no evidence at all")));
    QVERIFY(!text(result).contains(QStringLiteral("seen first")));
}

QTEST_APPLESS_MAIN(tst_CampaignReport)
#include "tst_CampaignReport.moc"
