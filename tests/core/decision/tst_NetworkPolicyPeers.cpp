// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/decision/NetworkQuestions.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// Whom policies select and whom their rules mean. Slots carry the id of the item of policy-semantics.md that
/// they pin down.
class tst_NetworkPolicyPeers : public QObject
{
    Q_OBJECT

private slots:
    void np1_noPolicyLeavesADirectionOpen();
    void np1_directionsAreIndependent();
    void np2_egressOfSourceAndIngressOfDestinationMustBothAdmit();
    void np2_externalEndHasNoPolicy();
    void np3_rulesOfAllSelectingPoliciesAddUp();
    void np3_policySelectsPodsOfItsOwnNamespaceOnly();
    void np4_emptyPodSelectorSelectsTheWholeNamespace();
    void np5_noIngressRuleDeniesAll();
    void np5_oneEmptyIngressRuleAllowsAllExternalToo();
    void np6_emptyPeerListMeansAnyPeer();
    void np6_peersAreOredAndAndedWithPorts();
    void np7_podSelectorAloneMeansThePolicysNamespace();
    void np7_namespaceSelectorAloneMeansAllPodsThere();
    void np7_bothSelectorsInOnePeerAreAnded();
    void np7_selectorsInTwoPeersAreOred();
    void np7_emptyNamespaceSelectorIsEveryNamespaceButNoExternal();
    void np14_notInAndDoesNotExistMatchWhenTheKeyIsAbsent();
    void np14_matchLabelsAndAllExpressionsMustHold();
    void np23_namespacesCarryTheirNameAsALabel();
};

void tst_NetworkPolicyPeers::np1_noPolicyLeavesADirectionOpen()
{
    const NetworkPlan plan = twoNamespaces();
    const PlaneVerdict answer = ask(plan, "a/web", "a/api");
    QCOMPARE(answer.verdict, Verdict::NotEnforced);
    QVERIFY(!answer.decidedBy);
    QCOMPARE(answer.control, std::string());
    QCOMPARE(answer.reason,
        std::string("No policy selects a/web for egress; no policy selects a/api for ingress."));
}

void tst_NetworkPolicyPeers::np1_directionsAreIndependent()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "closed").podSelector = labelled("app", "api"); // ingress only, by default
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/api", "a/web"), Verdict::NotEnforced);
}

void tst_NetworkPolicyPeers::np2_egressOfSourceAndIngressOfDestinationMustBothAdmit()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "web") });
    NetworkPolicy &policy = plan.policy("a", "web-out");
    policy.podSelector = labelled("app", "web");
    policy.policyTypes = { PolicyDirection::Egress };
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny); // ingress admits, egress does not
    policy.egress.push_back({ { podsLabelled("app", "api") }, {} });
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
    plan.networkPolicies.front().object.ingress.clear();
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny); // egress admits, ingress does not
}

void tst_NetworkPolicyPeers::np2_externalEndHasNoPolicy()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "web") });
    QCOMPARE(verdict(plan, "net", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/api", "net"), Verdict::NotEnforced);
    QCOMPARE(verdict(plan, "net", "a/web"), Verdict::NotEnforced);
}

void tst_NetworkPolicyPeers::np3_rulesOfAllSelectingPoliciesAddUp()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "web") }, { tcp(80) });
    plan.policy("a", "default-deny"); // no order, no deny: takes nothing away
    NetworkPolicy &more = plan.policy("a", "more");
    more.ingress.push_back({ {}, { tcp(443) } });
    QCOMPARE(verdict(plan, "a/web", "a/api", 80), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/web", "a/api", 443), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/web", "a/api", 80), Verdict::Deny);
    QCOMPARE(verdict(plan, "b/web", "a/api", 443), Verdict::Permit);
}

void tst_NetworkPolicyPeers::np3_policySelectsPodsOfItsOwnNamespaceOnly()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "closed").podSelector = labelled("app", "web");
    QCOMPARE(verdict(plan, "a/api", "a/web"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/api", "b/web"), Verdict::NotEnforced);
}

void tst_NetworkPolicyPeers::np4_emptyPodSelectorSelectsTheWholeNamespace()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "default-deny");
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "b/web", "a/web"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "b/web"), Verdict::NotEnforced);
}

void tst_NetworkPolicyPeers::np5_noIngressRuleDeniesAll()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "deny").policyTypes = { PolicyDirection::Ingress };
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "net", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyPeers::np5_oneEmptyIngressRuleAllowsAllExternalToo()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "open").ingress = { {} };
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api", 22), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api", 53, Protocol::Udp), Verdict::Permit);
}

