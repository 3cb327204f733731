// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/NativeYaml.h"
#include "core/storage/YamlTree.h"
#include "tests/core/decision/NetworkPlan.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// Waypoints of Istio's ambient mode: who uses them, what is enforced there, and what the destination sees.
class tst_Waypoints : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void is9_targetsAreEnforcedAtTheWaypoint_data();
    void is9_targetsAreEnforcedAtTheWaypoint();
    void is9_waypointsIgnoreSelectors();
    void is10_theDestinationSeesTheWaypoint();
    void is10_theWayPastTheWaypointStaysOpen();
    void onlyMeshedCallersUseIt();
    void labelsChooseTheWaypoint();
    void trafficKindsAndAudiencesCount();
    void everyServiceBeforeAPodCounts();
    void packetsTakeBothHops();
    void missingWaypointsAreReported();
    void readerRefusesOtherGateways();

private:
    AuthorizationPolicy &policy(const std::string &name, AuthorizationAction action,
        const std::string &caller, const std::vector<PolicyTargetReference> &targets,
        const std::string &home = "y");
    Decision decide(const std::string &source = "a", std::optional<Transport> transport = std::nullopt,
        const std::string &method = "") const;
    std::size_t waypointsOfB() const;
    WaypointGateway &gateway();

    DesignBuilder m_design;
};

namespace {

const PolicyTargetReference toGateway { "gateway.networking.k8s.io", "Gateway", "wp", "" };

std::string principal(const std::string &account, const std::string &home = "x")
{
    return "cluster.local/ns/" + home + "/sa/" + account;
}

} // namespace

/// a and c in x, b in y behind the Service b, all ambient; the waypoint y/wp, which namespace y uses, and
/// which is the only caller that b's ztunnel admits.
void tst_Waypoints::init()
{
    m_design = DesignBuilder();
    m_design.project.platform.mesh = MeshKind::IstioAmbient;
    for (const char *name : { "x", "y" })
        m_design.addNamespace(name, true).segmentation = {};
    m_design.project.topology.namespaces[ElementId("y")].labels["istio.io/use-waypoint"] = "wp";
    m_design.addWorkload("x", "a", 7000);
    m_design.addWorkload("x", "c", 7000);
    m_design.addWorkload("y", "b");
    Service service;
    service.id = ElementId("svc-b");
    service.name = "b";
    service.namespaceId = ElementId("y");
    service.selector = { { "app", "b" } };
    service.ports = { { "http", 80, IntOrName(std::uint16_t(8080)), Protocol::Tcp } };
    m_design.project.topology.services[service.id] = service;
    WaypointGateway made;
    made.meta = { "wp", "y", {}, {} };
    m_design.adopt(made);
    policy("only-waypoint", AuthorizationAction::Allow, principal("wp", "y"), {});
}

WaypointGateway &tst_Waypoints::gateway()
{
    return std::get<WaypointGateway>(m_design.project.policy.adopted[ElementId("adopted-wp")].object);
}

AuthorizationPolicy &tst_Waypoints::policy(const std::string &name, AuthorizationAction action,
    const std::string &caller, const std::vector<PolicyTargetReference> &targets, const std::string &home)
{
    AuthorizationPolicy object;
    object.meta = { name, home, {}, {} };
    object.action = action;
    object.targetRefs = targets;
    AuthorizationRule rule;
    rule.from.resize(1);
    rule.from[0].principals = { caller };
    object.rules = { rule };
    return std::get<AuthorizationPolicy>(m_design.adopt(object).object);
}

Decision tst_Waypoints::decide(
    const std::string &source, std::optional<Transport> transport, const std::string &method) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId("b");
    request.port = 8080;
    request.transport = transport;
    request.method = method;
    return PolicyDecisionPoint(compiled.plan).decide(request);
}

std::size_t tst_Waypoints::waypointsOfB() const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    return findPod(compiled.plan, ElementId("b"))->waypoints.size();
}

void tst_Waypoints::is9_targetsAreEnforcedAtTheWaypoint_data()
{
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("home");
    QTest::addColumn<bool>("counts");
    const auto row = [](const char *name, const char *kind, const char *target, const char *home,
                         bool counts) {
        QTest::newRow(name) << std::string(kind) << std::string(target) << std::string(home) << counts;
    };
    row("the Gateway", "Gateway", "wp", "y", true);
    row("a Gateway of that name elsewhere", "Gateway", "wp", "x", false);
    row("another Gateway", "Gateway", "other", "y", false);
    row("the Service", "Service", "b", "y", true);
    row("a Service of that name elsewhere", "Service", "b", "istio-system", false);
    row("another Service", "Service", "c", "y", false);
    row("the class, in the root namespace", "GatewayClass", "istio-waypoint", "istio-system", true);
    row("the class elsewhere", "GatewayClass", "istio-waypoint", "y", false);
}

