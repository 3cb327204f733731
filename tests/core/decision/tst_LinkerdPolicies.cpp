// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/LinkerdServers.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/NativeYaml.h"
#include "tests/core/decision/LinkerdPlan.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

/// Linkerd's policies on the identity plane.
class tst_LinkerdPolicies : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void l1_defaultPolicyHoldsWithoutAServer_data();
    void l1_defaultPolicyHoldsWithoutAServer();
    void l1_podOverNamespaceOverInstall();
    void l1_unmeshedDestinationHasNoVerdict();
    void l1_skippedPortsHaveNoVerdict();
    void l2_serverReplacesTheDefaultAndDenies();
    void l2_accessPolicyAndAuthorizationsAreUnited();
    void l2_serverSelectsByNumberOrName();
    void l2_overlappingServersAreUncertainWhereTheyDisagree();
    void l3_policiesOrReferencesAndIdentitiesOr();
    void l4_noReferencesAdmitAnyone();
    void l5_missingReferenceMakesThePolicyIgnored();
    void l6_identityPatterns();
    void l7_targetsServerRouteOrNamespace();
    void l7_anotherNamespaceAuthorizesNobodyHere();
    void l8_probesPassOnlyWithoutServerOrRoutes();
    void l9_networksLessTheirExceptions();
    void serverAuthorizationIsReadAsWhatItMeans();
    void plaintextNeverShowsAnIdentity();
    void x3_meshedTrafficArrivesAt4143();
    void readerRefusesWhatTheApiServerWould();

private:
    LinkerdServer &server(const std::string &name, IntOrName port = std::uint16_t(80));
    LinkerdAuthorizationPolicy &policy(const std::string &name, const std::string &kind,
        const std::string &target, std::vector<LinkerdReference> references = {});
    MeshTlsAuthentication &tls(const std::string &name, std::vector<std::string> identities);
    ServerRoute &route(const std::string &name, const std::string &server);
    PlaneVerdict ask(const std::string &from, std::uint16_t port = 80,
        std::optional<Transport> transport = std::nullopt) const;

    LinkerdPlan m_plan;
};

namespace {

const LinkerdReference aIdentity { "policy.linkerd.io", "MeshTLSAuthentication", "a", "" };
const LinkerdReference network { "policy.linkerd.io", "NetworkAuthentication", "net", "" };

} // namespace

void tst_LinkerdPolicies::init()
{
    m_plan = LinkerdPlan();
}

LinkerdServer &tst_LinkerdPolicies::server(const std::string &name, IntOrName port)
{
    LinkerdServer &made = LinkerdPlan::add(m_plan.linkerdServers, name);
    made.podSelector = labelled("app", "server");
    made.port = std::move(port);
    return made;
}

LinkerdAuthorizationPolicy &tst_LinkerdPolicies::policy(const std::string &name, const std::string &kind,
    const std::string &target, std::vector<LinkerdReference> references)
{
    LinkerdAuthorizationPolicy &made = LinkerdPlan::add(m_plan.linkerdAuthorizationPolicies, name);
    made.targetRef = { kind == "Namespace" ? "" : "policy.linkerd.io", kind, target, "" };
    made.requiredAuthenticationRefs = std::move(references);
    return made;
}

MeshTlsAuthentication &tst_LinkerdPolicies::tls(const std::string &name, std::vector<std::string> identities)
{
    MeshTlsAuthentication &made = LinkerdPlan::add(m_plan.meshTlsAuthentications, name);
    made.identities = std::move(identities);
    return made;
}

ServerRoute &tst_LinkerdPolicies::route(const std::string &name, const std::string &server)
{
    ServerRoute &made = LinkerdPlan::add(m_plan.serverRoutes, name);
    made.servers = { server };
    RouteMatch match;
    match.method = "GET";
    match.path = "/v1";
    made.rules = { { match } };
    return made;
}

PlaneVerdict tst_LinkerdPolicies::ask(
    const std::string &from, std::uint16_t port, std::optional<Transport> transport) const
{
    return m_plan.ask(from, port, transport);
}

