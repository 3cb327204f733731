// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/TechniqueCoverage.h"
#include "core/reports/CoverageReports.h"
#include "tests/core/analysis/RandomDesign.h"
#include "tests/core/attack/AttackLab.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

namespace {

const Coverage &coverageOf(const CoverageReport &report, const std::string &technique)
{
    const auto found = std::find_if(report.techniques.begin(), report.techniques.end(),
        [&technique](const TechniqueCoverage &entry) { return entry.techniqueId == technique; });
    return found->coverage;
}

const ReferenceCoverage &referenceCalled(const CoverageReport &report, const std::string &id)
{
    const auto found = std::find_if(report.references.begin(), report.references.end(),
        [&id](const ReferenceCoverage &entry) { return entry.reference.id == id; });
    return *found;
}

/// The token of web is mounted and read; that of no other pod is within reach, and both stores refuse web.
AttackTrace labTrace()
{
    AttackLab lab;
    lab.code("web");
    lab.wantCredentials("documents");
    lab.wantCredentials("vectors");
    return lab.run({ "sa-token-read", "store-bulk-read", "vector-bulk-query", "privileged-escape" });
}

CoverageReport labReport()
{
    return measureCoverage({ labTrace() }, catalogue());
}

} // namespace

class tst_TechniqueCoverage : public QObject
{
    Q_OBJECT

private slots:

    void tellsOpenFromBlockedFromOutOfReach()
    {
        const CoverageReport report = labReport();
        QVERIFY(coverageOf(report, "sa-token-read").state == CoverageState::Open);
        QCOMPARE(coverageOf(report, "sa-token-read").successes, std::size_t(1));
        const std::vector<AttemptEnds> ends { { ElementId("web"), ElementId("sa-web") } };
        QVERIFY(coverageOf(report, "sa-token-read").openAt == ends);
        const Coverage &read = coverageOf(report, "store-bulk-read");
        QVERIFY(read.state == CoverageState::Blocked);
        const std::vector<CoverageBlock> blocks { { Plane::Data, "D1", 1 } };
        QVERIFY(read.blocks == blocks);
        QVERIFY(coverageOf(report, "egress-c2").state == CoverageState::OutOfReach);
    }

    void anEntryOfAPublicCatalogueSumsUpItsTechniques()
    {
        const CoverageReport report = labReport();
        for (const ReferenceCoverage &entry : report.references) {
            std::size_t attempts = 0;
            std::size_t successes = 0;
            for (const std::string &id : entry.techniqueIds) {
                attempts += coverageOf(report, id).attempts;
                successes += coverageOf(report, id).successes;
            }
            QCOMPARE(entry.coverage.attempts, attempts);
            QCOMPARE(entry.coverage.successes, successes);
        }
        QVERIFY(referenceCalled(report, "T1528").coverage.state == CoverageState::Open);
    }

    /// A trace of a large design only counts some attempts.
    void attemptsThatATraceOnlyCountsCountToo()
    {
        AttackTrace trace = labTrace();
        const Coverage listed = coverageOf(measureCoverage({ trace }, catalogue()), "store-bulk-read");
        QCOMPARE(listed.unlisted, std::size_t(0));
        trace.further = { { "store-bulk-read", 2, 5 } };
        const CoverageReport report = measureCoverage({ trace, labTrace() }, catalogue());
        const Coverage &all = coverageOf(report, "store-bulk-read");
        QCOMPARE(all.attempts, 2 * listed.attempts + 7);
        QCOMPARE(all.successes, 2 * listed.successes + 2);
        QCOMPARE(all.unlisted, std::size_t(7));
        QVERIFY(all.state == CoverageState::Open);
        const std::string text = coverageText(report, catalogue(), {});
        QVERIFY2(text.find("of 9 attempts 7 are only counted") != std::string::npos, text.c_str());
    }

    void everyScenarioIsNamedWithItsAssumption()
    {
        AttackTrace trace = labTrace();
        trace.scenarioName = "stolen token";
        trace.exploitability = Exploitability::None;
        const CoverageReport report = measureCoverage({ trace }, catalogue());
        const std::string named = "stolen token (exploitability none)";
        QVERIFY(coverageText(report, catalogue(), {}).find(named) != std::string::npos);
        QVERIFY(coverageNavigatorLayer(report, "Lab").find(named) != std::string::npos);
        const QByteArray json = QByteArray::fromStdString(coverageJson(report, catalogue()));
        const QJsonValue first = QJsonDocument::fromJson(json)[QStringLiteral("scenarios")].toArray().first();
        QCOMPARE(first[QStringLiteral("exploitability")].toString(), QStringLiteral("none"));
    }

    /// Required properties and value forms of layer format 4.5.
    void theNavigatorLayerKeepsToItsFormat()
    {
        const CoverageReport report = labReport();
        const QByteArray text = QByteArray::fromStdString(coverageNavigatorLayer(report, "Lab \"x\""));
        const QJsonObject layer = QJsonDocument::fromJson(text).object();
        QCOMPARE(layer[QStringLiteral("name")].toString(), QStringLiteral("Lab \"x\""));
        QCOMPARE(layer[QStringLiteral("domain")].toString(), QStringLiteral("enterprise-attack"));
        const QJsonObject versions = layer[QStringLiteral("versions")].toObject();
        QCOMPARE(versions[QStringLiteral("layer")].toString(), QStringLiteral("4.5"));
        QCOMPARE(versions[QStringLiteral("attack")].toString(), QStringLiteral("18"));
        const QStringList navigator =
            versions[QStringLiteral("navigator")].toString().split(QLatin1Char('.'));
        QVERIFY(navigator.first().toInt() >= 4);
        const QJsonObject gradient = layer[QStringLiteral("gradient")].toObject();
        QCOMPARE(gradient[QStringLiteral("colors")].toArray().size(), 2);
        QVERIFY(gradient[QStringLiteral("maxValue")].toInt() > gradient[QStringLiteral("minValue")].toInt());
        const QRegularExpression form(QStringLiteral("^T\\d{4}(\\.\\d{3})?$"));
        int scored = 0;
        QStringList ids;
        const QJsonArray techniques = layer[QStringLiteral("techniques")].toArray();
        for (const QJsonValue &value : techniques) {
            const QJsonObject technique = value.toObject();
            const QString id = technique[QStringLiteral("techniqueID")].toString();
            QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
            QVERIFY(!ids.contains(id));
            ids << id;
            if (technique.contains(QStringLiteral("score"))) {
                ++scored;
                QVERIFY(technique[QStringLiteral("score")].toInt() <= 100);
            }
            if (id == QStringLiteral("T1528"))
                QCOMPARE(technique[QStringLiteral("score")].toInt(), 100);
        }
        QVERIFY(scored > 0 && scored < techniques.size());
    }

    void csvHasALineForEachEntry()
    {
        const CoverageReport report = labReport();
        const QString text = QString::fromStdString(coverageCsv(report));
        QCOMPARE(text.count(QStringLiteral("\r\n")), static_cast<qsizetype>(report.references.size()) + 1);
        QVERIFY(text.contains(QStringLiteral("ATT&CK v18.1,T1528,open,")));
    }
};

QTEST_APPLESS_MAIN(tst_TechniqueCoverage)
#include "tst_TechniqueCoverage.moc"
