// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"
#include "ui/panels/WhyContent.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::DesignBuilder;

/// What the Why card says, for designs small enough to know the answer.
class tst_WhyContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openByAbsenceIsSaid();
    void denialNamesTheObjectAndItsManifest();
    void whatWasNotUnderstoodIsNamedWithItsPlace();
    void declaredFlowIsAskedAboutWithItsPort();
    void ruleIsExplainedThroughItsEnds();
    void nothingIsSaidAboutAnUnknownElement();
    void blockedPivotNamesPlaneObjectReasonAndControl();
    void successfulPivotSaysWhatIsGained();
    void pivotOutsideTheTraceSaysNothing();
    void factsReadAsSentences();
};

namespace {

const ElementId web("web");
const ElementId db("db");

QString somewhere(const DecidingObject &object)
{
    return QString::fromStdString("made/" + object.name + ".yaml:3");
}

/// web and db in one namespace.
DesignBuilder twoWorkloads(bool segmented)
{
    DesignBuilder design;
    design.addNamespace("rag", segmented);
    design.addWorkload("rag", "web");
    design.addWorkload("rag", "db", 5432);
    return design;
}

Flow &addFlow(Project &project)
{
    Flow flow;
    flow.id = ElementId("web-db");
    flow.sourceId = web;
    flow.destinationId = db;
    flow.port = 5432;
    return project.topology.flows[flow.id] = flow;
}

/// A trace with one pivot from web to db that gives a foothold there.
AttackTrace onePivot()
{
    AttackTrace trace;
    trace.facts = { { { web, "foothold", {} }, 1, true, noIndex }, { { db, "net", {} }, 1, false, 0 } };
    Pivot pivot;
    pivot.techniqueId = "exploit";
    pivot.fromId = web;
    pivot.toId = db;
    pivot.premises = { 0 };
    pivot.grants = { 1 };
    trace.pivots = { pivot };
    return trace;
}

TechniqueCatalogue oneTechnique()
{
    TechniqueCatalogue catalogue;
    catalogue.techniques.emplace_back();
    catalogue.techniques.back().id = "exploit";
    catalogue.techniques.back().name = "Exploit a service";
    return catalogue;
}

/// A question about a project, with the plan kept alive for the answer.
struct Asked
{
    explicit Asked(const Project &project)
        : compiled(compilePlan(project))
        , decisions(compiled.plan)
    {
    }

    CompiledPlan compiled;
    PolicyDecisionPoint decisions;
};

} // namespace

void tst_WhyContent::openByAbsenceIsSaid()
{
    const DesignBuilder design = twoWorkloads(false);
    const Asked asked(design.project);
    const WhyContent why = whyConnection(design.project, asked.decisions, web, db, {});
    QVERIFY(why.verdict == Verdict::NotEnforced);
    QCOMPARE(why.title, QStringLiteral("web can reach db: nothing stands in the way"));
    QCOMPARE(why.rows.size(), qsizetype { 4 });
    QVERIFY(why.rows[0].plane == Plane::Identity);
    QVERIFY(why.rows[3].plane == Plane::Data);
    QCOMPARE(why.rows[1].headline, QStringLiteral("Network: nothing enforced"));
    QVERIFY2(why.footer.contains(QStringLiteral("declares no flow")), qPrintable(why.footer));
}

void tst_WhyContent::denialNamesTheObjectAndItsManifest()
{
    const DesignBuilder design = twoWorkloads(true);
    const Asked asked(design.project);
    const WhyContent why = whyConnection(design.project, asked.decisions, web, db, somewhere);
    QVERIFY(why.verdict == Verdict::Deny);
    QCOMPARE(why.title, QStringLiteral("web cannot reach db"));
    const WhyRow &network = why.rows[1];
    QVERIFY(network.verdict == Verdict::Deny);
    const Decision decision = asked.decisions.decide({ web, db });
    const auto &object = decision.on(Plane::Network).decidedBy;
    QVERIFY(object.has_value());
    QVERIFY2(network.headline.startsWith(QStringLiteral("Network: denied by NetworkPolicy rag/")),
        qPrintable(network.headline));
    QCOMPARE(network.place, somewhere(*object));
    QVERIFY(!network.detail.isEmpty() && network.detail[0].isUpper());
}

void tst_WhyContent::whatWasNotUnderstoodIsNamedWithItsPlace()
{
    DesignBuilder design = twoWorkloads(false);
    UnmodelledObject unread;
    unread.apiVersion = "policy.example.org/v1";
    unread.kind = "GlobalThing";
    unread.namespaceName = "rag";
    unread.name = "p";
    unread.reason = "kind \"GlobalThing\" is not modelled";
    unread.affectsVerdicts = true;
    unread.origin = { "unread.yaml", 7, 1 };
    design.project.unmodelled = { unread };
    const Asked asked(design.project);
    const WhyContent why = whyConnection(design.project, asked.decisions, web, db, {});
    QVERIFY(why.verdict == Verdict::Uncertain);
    const WhyRow &network = why.rows[1];
    QCOMPARE(network.headline, QStringLiteral("Network: uncertain by GlobalThing rag/p"));
    QCOMPARE(network.place, QStringLiteral("unread.yaml:7:1"));
    QVERIFY2(network.detail.contains(QStringLiteral("is not modelled")), qPrintable(network.detail));
}