void tst_LinkerdPolicies::l1_defaultPolicyHoldsWithoutAServer_data()
{
    using V = Verdict;
    QTest::addColumn<LinkerdAccess>("access");
    QTest::addColumn<Verdict>("meshed");
    QTest::addColumn<Verdict>("unmeshed");
    QTest::addColumn<Verdict>("outside");
    QTest::newRow("all-unauthenticated")
        << LinkerdAccess::AllUnauthenticated << V::NotEnforced << V::NotEnforced << V::NotEnforced;
    QTest::newRow("audit") << LinkerdAccess::Audit << V::NotEnforced << V::NotEnforced << V::NotEnforced;
    QTest::newRow("all-authenticated") << LinkerdAccess::AllAuthenticated << V::Permit << V::Deny << V::Deny;
    QTest::newRow("cluster-authenticated")
        << LinkerdAccess::ClusterAuthenticated << V::Permit << V::Deny << V::Deny;
    // A load balancer may show a node's address for the outside's: not known.
    QTest::newRow("cluster-unauthenticated")
        << LinkerdAccess::ClusterUnauthenticated << V::Permit << V::Permit << V::Uncertain;
    QTest::newRow("deny") << LinkerdAccess::Deny << V::Deny << V::Deny << V::Deny;
}

void tst_LinkerdPolicies::l1_defaultPolicyHoldsWithoutAServer()
{
    QFETCH(LinkerdAccess, access);
    QFETCH(Verdict, meshed);
    QFETCH(Verdict, unmeshed);
    QFETCH(Verdict, outside);
    m_plan.platform.linkerdDefaultPolicy = access;
    QCOMPARE(ask("a").verdict, meshed);
    QCOMPARE(ask("out").verdict, unmeshed);
    QCOMPARE(ask("net").verdict, outside);
}

void tst_LinkerdPolicies::l1_podOverNamespaceOverInstall()
{
    const std::string key = "config.linkerd.io/default-inbound-policy";
    PlannedPod &pod = m_plan.pods.back();
    QCOMPARE(ask("out").verdict, Verdict::NotEnforced); // Linkerd's own default
    m_plan.namespaces[0].meshAnnotations[key] = "deny";
    QCOMPARE(ask("a").verdict, Verdict::Deny);
    QCOMPARE(ask("a").decidedBy->kind, std::string("Namespace"));
    pod.meshAnnotations[key] = "all-authenticated";
    QCOMPARE(ask("a").verdict, Verdict::Permit);
    QCOMPARE(ask("out").verdict, Verdict::Deny);
    QCOMPARE(ask("out").decidedBy->name, std::string("server"));
    pod.meshAnnotations[key] = "allow-some";
    QCOMPARE(ask("a").verdict, Verdict::Uncertain);
}

void tst_LinkerdPolicies::l1_unmeshedDestinationHasNoVerdict()
{
    server("s");
    m_plan.pods.back().meshMode = MeshMode::None;
    QCOMPARE(ask("out").verdict, Verdict::NotEnforced);
}

void tst_LinkerdPolicies::l1_skippedPortsHaveNoVerdict()
{
    m_plan.platform.linkerdDefaultPolicy = LinkerdAccess::Deny;
    m_plan.pods.back().meshAnnotations["config.linkerd.io/skip-inbound-ports"] = "25, 80-82";
    QCOMPARE(ask("out", 81).verdict, Verdict::NotEnforced);
    QCOMPARE(ask("out", 83).verdict, Verdict::Deny);
}

void tst_LinkerdPolicies::l2_serverReplacesTheDefaultAndDenies()
{
    server("s");
    QCOMPARE(ask("a").verdict, Verdict::Deny); // the default all-unauthenticated no longer speaks
    QCOMPARE(ask("a").decidedBy->kind, std::string("Server"));
    QCOMPARE(ask("a", 81).verdict, Verdict::NotEnforced);
}

void tst_LinkerdPolicies::l2_accessPolicyAndAuthorizationsAreUnited()
{
    server("s").accessPolicy = LinkerdAccess::AllAuthenticated;
    QCOMPARE(ask("a").verdict, Verdict::Permit);
    QCOMPARE(ask("out").verdict, Verdict::Deny);
    policy("open", "Server", "s");
    QCOMPARE(ask("out").verdict, Verdict::Permit);
    m_plan.linkerdServers[0].object.accessPolicy = LinkerdAccess::Audit;
    QCOMPARE(ask("out").verdict, Verdict::NotEnforced);
}

