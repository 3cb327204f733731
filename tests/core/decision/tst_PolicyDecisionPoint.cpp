// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

class tst_PolicyDecisionPoint : public QObject
{
    Q_OBJECT

private slots:
    void x1_networkPolicyAndMeshBothHaveToAgree();
    void unknownElementsAreDeniedOnTheNetworkPlane();
    void outsideReachesOnlyExposedWorkloads();
    void privateExposureRefusesOnlyTheInternet();
    void doesNotRelyOnExposureThatIsNotKnown();
    void doesNotRelyOnMeshPoliciesThatAreNotUnderstood();
    void plaintextIsRefusedByStrictAndHasNoIdentity();
    void egressProxyForwardsOnlyWhatItsListNames();
    void egressListOfAnotherCallerDoesNotCount();
    void egressProxyWithoutListForwardsEverything();
    void compromisedProxyIsNotBoundByItsOwnList();
    void eg2_registryOnlyIsOnlyMentioned();
    void portZeroNeedsOnePortOpenOnEveryPlane();
};

namespace {

AccessRequest ask(const std::string &source, const std::string &destination, std::uint16_t port = 0)
{
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId(destination);
    request.port = port;
    return request;
}

/// a in x may talk to b:8080 in y; both namespaces are segmented; c in y may talk to nobody.
DesignBuilder segmentedDesign()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addNamespace("y", true);
    design.addWorkload("x", "a", 7000);
    design.addWorkload("y", "b", 8080);
    design.addWorkload("y", "c", 8081);
    design.allow("a", "b");
    return design;
}

/// A proxy with a list for llm, in a namespace without policies, and two external endpoints.
DesignBuilder proxyDesign()
{
    DesignBuilder design;
    design.addNamespace("edge", false);
    design.addWorkload("edge", "proxy").kind = WorkloadKind::EgressProxy;
    design.addWorkload("edge", "agent");
    design.addExternal("llm", ExternalKind::HostedLlm);
    design.addExternal("evil", ExternalKind::Internet);
    EgressAllowList list;
    list.id = ElementId("list");
    list.proxyId = ElementId("proxy");
    list.destinationIds = { ElementId("llm") };
    design.project.policy.egressLists[list.id] = list;
    return design;
}

} // namespace

void tst_PolicyDecisionPoint::x1_networkPolicyAndMeshBothHaveToAgree()
{
    DesignBuilder design = segmentedDesign();
    {
        const CompiledPlan compiled = compilePlan(design.project);
        const Decision decision = PolicyDecisionPoint(compiled.plan).decide(ask("a", "b", 8080));
        QCOMPARE(decision.joint(), Verdict::Permit);
        QCOMPARE(decision.on(Plane::Network).verdict, Verdict::Permit);
        QCOMPARE(decision.on(Plane::Identity).verdict, Verdict::Permit);
        QCOMPARE(decision.on(Plane::Identity).control, std::string("I4"));
    }
    // Without default deny the network is open, and the mesh alone refuses.
    for (auto &[id, home] : design.project.topology.namespaces)
        home.segmentation.defaultDeny = false;
    const CompiledPlan compiled = compilePlan(design.project);
    const Decision decision = PolicyDecisionPoint(compiled.plan).decide(ask("c", "b", 8080));
    QCOMPARE(decision.on(Plane::Network).verdict, Verdict::NotEnforced);
    QCOMPARE(decision.on(Plane::Identity).verdict, Verdict::Deny);
    QCOMPARE(decision.joint(), Verdict::Deny);
    PlaneSet identityOnly;
    identityOnly.insert(Plane::Identity);
    QVERIFY(decision.denyingPlanes() == identityOnly);
}

void tst_PolicyDecisionPoint::unknownElementsAreDeniedOnTheNetworkPlane()
{
    const CompiledPlan compiled = compilePlan(segmentedDesign().project);
    const PolicyDecisionPoint decisions(compiled.plan);
    QCOMPARE(decisions.decide(ask("a", "ghost", 1)).on(Plane::Network).verdict, Verdict::Deny);
    QCOMPARE(decisions.decide(ask("ghost", "a", 1)).on(Plane::Network).verdict, Verdict::Deny);
    QCOMPARE(decisions.admission(ElementId("ghost")).verdict, Verdict::Deny);
}

