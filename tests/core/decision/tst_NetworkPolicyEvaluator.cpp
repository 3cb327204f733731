// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NetworkPolicyEvaluator.h"
#include "tests/core/decision/NetworkPlan.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// Slots carry the id of the item of policy-semantics.md that they pin down.
class tst_NetworkPolicyEvaluator : public QObject
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
    void np8_noPortsMeanAllPortsAndProtocols();
    void np8_portWithoutProtocolIsTcp();
    void np8_protocolWithoutPortIsAllPortsOfThatProtocolOnly();
    void np9_namedPortResolvesOnTheDestinationByNameAndProtocol();
    void np9_unresolvedNamedPortMatchesNothing();
    void np9_namedPortNeverMatchesExternalAddresses();
    void np10_endPortIsInclusive();
    void np10_endPortWithoutNumericPortMakesThePolicyInvalid();
    void np11_exceptIsTakenOut();
    void np11_invalidPeersMakeThePolicyUncertain_data();
    void np11_invalidPeersMakeThePolicyUncertain();
    void np12_ipBlockAndPodAddresses_data();
    void np12_ipBlockAndPodAddresses();
    void np13_withoutTypesIngressIsIsolated();
    void np13_withoutTypesAnEgressRuleIsolatesEgress();
    void np13_egressEmptyListAloneDoesNotIsolateEgress();
    void np13_rulesOutsideTheTypesAreIgnored();
    void np14_notInAndDoesNotExistMatchWhenTheKeyIsAbsent();
    void np14_matchLabelsAndAllExpressionsMustHold();
    void np15_podAlwaysReachesItself();
    void np16_ownNodeAlwaysReachesThePod();
    void np17_hostNetworkSourceIsSeenWhenTheEngineSeesIt();
    void np17_hostNetworkPodIsNotSelectedWhenTheEngineDoesNotSeeIt();
    void np17_trafficOfUnseenHostNetworkPodIsNodeTraffic();
    void np17_unknownIsUncertainOnlyWhereItMatters();
    void np18_repliesNeedNoRule();
    void np19_dnsIsNotExempt();
    void np20_portsArePodPorts();
    void np21_sctpIsAProtocolOfItsOwn();
    void np22_networkWithoutEnforcementIsNotEnforced();
    void np23_namespacesCarryTheirNameAsALabel();
    void unmodelledPolicyMakesTheNamespaceUncertain();
    void denialNamesTheIsolatingPoliciesAndTheControl();
    void denialByAnAllowListIsN2();
    void permissionNamesRuleAndSource();
    void portZeroAsksForAnyDeclaredPort();
    void externalWithSeveralAddressesIsReachedInPart();
    void externalWithoutAddressesIsEverythingOutsideTheCluster();
    void unknownElementsAreDenied();
};

namespace {

PlaneVerdict ask(const EnforcementPlan &plan, const std::string &source, const std::string &destination,
    std::uint16_t port = 80, Protocol protocol = Protocol::Tcp)
{
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId(destination);
    request.port = port;
    request.protocol = protocol;
    return NetworkPolicyEvaluator(plan).evaluate(request);
}

Verdict verdict(const EnforcementPlan &plan, const std::string &source, const std::string &destination,
    std::uint16_t port = 80, Protocol protocol = Protocol::Tcp)
{
    return ask(plan, source, destination, port, protocol).verdict;
}

/// Pods a/web, a/api (app=web, app=api), b/web and external net; no policy.
NetworkPlan twoNamespaces()
{
    NetworkPlan plan;
    plan.home("a", { { "team", "red" } });
    plan.home("b", { { "team", "blue" } });
    plan.pod("a", "api", { { "app", "api" } });
    plan.pod("a", "web", { { "app", "web" } });
    plan.pod("b", "web", { { "app", "web" } });
    plan.external("net");
    return plan;
}

/// The same with a policy on a/api whose one ingress rule has these peers and ports.
NetworkPlan ingressTo(std::vector<NetworkPolicyPeer> peers, std::vector<NetworkPolicyPort> ports = {})
{
    NetworkPlan plan = twoNamespaces();
    NetworkPolicy &policy = plan.policy("a", "api");
    policy.podSelector = labelled("app", "api");
    policy.ingress.push_back({ std::move(peers), std::move(ports) });
    return plan;
}

} // namespace