void tst_LinkerdPolicies::l2_serverSelectsByNumberOrName()
{
    server("s", std::string("admin"));
    QCOMPARE(ask("a", 80).verdict, Verdict::NotEnforced);
    QCOMPARE(ask("a", 81).verdict, Verdict::Deny);
    m_plan.linkerdServers[0].object.port = std::string("dns"); // a UDP port is no port of the proxy
    QVERIFY(linkerdPorts(m_plan.linkerdServers[0].object, m_plan.pods.back()).empty());
    m_plan.linkerdServers[0].object.port = std::uint16_t(80);
    m_plan.linkerdServers[0].object.meta.namespaceName = "y"; // selects pods of its own namespace only
    QCOMPARE(ask("a").verdict, Verdict::NotEnforced);
}

void tst_LinkerdPolicies::l2_overlappingServersAreUncertainWhereTheyDisagree()
{
    server("s1");
    server("s2", std::string("http"));
    QCOMPARE(ask("a").verdict, Verdict::Deny);
    policy("open", "Server", "s2");
    QCOMPARE(ask("a").verdict, Verdict::Uncertain);

    DesignBuilder design;
    design.project.platform.mesh = MeshKind::Linkerd;
    design.addNamespace("x", false);
    design.addWorkload("x", "server", 80);
    for (const auto &planned : m_plan.linkerdServers)
        design.adopt(planned.object);
    design.project.topology.workloads[ElementId("server")].containers[0].ports[0].name = "http";
    const Diagnostics found = compilePlan(design.project).diagnostics;
    QVERIFY(std::any_of(found.begin(), found.end(),
        [](const Diagnostic &diagnostic) { return diagnostic.code == "overlapping-servers"; }));
}

void tst_LinkerdPolicies::l3_policiesOrReferencesAndIdentitiesOr()
{
    server("s");
    tls("a", { linkerdName("nobody"), linkerdName("a") });
    LinkerdPlan::add(m_plan.networkAuthentications, "net").networks = { { "192.0.2.0/24", {} } };
    policy("p", "Server", "s", { aIdentity, network });
    QCOMPARE(ask("a").verdict, Verdict::Deny); // the right identity, but no address of the network
    m_plan.networkAuthentications[0].object.networks = { { "0.0.0.0/0", {} } };
    QCOMPARE(ask("a").verdict, Verdict::Permit);
    QCOMPARE(ask("b").verdict, Verdict::Deny); // the right address, but another identity
    policy("q", "Server", "s", { { "", "ServiceAccount", "b", "" } });
    QCOMPARE(ask("b").verdict, Verdict::Permit);
    QCOMPARE(ask("b").decidedBy->name, std::string("q"));
    QCOMPARE(ask("out").verdict, Verdict::Deny);
}

void tst_LinkerdPolicies::l4_noReferencesAdmitAnyone()
{
    server("s");
    policy("p", "Server", "s");
    for (const char *from : { "a", "out", "net" })
        QCOMPARE(ask(from).verdict, Verdict::Permit);
}

void tst_LinkerdPolicies::l5_missingReferenceMakesThePolicyIgnored()
{
    server("s");
    LinkerdPlan::add(m_plan.networkAuthentications, "net").networks = { { "0.0.0.0/0", {} } };
    policy("p", "Server", "s", { network, aIdentity });
    QCOMPARE(ask("a").verdict, Verdict::Deny);
    tls("a", { "*" }).meta.namespaceName = "y"; // the reference means the policy's own namespace
    QCOMPARE(ask("a").verdict, Verdict::Deny);
    m_plan.linkerdAuthorizationPolicies[0].object.requiredAuthenticationRefs[1].namespaceName = "y";
    QCOMPARE(ask("a").verdict, Verdict::Permit);
}

void tst_LinkerdPolicies::l6_identityPatterns()
{
    const std::string whole = linkerdName("a");
    const std::vector<std::pair<std::string, bool>> cases {
        { "*", true },
        { whole, true },
        { "*" + whole.substr(1), true },
        { "*.cluster.local", true },
        { "*.uster.local", false }, // whole labels only
        { "*cluster.local", false }, // a suffix begins with a dot
        { "a.x.*", false },
        { "*" + linkerdName("a", "y").substr(1), false },
    };
    server("s");
    tls("a", {});
    policy("p", "Server", "s", { aIdentity });
    for (const auto &[pattern, isA] : cases) {
        m_plan.meshTlsAuthentications[0].object.identities = { pattern };
        QVERIFY2((ask("a").verdict == Verdict::Permit) == isA, pattern.c_str());
        QCOMPARE(ask("out").verdict, Verdict::Deny);
    }
}

