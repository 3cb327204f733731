// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PeerAuthenticationEvaluator.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/policy/native/CreationTime.h"
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
    void pa2_theOldestOfAScopeWins();
    void pa2_theOldestSpeaksForAllPortsAndInherits();
    void pa2_ofTheSameSecondTheFirstByNameWinsForSidecars();
    void pa2_anUnknownAgeMayBeTheOldest();
    void pa2_onlyWhatMattersIsUncertain();
    void pa2_whoCallsIsUncertainWhereDisableMayBeTheOldest();
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
    static void madeAt(PeerAuthentication &object, const std::string &time);
    InboundMtls inbound(std::uint16_t port = 8080);
    PlaneVerdict decide(Transport transport, Protocol protocol = Protocol::Tcp) const;
    bool showsIdentity() const;

    DesignBuilder m_design;
    std::optional<CompiledPlan> m_compiled; ///< to which the last answer of inbound() refers
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

void tst_PeerAuthenticationEvaluator::madeAt(PeerAuthentication &object, const std::string &time)
{
    object.meta.annotations[std::string(createdAtAnnotation)] = time;
}

InboundMtls tst_PeerAuthenticationEvaluator::inbound(std::uint16_t port)
{
    m_compiled.emplace(compilePlan(m_design.project));
    const PlanIndex index(m_compiled->plan);
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
    return PeerAuthenticationEvaluator(index).evaluate({ index, request });
}

bool tst_PeerAuthenticationEvaluator::showsIdentity() const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    AccessRequest request;
    request.sourceId = ElementId("a");
    request.destinationId = ElementId("b");
    request.port = 8080;
    return PeerAuthenticationEvaluator(index).showsIdentity({ index, request });
}

void tst_PeerAuthenticationEvaluator::pa1_defaultIsPermissive()
{
    QCOMPARE(inbound().mode(), MtlsMode::Permissive);
    QVERIFY(!inbound().decidedBy());
}

void tst_PeerAuthenticationEvaluator::pa1_narrowerScopeWins()
{
    add("mesh", "istio-system", MtlsMode::Strict);
    QCOMPARE(inbound().mode(), MtlsMode::Strict);
    add("home", "y", MtlsMode::Disable);
    QCOMPARE(inbound().mode(), MtlsMode::Disable);
    PeerAuthentication &own = add("own", "y", MtlsMode::Permissive, Labels { { "app", "b" } });
    QCOMPARE(inbound().mode(), MtlsMode::Permissive);
    own.portModes[8080] = MtlsMode::Strict;
    QCOMPARE(inbound(8080).mode(), MtlsMode::Strict);
    QCOMPARE(inbound(9090).mode(), MtlsMode::Permissive);
    QCOMPARE(inbound().decidedBy()->name, std::string("own"));
}

void tst_PeerAuthenticationEvaluator::pa1_unsetInherits()
{
    add("home", "y", MtlsMode::Strict);
    PeerAuthentication &own = add("own", "y", MtlsMode::Unset, Labels { { "app", "b" } });
    own.portModes[8080] = MtlsMode::Unset;
    QCOMPARE(inbound().mode(), MtlsMode::Strict);
    QCOMPARE(inbound().decidedBy()->name, std::string("home"));
}

void tst_PeerAuthenticationEvaluator::pa2_disagreeingDuplicatesAreUncertain()
{
    add("one", "y", MtlsMode::Strict);
    add("two", "y", MtlsMode::Strict);
    QVERIFY(!inbound().isAmbiguous());
    add("three", "y", MtlsMode::Permissive);
    QVERIFY(inbound().isAmbiguous());
    const PlaneVerdict answer = decide(Transport::Plaintext);
    QCOMPARE(answer.verdict, Verdict::Uncertain);
    for (const char *part : { "y/one (strict)", "y/three (permissive)", "oldest" })
        QVERIFY2(answer.reason.find(part) != std::string::npos, answer.reason.c_str());
}

/// ComposePeerAuthentication (pilot/pkg/security/authn/policy_applier.go): "When there are more than one
/// policy in the same scope (i.e. workload-level), the oldest one win."
void tst_PeerAuthenticationEvaluator::pa2_theOldestOfAScopeWins()
{
    // In the order of names the oldest is the last.
    const Labels own { { "app", "b" } };
    for (const auto &[name, home, selector] :
        { std::tuple { "mesh", "istio-system", std::optional<Labels>() },
            std::tuple { "home", "y", std::optional<Labels>() },
            std::tuple { "own", "y", std::optional<Labels>(own) } }) {
        madeAt(add(name + std::string("-a"), home, MtlsMode::Disable, selector), "2026-03-01T00:00:01Z");
        madeAt(add(name + std::string("-m"), home, MtlsMode::Strict, selector), "2026-03-01T00:00:00Z");
        madeAt(add(name + std::string("-b"), home, MtlsMode::Permissive, selector), "2026-11-01T00:00:00Z");
        QVERIFY(!inbound().isAmbiguous());
        QCOMPARE(inbound().mode(), MtlsMode::Strict);
        QCOMPARE(inbound().decidedBy()->name, name + std::string("-m"));
        QCOMPARE(decide(Transport::Plaintext).verdict, Verdict::Deny);
    }
}