void tst_PolicyDecisionPoint::outsideReachesOnlyExposedWorkloads()
{
    DesignBuilder design;
    design.addNamespace("x", false);
    design.addWorkload("x", "hidden");
    design.addWorkload("x", "open").exposed = true;
    design.addExternal("world", ExternalKind::Internet);
    const CompiledPlan compiled = compilePlan(design.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const PlaneVerdict refused = decisions.decide(ask("world", "hidden", 8080)).on(Plane::Network);
    QCOMPARE(refused.verdict, Verdict::Deny);
    QCOMPARE(refused.control, std::string("N5"));
    QCOMPARE(decisions.decide(ask("world", "open", 8080)).on(Plane::Network).verdict, Verdict::NotEnforced);
}

void tst_PolicyDecisionPoint::privateExposureRefusesOnlyTheInternet()
{
    DesignBuilder design;
    design.addNamespace("x", false);
    design.addWorkload("x", "internal").exposedPrivately = true;
    design.addExternal("world", ExternalKind::Internet);
    design.addExternal("staff", ExternalKind::UserGroup);
    const CompiledPlan compiled = compilePlan(design.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    QCOMPARE(decisions.decide(ask("world", "internal", 8080)).on(Plane::Network).verdict, Verdict::Deny);
    QCOMPARE(
        decisions.decide(ask("staff", "internal", 8080)).on(Plane::Network).verdict, Verdict::NotEnforced);
}

void tst_PolicyDecisionPoint::doesNotRelyOnExposureThatIsNotKnown()
{
    DesignBuilder design;
    design.addNamespace("x", false);
    design.addNamespace("y", true);
    design.addWorkload("x", "hidden");
    design.addWorkload("x", "other");
    design.addWorkload("y", "closed");
    design.addExternal("world", ExternalKind::Internet);
    CompiledPlan compiled = compilePlan(design.project);
    const auto verdict = [&compiled](const char *source, const char *destination) {
        return PolicyDecisionPoint(compiled.plan)
            .decide(ask(source, destination, 8080))
            .on(Plane::Network)
            .verdict;
    };
    compiled.plan.namespacesWithUnknownExposure = { "x" };
    QCOMPARE(verdict("world", "hidden"), Verdict::Uncertain);
    QCOMPARE(verdict("other", "hidden"), Verdict::NotEnforced); // inside, nothing has changed
    QCOMPARE(verdict("world", "closed"), Verdict::Deny);
    compiled.plan.namespacesWithUnknownExposure = { "" };
    QCOMPARE(verdict("world", "hidden"), Verdict::Uncertain);
    QCOMPARE(verdict("world", "closed"), Verdict::Deny); // its default deny holds all the same
}

void tst_PolicyDecisionPoint::doesNotRelyOnMeshPoliciesThatAreNotUnderstood()
{
    DesignBuilder design = segmentedDesign();
    design.addNamespace("z", false);
    design.addWorkload("z", "plain", 9000);
    CompiledPlan compiled = compilePlan(design.project);
    const auto verdict = [&compiled](const char *destination, Plane plane) {
        return PolicyDecisionPoint(compiled.plan).decide(ask("a", destination)).on(plane).verdict;
    };
    QCOMPARE(verdict("b", Plane::Identity), Verdict::Permit);
    QCOMPARE(verdict("c", Plane::Identity), Verdict::Deny);
    compiled.plan.namespacesWithUnmodelledAuthorization = { "x" };
    QCOMPARE(verdict("b", Plane::Identity), Verdict::Permit); // enforced at the destination only (IS13)
    compiled.plan.namespacesWithUnmodelledAuthorization = { "y" };
    QCOMPARE(verdict("b", Plane::Identity), Verdict::Uncertain);
    QCOMPARE(verdict("c", Plane::Identity), Verdict::Uncertain); // an unread ALLOW may let it in
    QCOMPARE(verdict("c", Plane::Network), Verdict::Deny);
    compiled.plan.namespacesWithUnmodelledAuthorization = { "" };
    QCOMPARE(verdict("plain", Plane::Identity), Verdict::NotEnforced); // no proxy to hold it
}

void tst_PolicyDecisionPoint::plaintextIsRefusedByStrictAndHasNoIdentity()
{
    DesignBuilder design = segmentedDesign();
    AccessRequest request = ask("a", "b", 8080);
    request.transport = Transport::Plaintext;
    CompiledPlan compiled = compilePlan(design.project);
    Decision decision = PolicyDecisionPoint(compiled.plan).decide(request);
    QCOMPARE(decision.on(Plane::Network).verdict, Verdict::Deny);
    QCOMPARE(decision.on(Plane::Network).control, std::string("N7"));
    QCOMPARE(decision.on(Plane::Network).decidedBy->name, std::string("default"));
    QCOMPARE(decision.on(Plane::Identity).verdict, Verdict::Deny);

    design.project.topology.namespaces[ElementId("y")].segmentation.mtls = MtlsMode::Permissive;
    compiled = compilePlan(design.project);
    decision = PolicyDecisionPoint(compiled.plan).decide(request);
    QCOMPARE(decision.on(Plane::Network).verdict, Verdict::Permit);
    QCOMPARE(decision.on(Plane::Identity).verdict, Verdict::Deny);
}

void tst_PolicyDecisionPoint::egressProxyForwardsOnlyWhatItsListNames()
{
    const CompiledPlan compiled = compilePlan(proxyDesign().project);
    const PolicyDecisionPoint decisions(compiled.plan);
    AccessRequest request = ask("proxy", "llm", 443);
    request.callerId = ElementId("agent");
    QCOMPARE(decisions.decide(request).on(Plane::Network).verdict, Verdict::Permit);
    request.destinationId = ElementId("evil");
    const PlaneVerdict refused = decisions.decide(request).on(Plane::Network);
    QCOMPARE(refused.verdict, Verdict::Deny);
    QCOMPARE(refused.control, std::string("N3"));
    QCOMPARE(refused.decidedBy->elementId, ElementId("list"));
}

void tst_PolicyDecisionPoint::egressListOfAnotherCallerDoesNotCount()
{
    DesignBuilder design = proxyDesign();
    design.project.policy.egressLists[ElementId("list")].callerId = ElementId("somebody-else");
    const CompiledPlan compiled = compilePlan(design.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    AccessRequest request = ask("proxy", "llm", 443);
    request.callerId = ElementId("agent");
    QCOMPARE(decisions.decide(request).on(Plane::Network).verdict, Verdict::Deny);
    request.callerId = ElementId("somebody-else");
    QCOMPARE(decisions.decide(request).on(Plane::Network).verdict, Verdict::Permit);
}

void tst_PolicyDecisionPoint::egressProxyWithoutListForwardsEverything()
{
    DesignBuilder design = proxyDesign();
    design.project.policy.egressLists.clear();
    const CompiledPlan compiled = compilePlan(design.project);
    QCOMPARE(PolicyDecisionPoint(compiled.plan).decide(ask("proxy", "evil", 443)).on(Plane::Network).verdict,
        Verdict::NotEnforced);
}

void tst_PolicyDecisionPoint::compromisedProxyIsNotBoundByItsOwnList()
{
    const CompiledPlan compiled = compilePlan(proxyDesign().project);
    AccessRequest request = ask("proxy", "evil", 443);
    request.callerId = ElementId("proxy");
    QCOMPARE(
        PolicyDecisionPoint(compiled.plan).decide(request).on(Plane::Network).verdict, Verdict::NotEnforced);
}

void tst_PolicyDecisionPoint::eg2_registryOnlyIsOnlyMentioned()
{
    DesignBuilder design;
    design.addNamespace("x", true).segmentation = {};
    design.addWorkload("x", "a");
    design.addExternal("evil", ExternalKind::Internet);
    Sidecar sidecar;
    sidecar.meta = { "scope", "x", {}, {} };
    sidecar.outboundTrafficPolicyMode = "REGISTRY_ONLY";
    design.adopt(sidecar);
    const CompiledPlan compiled = compilePlan(design.project);
    const PlaneVerdict verdict =
        PolicyDecisionPoint(compiled.plan).decide(ask("a", "evil", 443)).on(Plane::Network);
    QCOMPARE(verdict.verdict, Verdict::NotEnforced);
    QVERIFY(verdict.reason.find("REGISTRY_ONLY) only slows") != std::string::npos);
}

void tst_PolicyDecisionPoint::portZeroNeedsOnePortOpenOnEveryPlane()
{
    DesignBuilder design = segmentedDesign();
    design.project.topology.workloads[ElementId("b")].containers[0].ports.push_back(
        { "", 9090, Protocol::Tcp });
    AllowRule &rule = design.project.policy.allowRules[ElementId("a-to-b")];
    rule.ports = { { 9090, Protocol::Tcp } };
    CompiledPlan compiled = compilePlan(design.project);
    QCOMPARE(PolicyDecisionPoint(compiled.plan).decide(ask("a", "b")).joint(), Verdict::Permit);

    // The network opens 8080 only, the mesh 9090 only: no port passes both.
    for (Planned<NetworkPolicy> &planned : compiled.plan.networkPolicies) {
        for (NetworkPolicyRule &native : planned.object.ingress)
            native.ports = { { Protocol::Tcp, IntOrName(std::uint16_t(8080)), std::nullopt } };
    }
    QCOMPARE(PolicyDecisionPoint(compiled.plan).decide(ask("a", "b")).joint(), Verdict::Deny);
}

QTEST_APPLESS_MAIN(tst_PolicyDecisionPoint)
#include "tst_PolicyDecisionPoint.moc"