void tst_LinkerdPolicies::l7_targetsServerRouteOrNamespace()
{
    server("s");
    server("t", std::uint16_t(81));
    policy("p", "Server", "t");
    QCOMPARE(ask("out", 80).verdict, Verdict::Deny);
    policy("all", "Namespace", "x");
    QCOMPARE(ask("out", 80).verdict, Verdict::Permit);
    m_plan.linkerdAuthorizationPolicies.clear();

    route("r", "s");
    policy("one", "HTTPRoute", "r", { { "", "ServiceAccount", "a", "" } });
    QCOMPARE(ask("a").verdict, Verdict::Permit);
    QVERIFY(ask("a").reason.find("GET /v1*") != std::string::npos);
    QCOMPARE(ask("b").verdict, Verdict::Deny);
    QCOMPARE(ask("a", 81).verdict, Verdict::Deny); // the route belongs to the other Server
    m_plan.linkerdServers[0].object.proxyProtocol = "opaque"; // routes are HTTP's
    QCOMPARE(ask("a").verdict, Verdict::Deny);
    m_plan.linkerdServers[0].object.proxyProtocol.clear();
    m_plan.linkerdAuthorizationPolicies[0].object.targetRef.group = "gateway.networking.k8s.io";
    QCOMPARE(ask("a").verdict, Verdict::Deny); // a route of that name, but of another group
}

/// targetRef has no namespace: what is written elsewhere, for a Server or route of the same name, is about
/// that one.
void tst_LinkerdPolicies::l7_anotherNamespaceAuthorizesNobodyHere()
{
    server("s");
    route("r", "s");
    policy("server", "Server", "s");
    QCOMPARE(ask("out").verdict, Verdict::Permit);
    m_plan.linkerdAuthorizationPolicies.back().object.meta.namespaceName = "y";
    QCOMPARE(ask("out").verdict, Verdict::Deny);
    policy("route", "HTTPRoute", "r");
    QCOMPARE(ask("out").verdict, Verdict::Permit);
    m_plan.linkerdAuthorizationPolicies.back().object.meta.namespaceName = "y";
    QCOMPARE(ask("out").verdict, Verdict::Deny);
    policy("all", "Namespace", "x");
    QCOMPARE(ask("out").verdict, Verdict::Permit);
    m_plan.linkerdAuthorizationPolicies.back().object.meta.namespaceName = "y";
    QCOMPARE(ask("out").verdict, Verdict::Deny);
    ServerAuthorization &older = LinkerdPlan::add(m_plan.serverAuthorizations, "older");
    older.serverName = "s";
    older.unauthenticated = true;
    QCOMPARE(ask("out").verdict, Verdict::Permit);
    m_plan.serverAuthorizations.back().object.meta.namespaceName = "y";
    QCOMPARE(ask("out").verdict, Verdict::Deny);
}

void tst_LinkerdPolicies::l8_probesPassOnlyWithoutServerOrRoutes()
{
    m_plan.platform.linkerdDefaultPolicy = LinkerdAccess::Deny;
    const PlannedPod &pod = m_plan.pods.back();
    const auto probes = [&] {
        const PlanIndex index(m_plan);
        return LinkerdPolicyEvaluator(index).admitsProbes(pod, 80);
    };
    QCOMPARE(probes(), std::optional<bool>(true));
    QVERIFY(ask("out").reason.find("probes stay open") != std::string::npos);
    server("s");
    QCOMPARE(probes(), std::optional<bool>(true));
    route("r", "s");
    QCOMPARE(probes(), std::optional<bool>(false));
    QVERIFY(ask("out").reason.find("need a rule of their own") != std::string::npos);
}