void tst_NetworkPolicyEvaluator::np1_noPolicyLeavesADirectionOpen()
{
    const NetworkPlan plan = twoNamespaces();
    const PlaneVerdict answer = ask(plan, "a/web", "a/api");
    QCOMPARE(answer.verdict, Verdict::NotEnforced);
    QVERIFY(!answer.decidedBy);
    QCOMPARE(answer.control, std::string());
    QCOMPARE(answer.reason,
        std::string("No policy selects a/web for egress; no policy selects a/api for ingress."));
}

void tst_NetworkPolicyEvaluator::np1_directionsAreIndependent()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "closed").podSelector = labelled("app", "api"); // ingress only, by default
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/api", "a/web"), Verdict::NotEnforced);
}

void tst_NetworkPolicyEvaluator::np2_egressOfSourceAndIngressOfDestinationMustBothAdmit()
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

void tst_NetworkPolicyEvaluator::np2_externalEndHasNoPolicy()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "web") });
    QCOMPARE(verdict(plan, "net", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/api", "net"), Verdict::NotEnforced);
    QCOMPARE(verdict(plan, "net", "a/web"), Verdict::NotEnforced);
}

void tst_NetworkPolicyEvaluator::np3_rulesOfAllSelectingPoliciesAddUp()
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

void tst_NetworkPolicyEvaluator::np3_policySelectsPodsOfItsOwnNamespaceOnly()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "closed").podSelector = labelled("app", "web");
    QCOMPARE(verdict(plan, "a/api", "a/web"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/api", "b/web"), Verdict::NotEnforced);
}

void tst_NetworkPolicyEvaluator::np4_emptyPodSelectorSelectsTheWholeNamespace()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "default-deny");
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "b/web", "a/web"), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "b/web"), Verdict::NotEnforced);
}

void tst_NetworkPolicyEvaluator::np5_noIngressRuleDeniesAll()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "deny").policyTypes = { PolicyDirection::Ingress };
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "net", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np5_oneEmptyIngressRuleAllowsAllExternalToo()
{
    NetworkPlan plan = twoNamespaces();
    plan.policy("a", "open").ingress = { {} };
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api", 22), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api", 53, Protocol::Udp), Verdict::Permit);
}

