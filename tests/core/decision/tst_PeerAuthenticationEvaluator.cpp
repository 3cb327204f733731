// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PeerAuthenticationEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// Istio PeerAuthentication, one slot per item of the semantics reference.
class tst_PeerAuthenticationEvaluator : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void pa1_defaultIsPermissive();
    void pa1_narrowerScopeWins();
    void pa1_unsetInherits();
    void pa2_disagreeingDuplicatesAreUncertain();
    void pa3_portModesNeedASelector();
    void pa4_selectorInTheRootNamespaceIsIgnored();
    void pa5_strictRefusesPlaintext();
    void pa5_permissiveAcceptsPlaintextWithoutIdentity();
    void pa5_disableTakesTheIdentityAway();
    void pa6_onlyTheDestinationCounts();
    void onlyTcpPassesTheProxy();

private:
    PeerAuthentication &add(const std::string &name, const std::string &namespaceName, MtlsMode mode,
        const std::optional<Labels> &selector = std::nullopt);
    InboundMtls inbound(std::uint16_t port = 8080) const;
    PlaneVerdict decide(Transport transport, Protocol protocol = Protocol::Tcp) const;
    bool showsIdentity() const;

    DesignBuilder m_design;
};

/// a in x and b in y, both in the mesh.
void tst_PeerAuthenticationEvaluator::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", true).segmentation = {};
    m_design.addNamespace("y", true).segmentation = {};
    m_design.addWorkload("x", "a", 7000);
    m_design.addWorkload("y", "b", 8080);
}

PeerAuthentication &tst_PeerAuthenticationEvaluator::add(const std::string &name,
    const std::string &namespaceName, MtlsMode mode, const std::optional<Labels> &selector)
{
    PeerAuthentication object;
    object.meta = { name, namespaceName, {}, {} };
    object.mode = mode;
    object.selector = selector;
    return std::get<PeerAuthentication>(m_design.adopt(object).object);
}

InboundMtls tst_PeerAuthenticationEvaluator::inbound(std::uint16_t port) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    return PeerAuthenticationEvaluator(index).inbound(*index.pod(ElementId("b")), port);
}

PlaneVerdict tst_PeerAuthenticationEvaluator::decide(Transport transport, Protocol protocol) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    AccessRequest request;
    request.sourceId = ElementId("a");
    request.destinationId = ElementId("b");
    request.port = 8080;
    request.transport = transport;
    request.protocol = protocol;
    return PeerAuthenticationEvaluator(index).evaluate(request);
}

bool tst_PeerAuthenticationEvaluator::showsIdentity() const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    AccessRequest request;
    request.sourceId = ElementId("a");
    request.destinationId = ElementId("b");
    request.port = 8080;
    return PeerAuthenticationEvaluator(index).showsIdentity(request);
}

void tst_PeerAuthenticationEvaluator::pa1_defaultIsPermissive()
{
    QCOMPARE(inbound().mode, MtlsMode::Permissive);
    QVERIFY(!inbound().decidedBy);
}

void tst_PeerAuthenticationEvaluator::pa1_narrowerScopeWins()
{
    add("mesh", "istio-system", MtlsMode::Strict);
    QCOMPARE(inbound().mode, MtlsMode::Strict);
    add("home", "y", MtlsMode::Disable);
    QCOMPARE(inbound().mode, MtlsMode::Disable);
    PeerAuthentication &own = add("own", "y", MtlsMode::Permissive, Labels { { "app", "b" } });
    QCOMPARE(inbound().mode, MtlsMode::Permissive);
    own.portModes[8080] = MtlsMode::Strict;
    QCOMPARE(inbound(8080).mode, MtlsMode::Strict);
    QCOMPARE(inbound(9090).mode, MtlsMode::Permissive);
    QCOMPARE(inbound().decidedBy->name, std::string("own"));
}

void tst_PeerAuthenticationEvaluator::pa1_unsetInherits()
{
    add("home", "y", MtlsMode::Strict);
    PeerAuthentication &own = add("own", "y", MtlsMode::Unset, Labels { { "app", "b" } });
    own.portModes[8080] = MtlsMode::Unset;
    QCOMPARE(inbound().mode, MtlsMode::Strict);
    QCOMPARE(inbound().decidedBy->name, std::string("home"));
}

void tst_PeerAuthenticationEvaluator::pa2_disagreeingDuplicatesAreUncertain()
{
    add("one", "y", MtlsMode::Strict);
    add("two", "y", MtlsMode::Strict);
    QVERIFY(!inbound().isAmbiguous);
    add("three", "y", MtlsMode::Permissive);
    QVERIFY(inbound().isAmbiguous);
    QCOMPARE(decide(Transport::Plaintext).verdict, Verdict::Uncertain);
}

void tst_PeerAuthenticationEvaluator::pa3_portModesNeedASelector()
{
    add("home", "y", MtlsMode::Permissive).portModes[8080] = MtlsMode::Strict;
    QCOMPARE(inbound(8080).mode, MtlsMode::Permissive);
}

void tst_PeerAuthenticationEvaluator::pa4_selectorInTheRootNamespaceIsIgnored()
{
    add("root", "istio-system", MtlsMode::Strict, Labels { { "app", "b" } });
    QCOMPARE(inbound().mode, MtlsMode::Permissive);
}

void tst_PeerAuthenticationEvaluator::pa5_strictRefusesPlaintext()
{
    add("home", "y", MtlsMode::Strict);
    const PlaneVerdict refused = decide(Transport::Plaintext);
    QCOMPARE(refused.verdict, Verdict::Deny);
    QCOMPARE(refused.control, std::string("N7"));
    QCOMPARE(decide(Transport::Mesh).verdict, Verdict::NotEnforced);

    // A source without a sidecar has only plaintext, whatever is asked.
    m_design.project.topology.workloads[ElementId("a")].mesh = MeshMembership::Out;
    QCOMPARE(decide(Transport::Mesh).verdict, Verdict::Deny);
}

void tst_PeerAuthenticationEvaluator::pa5_permissiveAcceptsPlaintextWithoutIdentity()
{
    add("home", "y", MtlsMode::Permissive);
    QCOMPARE(decide(Transport::Plaintext).verdict, Verdict::NotEnforced);
    QVERIFY(showsIdentity());
    m_design.project.topology.workloads[ElementId("a")].mesh = MeshMembership::Out;
    QVERIFY(!showsIdentity());
}

void tst_PeerAuthenticationEvaluator::pa5_disableTakesTheIdentityAway()
{
    QVERIFY(showsIdentity());
    add("home", "y", MtlsMode::Disable);
    QVERIFY(!showsIdentity());
    QCOMPARE(decide(Transport::Mesh).verdict, Verdict::NotEnforced);
}

void tst_PeerAuthenticationEvaluator::pa6_onlyTheDestinationCounts()
{
    add("source", "x", MtlsMode::Strict);
    QCOMPARE(decide(Transport::Plaintext).verdict, Verdict::NotEnforced);
}

void tst_PeerAuthenticationEvaluator::onlyTcpPassesTheProxy()
{
    add("home", "y", MtlsMode::Strict);
    QCOMPARE(decide(Transport::Plaintext, Protocol::Udp).verdict, Verdict::NotEnforced);
}

QTEST_APPLESS_MAIN(tst_PeerAuthenticationEvaluator)
#include "tst_PeerAuthenticationEvaluator.moc"