void tst_LinkerdPolicies::l9_networksLessTheirExceptions()
{
    server("s");
    NetworkAuthentication &made = LinkerdPlan::add(m_plan.networkAuthentications, "net");
    policy("p", "Server", "s", { network });
    m_plan.platform.clusterCidrs = { "10.0.0.0/8" };
    made.networks = { { "10.0.0.0/8", {} } };
    QCOMPARE(ask("out").verdict, Verdict::Permit);
    made.networks = { { "10.0.0.0/8", { "10.0.0.0/8" } } };
    QCOMPARE(ask("out").verdict, Verdict::Deny);
    made.networks = { { "10.0.0.0/8", { "10.1.0.0/16" } } };
    QCOMPARE(ask("out").verdict, Verdict::Uncertain); // which address the pod has is not designed
    made.networks = { { "10.0.0.0/8", { "10.1.0.0/16" } }, { "10.1.0.0/16", {} } };
    QCOMPARE(ask("out").verdict, Verdict::Permit);
    made.networks = { { "198.51.100.7", {} } };
    QCOMPARE(ask("net").verdict, Verdict::Deny);
    made.networks = { { "203.0.113.0/24", {} } };
    QCOMPARE(ask("net").verdict, Verdict::Uncertain); // unless its address was rewritten on the way
}

void tst_LinkerdPolicies::serverAuthorizationIsReadAsWhatItMeans()
{
    server("s").meta.labels = { { "tier", "api" } };
    ServerAuthorization &made = LinkerdPlan::add(m_plan.serverAuthorizations, "z");
    made.serverSelector = labelled("tier", "api");
    made.meshTls.emplace().serviceAccounts = { { "", "", "a", "" } };
    QCOMPARE(ask("a").verdict, Verdict::Permit);
    QCOMPARE(ask("b").verdict, Verdict::Deny);
    made.meshTls->unauthenticatedTls = true;
    QCOMPARE(ask("b").verdict, Verdict::Permit);
    QCOMPARE(ask("out").verdict, Verdict::Uncertain); // it may speak TLS by itself
    made.meshTls.reset();
    made.unauthenticated = true;
    QCOMPARE(ask("out").verdict, Verdict::Permit);
    made.serverSelector.reset();
    made.serverName = "other";
    QCOMPARE(ask("out").verdict, Verdict::Deny);
}

void tst_LinkerdPolicies::plaintextNeverShowsAnIdentity()
{
    server("s").accessPolicy = LinkerdAccess::AllAuthenticated;
    QCOMPARE(ask("a", 80, Transport::Mesh).verdict, Verdict::Permit);
    QCOMPARE(ask("a", 80, Transport::Plaintext).verdict, Verdict::Deny);
    QCOMPARE(ask("out", 80, Transport::Mesh).verdict, Verdict::Deny); // it has no proxy to ask
}

void tst_LinkerdPolicies::x3_meshedTrafficArrivesAt4143()
{
    NetworkPolicy &rule = m_plan.policy("x", "to-server");
    rule.podSelector = labelled("app", "server");
    rule.ingress = { { {}, { tcp(80) } } };
    const auto onNetwork = [&](std::optional<Transport> transport) {
        AccessRequest request;
        request.sourceId = ElementId("x/a");
        request.destinationId = ElementId("x/server");
        request.port = 80;
        request.transport = transport;
        return PolicyDecisionPoint(m_plan).decide(request).on(Plane::Network);
    };
    QCOMPARE(onNetwork(Transport::Mesh).verdict, Verdict::Deny);
    QVERIFY(onNetwork(Transport::Mesh).reason.find("4143") != std::string::npos);
    QCOMPARE(onNetwork(Transport::Plaintext).verdict, Verdict::Permit);
    QVERIFY(onNetwork(Transport::Plaintext).reason.find("4143") == std::string::npos);
    m_plan.networkPolicies[0].object.ingress = { { {}, { tcp(4143) } } };
    QCOMPARE(onNetwork(Transport::Mesh).verdict, Verdict::Permit);
    QCOMPARE(onNetwork(Transport::Plaintext).verdict, Verdict::Deny);
    m_plan.pods[0].meshMode = MeshMode::None; // an unmeshed source knows nothing of the proxy's port
    m_plan.pods[0].inMesh = false;
    QCOMPARE(onNetwork(std::nullopt).verdict, Verdict::Deny);
}

