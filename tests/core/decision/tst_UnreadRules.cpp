// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/decision/UnreadRules.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// Objects that nobody understood, by name and place, wherever an answer is uncertain because of one.
class tst_UnreadRules : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void namesTheObjectOfTheNetworkPlane();
    void namesTheObjectOfTheIdentityPlane();
    void namesWhatMayExpose();
    void namesNobodyWhereTheAnswerIsKnown();
    void namesOnlyObjectsOfTheNamespaces();
    void countsTheOthers();
    void namesStepsByWhatTheyAskAbout();

private:
    UnmodelledObject &unread(const std::string &kind, const std::string &name, Plane plane);
    Decision decide(const std::string &source, const std::string &destination) const;

    DesignBuilder m_design;
};

/// a in x and b in y, both in the mesh, and the internet.
void tst_UnreadRules::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", true).segmentation = {};
    m_design.addNamespace("y", true).segmentation = {};
    m_design.addWorkload("x", "a", 7000);
    m_design.addWorkload("y", "b", 8080);
    m_design.addExternal("net", ExternalKind::Internet, { "203.0.113.0/24" });
}

UnmodelledObject &tst_UnreadRules::unread(const std::string &kind, const std::string &name, Plane plane)
{
    UnmodelledObject object;
    object.apiVersion = "policy.example.org/v1";
    object.kind = kind;
    object.namespaceName = "y";
    object.name = name;
    object.reason = "kind \"" + kind + "\" is not modelled";
    object.affectsVerdicts = true;
    object.plane = plane;
    object.origin = { "unread.yaml", 7, 1 };
    m_design.project.unmodelled.push_back(object);
    return m_design.project.unmodelled.back();
}

Decision tst_UnreadRules::decide(const std::string &source, const std::string &destination) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId(destination);
    request.port = 8080;
    Decision decision = PolicyDecisionPoint(compiled.plan).decide(request);
    UnreadRules(m_design.project.unmodelled, compiled.plan).name(request, decision);
    return decision;
}

void tst_UnreadRules::namesTheObjectOfTheNetworkPlane()
{
    unread("GlobalThing", "p", Plane::Network);
    const PlaneVerdict answer = decide("a", "b").on(Plane::Network);
    QCOMPARE(answer.verdict, Verdict::Uncertain);
    QVERIFY((answer.decidedBy == DecidingObject { "GlobalThing", "y", "p", {}, { "unread.yaml", 7, 1 } }));
    for (const char *part : { "GlobalThing y/p (unread.yaml:7:1)", "is not modelled" })
        QVERIFY2(answer.reason.find(part) != std::string::npos, answer.reason.c_str());
    QVERIFY(!decide("a", "b").on(Plane::Identity).decidedBy);
}

void tst_UnreadRules::namesTheObjectOfTheIdentityPlane()
{
    unread("EnvoyFilter", "f", Plane::Identity).apiVersion = "networking.istio.io/v1alpha3";
    const PlaneVerdict answer = decide("a", "b").on(Plane::Identity);
    QCOMPARE(answer.verdict, Verdict::Uncertain);
    QCOMPARE(answer.decidedBy.value().kind, std::string("EnvoyFilter"));
    QVERIFY2(
        answer.reason.find("EnvoyFilter y/f (unread.yaml:7:1)") != std::string::npos, answer.reason.c_str());

    // In the root namespace it speaks for the whole mesh.
    m_design.project.unmodelled.front().namespaceName = "istio-system";
    QCOMPARE(
        decide("a", "b").on(Plane::Identity).decidedBy.value().namespaceName, std::string("istio-system"));
}

void tst_UnreadRules::namesWhatMayExpose()
{
    UnmodelledObject &route = unread("OddRoute", "r", Plane::Network);
    route.concernsExposure = true;
    const PlaneVerdict answer = decide("net", "b").on(Plane::Network);
    QCOMPARE(answer.verdict, Verdict::Uncertain);
    QCOMPARE(answer.decidedBy.value().kind, std::string("OddRoute"));

    // A policy that is not understood either is another matter, and not the one that is spoken of.
    unread("GlobalThing", "p", Plane::Network);
    QCOMPARE(decide("net", "b").on(Plane::Network).decidedBy.value().kind, std::string("OddRoute"));
    QCOMPARE(decide("a", "b").on(Plane::Network).decidedBy.value().kind, std::string("GlobalThing"));
}

void tst_UnreadRules::namesNobodyWhereTheAnswerIsKnown()
{
    unread("GlobalThing", "p", Plane::Network).affectsVerdicts = false;
    QCOMPARE(decide("a", "b").on(Plane::Network).verdict, Verdict::NotEnforced);
    QVERIFY(!decide("a", "b").on(Plane::Network).decidedBy);
    QCOMPARE(decide("net", "b").on(Plane::Network).decidedBy.value().kind, std::string("Workload")); // N5
}

void tst_UnreadRules::namesOnlyObjectsOfTheNamespaces()
{
    unread("GlobalThing", "elsewhere", Plane::Network).namespaceName = "z";
    unread("GlobalThing", "here", Plane::Network);
    QCOMPARE(decide("a", "b").on(Plane::Network).decidedBy.value().name, std::string("here"));
    QCOMPARE(decide("b", "a").on(Plane::Network).decidedBy.value().name, std::string("here"));
}

void tst_UnreadRules::countsTheOthers()
{
    unread("GlobalThing", "one", Plane::Network);
    unread("GlobalThing", "two", Plane::Network);
    unread("GlobalThing", "three", Plane::Network).namespaceName.clear();
    const PlaneVerdict answer = decide("a", "b").on(Plane::Network);
    QVERIFY2(answer.reason.find("So may 2 more.") != std::string::npos, answer.reason.c_str());
}

void tst_UnreadRules::namesStepsByWhatTheyAskAbout()
{
    unread("OddRoute", "r", Plane::Network).concernsExposure = true;
    unread("GlobalThing", "p", Plane::Network);
    const CompiledPlan compiled = compilePlan(m_design.project);
    AccessRequest request;
    request.sourceId = ElementId("net");
    request.destinationId = ElementId("b");
    request.port = 8080;
    DecisionExplanation explanation = PolicyDecisionPoint(compiled.plan).explain(request);
    UnreadRules(m_design.project.unmodelled, compiled.plan).name(explanation);
    std::map<DecisionStage, std::string> named;
    for (const DecisionStep &step : explanation.steps) {
        if (step.answer.verdict == Verdict::Uncertain && step.answer.decidedBy)
            named[step.stage] = step.answer.decidedBy->kind;
    }
    QCOMPARE(named[DecisionStage::Exposure], std::string("OddRoute"));
    QCOMPARE(named[DecisionStage::NetworkPolicies], std::string("GlobalThing"));
}

QTEST_APPLESS_MAIN(tst_UnreadRules)
#include "tst_UnreadRules.moc"