void tst_Waypoints::is9_targetsAreEnforcedAtTheWaypoint()
{
    QFETCH(std::string, kind);
    QFETCH(std::string, name);
    QFETCH(std::string, home);
    QFETCH(bool, counts);
    AuthorizationPolicy &only =
        policy("only-a", AuthorizationAction::Allow, principal("sa-a"), { { "", kind, name, "" } }, home);
    QCOMPARE(decide("a").on(Plane::Identity).verdict, Verdict::Permit);
    QCOMPARE(decide("c").on(Plane::Identity).verdict, counts ? Verdict::Deny : Verdict::Permit);
    only.rules[0].to.resize(1);
    only.rules[0].to[0].methods = { "GET" }; // a waypoint knows HTTP
    QCOMPARE(decide("a", std::nullopt, "GET").on(Plane::Identity).verdict, Verdict::Permit);
    QCOMPARE(decide("a", std::nullopt, "POST").on(Plane::Identity).verdict,
        counts ? Verdict::Deny : Verdict::Permit);
}

void tst_Waypoints::is9_waypointsIgnoreSelectors()
{
    AuthorizationPolicy &deny = policy("deny-a", AuthorizationAction::Deny, principal("sa-a"), {});
    deny.selector = Labels { { "app", "b" } };
    // Enforced by the ztunnel, which does not see a any more.
    QCOMPARE(decide("a").on(Plane::Identity).verdict, Verdict::Permit);
    deny.selector.reset();
    deny.targetRefs = { toGateway };
    QCOMPARE(decide("a").on(Plane::Identity).verdict, Verdict::Deny);
}

void tst_Waypoints::is10_theDestinationSeesTheWaypoint()
{
    const PlaneVerdict verdict = decide("a").on(Plane::Identity);
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QVERIFY(verdict.reason.find("sees the waypoint y/wp as the caller") != std::string::npos);
    QCOMPARE(verdict.decidedBy->name, std::string("only-waypoint"));
    auto &own = std::get<AuthorizationPolicy>(
        m_design.project.policy.adopted[ElementId("adopted-only-waypoint")].object);
    own.rules[0].from[0].principals = { principal("sb-nobody") };
    QCOMPARE(decide("a").on(Plane::Identity).verdict, Verdict::Deny);
    own.rules[0].from[0].principals = {};
    own.rules[0].from[0].namespaces = { "y" }; // the waypoint's, not a's
    QCOMPARE(decide("a").on(Plane::Identity).verdict, Verdict::Permit);
}

void tst_Waypoints::is10_theWayPastTheWaypointStaysOpen()
{
    policy("deny-all-there", AuthorizationAction::Deny, "*", { toGateway });
    QCOMPARE(decide("a").on(Plane::Identity).verdict, Verdict::Deny); // the ztunnel admits the waypoint only
    m_design.project.policy.adopted.erase(ElementId("adopted-only-waypoint"));
    const PlaneVerdict verdict = decide("a").on(Plane::Identity); // by the pod's own address
    QCOMPARE(verdict.verdict, Verdict::NotEnforced);
    QVERIFY(verdict.reason.find("waypoint") == std::string::npos);
}

void tst_Waypoints::onlyMeshedCallersUseIt()
{
    QCOMPARE(decide("a", Transport::Plaintext).on(Plane::Identity).verdict, Verdict::Deny);
    m_design.project.topology.workloads[ElementId("a")].mesh = MeshMembership::Out;
    QCOMPARE(decide("a").on(Plane::Identity).verdict, Verdict::Deny);
}

void tst_Waypoints::labelsChooseTheWaypoint()
{
    QCOMPARE(waypointsOfB(), std::size_t { 1 });
    Labels &service = m_design.project.topology.services[ElementId("svc-b")].labels;
    service["istio.io/use-waypoint"] = "none"; // opts out of the namespace's
    QCOMPARE(waypointsOfB(), std::size_t { 0 });
    Labels &home = m_design.project.topology.namespaces[ElementId("y")].labels;
    home.clear();
    service["istio.io/use-waypoint"] = "wp";
    QCOMPARE(waypointsOfB(), std::size_t { 1 });
    service["istio.io/use-waypoint-namespace"] = "x";
    QCOMPARE(waypointsOfB(), std::size_t { 0 }); // no such waypoint
    gateway().meta.namespaceName = "x";
    gateway().audience = WaypointAudience::All;
    QCOMPARE(waypointsOfB(), std::size_t { 1 });
}