void tst_LinkerdPolicies::readerRefusesWhatTheApiServerWould()
{
    struct Case
    {
        std::string version, kind, spec, code; // an empty code: accepted
    };

    const std::string alpha = "v1alpha1", beta = "v1beta3";
    const std::string target = "targetRef: {group: policy.linkerd.io, kind: Server, name: s}";
    const auto requiring = [&](const std::string &refs) {
        return "{" + target + ", requiredAuthenticationRefs: [" + refs + "]}";
    };
    const std::string tls = "{group: policy.linkerd.io, kind: MeshTLSAuthentication, name: n}";
    const std::string net = "{group: policy.linkerd.io, kind: NetworkAuthentication, name: n}";
    const std::string parent = "{parentRefs: [{group: policy.linkerd.io, kind: Server, name: s}], rules: ";
    const std::vector<Case> cases {
        { beta, "Server", "{podSelector: {}, port: http, accessPolicy: audit}", "" },
        { beta, "Server", "{podSelector: {}}", "missing-field" },
        { beta, "Server", "{podSelector: {}, port: 0}", "invalid-value" },
        { beta, "Server", "{podSelector: {}, port: 1, accessPolicy: all}", "invalid-value" },
        { "v1beta1", "Server", "{podSelector: {}, port: 1, accessPolicy: deny}", "invalid-value" },
        { beta, "Server", "{externalWorkloadSelector: {}, port: 1}", "unsupported-field" },
        { alpha, "AuthorizationPolicy", requiring(""), "" },
        { alpha, "AuthorizationPolicy", "{" + target + "}", "missing-field" },
        { alpha, "AuthorizationPolicy", requiring(tls + ", {kind: ServiceAccount, name: a}"),
            "invalid-value" },
        { alpha, "AuthorizationPolicy", requiring(net + ", " + net), "invalid-value" },
        { alpha, "AuthorizationPolicy",
            "{targetRef: {kind: Namespace, name: other}, requiredAuthenticationRefs: []}", "invalid-value" },
        { alpha, "AuthorizationPolicy",
            "{targetRef: {kind: Service, name: s}, requiredAuthenticationRefs: []}", "invalid-value" },
        { alpha, "MeshTLSAuthentication", "{identities: []}", "invalid-value" },
        { "v1beta1", "ServerAuthorization", "{server: {name: s}, client: {unauthenticated: true}}", "" },
        { "v1beta1", "ServerAuthorization", "{server: {name: s}, client: {}}", "invalid-value" },
        { "v1beta1", "ServerAuthorization", "{server: {name: s.t}, client: {unauthenticated: true}}",
            "invalid-value" },
        { "v1beta1", "ServerAuthorization",
            "{server: {name: s}, client: {meshTLS: {identities: [\"*.x.cluster.local\", \"*\", a.b]}}}", "" },
        { "v1beta1", "ServerAuthorization", "{server: {name: s}, client: {meshTLS: {identities: [\"a.*\"]}}}",
            "invalid-value" },
        { beta, "HTTPRoute", parent + "[{}]}", "" },
        { beta, "HTTPRoute", parent + "[{backendRefs: []}]}", "unsupported-field" },
        { beta, "HTTPRoute", "{parentRefs: [{name: g}]}", "unsupported-field" },
    };
    for (const Case &one : cases) {
        const std::string text = "apiVersion: policy.linkerd.io/" + one.version + "\nkind: " + one.kind
            + "\nmetadata: {name: n, namespace: x}\nspec: " + one.spec + "\n";
        const YamlStream stream = loadYaml(text, "m.yaml");
        QVERIFY2(stream.documents.size() == 1, text.c_str());
        const auto read = readNativeObject(*stream.documents.front());
        if (one.code.empty()) {
            QVERIFY2(read, read ? "" : toString(read.error()).c_str());
            QCOMPARE(std::string(kindOf(*read)), one.kind);
            continue;
        }
        QVERIFY2(!read, text.c_str());
        const Diagnostics &problems = read.error().diagnostics;
        const bool isNamed = std::any_of(problems.begin(), problems.end(),
            [&](const Diagnostic &problem) { return problem.code == one.code && problem.where.line > 0; });
        QVERIFY2(isNamed, text.c_str());
    }
}

QTEST_APPLESS_MAIN(tst_LinkerdPolicies)
#include "tst_LinkerdPolicies.moc"
