// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/decision/NetworkQuestions.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// Which directions are isolated, what is exempt, and what an answer says. Slots carry the id of the item of
/// policy-semantics.md that they pin down.
class tst_NetworkPolicyEvaluator : public QObject
{
    Q_OBJECT

private slots:
    void np13_withoutTypesIngressIsIsolated();
    void np13_withoutTypesAnEgressRuleIsolatesEgress();
    void np13_egressEmptyListAloneDoesNotIsolateEgress();
    void np13_rulesOutsideTheTypesAreIgnored();
    void np15_podAlwaysReachesItself();
    void np16_ownNodeAlwaysReachesThePod();
    void np17_hostNetworkSourceIsSeenWhenTheEngineSeesIt();
    void np17_hostNetworkPodIsNotSelectedWhenTheEngineDoesNotSeeIt();
    void np17_trafficOfUnseenHostNetworkPodIsNodeTraffic();
    void np17_unknownIsUncertainOnlyWhereItMatters();
    void np18_repliesNeedNoRule();
    void np19_dnsIsNotExempt();
    void np22_networkWithoutEnforcementIsNotEnforced();
    void unmodelledPolicyMakesTheNamespaceUncertain();
    void denialNamesTheIsolatingPoliciesAndTheControl();
    void denialByAnAllowListIsN2();
    void permissionNamesRuleAndSource();
    void unknownElementsAreDenied();
};

void tst_NetworkPolicyEvaluator::np13_withoutTypesIngressIsIsolated()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "none");
    QCOMPARE(verdict(plan, "b/web", "a/web"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "b/web"), Verdict::NotEnforced);
}

void tst_NetworkPolicyEvaluator::np13_withoutTypesAnEgressRuleIsolatesEgress()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "dns").egress.push_back({ {}, { udp(53) } });
    QCOMPARE(verdict(plan, "a/web", "b/web", 80), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "b/web", 53, Protocol::Udp), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/web", "a/web"), Verdict::Deny); // Ingress is in force as well
}

void tst_NetworkPolicyEvaluator::np13_egressEmptyListAloneDoesNotIsolateEgress()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "empty-egress").egress.clear(); // `egress: []` reads as absent
    QCOMPARE(verdict(plan, "a/web", "b/web"), Verdict::NotEnforced);
    plan.networkPolicies.front().object.policyTypes = { PolicyDirection::Egress };
    QCOMPARE(verdict(plan, "a/web", "b/web"), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np13_rulesOutsideTheTypesAreIgnored()
{
    NetworkPlan plan = twoNamespaces();
    NetworkPolicy &policy = plan.policy("a", "egress-only");
    policy.policyTypes = { PolicyDirection::Egress };
    policy.ingress.push_back({ { podsLabelled("app", "nobody") }, {} });
    policy.egress = { {} };
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::NotEnforced);
    QCOMPARE(verdict(plan, "a/api", "b/web"), Verdict::Permit);
}

void tst_NetworkPolicyEvaluator::np15_podAlwaysReachesItself()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "deny").policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
    QCOMPARE(verdict(plan, "a/api", "a/api"), Verdict::NotEnforced);
    QVERIFY(NetworkPolicyEvaluator(plan).connections(0, 0).certain.isAll());
    QCOMPARE(verdict(plan, "a/api", "a/web"), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np16_ownNodeAlwaysReachesThePod()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "deny");
    const NetworkPolicyEvaluator evaluator(plan);
    QCOMPARE(evaluator.fromOwnNode(ElementId("a/api")).verdict, Verdict::NotEnforced);
    QCOMPARE(evaluator.fromOwnNode(ElementId("nobody")).verdict, Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np17_hostNetworkSourceIsSeenWhenTheEngineSeesIt()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "web") });
    plan.pods[1].hostNetwork = true; // a/web
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
    plan.networkPolicies.front().object.ingress.clear();
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np17_hostNetworkPodIsNotSelectedWhenTheEngineDoesNotSeeIt()
{
    NetworkPlan plan = twoNamespaces();
    plan.platform.policySelectsHostNetwork = EngineBehaviour::No;
    plan.policy("a", "deny").policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
    QCOMPARE(verdict(plan, "a/api", "b/web"), Verdict::Deny);
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Deny);
    plan.pods[0].hostNetwork = true; // a/api
    QCOMPARE(verdict(plan, "a/api", "b/web"), Verdict::NotEnforced);
    const PlaneVerdict inward = ask(plan, "b/web", "a/api");
    QCOMPARE(inward.verdict, Verdict::NotEnforced);
    QVERIFY(inward.reason.find("NP17") != std::string::npos);
}

