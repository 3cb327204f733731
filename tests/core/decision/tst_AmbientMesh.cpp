// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/core/decision/NetworkPlan.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// Istio in ambient mode: what a ztunnel enforces, and where packets arrive.
class tst_AmbientMesh : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void is8_layerFourRulesHold();
    void is8_allowRuleWithHttpIsDropped();
    void is8_httpOnlyDenyHasNoEffect();
    void is8_denyKeepsTheItemsThatAreLayerFour();
    void is8_conditions();
    void is8_ruleWithoutPartsMatchesAll();
    void is8_customAndAuditAreNotSupported();
    void is8_trustDomainsAreLostWithoutATrace();
    void is8_sidecarsInTheMeshReadHttp();
    void pa5_ztunnelTakesDisableForPermissive();
    void pa5_strictRefusesPlaintextAtTheZtunnel();
    void x2_meshedTrafficArrivesAt15008();
    void x2_sidecarsTakeAmbientClientsAt15008();
    void x2_othersUseThePortItself();
    void membersAreAmbientUnlessTheyHaveASidecar();
    void namespacesCarryTheLabelOfTheirMode();
    void httpConditionsOfAllowRulesAreReported();

private:
    AuthorizationPolicy &policy(
        const std::string &name, AuthorizationAction action, const std::vector<AuthorizationRule> &rules);
    PlaneVerdict on(Plane plane, const std::string &source = "a",
        std::optional<Transport> transport = std::nullopt, Protocol protocol = Protocol::Tcp) const;
    const PlannedPod &podIn(const CompiledPlan &compiled, const std::string &id) const;
    Workload &workload(const std::string &id);

    DesignBuilder m_design;
};

namespace {

const std::string principalA = "cluster.local/ns/x/sa/sa-a";

AuthorizationSource callerA()
{
    AuthorizationSource source;
    source.principals = { principalA };
    return source;
}

AuthorizationOperation get(const std::vector<std::string> &ports = {})
{
    AuthorizationOperation operation;
    operation.ports = ports;
    operation.methods = { "GET" };
    return operation;
}

AuthorizationOperation port8080()
{
    AuthorizationOperation operation;
    operation.ports = { "8080" };
    return operation;
}

} // namespace

/// a and c in x and b in y, all in the ambient mesh, and out in z, which is not. b offers 8080, HTTP by its
/// name. No policies.
void tst_AmbientMesh::init()
{
    m_design = DesignBuilder();
    m_design.project.platform.mesh = MeshKind::IstioAmbient;
    for (const char *name : { "x", "y", "z" }) {
        m_design.addNamespace(name, true).segmentation = {};
        m_design.project.topology.namespaces[ElementId(name)].meshInjection = std::string(name) != "z";
    }
    m_design.addWorkload("x", "a", 7000);
    m_design.addWorkload("x", "c", 7000);
    m_design.addWorkload("y", "b").containers[0].ports[0].name = "http-api";
    m_design.addWorkload("z", "out", 7000);
}

Workload &tst_AmbientMesh::workload(const std::string &id)
{
    return m_design.project.topology.workloads[ElementId(id)];
}

AuthorizationPolicy &tst_AmbientMesh::policy(
    const std::string &name, AuthorizationAction action, const std::vector<AuthorizationRule> &rules)
{
    AuthorizationPolicy object;
    object.meta = { name, "y", {}, {} };
    object.action = action;
    object.rules = rules;
    return std::get<AuthorizationPolicy>(m_design.adopt(object).object);
}

PlaneVerdict tst_AmbientMesh::on(
    Plane plane, const std::string &source, std::optional<Transport> transport, Protocol protocol) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId("b");
    request.port = 8080;
    request.transport = transport;
    request.protocol = protocol;
    return PolicyDecisionPoint(compiled.plan).decide(request).on(plane);
}

const PlannedPod &tst_AmbientMesh::podIn(const CompiledPlan &compiled, const std::string &id) const
{
    return *findPod(compiled.plan, ElementId(id));
}

