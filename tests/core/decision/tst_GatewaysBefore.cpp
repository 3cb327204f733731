// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// Requests from outside that a gateway may pass on: a policy that admits the gateway alone does not keep
/// them out.
class tst_GatewaysBefore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aPolicyThatAdmitsTheGatewayDoesNotKeepOutsidersOut();
    void aMeshRuleThatAdmitsTheGatewayDoesNotEither();
    void whatKeepsTheGatewayOutKeepsOutsidersOut();
    void otherPodsPassNothingOn();
    void aGatewayThatIsNotExposedPassesNothingOn();
    void whatIsNotExposedIsBehindNoGateway();
    void aPrivateGatewayIsNotOfTheInternet();
    void podsAreNotAskedOverGateways();
    void theWalkShowsBoth();

private:
    /// Admits only pods with app=APP of edge to web.
    void admit(const std::string &app);
    Decision decide(const std::string &source = "net") const;

    Verdict network(const std::string &source = "net") const
    {
        return decide(source).on(Plane::Network).verdict;
    }

    DesignBuilder m_design;
};

/// The gateway "gate" in edge and "web" in shop are both exposed to the internet "net"; "job" in edge is not.
void tst_GatewaysBefore::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("edge", true).segmentation = {};
    m_design.addNamespace("shop", true).segmentation = {};
    Workload &gate = m_design.addWorkload("edge", "gate", 8443);
    gate.kind = WorkloadKind::Gateway;
    gate.exposed = true;
    m_design.addWorkload("edge", "job", 7000);
    m_design.addWorkload("shop", "web", 8080).exposed = true;
    m_design.addExternal("net", ExternalKind::Internet);
    m_design.addExternal("staff", ExternalKind::UserGroup, { "198.51.100.0/24" });
}

void tst_GatewaysBefore::admit(const std::string &app)
{
    NetworkPolicy policy;
    policy.meta = { "web", "shop", {}, {} };
    NetworkPolicyPeer peer;
    peer.namespaceSelector = LabelSelector {};
    peer.podSelector = LabelSelector { { { "app", app } }, {} };
    policy.ingress.push_back({ { peer }, {} });
    m_design.adopt(policy);
}

Decision tst_GatewaysBefore::decide(const std::string &source) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId("web");
    request.port = 8080;
    return PolicyDecisionPoint(compiled.plan).decide(request);
}

void tst_GatewaysBefore::aPolicyThatAdmitsTheGatewayDoesNotKeepOutsidersOut()
{
    QCOMPARE(network(), Verdict::NotEnforced);
    admit("gate");
    const PlaneVerdict answer = decide().on(Plane::Network);
    QCOMPARE(answer.verdict, Verdict::Uncertain);
    QCOMPARE(answer.control, std::string());
    QCOMPARE(answer.decidedBy.value().name, std::string("gate"));
    for (const char *part : { "edge/gate", "NetworkPolicy shop/web" })
        QVERIFY2(answer.reason.find(part) != std::string::npos, answer.reason.c_str());
}

/// STRICT mutual TLS and an AuthorizationPolicy for the gateway's account: the pod sees the gateway, not who
/// asks.
void tst_GatewaysBefore::aMeshRuleThatAdmitsTheGatewayDoesNotEither()
{
    PeerAuthentication strict;
    strict.meta = { "strict", "shop", {}, {} };
    strict.mode = MtlsMode::Strict;
    m_design.adopt(strict);
    AuthorizationPolicy allow;
    allow.meta = { "allow", "shop", {}, {} };
    allow.rules.emplace_back().from.emplace_back().namespaces = { "edge" };
    m_design.adopt(allow);
    const Decision decision = decide();
    QCOMPARE(decision.on(Plane::Identity).verdict, Verdict::Uncertain);
    QCOMPARE(decision.on(Plane::Network).verdict, Verdict::Uncertain); // N7 directly
    QCOMPARE(decision.joint(), Verdict::Uncertain);
}

void tst_GatewaysBefore::whatKeepsTheGatewayOutKeepsOutsidersOut()
{
    admit("somebody");
    const PlaneVerdict answer = decide().on(Plane::Network);
    QCOMPARE(answer.verdict, Verdict::Deny);
    QCOMPARE(answer.control, std::string("N2"));
}

void tst_GatewaysBefore::otherPodsPassNothingOn()
{
    admit("job");
    m_design.project.topology.workloads[ElementId("job")].exposed = true;
    QCOMPARE(network(), Verdict::Deny);
}

void tst_GatewaysBefore::aGatewayThatIsNotExposedPassesNothingOn()
{
    admit("gate");
    m_design.project.topology.workloads[ElementId("gate")].exposed = false;
    QCOMPARE(network(), Verdict::Deny);
}

void tst_GatewaysBefore::whatIsNotExposedIsBehindNoGateway()
{
    admit("gate");
    m_design.project.topology.workloads[ElementId("web")].exposed = false;
    const PlaneVerdict answer = decide().on(Plane::Network);
    QCOMPARE(answer.verdict, Verdict::Deny);
    QCOMPARE(answer.control, std::string("N5"));
}

void tst_GatewaysBefore::aPrivateGatewayIsNotOfTheInternet()
{
    admit("gate");
    Workload &gate = m_design.project.topology.workloads[ElementId("gate")];
    gate.exposed = false;
    gate.exposedPrivately = true;
    QCOMPARE(network("net"), Verdict::Deny);
    QCOMPARE(network("staff"), Verdict::Uncertain);
}

void tst_GatewaysBefore::podsAreNotAskedOverGateways()
{
    admit("gate");
    QCOMPARE(network("job"), Verdict::Deny);
}

void tst_GatewaysBefore::theWalkShowsBoth()
{
    admit("gate");
    const CompiledPlan compiled = compilePlan(m_design.project);
    AccessRequest request;
    request.sourceId = ElementId("net");
    request.destinationId = ElementId("web");
    request.port = 8080;
    const DecisionExplanation explanation = PolicyDecisionPoint(compiled.plan).explain(request);
    std::vector<DecisionStep> own;
    bool isDirectShown = false;
    for (const DecisionStep &step : explanation.steps) {
        if (step.plane == Plane::Network && !step.isPart)
            own.push_back(step);
        isDirectShown = isDirectShown
            || (step.stage == DecisionStage::NetworkPolicies && step.answer.verdict == Verdict::Deny);
    }
    QVERIFY(isDirectShown);
    QCOMPARE(own.size(), std::size_t(1));
    QCOMPARE(own.front().stage, DecisionStage::Exposure);
    QCOMPARE(own.front().answer.verdict, explanation.decision.on(Plane::Network).verdict);
    QCOMPARE(obstaclesIn(explanation).size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(tst_GatewaysBefore)
#include "tst_GatewaysBefore.moc"
