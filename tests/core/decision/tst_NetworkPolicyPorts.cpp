// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/decision/NetworkQuestions.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// Ports and addresses of rules. Slots carry the id of the item of policy-semantics.md that they pin down.
class tst_NetworkPolicyPorts : public QObject
{
    Q_OBJECT

private slots:
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
    void np20_portsArePodPorts();
    void np21_sctpIsAProtocolOfItsOwn();
    void portZeroAsksForAnyDeclaredPort();
    void externalWithSeveralAddressesIsReachedInPart();
    void externalWithoutAddressesIsEverythingOutsideTheCluster();
};

void tst_NetworkPolicyPorts::np8_noPortsMeanAllPortsAndProtocols()
{
    const NetworkPlan plan = ingressTo({ podsLabelled("app", "web") });
    const NetworkPolicyEvaluator evaluator(plan);
    QVERIFY(evaluator.connections(1, 0).certain.isAll());
}

void tst_NetworkPolicyPorts::np8_portWithoutProtocolIsTcp()
{
    const NetworkPlan plan = ingressTo({}, { { {}, std::uint16_t(80), {} } });
    QVERIFY(NetworkPolicyEvaluator(plan).connections(1, 0).certain == ConnectionSet::port(Protocol::Tcp, 80));
}

void tst_NetworkPolicyPorts::np8_protocolWithoutPortIsAllPortsOfThatProtocolOnly()
{
    const NetworkPlan plan = ingressTo({}, { { Protocol::Udp, {}, {} } });
    QVERIFY(NetworkPolicyEvaluator(plan).connections(1, 0).certain == ConnectionSet::allOf(Protocol::Udp));
    const NetworkPlan bare = ingressTo({}, { NetworkPolicyPort {} });
    QVERIFY(NetworkPolicyEvaluator(bare).connections(1, 0).certain == ConnectionSet::allOf(Protocol::Tcp));
}

void tst_NetworkPolicyPorts::np9_namedPortResolvesOnTheDestinationByNameAndProtocol()
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

void tst_NetworkPolicyPorts::np9_unresolvedNamedPortMatchesNothing()
{
    const NetworkPlan plan = ingressTo({}, { { {}, "http", {} } });
    QVERIFY(NetworkPolicyEvaluator(plan).connections(1, 0).certain.isEmpty());
    QCOMPARE(verdict(plan, "a/web", "a/api", 80), Verdict::Deny);
}

void tst_NetworkPolicyPorts::np9_namedPortNeverMatchesExternalAddresses()
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

void tst_NetworkPolicyPorts::np10_endPortIsInclusive()
{
    const NetworkPlan plan = ingressTo({}, { { Protocol::Tcp, std::uint16_t(80), std::uint16_t(90) } });
    QVERIFY(NetworkPolicyEvaluator(plan).connections(1, 0).certain
        == ConnectionSet::ports(Protocol::Tcp, 80, 90));
}

void tst_NetworkPolicyPorts::np10_endPortWithoutNumericPortMakesThePolicyInvalid()
{
    const NetworkPlan named = ingressTo({}, { { Protocol::Tcp, "http", std::uint16_t(90) } });
    QCOMPARE(verdict(named, "a/web", "a/api"), Verdict::Uncertain);
    const NetworkPlan absent = ingressTo({}, { { Protocol::Tcp, {}, std::uint16_t(90) } });
    QCOMPARE(verdict(absent, "a/web", "a/api"), Verdict::Uncertain);
    const NetworkPlan backwards = ingressTo({}, { { Protocol::Tcp, std::uint16_t(91), std::uint16_t(90) } });
    QCOMPARE(verdict(backwards, "a/web", "a/api"), Verdict::Uncertain);
}

void tst_NetworkPolicyPorts::np11_exceptIsTakenOut()
{
    NetworkPlan plan = ingressTo({ block("203.0.113.0/24", { "203.0.113.128/25" }) });
    plan.external("inside", { "203.0.113.1/32" });
    plan.external("excepted", { "203.0.113.200/32" });
    plan.external("outside", { "198.51.100.1/32" });
    QCOMPARE(verdict(plan, "inside", "a/api"), Verdict::Permit);
    QCOMPARE(verdict(plan, "excepted", "a/api"), Verdict::Deny);
    QCOMPARE(verdict(plan, "outside", "a/api"), Verdict::Deny);
}

void tst_NetworkPolicyPorts::np11_invalidPeersMakeThePolicyUncertain_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("except as large as the block") << 0;
    QTest::newRow("except outside the block") << 1;
    QTest::newRow("empty peer") << 2;
    QTest::newRow("block and selector") << 3;
    QTest::newRow("not a block") << 4;
}

void tst_NetworkPolicyPorts::np11_invalidPeersMakeThePolicyUncertain()
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

void tst_NetworkPolicyPorts::np12_ipBlockAndPodAddresses_data()
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

void tst_NetworkPolicyPorts::np12_ipBlockAndPodAddresses()
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

void tst_NetworkPolicyPorts::np20_portsArePodPorts()
{
    // A Service would map 80 to 8080; the rule that names 80 does not admit the pod's 8080.
    NetworkPlan plan = ingressTo({}, { tcp(80) });
    plan.pods[0].ports = { { "http", 8080, Protocol::Tcp } };
    QCOMPARE(verdict(plan, "a/web", "a/api", 8080), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "a/api", 0), Verdict::Deny);
}

void tst_NetworkPolicyPorts::np21_sctpIsAProtocolOfItsOwn()
{
    const NetworkPlan plan = ingressTo({}, { { Protocol::Sctp, std::uint16_t(80), {} } });
    QCOMPARE(verdict(plan, "a/web", "a/api", 80, Protocol::Sctp), Verdict::Permit);
    QCOMPARE(verdict(plan, "a/web", "a/api", 80, Protocol::Tcp), Verdict::Deny);
    QCOMPARE(verdict(plan, "a/web", "a/api", 80, Protocol::Udp), Verdict::Deny);
}

void tst_NetworkPolicyPorts::portZeroAsksForAnyDeclaredPort()
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

void tst_NetworkPolicyPorts::externalWithSeveralAddressesIsReachedInPart()
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

void tst_NetworkPolicyPorts::externalWithoutAddressesIsEverythingOutsideTheCluster()
{
    NetworkPlan plan = twoNamespaces();
    plan.platform.clusterCidrs = { "10.0.0.0/8" };
    plan.policy("a", "out").egress.push_back({ { block("10.0.0.0/8") }, {} });
    QCOMPARE(verdict(plan, "a/web", "net"), Verdict::Deny);
    plan.networkPolicies.front().object.egress.front().peers.push_back(block("8.8.8.8/32"));
    QCOMPARE(verdict(plan, "a/web", "net"), Verdict::Permit);
}

QTEST_APPLESS_MAIN(tst_NetworkPolicyPorts)
#include "tst_NetworkPolicyPorts.moc"