void tst_NetworkPolicyEvaluator::np6_emptyPeerListMeansAnyPeer()
{
    const NetworkPlan plan = ingressTo({}, { tcp(80) });
    QCOMPARE(verdict(plan, "b/web", "a/api", 80), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api", 80), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api", 81), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np6_peersAreOredAndAndedWithPorts()
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

void tst_NetworkPolicyEvaluator::np7_podSelectorAloneMeansThePolicysNamespace()
{
    const NetworkPlan plan = ingressTo({ podsLabelled("app", "web") });
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np7_namespaceSelectorAloneMeansAllPodsThere()
{
    NetworkPlan plan = ingressTo({ { {}, labelled("team", "blue"), {} } });
    plan.pod("b", "odd", { { "app", "anything" } });
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/odd", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np7_bothSelectorsInOnePeerAreAnded()
{
    NetworkPlan plan = ingressTo({ { labelled("app", "web"), labelled("team", "blue"), {} } });
    plan.pod("b", "odd", { { "app", "odd" } });
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/odd", "a/api"), Verdict::Deny); // namespace alone is not enough
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny); // pod alone is not enough
}

void tst_NetworkPolicyEvaluator::np7_selectorsInTwoPeersAreOred()
{
    NetworkPlan plan = ingressTo({ podsLabelled("app", "web"), { {}, labelled("team", "blue"), {} } });
    plan.pod("b", "odd", { { "app", "odd" } });
    plan.pod("a", "odd", { { "app", "odd" } });
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/odd", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/odd", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np7_emptyNamespaceSelectorIsEveryNamespaceButNoExternal()
{
    const NetworkPlan plan = ingressTo({ { {}, LabelSelector {}, {} } });
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "net", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np8_noPortsMeanAllPortsAndProtocols()
{
    const NetworkPlan plan = ingressTo({ podsLabelled("app", "web") });
    const NetworkPolicyEvaluator evaluator(plan);
    QVERIFY(evaluator.connections(1, 0).certain.isAll());
}

void tst_NetworkPolicyEvaluator::np8_portWithoutProtocolIsTcp()
{
    const NetworkPlan plan = ingressTo({}, { { {}, std::uint16_t(80), {} } });
    QVERIFY(NetworkPolicyEvaluator(plan).connections(1, 0).certain == ConnectionSet::port(Protocol::Tcp, 80));
}

void tst_NetworkPolicyEvaluator::np8_protocolWithoutPortIsAllPortsOfThatProtocolOnly()
{
    const NetworkPlan plan = ingressTo({}, { { Protocol::Udp, {}, {} } });
    QVERIFY(NetworkPolicyEvaluator(plan).connections(1, 0).certain == ConnectionSet::allOf(Protocol::Udp));
    const NetworkPlan bare = ingressTo({}, { NetworkPolicyPort {} });
    QVERIFY(NetworkPolicyEvaluator(bare).connections(1, 0).certain == ConnectionSet::allOf(Protocol::Tcp));
}

void tst_NetworkPolicyEvaluator::np9_namedPortResolvesOnTheDestinationByNameAndProtocol()
{
    NetworkPlan plan = twoNamespaces();
    plan.pods[0].ports = { { "http", 8080, Protocol::Tcp }, { "dns", 5353, Protocol::Udp } };
    plan.pods[1].ports = { { "http", 9999, Protocol::Tcp } }; // the source's own name means nothing
    NetworkPolicy &out = plan.policy("a", "web-out");
    out.podSelector = labelled("app", "web");
    out.egress.push_back({ {}, { { {}, "http", {} }, { Protocol::Tcp, "dns", {} } } });
    // "http" is TCP 8080 there; the pod's "dns" is UDP, so "dns" over TCP is nothing.
    QVERIFY(
        NetworkPolicyEvaluator(plan).connections(1, 0).certain == ConnectionSet::port(Protocol::Tcp, 8080));
}

void tst_NetworkPolicyEvaluator::np9_unresolvedNamedPortMatchesNothing()
{
    const NetworkPlan plan = ingressTo({}, { { {}, "http", {} } });
    QVERIFY(NetworkPolicyEvaluator(plan).connections(1, 0).certain.isEmpty());
    QCOMPARE(verdict(plan, "a/web", "a/api", 80), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np9_namedPortNeverMatchesExternalAddresses()
{
    NetworkPlan plan = twoNamespaces();
    plan.externals[0].ports = { { "http", 80, Protocol::Tcp } };
    NetworkPolicy &out = plan.policy("a", "web-out");
    out.podSelector = labelled("app", "web");
    out.egress.push_back({ {}, { { {}, "http", {} } } });
    QCOMPARE(verdict(plan, "a/web", "net", 80), Verdict::Deny);
    // Towards a pod from outside the name is looked up on that pod.
    NetworkPlan inward = ingressTo({ block("0.0.0.0/0") }, { { {}, "http", {} } });
    inward.pods[0].ports = { { "http", 8080, Protocol::Tcp } };
    QCOMPARE(verdict(inward, "net", "a/api", 8080), Verdict::Permit);
}

void tst_NetworkPolicyEvaluator::np10_endPortIsInclusive()
{
    const NetworkPlan plan = ingressTo({}, { { Protocol::Tcp, std::uint16_t(80), std::uint16_t(90) } });
    QVERIFY(NetworkPolicyEvaluator(plan).connections(1, 0).certain
        == ConnectionSet::ports(Protocol::Tcp, 80, 90));
}

void tst_NetworkPolicyEvaluator::np10_endPortWithoutNumericPortMakesThePolicyInvalid()
{
    const NetworkPlan named = ingressTo({}, { { Protocol::Tcp, "http", std::uint16_t(90) } });
    QCOMPARE(verdict(named, "a/web", "a/api"), Verdict::Uncertain);
    const NetworkPlan absent = ingressTo({}, { { Protocol::Tcp, {}, std::uint16_t(90) } });
    QCOMPARE(verdict(absent, "a/web", "a/api"), Verdict::Uncertain);
    const NetworkPlan backwards = ingressTo({}, { { Protocol::Tcp, std::uint16_t(91), std::uint16_t(90) } });
    QCOMPARE(verdict(backwards, "a/web", "a/api"), Verdict::Uncertain);
}

void tst_NetworkPolicyEvaluator::np11_exceptIsTakenOut()
{
    NetworkPlan plan = ingressTo({ block("203.0.113.0/24", { "203.0.113.128/25" }) });
    plan.external("inside", { "203.0.113.1/32" });
    plan.external("excepted", { "203.0.113.200/32" });
    plan.external("outside", { "198.51.100.1/32" });
    QCOMPARE(verdict(plan, "inside", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "excepted", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "outside", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np11_invalidPeersMakeThePolicyUncertain_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("except as large as the block") << 0;
    QTest::newRow("except outside the block") << 1;
    QTest::newRow("empty peer") << 2;
    QTest::newRow("block and selector") << 3;
    QTest::newRow("not a block") << 4;
}

void tst_NetworkPolicyEvaluator::np11_invalidPeersMakeThePolicyUncertain()
{
    QFETCH(int, which);
    const std::vector<NetworkPolicyPeer> peers {
        block("203.0.113.0/24", { "203.0.113.0/24" }),
        block("203.0.113.0/24", { "198.51.100.0/25" }),
        NetworkPolicyPeer {},
        { labelled("app", "web"), {}, IpBlock { "203.0.113.0/24", {} } },
        block("example.com"),
    };
    const NetworkPlan plan = ingressTo({ peers[static_cast<std::size_t>(which)] });
    const PlaneVerdict answer = ask(plan, "b/web", "a/api");
    QCOMPARE(answer.verdict, Verdict::Uncertain);
    QVERIFY(answer.reason.find("API server would refuse") != std::string::npos);
    QCOMPARE(verdict(plan, "a/api", "b/web"), Verdict::NotEnforced); // the policy plays no part there
}

void tst_NetworkPolicyEvaluator::np12_ipBlockAndPodAddresses_data()
{
    QTest::addColumn<QString>("cidr");
    QTest::addColumn<QString>("matches");
    QTest::addColumn<QString>("expected");
    // Cluster ranges of the profile in this test: 10.0.0.0/8.
    QTest::newRow("outside, unknown engine") << "203.0.113.0/24"
                                             << "unknown"
                                             << "deny";
    QTest::newRow("outside, matching engine") << "203.0.113.0/24"
                                              << "yes"
                                              << "deny";
    QTest::newRow("whole, unknown engine") << "0.0.0.0/0"
                                           << "unknown"
                                           << "uncertain";
    QTest::newRow("whole, matching engine") << "0.0.0.0/0"
                                            << "yes"
                                            << "permit";
    QTest::newRow("whole, other engine") << "0.0.0.0/0"
                                         << "no"
                                         << "deny";
    QTest::newRow("part, unknown engine") << "10.1.0.0/16"
                                          << "unknown"
                                          << "uncertain";
    QTest::newRow("part, matching engine") << "10.1.0.0/16"
                                           << "yes"
                                           << "uncertain"; // which address has the pod
    QTest::newRow("part, other engine") << "10.1.0.0/16"
                                        << "no"
                                        << "deny";
}

void tst_NetworkPolicyEvaluator::np12_ipBlockAndPodAddresses()
{
    QFETCH(QString, cidr);
    QFETCH(QString, matches);
    QFETCH(QString, expected);
    NetworkPlan plan = ingressTo({ block(cidr.toStdString()) });
    plan.platform.clusterCidrs = { "10.0.0.0/8" };
    plan.platform.ipBlockMatchesPods = *enumFromName<EngineBehaviour>(matches.toStdString());
    QCOMPARE(nameOf(verdict(plan, "a/web", "a/api")), std::string_view(expected.toStdString()));
    // Another rule that admits the pod makes the question idle.
    plan.policy("a", "more").ingress.push_back({ { podsLabelled("app", "web") }, {} });
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Permit);
}

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

void tst_NetworkPolicyEvaluator::np14_notInAndDoesNotExistMatchWhenTheKeyIsAbsent()
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

void tst_NetworkPolicyEvaluator::np14_matchLabelsAndAllExpressionsMustHold()
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

void tst_NetworkPolicyEvaluator::np20_portsArePodPorts()
{
    // A Service would map 80 to 8080; the rule that names 80 does not admit the pod's 8080.
    NetworkPlan plan = ingressTo({}, { tcp(80) });
    plan.pods[0].ports = { { "http", 8080, Protocol::Tcp } };
    QCOMPARE(verdict(plan, "a/web", "a/api", 8080), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "a/api", 0), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::np21_sctpIsAProtocolOfItsOwn()
{
    const NetworkPlan plan = ingressTo({}, { { Protocol::Sctp, std::uint16_t(80), {} } });
    QCOMPARE(verdict(plan, "a/web", "a/api", 80, Protocol::Sctp), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/web", "a/api", 80, Protocol::Tcp), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "a/api", 80, Protocol::Udp), Verdict::Deny);
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

void tst_NetworkPolicyEvaluator::np23_namespacesCarryTheirNameAsALabel()
{
    NetworkPlan plan = ingressTo({ { {}, labelled("kubernetes.io/metadata.name", "b"), {} } });
    plan.namespaces.clear(); // even a namespace the plan does not describe
    QCOMPARE(verdict(plan, "b/web", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/web", "a/api"), Verdict::Deny);
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

void tst_NetworkPolicyEvaluator::portZeroAsksForAnyDeclaredPort()
{
    NetworkPlan plan = ingressTo({}, { tcp(9090) });
    plan.pods[0].ports = { { "http", 8080, Protocol::Tcp }, { "metrics", 9090, Protocol::Tcp } };
    const PlaneVerdict answer = ask(plan, "a/web", "a/api", 0);
    QCOMPARE(answer.verdict, Verdict::Permit);
    QVERIFY(answer.reason.find("TCP 9090") != std::string::npos);
    plan.pods[0].ports.pop_back();
    QCOMPARE(verdict(plan, "a/web", "a/api", 0), Verdict::Deny);
    plan.pods[0].ports.clear(); // declares none: any port will do
    QCOMPARE(verdict(plan, "a/web", "a/api", 0), Verdict::Permit);
}

void tst_NetworkPolicyEvaluator::externalWithSeveralAddressesIsReachedInPart()
{
    NetworkPlan plan = twoNamespaces();
    plan.external("saas", { "203.0.113.0/24", "198.51.100.7/32" });
    plan.policy("a", "out").egress.push_back({ { block("203.0.113.0/25") }, { tcp(443) } });
    const PlaneVerdict answer = ask(plan, "a/web", "saas", 443);
    QCOMPARE(answer.verdict, Verdict::Permit);
    QVERIFY(answer.reason.find("in part only") != std::string::npos);
    plan.networkPolicies.front().object.egress.front().peers = { block("203.0.113.0/24"),
        block("198.51.0.0/16") };
    QVERIFY(ask(plan, "a/web", "saas", 443).reason.find("in part") == std::string::npos);
    plan.networkPolicies.front().object.egress.front().peers = { block("192.0.2.0/24") };
    QCOMPARE(verdict(plan, "a/web", "saas", 443), Verdict::Deny);
}

void tst_NetworkPolicyEvaluator::externalWithoutAddressesIsEverythingOutsideTheCluster()
{
    NetworkPlan plan = twoNamespaces();
    plan.platform.clusterCidrs = { "10.0.0.0/8" };
    plan.policy("a", "out").egress.push_back({ { block("10.0.0.0/8") }, {} });
    QCOMPARE(verdict(plan, "a/web", "net"), Verdict::Deny);
    plan.networkPolicies.front().object.egress.front().peers.push_back(block("8.8.8.8/32"));
    QCOMPARE(verdict(plan, "a/web", "net"), Verdict::Permit);
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
