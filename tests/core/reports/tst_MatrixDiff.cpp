// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/MatrixDiff.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace fourplane;

/// What two designs decide differently.
class tst_MatrixDiff : public QObject
{
    Q_OBJECT

private slots:
    void namesEveryKindOfChange_data();
    void namesEveryKindOfChange();
    void comparesByIdOrElseByName();
    void looksAtOnePlaneAlone();
    void theReasonIsThatOfThePlaneThatChanged();
    void whatCameAndWentIsListed();
    void nothingChangedIsSaid();
    void hostileNamesReachNoFormatUnescaped();
};

namespace {

const ElementId a("a");
const ElementId b("b");

EnforcementPlan planOf(const std::string &name = "a", const ElementId &id = a)
{
    EnforcementPlan plan;
    PlannedPod pod;
    pod.workloadId = id;
    pod.namespaceName = "x";
    pod.name = name;
    plan.pods.push_back(pod);
    pod.workloadId = b;
    pod.name = "b";
    plan.pods.push_back(pod);
    return plan;
}

AccessRow row(Verdict network, std::uint16_t port = 80, const ElementId &source = a)
{
    AccessRow made { source, b, port, Protocol::Tcp, {} };
    made.decision.on(Plane::Network) = { network, std::nullopt, "Because.", "" };
    return made;
}

} // namespace

void tst_MatrixDiff::namesEveryKindOfChange_data()
{
    QTest::addColumn<Verdict>("before");
    QTest::addColumn<Verdict>("after");
    QTest::addColumn<AccessChangeKind>("kind");
    QTest::newRow("opened") << Verdict::Deny << Verdict::Permit << AccessChangeKind::Opened;
    QTest::newRow("opened in doubt") << Verdict::Deny << Verdict::Uncertain << AccessChangeKind::Opened;
    QTest::newRow("closed") << Verdict::NotEnforced << Verdict::Deny << AccessChangeKind::Closed;
    QTest::newRow("weakened") << Verdict::Permit << Verdict::NotEnforced << AccessChangeKind::Weakened;
    QTest::newRow("altered") << Verdict::NotEnforced << Verdict::Permit << AccessChangeKind::Altered;
}

void tst_MatrixDiff::namesEveryKindOfChange()
{
    QFETCH(Verdict, before);
    QFETCH(Verdict, after);
    QFETCH(AccessChangeKind, kind);
    const EnforcementPlan plan = planOf();
    const auto changes =
        compareAccess({ plan, { row(before) }, std::nullopt }, { plan, { row(after) }, std::nullopt });
    QCOMPARE(changes.size(), std::size_t { 1 });
    QCOMPARE(changes[0].kind, kind);
    QVERIFY(changes[0].before == before && changes[0].after == after);
    QCOMPARE(changes[0].source, std::string("x/a"));
    QCOMPARE(changes[0].reason, std::string("Because."));
}

void tst_MatrixDiff::comparesByIdOrElseByName()
{
    const EnforcementPlan before = planOf(), after = planOf("a", ElementId("renumbered"));
    QVERIFY(compareAccess({ before, { row(Verdict::Deny) }, std::nullopt },
        { after, { row(Verdict::Deny, 80, ElementId("renumbered")) }, std::nullopt })
                .empty());
    const EnforcementPlan renamed = planOf("other");
    QVERIFY(compareAccess(
        { before, { row(Verdict::Deny) }, std::nullopt }, { renamed, { row(Verdict::Deny) }, std::nullopt })
                .empty());
}

void tst_MatrixDiff::looksAtOnePlaneAlone()
{
    const EnforcementPlan plan = planOf();
    const auto changesOn = [&plan](Plane plane) {
        return compareAccess(
            { plan, { row(Verdict::Deny) }, plane }, { plan, { row(Verdict::Permit) }, plane })
            .size();
    };
    QCOMPARE(changesOn(Plane::Network), std::size_t { 1 });
    QCOMPARE(changesOn(Plane::Identity), std::size_t { 0 });
}