void tst_NetworkPolicyEvaluator::np17_trafficOfUnseenHostNetworkPodIsNodeTraffic()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "web") });
    plan.platform.policySelectsHostNetwork = EngineBehaviour::No;
    plan.platform.clusterCidrs = { "10.0.0.0/8" };
    plan.pods[1].hostNetwork = true; // a/web, which the selector no longer sees
    // On the pod's own node it is let through (NP16), from other nodes not.
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Uncertain);
    plan.pods[1].poolIds = { ElementId("edge") };
    plan.pods[0].poolIds = { ElementId("core") };
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny); // never on one node
    // A node has an address, which ipBlocks match whatever the engine does with pods.
    plan.policy("a", "nodes").ingress.push_back({ { block("10.0.0.0/8") }, {} });
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
}

void tst_NetworkPolicyEvaluator::np17_unknownIsUncertainOnlyWhereItMatters()
{
    NetworkPlan plan = twoNamespaces();
    plan.platform.policySelectsHostNetwork = EngineBehaviour::Unknown;
    plan.pods[1].hostNetwork = true; // a/web
    QCOMPARE(verdict(plan, "a/web", "b/web"), Verdict::NotEnforced); // no policy: either way open
    plan.policy("a", "deny").policyTypes = { PolicyDirection::Egress };
    QCOMPARE(verdict(plan, "a/web", "b/web"), Verdict::Uncertain);
    QCOMPARE(verdict(plan, "a/api", "b/web"), Verdict::Deny);
    const Connectivity reach = NetworkPolicyEvaluator(plan).connections(1, 2);
    QVERIFY(reach.certain.isEmpty());
    QVERIFY(reach.possible.isAll());
}

void tst_NetworkPolicyEvaluator::np18_repliesNeedNoRule()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "api-closed-out").policyTypes = { PolicyDirection::Egress };
    // a/api may open nothing, but answers what b/web opens.
    QCOMPARE(verdict(plan, "a/api", "b/web"), Verdict::Deny);
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::NotEnforced);
}

void tst_NetworkPolicyEvaluator::np19_dnsIsNotExempt()
{
    NetworkPlan plan = twoNamespaces();
    plan.home("kube-system");
    plan.pod("kube-system", "coredns", { { "k8s-app", "kube-dns" } }, { { "dns", 53, Protocol::Udp } });
    NetworkPolicy &policy = plan.policy("a", "deny-out");
    policy.policyTypes = { PolicyDirection::Egress };
    QCOMPARE(verdict(plan, "a/web", "kube-system/coredns", 53, Protocol::Udp), Verdict::Deny);
    policy.egress.push_back(
        { { { labelled("k8s-app", "kube-dns"), LabelSelector {}, {} } }, { udp(53), tcp(53) } });
    QCOMPARE(verdict(plan, "a/web", "kube-system/coredns", 53, Protocol::Udp), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/web", "kube-system/coredns", 53, Protocol::Tcp), Verdict::Permit);
}

void tst_NetworkPolicyEvaluator::np22_networkWithoutEnforcementIsNotEnforced()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "deny");
    plan.platform.cni = CniKind::None;
    const PlaneVerdict answer = ask(plan, "b/web", "a/api");
    QCOMPARE(answer.verdict, Verdict::NotEnforced);
    QCOMPARE(answer.reason, std::string("The container network enforces no NetworkPolicy (NP22)."));
    QVERIFY(NetworkPolicyEvaluator(plan).connections(2, 0).certain.isAll());
}