void tst_AmbientMesh::is8_layerFourRulesHold()
{
    policy("allow", AuthorizationAction::Allow, { { { callerA() }, { port8080() }, {} } });
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Permit);
    QCOMPARE(on(Plane::Identity, "c").verdict, Verdict::Deny);
    QCOMPARE(on(Plane::Identity, "a", Transport::Plaintext).verdict, Verdict::Deny);
    policy("deny", AuthorizationAction::Deny, { { { callerA() }, {}, {} } });
    const PlaneVerdict verdict = on(Plane::Identity);
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.decidedBy->name, std::string("deny"));
    QCOMPARE(verdict.decidedBy->elementId, ElementId("adopted-deny"));
}

void tst_AmbientMesh::is8_allowRuleWithHttpIsDropped()
{
    policy("allow", AuthorizationAction::Allow, { { { callerA() }, { get() }, {} } });
    const PlaneVerdict verdict = on(Plane::Identity); // the policy stays, with nothing in it
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QVERIFY(verdict.reason.find("knows no HTTP") != std::string::npos);
    m_design.project.platform.mesh = MeshKind::IstioSidecar;
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Permit);
}

void tst_AmbientMesh::is8_httpOnlyDenyHasNoEffect()
{
    policy("deny", AuthorizationAction::Deny, { { {}, { get() }, {} } });
    workload("b").containers[0].ports[0].name = "tcp-api";
    QCOMPARE(on(Plane::Identity).verdict, Verdict::NotEnforced);
    m_design.project.platform.mesh = MeshKind::IstioSidecar;
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Deny); // the opposite: semantics IS7
}

/// The rules of Istio's own fixture "deny-groups".
void tst_AmbientMesh::is8_denyKeepsTheItemsThatAreLayerFour()
{
    AuthorizationPolicy &deny = policy("deny", AuthorizationAction::Deny, {});
    const auto verdictOf = [&](AuthorizationRule rule) {
        deny.rules = { std::move(rule) };
        return on(Plane::Identity).verdict;
    };
    AuthorizationSource mixed = callerA();
    mixed.requestPrincipals = { "someone" };
    QCOMPARE(verdictOf({ { mixed }, { port8080() }, {} }), Verdict::Deny);
    QCOMPARE(verdictOf({ { callerA() }, { get({ "8080" }) }, {} }), Verdict::Deny);
    QCOMPARE(verdictOf({ { callerA() }, { get() }, {} }), Verdict::NotEnforced); // nothing is left of to
    QCOMPARE(verdictOf({ { callerA() }, { get(), port8080() }, {} }), Verdict::Deny);
    AuthorizationSource token;
    token.requestPrincipals = { "someone" };
    QCOMPARE(verdictOf({ { token }, { port8080() }, {} }), Verdict::NotEnforced);
    QCOMPARE(verdictOf({ { token, callerA() }, { port8080() }, {} }), Verdict::Deny);
}

void tst_AmbientMesh::is8_conditions()
{
    struct Case
    {
        std::vector<std::pair<std::string, std::string>> conditions;
        bool isRead;
    };

    const std::vector<Case> cases {
        { { { "source.namespace", "x" } }, true }, { { { "source.principal", principalA } }, true },
        { { { "destination.port", "8080" } }, true },
        { { { "destination.port", "80" } }, false }, // read, and of another port
        { { { "connection.sni", "b" } }, false }, { { { "request.headers[x]", "1" } }, false },
        { { { "source.serviceAccount", "x/sa-a" } }, false },
        { { { "source.namespace", "x" }, { "connection.sni", "b" } }, false }, // every one has to be layer 4
    };
    for (const Case &one : cases) {
        init();
        AuthorizationRule rule;
        for (const auto &[key, value] : one.conditions)
            rule.when.push_back({ key, { value }, {} });
        AuthorizationPolicy &made = policy("made", AuthorizationAction::Deny, { rule });
        const std::string name = one.conditions.back().first;
        QVERIFY2(
            on(Plane::Identity).verdict == (one.isRead ? Verdict::Deny : Verdict::NotEnforced), name.c_str());
        made.action = AuthorizationAction::Allow;
        QVERIFY2(on(Plane::Identity).verdict == (one.isRead ? Verdict::Permit : Verdict::Deny), name.c_str());
    }
}