void tst_WhyContent::declaredFlowIsAskedAboutWithItsPort()
{
    DesignBuilder design = twoWorkloads(false);
    addFlow(design.project);
    const Asked asked(design.project);
    const QString title = QStringLiteral("web can reach db:5432: nothing stands in the way");
    const WhyContent ends = whyConnection(design.project, asked.decisions, web, db, {});
    QCOMPARE(ends.title, title);
    QCOMPARE(ends.footer, QStringLiteral("The design declares this flow."));
    QCOMPARE(whyFlow(design.project, asked.decisions, ElementId("web-db"), {}).title, title);
    // The way back is another question, about which nothing is declared.
    QCOMPARE(whyConnection(design.project, asked.decisions, db, web, {}).title,
        QStringLiteral("db can reach web: nothing stands in the way"));
}

void tst_WhyContent::ruleIsExplainedThroughItsEnds()
{
    DesignBuilder design = twoWorkloads(true);
    design.allow("web", "db", { { std::uint16_t { 5432 }, Protocol::Tcp } });
    const Asked asked(design.project);
    const WhyContent why = whyFlow(design.project, asked.decisions, ElementId("web-to-db"), {});
    QVERIFY(why.verdict == Verdict::Permit);
    QCOMPARE(why.title, QStringLiteral("web can reach db"));
}

void tst_WhyContent::nothingIsSaidAboutAnUnknownElement()
{
    const DesignBuilder design = twoWorkloads(false);
    const Asked asked(design.project);
    QVERIFY(whyFlow(design.project, asked.decisions, ElementId("nobody"), {}).isEmpty());
}

void tst_WhyContent::blockedPivotNamesPlaneObjectReasonAndControl()
{
    const DesignBuilder design = twoWorkloads(true);
    AttackTrace trace = onePivot();
    DecidingObject imported { "NetworkPolicy", "rag", "deny-all", {}, { "in/net.yaml", 7, 1, 0 } };
    DecidingObject written { "Namespace", "", "rag", {}, {} };
    trace.pivots[0].blocks = { { Plane::Network, "N1", imported, "nothing admits web" },
        { Plane::Workload, "", written, "admission refuses it" } };
    trace.pivots[0].notes = { "the data plane lets it pass" };
    const WhyContent why = whyPivot(design.project, trace, oneTechnique(), 0, somewhere);
    QVERIFY(why.verdict == Verdict::Deny);
    QCOMPARE(why.title, QStringLiteral("Exploit a service is blocked: web → db"));
    QCOMPARE(why.rows.size(), qsizetype { 3 });
    QCOMPARE(why.rows[0].headline, QStringLiteral("Network: blocked by NetworkPolicy rag/deny-all"));
    QCOMPARE(why.rows[0].detail, QStringLiteral("Nothing admits web (control N1)"));
    QCOMPARE(
        why.rows[0].place, QStringLiteral("in/net.yaml:7:1")); // where it was imported, not where it goes
    QCOMPARE(why.rows[1].headline, QStringLiteral("Workload: blocked by Namespace rag"));
    QCOMPARE(why.rows[1].detail, QStringLiteral("Admission refuses it"));
    QCOMPARE(why.rows[1].place, QStringLiteral("made/rag.yaml:3"));
    QVERIFY(!why.rows[2].plane.has_value());
    QCOMPARE(why.rows[2].detail, QStringLiteral("The data plane lets it pass"));
    QCOMPARE(why.footer, QStringLiteral("Had it succeeded: the attacker can send packets from db"));
}

void tst_WhyContent::successfulPivotSaysWhatIsGained()
{
    const DesignBuilder design = twoWorkloads(false);
    const WhyContent why = whyPivot(design.project, onePivot(), oneTechnique(), 0, {});
    QVERIFY(why.verdict == Verdict::Permit);
    QCOMPARE(why.title, QStringLiteral("Exploit a service succeeds: web → db"));
    QVERIFY(why.rows.isEmpty());
    QCOMPARE(why.footer, QStringLiteral("From now on the attacker can send packets from db"));
    // A technique that the catalogue does not have is called by its id.
    QCOMPARE(
        whyPivot(design.project, onePivot(), {}, 0, {}).title, QStringLiteral("exploit succeeds: web → db"));
}

void tst_WhyContent::pivotOutsideTheTraceSaysNothing()
{
    QVERIFY(whyPivot({}, onePivot(), oneTechnique(), 1, {}).isEmpty());
}

void tst_WhyContent::factsReadAsSentences()
{
    const DesignBuilder design = twoWorkloads(false);
    QCOMPARE(factText(design.project, { ElementId("sa-web"), "held", {} }),
        QStringLiteral("the attacker has a credential of sa/sa-web"));
}

QTEST_APPLESS_MAIN(tst_WhyContent)
#include "tst_WhyContent.moc"