void tst_NetworkPolicyEvaluator::unmodelledPolicyMakesTheNamespaceUncertain()
{
    NetworkPlan plan = twoNamespaces();
    plan.home("c");
    plan.pod("c", "job");
    plan.namespacesWithUnmodelledPolicy = { "b" };
    QCOMPARE(verdict(plan, "a/web", "b/web"), Verdict::Uncertain);
    QCOMPARE(verdict(plan, "b/web", "net"), Verdict::Uncertain);
    QCOMPARE(verdict(plan, "a/web", "c/job"), Verdict::NotEnforced);
    QCOMPARE(verdict(plan, "b/web", "b/web"), Verdict::NotEnforced);
    plan.namespacesWithUnmodelledPolicy = { "" };
    QCOMPARE(verdict(plan, "a/web", "c/job"), Verdict::Uncertain);
}

void tst_NetworkPolicyEvaluator::denialNamesTheIsolatingPoliciesAndTheControl()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "web") }, { tcp(80) });
    plan.policy("a", "default-deny");
    plan.networkPolicies.back().origin = { "deny.yaml", 3, 1 };
    plan.networkPolicies.back().sources = { ElementId("ns-a") };
    const PlaneVerdict answer = ask(plan, "b/web", "a/api", 80);
    QCOMPARE(answer.verdict, Verdict::Deny);
    QCOMPARE(answer.reason,
        std::string("NetworkPolicy a/api, a/default-deny isolate a/api for ingress; none of 1 rule admits "
                    "TCP 80 from b/web."));
    QCOMPARE(answer.control, std::string("N1")); // default-deny denies, whatever the allow-list holds
    QVERIFY((answer.decidedBy
        == DecidingObject {
            "NetworkPolicy", "a", "default-deny", ElementId("ns-a"), { "deny.yaml", 3, 1 } }));
}

void tst_NetworkPolicyEvaluator::denialByAnAllowListIsN2()
{
    const NetworkPlan plan = ingressTo({ podsLabelled("app", "web") }, { tcp(80) });
    const PlaneVerdict answer = ask(plan, "b/web", "a/api", 80);
    QCOMPARE(answer.control, std::string("N2"));
    QCOMPARE(answer.decidedBy.value().name, std::string("api"));
}

void tst_NetworkPolicyEvaluator::permissionNamesRuleAndSource()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "nobody") });
    Planned<NetworkPolicy> &planned = plan.networkPolicies.front();
    planned.object.ingress.push_back({ { podsLabelled("app", "web") }, { tcp(80) } });
    planned.sources = { ElementId("nobody-api"), ElementId("web-api") };
    planned.origin = { "api.yaml", 7, 1 };
    const PlaneVerdict answer = ask(plan, "a/web", "a/api", 80);
    QCOMPARE(answer.verdict, Verdict::Permit);
    QCOMPARE(answer.control, std::string("N2"));
    QCOMPARE(answer.reason,
        std::string("No policy selects a/web for egress; ingress rule 2 of NetworkPolicy a/api admits TCP 80 "
                    "from a/web."));
    QVERIFY((answer.decidedBy
        == DecidingObject { "NetworkPolicy", "a", "api", ElementId("web-api"), { "api.yaml", 7, 1 } }));
}

void tst_NetworkPolicyEvaluator::unknownElementsAreDenied()
{
    const NetworkPlan plan = twoNamespaces();
    QCOMPARE(ask(plan, "a/web", "nobody").reason, std::string("There is no such element."));
    QCOMPARE(verdict(plan, "nobody", "a/web"), Verdict::Deny);
    QVERIFY(!NetworkPolicyEvaluator(plan).podIndex(ElementId("net")));
}

QTEST_APPLESS_MAIN(tst_NetworkPolicyEvaluator)
#include "tst_NetworkPolicyEvaluator.moc"