void tst_Waypoints::trafficKindsAndAudiencesCount()
{
    const auto with = [this](const char *traffic) {
        gateway().meta.labels["istio.io/waypoint-for"] = traffic;
        return waypointsOfB();
    };
    QCOMPARE(with("service"), std::size_t { 1 });
    QCOMPARE(with("none"), std::size_t { 0 });
    m_design.project.topology.services.clear();
    QCOMPARE(with("service"), std::size_t { 0 }); // by a Service only
    QCOMPARE(with("workload"), std::size_t { 1 });
    QCOMPARE(with("all"), std::size_t { 1 });
    gateway().audience = WaypointAudience::Selector;
    gateway().namespaces = test::labelled("team", "red");
    QCOMPARE(waypointsOfB(), std::size_t { 0 });
    m_design.project.topology.namespaces[ElementId("y")].labels["team"] = "red";
    QCOMPARE(waypointsOfB(), std::size_t { 1 });
    // By default a waypoint takes its own namespace only.
    gateway().audience = WaypointAudience::Same;
    QCOMPARE(waypointsOfB(), std::size_t { 1 });
    gateway().meta.namespaceName = "x";
    m_design.project.topology.namespaces[ElementId("y")].labels["istio.io/use-waypoint-namespace"] = "x";
    QCOMPARE(waypointsOfB(), std::size_t { 0 });
    gateway().audience = WaypointAudience::All;
    QCOMPARE(waypointsOfB(), std::size_t { 1 });
}

void tst_Waypoints::everyServiceBeforeAPodCounts()
{
    Service second = m_design.project.topology.services[ElementId("svc-b")];
    second.id = ElementId("svc-second");
    second.name = "second";
    m_design.project.topology.services[second.id] = second;
    const CompiledPlan compiled = compilePlan(m_design.project);
    const auto &waypoints = findPod(compiled.plan, ElementId("b"))->waypoints;
    QCOMPARE(waypoints.size(), std::size_t { 1 });
    QCOMPARE(waypoints.front().services, std::vector<std::string>({ "b", "second" }));
}

void tst_Waypoints::packetsTakeBothHops()
{
    NetworkPolicy object;
    object.meta = { "into-b", "y", {}, {} };
    object.podSelector = test::labelled("app", "b");
    object.ingress = { { { test::podsLabelled("gateway.networking.k8s.io/gateway-name", "wp") },
        { test::tcp(15008) } } };
    m_design.adopt(object);
    QCOMPARE(decide("a").on(Plane::Network).verdict, Verdict::Uncertain); // its pods are not in the project
    Workload &proxy = m_design.addWorkload("y", "wp-pods", 15008);
    proxy.labels["gateway.networking.k8s.io/gateway-name"] = "wp";
    proxy.identityId = ElementId();
    QCOMPARE(decide("a").on(Plane::Network).verdict, Verdict::Permit);
    NetworkPolicy closed;
    closed.meta = { "closed", "y", {}, {} };
    closed.podSelector = test::labelled("app", "wp-pods");
    m_design.adopt(closed);
    QCOMPARE(decide("a").joint(), Verdict::Deny);
}

void tst_Waypoints::missingWaypointsAreReported()
{
    const auto count = [this] {
        const Diagnostics found = compilePlan(m_design.project).diagnostics;
        return std::count_if(
            found.begin(), found.end(), [](const Diagnostic &one) { return one.code == "no-waypoint"; });
    };
    QCOMPARE(count(), 0);
    policy("lost", AuthorizationAction::Deny, "*", { { "", "Gateway", "gone", "" } });
    QCOMPARE(count(), 1);
    m_design.project.policy.adopted.erase(ElementId("adopted-wp"));
    QVERIFY(count() >= 2);
}

void tst_Waypoints::readerRefusesOtherGateways()
{
    const auto read = [](const std::string &spec) {
        const std::string text =
            "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: n}\nspec: " + spec
            + "\n";
        return readNativeObject(*loadYaml(text, "m.yaml").documents.front());
    };
    QVERIFY(
        read("{gatewayClassName: istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE}]}"));
    QCOMPARE(read("{gatewayClassName: istio, listeners: []}").error().diagnostics.front().code,
        std::string("unsupported-kind"));
    for (const char *listener :
        { "", "{name: mesh, port: 80, protocol: HBONE}", "{name: mesh, port: 15008, protocol: HTTP}",
            "{name: mesh, port: 15008, protocol: HBONE, allowedRoutes: {namespaces: {from: Selector}}}" }) {
        const auto bad =
            read("{gatewayClassName: istio-waypoint, listeners: [" + std::string(listener) + "]}");
        QVERIFY2(!bad, listener);
        QVERIFY(bad.error().diagnostics.front().where.line > 0);
    }
}

QTEST_APPLESS_MAIN(tst_Waypoints)
#include "tst_Waypoints.moc"
