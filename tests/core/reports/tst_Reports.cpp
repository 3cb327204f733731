// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/DecisionReport.h"
#include "core/reports/FindingReport.h"
#include "core/reports/MatrixReport.h"
#include "core/reports/TraceReport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace fourplane;

namespace {

const ElementId evil("evil");
const ElementId store("store");

/// Two pods, one with a name that every format would rather not see.
EnforcementPlan hostilePlan()
{
    EnforcementPlan plan;
    PlannedPod pod;
    pod.workloadId = evil;
    pod.namespaceName = "=cmd";
    pod.name = "<b>\"a\",b\x1b[31m";
    plan.pods.push_back(pod);
    pod.workloadId = store;
    pod.namespaceName = "data";
    pod.name = "store";
    plan.pods.push_back(pod);
    return plan;
}

Decision denied()
{
    Decision decision;
    decision.on(Plane::Network) = { Verdict::Deny,
        DecidingObject { "NetworkPolicy", "data", "default-deny", {}, { "np.yaml", 7, 1 } },
        "Nothing lets it in.", "N1" };
    decision.on(Plane::Identity) = { Verdict::Permit, std::nullopt, "It is known.", "" };
    return decision;
}

QJsonObject json(const std::string &text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

} // namespace

class tst_Reports : public QObject
{
    Q_OBJECT

private slots:
    void aDecisionReadsAsAWalkThroughThePlanes();
    void hostileNamesReachNoFormatUnescaped();
    void aTraceReadsAsATimeline();
    void theTimelineSaysVerdictsInWords();
    void aTraceSaysWhatHolds_data();
    void aTraceSaysWhatHolds();
    void findingsJsonIsComplete();
};

void tst_Reports::aDecisionReadsAsAWalkThroughThePlanes()
{
    EnforcementPlan plan = hostilePlan();
    plan.pods.front().namespaceName = "app";
    plan.pods.front().name = "web";
    AccessRequest request;
    request.sourceId = evil;
    request.destinationId = store;
    request.port = 5432;
    const std::string expected = "app/web -> data/store:5432 TCP\n"
                                 "\n"
                                 "  Identity  permitted\n"
                                 "            It is known.\n"
                                 "  Network   denied  control N1\n"
                                 "            Nothing lets it in.\n"
                                 "            by NetworkPolicy data/default-deny (np.yaml:7:1)\n"
                                 "  Workload  open by absence\n"
                                 "            \n"
                                 "  Data      open by absence\n"
                                 "            \n"
                                 "\n"
                                 "  => denied\n";
    QCOMPARE(decisionText(plan, request, denied(), {}), expected);
}

void tst_Reports::hostileNamesReachNoFormatUnescaped()
{
    const EnforcementPlan plan = hostilePlan();
    const MatrixReport report { plan, { AccessRow { evil, store, 80, Protocol::Tcp, denied() } },
        std::nullopt };
    const std::string csv = matrixCsv(report);
    QVERIFY(csv.find("\"'=cmd/<b>\"\"a\"\",b") != std::string::npos);
    const std::string html = matrixHtml(report, "<script>");
    QVERIFY(html.find("<b>") == std::string::npos);
    QVERIFY(html.find("<script>") == std::string::npos);
    QVERIFY(html.find("&lt;b&gt;&quot;a&quot;") != std::string::npos);
    AccessRequest request;
    request.sourceId = evil;
    request.destinationId = store;
    QVERIFY(decisionText(plan, request, denied(), {}).find('\x1b') == std::string::npos);
    QCOMPARE(json(matrixJson(report)).value(QStringLiteral("rows")).toArray().size(), 1);
}

namespace {

/// web is held; one step takes the store, another is blocked on the network plane.
AttackTrace smallTrace()
{
    AttackTrace trace;
    trace.scenarioName = "small";
    trace.facts.push_back({ { evil, "foothold", {} }, 0xFFFF, true, noIndex });
    trace.facts.push_back({ { store, "read", {} }, 0xFFFF, false, 0 });
    Pivot taken;
    taken.techniqueId = "bulk-read";
    taken.fromId = evil;
    taken.toId = store;
    taken.premises = { 0 };
    taken.grants = { 1 };
    taken.step = 1;
    Pivot blocked = taken;
    blocked.techniqueId = "take-over";
    blocked.grants = {};
    blocked.blocks.push_back({ Plane::Network, "N1",
        DecidingObject { "NetworkPolicy", "data", "default-deny", {}, {} }, "Nothing lets it in." });
    trace.pivots = { taken, blocked };
    trace.jewels = { store };
    trace.fallenJewels = { store };
    return trace;
}

TechniqueCatalogue smallCatalogue()
{
    TechniqueCatalogue catalogue;
    Technique technique;
    technique.id = "bulk-read";
    technique.name = "Bulk read";
    technique.description = "Everything is read.";
    technique.detection = { "DB" };
    technique.references = { { "ATT&CK v18.1", "T1213" } };
    catalogue.techniques.push_back(technique);
    return catalogue;
}

} // namespace

void tst_Reports::aTraceReadsAsATimeline()
{
    EnforcementPlan plan = hostilePlan();
    plan.pods.front().namespaceName = "app";
    plan.pods.front().name = "web";
    const std::string expected =
        "Scenario: small\n"
        "Assumption: exploitability marked: what is marked as exploitable falls when it is reached\n"
        "\n"
        "At the start\n"
        "  The attacker runs code in app/web.\n"
        "\n"
        "Step 1\n"
        "    1. Bulk read: from app/web upon data/store.\n"
        "       Everything is read.\n"
        "       Now the attacker has read data/store.\n"
        "       Leaves evidence in the query log of the store (DB).\n"
        "       ATT&CK v18.1 T1213.\n"
        "    x  take-over: from app/web upon data/store.\n"
        "       Stopped on the network plane (N1), NetworkPolicy data/default-deny: Nothing lets it in.\n"
        "\n"
        "Result\n"
        "  store: falls\n"
        "  blast radius: 2 elements (evil, store)\n"
        "Design-time simulation under the stated assumption; it proves nothing about a running cluster.\n";
    QCOMPARE(traceText(smallTrace(), smallCatalogue(), plan, {}), expected);
}

void tst_Reports::theTimelineSaysVerdictsInWords()
{
    AttackTrace trace = smallTrace();
    trace.pivots.front().notes = { "network: not-enforced. No policy selects it." };
    const std::string text = traceText(trace, smallCatalogue(), hostilePlan(), {});
    QVERIFY2(
        text.find("The network plane has no rule against it: No policy selects it.") != std::string::npos,
        text.c_str());
}

void tst_Reports::aTraceSaysWhatHolds_data()
{
    QTest::addColumn<int>("depth");
    QTest::addColumn<std::string>("words");
    QTest::newRow("0") << 0 << std::string("falls");
    QTest::newRow("1") << 1 << std::string("1 plane must fail");
    QTest::newRow("4") << 4 << std::string("4 planes must fail");
    QTest::newRow("5") << 5 << std::string("holds against every loss of planes");
}

void tst_Reports::aTraceSaysWhatHolds()
{
    QFETCH(int, depth);
    QFETCH(std::string, words);
    QCOMPARE(defenceDepthText(depth), words);
}

void tst_Reports::findingsJsonIsComplete()
{
    Finding finding = makeFinding({ evil }, "It is \"open\".", "Close it.", { "a.yaml", 3, 0 });
    finding.ruleId = "some-rule";
    finding.severity = Severity::High;
    finding.control = "N1";
    const QJsonObject document = json(findingsJson({ finding }, {}));
    const QJsonObject one = document.value(QStringLiteral("findings")).toArray().first().toObject();
    QCOMPARE(one.value(QStringLiteral("message")).toString(), QStringLiteral("It is \"open\"."));
    QCOMPARE(one.value(QStringLiteral("severity")).toString(), QStringLiteral("high"));
    QCOMPARE(one.value(QStringLiteral("where")).toObject().value(QStringLiteral("line")).toInt(), 3);
    QVERIFY(document.value(QStringLiteral("diagnostics")).isArray());
}

QTEST_APPLESS_MAIN(tst_Reports)
#include "tst_Reports.moc"