/// The oldest object is taken as a whole: what younger ones say of a port, or where it is unset, plays no
/// part.
void tst_PeerAuthenticationEvaluator::pa2_theOldestSpeaksForAllPortsAndInherits()
{
    const Labels own { { "app", "b" } };
    madeAt(add("z-older", "y", MtlsMode::Strict, own), "2026-01-01T00:00:00Z");
    PeerAuthentication &younger = add("a-younger", "y", MtlsMode::Permissive, own);
    madeAt(younger, "2026-02-01T00:00:00Z");
    younger.portModes[8080] = MtlsMode::Disable;
    QCOMPARE(inbound(8080).mode(), MtlsMode::Strict);
    QVERIFY(!inbound(8080).isAmbiguous());

    madeAt(add("z-home", "y", MtlsMode::Unset), "2026-01-01T00:00:00Z");
    madeAt(add("a-home", "y", MtlsMode::Strict), "2026-01-02T00:00:00Z");
    m_design.addWorkload("y", "c", 8080);
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    const InboundMtls other = PeerAuthenticationEvaluator(index).inbound(*index.pod(ElementId("c")), 8080);
    QCOMPARE(other.mode(), MtlsMode::Permissive); // Istio's default: the namespace's oldest says nothing
    QVERIFY(!other.decidedBy());
}

/// istiod puts objects of one second in the order of their names, for sidecars. Releases differ where a name
/// goes on with a hyphen: "a" comes before "a-b", "a.y" after "a-b.y".
void tst_PeerAuthenticationEvaluator::pa2_ofTheSameSecondTheFirstByNameWinsForSidecars()
{
    const std::string second = "2026-01-01T00:00:00Z";
    madeAt(add("beta", "y", MtlsMode::Permissive), second);
    madeAt(add("alpha", "y", MtlsMode::Strict), second);
    QCOMPARE(inbound().mode(), MtlsMode::Strict);
    QVERIFY(!inbound().isAmbiguous());
    m_design.project.platform.mesh = MeshKind::IstioAmbient; // ztunnels get them as they come
    QVERIFY(inbound().isAmbiguous());
    m_design.project.platform.mesh = MeshKind::IstioSidecar;
    madeAt(add("alpha-b", "y", MtlsMode::Permissive), second);
    QVERIFY(inbound().isAmbiguous());
}

void tst_PeerAuthenticationEvaluator::pa2_anUnknownAgeMayBeTheOldest()
{
    madeAt(add("old", "y", MtlsMode::Strict), "2026-01-01T00:00:00Z");
    madeAt(add("young", "y", MtlsMode::Disable), "2026-01-02T00:00:00Z");
    add("drawn", "y", MtlsMode::Permissive);
    QVERIFY(inbound().isAmbiguous());
    QVERIFY(inbound().maybe(MtlsMode::Strict) && inbound().maybe(MtlsMode::Permissive));
    QVERIFY(!inbound().maybe(MtlsMode::Disable)); // "old" is older in any case
    for (const char *odd : { "", "yesterday", "2026-01-01", "2026-01-01T00:00:00+01:00" }) {
        madeAt(add("drawn", "y", MtlsMode::Permissive), odd);
        QVERIFY2(inbound().isAmbiguous(), odd);
    }
}

/// Permissive and Disable both take plaintext.
void tst_PeerAuthenticationEvaluator::pa2_onlyWhatMattersIsUncertain()
{
    add("one", "y", MtlsMode::Permissive);
    add("two", "y", MtlsMode::Disable);
    QVERIFY(inbound().isAmbiguous());
    QCOMPARE(decide(Transport::Plaintext).verdict, Verdict::NotEnforced);
}

void tst_PeerAuthenticationEvaluator::pa2_whoCallsIsUncertainWhereDisableMayBeTheOldest()
{
    AuthorizationPolicy allow;
    allow.meta = { "allow", "y", {}, {} };
    allow.rules.emplace_back().from.emplace_back().namespaces = { "x" };
    m_design.adopt(allow);
    const auto identity = [this] {
        const CompiledPlan compiled = compilePlan(m_design.project);
        AccessRequest request;
        request.sourceId = ElementId("a");
        request.destinationId = ElementId("b");
        request.port = 8080;
        return PolicyDecisionPoint(compiled.plan).decide(request).on(Plane::Identity).verdict;
    };
    PeerAuthentication &one = add("one", "y", MtlsMode::Permissive);
    QCOMPARE(identity(), Verdict::Permit);
    madeAt(one, "2026-01-02T00:00:00Z");
    add("two", "y", MtlsMode::Disable);
    QCOMPARE(identity(), Verdict::Uncertain);
    QCOMPARE(decide(Transport::Mesh).verdict, Verdict::Uncertain);
    madeAt(add("two", "y", MtlsMode::Disable), "2026-01-01T00:00:00Z");
    QCOMPARE(identity(), Verdict::Deny); // nobody's namespace is seen without a certificate
}

void tst_PeerAuthenticationEvaluator::pa3_portModesNeedASelector()
{
    add("home", "y", MtlsMode::Permissive).portModes[8080] = MtlsMode::Strict;
    QCOMPARE(inbound(8080).mode(), MtlsMode::Permissive);
}

void tst_PeerAuthenticationEvaluator::pa4_selectorInTheRootNamespaceIsIgnored()
{
    add("root", "istio-system", MtlsMode::Strict, Labels { { "app", "b" } });
    QCOMPARE(inbound().mode(), MtlsMode::Permissive);
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
