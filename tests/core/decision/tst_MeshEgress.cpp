// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/core/decision/NetworkPlan.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// What Istio's objects for egress do not do: none of them keeps a process in a pod from sending.
class tst_MeshEgress : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void eg1_sidecarHostsBlockNothing();
    void eg1_workloadOverNamespaceOverRoot();
    void eg2_registryOnlyIsNoFirewall();
    void eg3_serviceEntryGrantsNothing();
    void eg4_egressGatewayBindsOnlyWithANetworkPolicy();
    void eg5_aPodBypassesItsOwnSidecar();
    void eg5_theDestinationsPolicyIsNotBypassed();

private:
    Sidecar &sidecar(const std::string &name, const std::string &home, const std::string &mode,
        std::optional<Labels> selector = std::nullopt);
    Decision decide(const std::string &source, const std::string &destination, std::uint16_t port,
        std::optional<Transport> transport = std::nullopt) const;

    DesignBuilder m_design;
};

/// a and gateway in x, b in y, all with sidecars, and the outside end api. No policies.
void tst_MeshEgress::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", true).segmentation = {};
    m_design.addNamespace("y", true).segmentation = {};
    m_design.addWorkload("x", "a", 7000);
    m_design.addWorkload("x", "gateway", 8443);
    m_design.addWorkload("y", "b", 8080);
    m_design.addExternal("api", ExternalKind::Saas, { "203.0.113.0/24" }).hosts = { "api.example.com" };
}

Sidecar &tst_MeshEgress::sidecar(
    const std::string &name, const std::string &home, const std::string &mode, std::optional<Labels> selector)
{
    Sidecar object;
    object.meta = { name, home, {}, {} };
    object.outboundTrafficPolicyMode = mode;
    object.workloadSelector = std::move(selector);
    return std::get<Sidecar>(m_design.adopt(object).object);
}

Decision tst_MeshEgress::decide(const std::string &source, const std::string &destination, std::uint16_t port,
    std::optional<Transport> transport) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId(destination);
    request.port = port;
    request.transport = transport;
    return PolicyDecisionPoint(compiled.plan).decide(request);
}

void tst_MeshEgress::eg1_sidecarHostsBlockNothing()
{
    const Decision before = decide("a", "b", 8080);
    const Decision beforeOut = decide("a", "api", 443);
    for (const char *host : { "./*", "~/*", "x/only.example.com" }) {
        sidecar("scope", "x", "").egressHosts = { { host } };
        QCOMPARE(decide("a", "b", 8080).joint(), before.joint());
        QVERIFY(decide("a", "b", 8080).on(Plane::Network) == before.on(Plane::Network));
        QVERIFY(decide("a", "api", 443).on(Plane::Network) == beforeOut.on(Plane::Network));
    }
    QCOMPARE(before.joint(), Verdict::NotEnforced);
}

void tst_MeshEgress::eg1_workloadOverNamespaceOverRoot()
{
    const auto note = [this] { return decide("a", "api", 443).on(Plane::Network).reason; };
    const auto names = [&note](const std::string &name) {
        return note().find("Sidecar " + name + " (REGISTRY_ONLY)") != std::string::npos;
    };
    sidecar("mesh", "istio-system", "REGISTRY_ONLY");
    QVERIFY(names("istio-system/mesh"));
    sidecar("home", "x", "REGISTRY_ONLY");
    QVERIFY(names("x/home"));
    sidecar("own", "x", "REGISTRY_ONLY", Labels { { "app", "a" } });
    QVERIFY(names("x/own"));
    sidecar("own", "x", "ALLOW_ANY", Labels { { "app", "a" } }); // the narrowest one alone speaks
    QVERIFY(note().find("REGISTRY_ONLY") == std::string::npos);
}

void tst_MeshEgress::eg2_registryOnlyIsNoFirewall()
{
    sidecar("home", "x", "REGISTRY_ONLY");
    const PlaneVerdict verdict = decide("a", "api", 443).on(Plane::Network);
    QCOMPARE(verdict.verdict, Verdict::NotEnforced); // api is in no registry, and is reached all the same
    QVERIFY(verdict.control.empty());
}

void tst_MeshEgress::eg3_serviceEntryGrantsNothing()
{
    NetworkPolicy deny;
    deny.meta = { "no-egress", "x", {}, {} };
    deny.policyTypes = { PolicyDirection::Egress };
    m_design.adopt(deny);
    QCOMPARE(decide("a", "api", 443).on(Plane::Network).verdict, Verdict::Deny);
    ServiceEntry entry;
    entry.meta = { "api", "x", {}, {} };
    entry.hosts = { "api.example.com" };
    entry.addresses = { "203.0.113.0/24" };
    entry.ports = { { 443, "TLS", "tls", 0 } };
    entry.location = "MESH_EXTERNAL";
    m_design.adopt(entry);
    QCOMPARE(decide("a", "api", 443).on(Plane::Network).verdict, Verdict::Deny);
    QCOMPARE(decide("a", "api", 443).on(Plane::Network).decidedBy->name, std::string("no-egress"));
}

void tst_MeshEgress::eg4_egressGatewayBindsOnlyWithANetworkPolicy()
{
    sidecar("home", "x", "REGISTRY_ONLY").egressHosts = { { "x/gateway.x.svc.cluster.local" } };
    QCOMPARE(decide("a", "api", 443).joint(), Verdict::NotEnforced); // past the gateway
    NetworkPolicy forced;
    forced.meta = { "through-gateway", "x", {}, {} };
    forced.podSelector = test::labelled("app", "a");
    forced.policyTypes = { PolicyDirection::Egress };
    forced.egress = { { { test::podsLabelled("app", "gateway") }, {} } };
    m_design.adopt(forced);
    QCOMPARE(decide("a", "api", 443).on(Plane::Network).verdict, Verdict::Deny);
    QCOMPARE(decide("a", "gateway", 8443).on(Plane::Network).verdict, Verdict::Permit);
    QCOMPARE(decide("gateway", "api", 443).joint(), Verdict::NotEnforced);
}

void tst_MeshEgress::eg5_aPodBypassesItsOwnSidecar()
{
    sidecar("home", "x", "REGISTRY_ONLY");
    QCOMPARE(decide("a", "api", 443, Transport::Plaintext).joint(), Verdict::NotEnforced);
    QCOMPARE(decide("a", "b", 8080, Transport::Plaintext).joint(), Verdict::NotEnforced);
}

void tst_MeshEgress::eg5_theDestinationsPolicyIsNotBypassed()
{
    AuthorizationSource caller;
    caller.principals = { "cluster.local/ns/x/sa/sa-a" };
    AuthorizationPolicy allow;
    allow.meta = { "only-a", "y", {}, {} };
    allow.rules = { { { caller }, {}, {} } };
    m_design.adopt(allow);
    QCOMPARE(decide("a", "b", 8080).on(Plane::Identity).verdict, Verdict::Permit);
    QCOMPARE(decide("a", "b", 8080, Transport::Plaintext).on(Plane::Identity).verdict, Verdict::Deny);

    init();
    PeerAuthentication strict;
    strict.meta = { "strict", "y", {}, {} };
    strict.mode = MtlsMode::Strict;
    m_design.adopt(strict);
    const PlaneVerdict verdict = decide("a", "b", 8080, Transport::Plaintext).on(Plane::Network);
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.decidedBy->name, std::string("strict"));
}

QTEST_APPLESS_MAIN(tst_MeshEgress)
#include "tst_MeshEgress.moc"