void tst_MatrixDiff::theReasonIsThatOfThePlaneThatChanged()
{
    const EnforcementPlan plan = planOf();
    AccessRow before = row(Verdict::Permit), after = row(Verdict::Deny);
    // The identity plane denied all along in a way that is not asked about; the network plane changed.
    for (AccessRow *one : { &before, &after })
        one->decision.on(Plane::Identity) = { Verdict::Deny, std::nullopt, "Unchanged.", "" };
    const auto reason = [&](std::optional<Plane> plane) {
        const auto changes = compareAccess({ plan, { before }, plane }, { plan, { after }, plane });
        return changes.size() == 1 ? changes.front().reason : std::string();
    };
    QCOMPARE(reason(Plane::Network), std::string("Because."));
    before.decision.on(Plane::Identity).verdict = Verdict::Permit;
    after.decision.on(Plane::Identity) = { Verdict::Deny, std::nullopt, "New.", "" };
    before.decision.on(Plane::Workload) = { Verdict::Permit, std::nullopt, "", "" };
    QCOMPARE(reason(std::nullopt), std::string("New."));
    // The first plane that denies did not change when the whole opened up for another reason.
    AccessRow open = row(Verdict::Permit), closed = row(Verdict::Uncertain);
    open.decision.on(Plane::Identity) = { Verdict::Permit, std::nullopt, "Old.", "" };
    closed.decision.on(Plane::Identity) = { Verdict::Permit, std::nullopt, "Old.", "" };
    const auto changes = compareAccess({ plan, { closed }, std::nullopt }, { plan, { open }, std::nullopt });
    QCOMPARE(changes.size(), std::size_t { 1 });
    QCOMPARE(changes.front().reason, std::string("Because."));
}

void tst_MatrixDiff::whatCameAndWentIsListed()
{
    const EnforcementPlan plan = planOf();
    const auto changes = compareAccess({ plan, { row(Verdict::Deny, 80) }, std::nullopt },
        { plan, { row(Verdict::Permit, 81) }, std::nullopt });
    QCOMPARE(changes.size(), std::size_t { 2 });
    QVERIFY(changes[0].kind == AccessChangeKind::Appeared && !changes[0].before);
    QVERIFY(changes[1].kind == AccessChangeKind::Gone && !changes[1].after);
    QVERIFY(matrixDiffText(changes, {}).find("1 appeared, 1 gone.") != std::string::npos);
}

void tst_MatrixDiff::nothingChangedIsSaid()
{
    const EnforcementPlan plan = planOf();
    const MatrixReport report { plan, { row(Verdict::Deny) }, std::nullopt };
    QVERIFY(compareAccess(report, report).empty());
    QVERIFY(matrixDiffText({}, {}).find("No connection is decided differently.") != std::string::npos);
}

void tst_MatrixDiff::hostileNamesReachNoFormatUnescaped()
{
    const EnforcementPlan plan = planOf("<b>\"q\",\x1b[31m");
    auto changes = compareAccess(
        { plan, { row(Verdict::Deny) }, std::nullopt }, { plan, { row(Verdict::Permit) }, std::nullopt });
    changes[0].reason = "=cmd()";
    const std::string html = matrixDiffHtml(changes, "<script>");
    QVERIFY(html.find("<b>") == std::string::npos && html.find("<script>") == std::string::npos);
    QVERIFY(html.find("x/&lt;b&gt;&quot;q&quot;") != std::string::npos);
    const std::string csv = matrixDiffCsv(changes);
    QVERIFY(csv.find("\"x/<b>\"\"q\"\",") != std::string::npos && csv.find(",'=cmd()") != std::string::npos);
    QVERIFY(matrixDiffText(changes, {}).find('\x1b') == std::string::npos);
    const QJsonObject json =
        QJsonDocument::fromJson(QByteArray::fromStdString(matrixDiffJson(changes))).object();
    QCOMPARE(json.value(QStringLiteral("changes"))
                 .toArray()
                 .at(0)
                 .toObject()
                 .value(QStringLiteral("after"))
                 .toString(),
        QStringLiteral("permit"));
}

QTEST_APPLESS_MAIN(tst_MatrixDiff)
#include "tst_MatrixDiff.moc"