void tst_AmbientMesh::is8_ruleWithoutPartsMatchesAll()
{
    AuthorizationPolicy &made = policy("made", AuthorizationAction::Deny, { {} });
    QCOMPARE(on(Plane::Identity, "out").verdict, Verdict::Deny);
    made.action = AuthorizationAction::Allow;
    QCOMPARE(on(Plane::Identity, "out").verdict, Verdict::Permit);
    made.rules.clear(); // semantics IS2 holds here too
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Deny);
}

void tst_AmbientMesh::is8_customAndAuditAreNotSupported()
{
    AuthorizationPolicy &made = policy("made", AuthorizationAction::Custom, { {} });
    QCOMPARE(on(Plane::Identity).verdict, Verdict::NotEnforced);
    made.action = AuthorizationAction::Audit;
    QCOMPARE(on(Plane::Identity).verdict, Verdict::NotEnforced);
}

void tst_AmbientMesh::is8_trustDomainsAreLostWithoutATrace()
{
    AuthorizationSource source = callerA();
    source.trustDomains = { "elsewhere" };
    AuthorizationPolicy &made = policy("made", AuthorizationAction::Allow, { { { source }, {}, {} } });
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Permit); // wider than it is written
    source = {};
    source.trustDomains = { "cluster.local" };
    made.rules = { { { source }, {}, {} } };
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Deny); // a source that names nothing matches nothing
}

void tst_AmbientMesh::is8_sidecarsInTheMeshReadHttp()
{
    policy("allow", AuthorizationAction::Allow, { { { callerA() }, { get() }, {} } });
    workload("b").labels["sidecar.istio.io/inject"] = "true";
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Permit);
}

void tst_AmbientMesh::pa5_ztunnelTakesDisableForPermissive()
{
    PeerAuthentication object;
    object.meta = { "off", "y", {}, {} };
    object.mode = MtlsMode::Disable;
    m_design.adopt(object);
    policy("allow", AuthorizationAction::Allow, { { { callerA() }, {}, {} } });
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Permit);
    QVERIFY(on(Plane::Network, "out").verdict != Verdict::Deny);
    m_design.project.platform.mesh = MeshKind::IstioSidecar;
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Deny); // a sidecar sees no identity then
}

void tst_AmbientMesh::pa5_strictRefusesPlaintextAtTheZtunnel()
{
    PeerAuthentication object;
    object.meta = { "strict", "y", {}, {} };
    object.mode = MtlsMode::Strict;
    m_design.adopt(object);
    QVERIFY(on(Plane::Network).verdict != Verdict::Deny);
    QCOMPARE(on(Plane::Network, "out").verdict, Verdict::Deny);
    QCOMPARE(on(Plane::Network, "out").control, std::string("N7"));
}

void tst_AmbientMesh::x2_meshedTrafficArrivesAt15008()
{
    NetworkPolicy object;
    object.meta = { "into-b", "y", {}, {} };
    object.ingress = { { {}, { test::tcp(8080) } } };
    NetworkPolicy &made = std::get<NetworkPolicy>(m_design.adopt(object).object);
    const PlaneVerdict verdict = on(Plane::Network);
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QVERIFY(verdict.reason.find("TCP 15008") != std::string::npos);
    QCOMPARE(on(Plane::Network, "a", Transport::Plaintext).verdict, Verdict::Permit);
    made.ingress = { { {}, { test::tcp(15008) } } };
    QCOMPARE(on(Plane::Network).verdict, Verdict::Permit);
    QCOMPARE(on(Plane::Network, "a", Transport::Plaintext).verdict, Verdict::Deny);
}

