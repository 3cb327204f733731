// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"
#include "ui/canvas/CanvasDecisions.h"
#include "ui/canvas/DecisionUpdater.h"
#include "ui/document/ProjectDocument.h"

using namespace fourplane;
using namespace fourplane::ui;

class TestCanvasDecisions : public QObject
{
    Q_OBJECT

private:
    static Verdict on(const CanvasDecisions &decisions, const char *flow, Plane plane)
    {
        return decisions.connections.at(ElementId(flow)).on(plane).verdict;
    }

    static Verdict pip(const CanvasDecisions &decisions, const char *node, Plane plane)
    {
        return decisions.nodes.at(ElementId(node))[static_cast<std::size_t>(plane)];
    }

private Q_SLOTS:

    void asksAboutEveryFlowRuleAndCard()
    {
        const Project project = test::ragProject();
        const auto decisions = computeDecisions(project);
        QVERIFY(decisions);
        QCOMPARE(
            decisions->connections.size(), project.topology.flows.size() + project.policy.allowRules.size());
        QCOMPARE(
            decisions->nodes.size(), project.topology.workloads.size() + project.topology.externals.size());
        // Allowed by a rule; without a rule under default deny; in a namespace without any policy.
        QVERIFY(on(*decisions, "flow-rag-gateway-llm-server", Plane::Network) == Verdict::Permit);
        QVERIFY(on(*decisions, "flow-support-agent-contracts", Plane::Network) == Verdict::Deny);
        QVERIFY(on(*decisions, "flow-egress-proxy-internet", Plane::Network) == Verdict::NotEnforced);
    }

    void pipsShowTheStrictestAnswerAndAdmission()
    {
        const auto decisions = computeDecisions(test::ragProject());
        QVERIFY(pip(*decisions, "contracts", Plane::Network) == Verdict::Deny);
        QVERIFY(pip(*decisions, "kb-vectors", Plane::Network) == Verdict::Permit);
        // `baseline` takes the plain container; `restricted` wants capabilities dropped and seccomp.
        QVERIFY(pip(*decisions, "contracts", Plane::Workload) == Verdict::Permit);
        QVERIFY(pip(*decisions, "mail-tool", Plane::Workload) == Verdict::Deny);
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!computeDecisions(test::ragProject(), Job { stop.get_token(), {} }));
    }

    void followsTheDocumentOffTheGuiThread()
    {
        ProjectDocument document;
        document.setProject(test::ragProject());
        DecisionUpdater updater;
        std::shared_ptr<const CanvasDecisions> latest;
        connect(&updater, &DecisionUpdater::decisionsChanged, this,
            [&latest](std::shared_ptr<const CanvasDecisions> decisions) { latest = std::move(decisions); });
        updater.setDocument(&document);
        QVERIFY(!latest);
        QTRY_VERIFY(latest);
        QVERIFY(on(*latest, "flow-support-agent-contracts", Plane::Network) == Verdict::Deny);

        AllowRule rule;
        rule.id = ElementId("rule-new");
        rule.sourceId = ElementId("support-agent");
        rule.destinationId = ElementId("contracts");
        latest.reset();
        document.apply({ "Allow", { ElementChange<AllowRule> { rule.id, rule } } });
        QTRY_VERIFY(latest && latest->connections.count(rule.id) > 0);
        QVERIFY(on(*latest, "rule-new", Plane::Network) == Verdict::Permit);

        latest.reset();
        document.apply({ "Move",
            { ElementChange<Placement2D> { ElementId("contracts"), Placement2D { { 1, 2 }, 0, 0 } } } });
        QTest::qWait(300);
        QVERIFY2(!latest, "moving a card changes no decision");
    }
};

QTEST_MAIN(TestCanvasDecisions)

#include "tst_CanvasDecisions.moc"