void tst_NetworkPolicyPeers::np6_emptyPeerListMeansAnyPeer()
{
    const NetworkPlan plan = ingressTo({}, { tcp(80) });
    QCOMPARE(verdict(plan, "b/web", "a/api", 80), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api", 80), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api", 81), Verdict::Deny);
}

void tst_NetworkPolicyPeers::np6_peersAreOredAndAndedWithPorts()
{
    const NetworkPlan plan =
        ingressTo({ podsLabelled("app", "web"), { {}, labelled("team", "blue"), {} } }, { tcp(80), tcp(90) });
    for (const char *source : { "a/web", "b/web" }) {
        QCOMPARE(verdict(plan, source, "a/api", 80), Verdict::Permit);
        QCOMPARE(verdict(plan, source, "a/api", 90), Verdict::Permit);
        QCOMPARE(verdict(plan, source, "a/api", 85), Verdict::Deny);
    }
    QCOMPARE(verdict(plan, "net", "a/api", 80), Verdict::Deny);
}

void tst_NetworkPolicyPeers::np7_podSelectorAloneMeansThePolicysNamespace()
{
    const NetworkPlan plan = ingressTo({ podsLabelled("app", "web") });
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyPeers::np7_namespaceSelectorAloneMeansAllPodsThere()
{
    NetworkPlan plan = ingressTo({ { {}, labelled("team", "blue"), {} } });
    plan.pod("b", "odd", { { "app", "anything" } });
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/odd", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyPeers::np7_bothSelectorsInOnePeerAreAnded()
{
    NetworkPlan plan = ingressTo({ { labelled("app", "web"), labelled("team", "blue"), {} } });
    plan.pod("b", "odd", { { "app", "odd" } });
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/odd", "a/api"), Verdict::Deny); // namespace alone is not enough
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny); // pod alone is not enough
}

void tst_NetworkPolicyPeers::np7_selectorsInTwoPeersAreOred()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "web"), { {}, labelled("team", "blue"), {} } });
    plan.pod("b", "odd", { { "app", "odd" } });
    plan.pod("a", "odd", { { "app", "odd" } });
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/odd", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/odd", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyPeers::np7_emptyNamespaceSelectorIsEveryNamespaceButNoExternal()
{
    const NetworkPlan plan = ingressTo({ { {}, LabelSelector {}, {} } });
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyPeers::np14_notInAndDoesNotExistMatchWhenTheKeyIsAbsent()
{
    NetworkPlan plan = twoNamespaces();
    plan.pod("a", "bare", {});
    NetworkPolicy &policy = plan.policy("a", "api");
    policy.podSelector = labelled("app", "api");
    policy.ingress.push_back(
        { { { where("app", SelectorOperator::NotIn, { "web" }), {}, {} } }, { tcp(80) } });
    policy.ingress.push_back({ { { where("app", SelectorOperator::DoesNotExist), {}, {} } }, { tcp(90) } });
    QCOMPARE(verdict(plan, "a/bare", "a/api", 80), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/bare", "a/api", 90), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/web", "a/api", 80), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "a/api", 90), Verdict::Deny);
}

void tst_NetworkPolicyPeers::np14_matchLabelsAndAllExpressionsMustHold()
{
    NetworkPlan plan = twoNamespaces();
    plan.pod("a", "old", { { "app", "web" }, { "release", "old" } });
    plan.pod("a", "new", { { "app", "web" }, { "release", "new" } });
    plan.pod("a", "job", { { "app", "job" }, { "release", "new" } });
    LabelSelector selector = where("release", SelectorOperator::In, { "new", "next" });
    selector.matchExpressions.push_back({ "app", SelectorOperator::Exists, {} });
    selector.matchLabels = { { "app", "web" } };
    plan.policy("a", "api").ingress.push_back({ { { selector, {}, {} } }, {} });
    QCOMPARE(verdict(plan, "a/new", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/old", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/job", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyPeers::np23_namespacesCarryTheirNameAsALabel()
{
    NetworkPlan plan = ingressTo({ { {}, labelled("kubernetes.io/metadata.name", "b"), {} } });
    plan.namespaces.clear(); // even a namespace the plan does not describe
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
}

QTEST_APPLESS_MAIN(tst_NetworkPolicyPeers)
#include "tst_NetworkPolicyPeers.moc"