void tst_AmbientMesh::x2_sidecarsTakeAmbientClientsAt15008()
{
    NetworkPolicy object;
    object.meta = { "into-b", "y", {}, {} };
    object.ingress = { { {}, { test::tcp(8080) } } };
    NetworkPolicy &made = std::get<NetworkPolicy>(m_design.adopt(object).object);
    workload("b").labels["sidecar.istio.io/inject"] = "true";
    QCOMPARE(on(Plane::Network).verdict, Verdict::Deny);
    workload("a").labels["sidecar.istio.io/inject"] = "true";
    QCOMPARE(on(Plane::Network).verdict, Verdict::Permit); // between sidecars the port stays
    workload("b").labels.clear();
    made.ingress = { { {}, { test::tcp(15008) } } };
    QCOMPARE(on(Plane::Network).verdict, Verdict::Permit); // and a sidecar speaks to a ztunnel at 15008
}

void tst_AmbientMesh::x2_othersUseThePortItself()
{
    NetworkPolicy object;
    object.meta = { "into-b", "y", {}, {} };
    object.ingress = { { {}, { test::tcp(8080), test::udp(8080) } } };
    m_design.adopt(object);
    QCOMPARE(on(Plane::Network, "out").verdict, Verdict::Permit);
    QCOMPARE(on(Plane::Network, "a", std::nullopt, Protocol::Udp).verdict, Verdict::Permit);
}

void tst_AmbientMesh::membersAreAmbientUnlessTheyHaveASidecar()
{
    const auto modeOf = [this](const std::string &id) {
        return podIn(compilePlan(m_design.project), id).meshMode;
    };
    QCOMPARE(modeOf("b"), MeshMode::Ambient);
    QCOMPARE(modeOf("out"), MeshMode::None);
    Labels &home = m_design.project.topology.namespaces[ElementId("y")].labels;
    home["istio.io/rev"] = "canary";
    QCOMPARE(modeOf("b"), MeshMode::Sidecar);
    home["istio.io/dataplane-mode"] = "ambient";
    QCOMPARE(modeOf("b"), MeshMode::Ambient);
    home["istio-injection"] = "enabled";
    QCOMPARE(modeOf("b"), MeshMode::Sidecar);
    workload("b").labels["sidecar.istio.io/inject"] = "false";
    QCOMPARE(modeOf("b"), MeshMode::Ambient);
    Container proxy;
    proxy.name = "istio-proxy";
    workload("b").containers.push_back(proxy);
    QCOMPARE(modeOf("b"), MeshMode::Sidecar);
    workload("b").placement.hostNetwork = true;
    QCOMPARE(modeOf("b"), MeshMode::None);
}

void tst_AmbientMesh::namespacesCarryTheLabelOfTheirMode()
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const Labels &labels = findNamespace(compiled.plan, "y")->labels;
    QCOMPARE(labels.at("istio.io/dataplane-mode"), std::string("ambient"));
    QCOMPARE(labels.count("istio-injection"), std::size_t(0));
}

void tst_AmbientMesh::httpConditionsOfAllowRulesAreReported()
{
    m_design.project.topology.namespaces[ElementId("y")].segmentation.meshAllowList = true;
    m_design.allow("a", "b").httpMethods = { "GET" };
    const CompiledPlan compiled = compilePlan(m_design.project);
    QVERIFY(std::any_of(compiled.diagnostics.begin(), compiled.diagnostics.end(),
        [](const Diagnostic &found) { return found.code == "http-condition-not-enforced"; }));
    QCOMPARE(on(Plane::Identity).verdict, Verdict::Permit); // the flow works, its condition does not
    QCOMPARE(on(Plane::Identity, "c").verdict, Verdict::Deny);
}

QTEST_APPLESS_MAIN(tst_AmbientMesh)
#include "tst_AmbientMesh.moc"
